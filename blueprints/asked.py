"""What the address of a list asks for: words to look for, and which page."""

from __future__ import annotations

from datetime import date

from flask import request

from models.days import BadDay, parse_day
from models.search_terms import MOST_LETTERS
from models.text import normalise

MOST_PAGES = 10_000


def words_asked() -> str:
    """The words to look for; empty where none are."""
    return normalise(request.args.get("q", "")[:MOST_LETTERS])


def page_asked() -> int:
    """The page; the first where the address says none or nonsense."""
    return min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)


def page_count(rows: int, each: int) -> int:
    """How many pages so many rows take, at least one."""
    return -(-rows // each) or 1


def day_asked(text: str) -> date | None:
    """A day as people type it; None where it is none."""
    try:
        return parse_day(text)
    except BadDay:
        return None
