"""A month of all units below as an official report: who reported, what was done, what hinders."""

from __future__ import annotations

from documents.summary_paper.document import (
    Done,
    Figures,
    Quote,
    SummaryDocument,
    TaskDone,
    UnitDone,
)
from documents.summary_paper.paper import file_name, paper_of, write_summary

__all__ = [
    "Done",
    "Figures",
    "Quote",
    "SummaryDocument",
    "TaskDone",
    "UnitDone",
    "file_name",
    "paper_of",
    "write_summary",
]
