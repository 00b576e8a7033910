"""The words of a search: where they are found, and what of a text is shown around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case

from models.text import fold, like_pattern, normalise

FEWEST_LETTERS = 2
MOST_LETTERS = 100
"""How much of what was typed is looked for."""
MOST_WORDS = 8
SHOWN = 180
"""How many letters of a long text are shown."""
_BEFORE = 50
"""How many of them may stand before the first word that was found."""


class Piece(NamedTuple):
    """A part of a text, and whether it is what was looked for."""

    text: str
    is_found: bool = False


@dataclass(frozen=True)
class Terms:
    """What somebody looks for; a text holds it where it holds every word, marks ignored."""

    asked: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fold(self.asked).split()))[:MOST_WORDS]

    @property
    def are_enough(self) -> bool:
        """Whether there are letters enough to look for."""
        return sum(map(len, self.words)) >= FEWEST_LETTERS

    def within(self, folded: Any) -> ColumnElement[bool]:
        """Whether a `folded` column holds every word."""
        return and_(*(folded.like(like_pattern(word), escape="\\") for word in self.words))

    def rank(self, folded: Any) -> ColumnElement[int]:
        """0 where the words stand together as they were typed, 1 elsewhere: to sort by."""
        return case((folded.like(like_pattern(self.asked), escape="\\"), 0), else_=1)

    def pieces(self, text: str, most: int = SHOWN) -> list[Piece]:
        """A text in pieces, cut around the first word that was found where it is long."""
        text = normalise(text)
        spans = _joined(self._spans(text))
        first, last = _cut(text, spans[0][0] if spans else 0, most)
        found = [Piece("…")] if first else []
        at = first
        for start, end in spans:
            if start >= first and end <= last:
                found += [Piece(text[at:start]), Piece(text[start:end], is_found=True)]
                at = end
        found += [Piece(text[at:last]), Piece("…" if last < len(text) else "")]
        return [piece for piece in found if piece.text]

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where what is looked for stands: together, or else each word."""
        letters = [*_letters(text)]
        folded = "".join(letter for letter, _place in letters)
        places = [place for letter, place in letters for _ in letter]
        together = fold(self.asked)
        for word in (together,) if together and together in folded else self.words:
            for match in re.finditer(re.escape(word), folded):
                yield places[match.start()], _end_of(places, match.end(), text)


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Each letter as it is searched, with its place in the text."""
    for place, letter in enumerate(text):
        yield _letter(letter), place


@lru_cache(maxsize=1024)
def _letter(letter: str) -> str:
    return letter if letter == " " else fold(letter)


def _end_of(places: list[int], end: int, text: str) -> int:
    """Behind the last letter that was found, with the marks that have no letter of their own."""
    past = places[end - 1] + 1
    while past < len(text) and unicodedata.combining(text[past]):
        past += 1
    return past


def _joined(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same places without what lies over another."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, at: int, most: int) -> tuple[int, int]:
    """The first and last place that are shown, between words."""
    if len(text) <= most:
        return 0, len(text)
    first = text.find(" ", at - _BEFORE) + 1 if at > _BEFORE else 0
    first = min(first, at)
    last = min(first + most, len(text))
    if last == len(text):
        return first, last
    blank = text.rfind(" ", at + MOST_LETTERS, last)
    return first, last if blank < 0 else blank
