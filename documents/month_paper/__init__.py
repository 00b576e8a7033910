"""A unit's month as an official report: counts, results, difficulties, what goes on, an annex."""

from __future__ import annotations

from documents.month_paper.document import MonthDocument, Source, Work
from documents.month_paper.paper import file_name, paper_of, write_month

__all__ = ["MonthDocument", "Source", "Work", "file_name", "paper_of", "write_month"]
