"""Centred titles, broken where a reader would pause, and the short rules below them."""

from __future__ import annotations

from typing import Any

from documents.official_paper.looks import Look
from documents.official_paper.markup import paragraph, rule
from documents.official_paper.measures import line_count, line_length
from documents.wording import plain

_SHARE = 0.42
"""The decree wants a rule from a third to a half of the line above it."""

_PAUSES = ("tren", "nam", "tai", "cua", "trong", "giai", "doi", "ngay", "theo", "nham")
_WORTH = 0.35
"""How far, as a share of a line, a break may be moved to stand at a pause."""


def write_title(parent: Any, look: Look, text: str, width: float) -> None:
    """A centred title; one too long for a line is broken into lines of about one length."""
    paragraph(parent, look, broken(text, look, width))


def write_short_rule(parent: Any, look: Look, text: str, above: Look, width: float) -> None:
    """The rule below a text that is set in the look `above`, in a column of a width."""
    last = broken(text, above, width).split("\n")[-1]
    rule(parent, look, length=_SHARE * line_length(last, above), width=width)


def broken(text: str, look: Look, width: float) -> str:
    """The text with line breaks; those that it has are enough."""
    count = line_count(text, look, width)
    if "\n" in text or count == 1:
        return text
    lines, rest = [], text.split()
    for left in range(min(count, len(rest)), 1, -1):
        at = _break(rest, left, look, width)
        lines.append(" ".join(rest[:at]))
        rest = rest[at:]
    return "\n".join([*lines, " ".join(rest)])


def _break(words: list[str], left: int, look: Look, width: float) -> int:
    """After which word the first of so many lines ends best; some words stay for the others."""
    whole = line_length(" ".join(words), look)
    wanted = whole / left
    best, least, length = 1, float("inf"), 0.0
    for at in range(1, len(words) - left + 2):
        length += line_length(f" {words[at - 1]}", look)
        cost = abs(length - wanted) / wanted - _WORTH * _pause(words, at)
        if cost < least and length <= width and whole - length <= (left - 1) * width:
            best, least = at, cost
    return best


def _pause(words: list[str], at: int) -> float:
    """How well a reader can pause before a word: from not at all (0) to as at a comma (1)."""
    before, after = words[at - 1], plain(words[at])
    if before.endswith((",", ";", ":")) or after == "va":
        return 1
    is_date = after == "nam" and before.isdigit()
    return 0.5 if after in _PAUSES and not is_date else 0
