"""Where the pages of a plan stand."""

from __future__ import annotations

from flask import url_for


def page_of(plan_id: int, page: str = "") -> str:
    """The address of a plan, or of one of its pages: "header", "review", "publication"."""
    address = url_for("plans.show", plan_id=plan_id)
    return f"{address}/{page}" if page else address
