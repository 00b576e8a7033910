"""Sentences of official papers, as a clerk writes them: days, names, lists, stops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from documents.wording import plain, tidy

_ENDS = " \t.,;:/"
_COMMITTEE = re.compile(r"^UBND\b")


def written_day(day: date, *, with_year: bool = True) -> str:
    """ "05/02/2026", "15/6/2026": days below 10 and months 1 and 2 with a zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}" + (f"/{day.year}" if with_year else "")


def full_name(name: str) -> str:
    """ "Ủy ban nhân dân xã Cam Thành" of "UBND xã Cam Thành"."""
    return _COMMITTEE.sub("Ủy ban nhân dân", name)


def short_self(issuer: str, noun: str) -> str:
    """How a paper speaks of its issuer after the first time: "Ủy ban nhân dân xã"."""
    is_committee = _COMMITTEE.match(issuer) and noun
    return f"Ủy ban nhân dân {noun}" if is_committee else issuer


def signing_lines(issuer: str, title: str | None = None) -> tuple[str, ...]:
    """Authority and office: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"."""
    given = re.split(r"\s+-\s+|\n", title or "")
    lines = [line for line in map(tidy, given) if line and not plain(line).startswith("tm.")]
    if not _COMMITTEE.match(issuer):
        return tuple(lines)
    if [plain(line) for line in lines] == ["pho chu tich"]:
        lines = ["KT. CHỦ TỊCH", *lines]
    return ("TM. ỦY BAN NHÂN DÂN", *(lines or ["CHỦ TỊCH"]))


def lower_first(text: str) -> str:
    """The text as it goes on inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def bare_title(title: str) -> str:
    """A heading without its last stop."""
    return tidy(title).rstrip(_ENDS)


def ended(text: str) -> str:
    """A text with the stop that ends a sentence."""
    text = tidy(text).rstrip(_ENDS)
    return text if text.endswith("…") else f"{text}."


def listed(names: Sequence[str]) -> str:
    """ "A, B và C"; between names that hold commas, semicolons."""
    *first, last = names
    mark = "; " if any("," in name for name in names) else ", "
    return f"{mark.join(first)} và {last}" if first else last
