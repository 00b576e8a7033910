"""Figures and days as the cells of a list have them: with what is counted, as Excel keeps days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Protocol

from models.clock import today
from models.days import BadDay, parse_day
from models.figures import BadFigure, parse_figure, parse_money
from models.text import fold

_EARLIEST_YEAR, _YEARS_TO_COME = 2000, 2
_LOST_ZERO = re.compile(r"\d{7}")
_SERIAL = re.compile(r"[3-6]\d{4}")
_FIRST_SERIAL = date(1899, 12, 30)
_MINUS = re.compile(r"[-\u2212] ?(?=\d)")
_COUNTED = re.compile(
    r"(?<=\d) ?(?:tre em|tre|em|chau|luot|nguoi|luot nguoi|buoi|cuoc|suat|phan|qua"
    r"|suat qua|phan qua)$"
)


class ListedRow(Protocol):
    """One row of a list in .xlsx, as documents/ reads it: text and faults by field."""

    @property
    def number(self) -> int: ...

    @property
    def cells(self) -> dict[str, str]: ...

    @property
    def faults(self) -> Mapping[str, Any]: ...


def count_of(text: str) -> int:
    """A whole number, also with what is counted: "60 suất". Raises BadFigure."""
    text = _COUNTED.sub("", fold(text))
    figure = parse_figure(_MINUS.sub("", text, count=1)).value
    if figure is None or figure != int(figure) or "%" in text:
        raise BadFigure(text)
    return -int(figure) if _MINUS.match(text) else int(figure)


def money_of(text: str) -> int:
    """An amount in whole đồng, also with a minus, which the rules refuse. Raises BadFigure."""
    amount = parse_money(_MINUS.sub("", text, count=1))
    return -amount if _MINUS.match(text) else amount


def day_of(typed: str) -> date:
    """As people type it, with the zero that Excel lost, or as Excel counts its days. BadDay."""
    if _LOST_ZERO.fullmatch(typed):
        typed = f"0{typed}"
    if _SERIAL.fullmatch(typed):
        return _FIRST_SERIAL + timedelta(days=int(typed))
    day = parse_day(typed)
    if not _EARLIEST_YEAR <= day.year <= today().year + _YEARS_TO_COME:
        raise BadDay(typed)
    return day
