"""Where the pages around a plan's review stand."""

from __future__ import annotations

from flask import g

from models.plan import Plan


def page_of(plan: Plan, page: str = "") -> str:
    """The address of a plan, or of one of its pages: "header", "addressees", "publication"."""
    return f"/{g.unit.slug}/plans/{plan.id}{'/' if page else ''}{page}"
