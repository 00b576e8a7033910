"""Figures, money and days of a plan as people type them in Vietnam."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from models.days import BadDay, parse_day
from models.text import fold, normalise

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,3})?|[0-9]+(?:,[0-9]{1,3})?"
_PLAIN = re.compile(_NUMBER)
_SEVERAL = re.compile(rf"(?:{_NUMBER}) ?[/-] ?(?:{_NUMBER})")
_MONEY = re.compile(rf"({_NUMBER}) ?(nghin|ngan|k|trieu|tr|ty|ti)? ?(?:d|dong|vnd)?\.?")
_TIMES = dict.fromkeys(("nghin", "ngan", "k"), 10**3)
_TIMES |= dict.fromkeys(("trieu", "tr"), 10**6) | dict.fromkeys(("ty", "ti"), 10**9)
_LARGEST, _LARGEST_MONEY = Decimal(10**13), 10**17
_YEARLY = re.compile(r"(\d{1,2})[./-](\d{1,2})")
_LEAP_YEAR = 2024
_PARTS = re.compile(r"[;,\n]| và ")


class BadFigure(ValueError):
    """Not a figure in any form that is read."""


@dataclass(frozen=True)
class Figure:
    """A figure as it was typed, and its number where it is one ("9/9" and "5-10" are none)."""

    written: str
    value: Decimal | None


def parse_figure(text: str) -> Figure:
    """75; 1.210 (a dot parts thousands); 1,7 (a comma, decimals); 9/9; 5-10. Raises BadFigure."""
    text = normalise(text).removesuffix("%").rstrip()
    if _SEVERAL.fullmatch(text):
        return Figure(text, None)
    if not _PLAIN.fullmatch(text) or _number(text) >= _LARGEST:
        raise BadFigure(text)
    return Figure(text, _number(text))


def parse_money(text: str) -> int:
    """Whole đồng: 6.350.000.000, 6350000000 đ, 6.350 triệu, 7,2tr, 500k; BadFigure."""
    found = _MONEY.fullmatch(fold(text))
    if found is None:
        raise BadFigure(text)
    amount = _number(found[1]) * _TIMES.get(found[2] or "", 1)
    if amount != int(amount) or amount >= _LARGEST_MONEY:
        raise BadFigure(text)
    return int(amount)


def parse_report_days(text: str) -> list[str]:
    """Days parted by commas, semicolons or lines: "15/6" is of every year, "--06-15" as kept;
    "10/12/2026" is "2026-12-10". Raises BadDay."""
    parts = [normalise(part) for part in _PARTS.split(text)]
    return list(dict.fromkeys(_report_day(part) for part in parts if part))


def written_day(kept: str) -> str:
    """A day as it is kept ("--06-15", "2026-12-10") as people write it."""
    return "/".join(reversed(kept.removeprefix("--").split("-")))


def written_figure(value: Decimal) -> str:
    """1210 as 1.210 and 1.7 as 1,7."""
    whole, _dot, part = f"{value:,f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def _report_day(text: str) -> str:
    if yearly := _YEARLY.fullmatch(text):
        day = parse_day(f"{yearly[1]}/{yearly[2]}/{_LEAP_YEAR}")
        return f"--{day:%m-%d}"
    day = parse_day(text)
    if not 1990 <= day.year <= 2100:
        raise BadDay(text)
    return day.isoformat()


def _number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))
