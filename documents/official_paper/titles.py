"""Centred titles and the short rules below them."""

from __future__ import annotations

from typing import Any

from documents.official_paper.looks import Look
from documents.official_paper.markup import paragraph, rule
from documents.official_paper.measures import even_line, line_count

_SHARE = 0.42
"""The decree wants a rule from a third to a half of the line above it."""


def write_title(parent: Any, look: Look, text: str, width: float) -> None:
    """A centred title; one too long for a line is broken into lines of about one length."""
    margins = None
    if line_count(text, look.size, width) > 1 and "\n" not in text:
        wanted = even_line(text, look.size, width) * 1.05 + 5
        margins = max(0.0, (width - wanted) / 2)
    paragraph(parent, look, text, margins=margins)


def write_short_rule(parent: Any, look: Look, text: str, above: Look, width: float) -> None:
    """The rule below a text that is set in the look `above`, in a column of a width."""
    line = even_line(text.split("\n")[-1], above.size, width)
    rule(parent, look, length=_SHARE * line, width=width)
