"""A line of a source, with its number there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line as extracted; `number` counts from 1, blank lines included.

    `ends` says whether the source itself shows that a paragraph ends here (a Word paragraph
    does, a printed line in the middle of a paragraph does not); None where it does not tell.
    """

    number: int
    text: str
    starts_page: bool = False
    ends: bool | None = None
