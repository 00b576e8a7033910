"""A plan as an official paper: its tasks under clean numbers, and who does what in an annex."""

from __future__ import annotations

from documents.plan_paper.document import PlanDocument, Report, Section, Work
from documents.plan_paper.paper import file_name, paper_of, write_plan

__all__ = ["PlanDocument", "Report", "Section", "Work", "file_name", "paper_of", "write_plan"]
