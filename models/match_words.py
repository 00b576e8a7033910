"""Vietnamese text as words that can be compared: terms found in it, phrases shared by two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from models.text import fold, normalise

_TOKEN = re.compile(
    r"\d+(?:[/.-]\d+)*|[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*"
)
_DATE = re.compile(r"0*(\d+)[/.-]0*(\d+)")
_KNOWN_TEXTS = 4096
"""How many texts stay read: the lines of a month are compared on every change of a form."""


@dataclass(frozen=True)
class Words:
    """A text word by word: as written, without marks, and which words punctuation precedes."""

    text: str
    spans: tuple[tuple[int, int], ...]
    folded: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        return _words_of(normalise(text))

    @cached_property
    def is_bare(self) -> bool:
        """Whether it is written without marks altogether."""
        return not _marks(self.text)

    def __len__(self) -> int:
        return len(self.folded)

    def written(self, first: int, last: int) -> str:
        """The words from one up to, not including, another, as they stand in the text."""
        return self.text[self.spans[first][0] : self.spans[last - 1][1]]

    def holds(self, other: Words) -> bool:
        """Whether all words of another text stand in it together."""
        return self.holds_words(other.folded)

    def holds_words(self, folded: tuple[str, ...]) -> bool:
        """Whether some words, without marks, stand in it together."""
        return f" {' '.join(folded)} " in f" {' '.join(self.folded)} "

    def is_joined(self, place: int) -> bool:
        """Whether nothing but a blank parts a word from the one before it."""
        return self.text[self.spans[place - 1][1] : self.spans[place][0]] == " "


@lru_cache(maxsize=_KNOWN_TEXTS)
def _words_of(text: str) -> Words:
    found = list(_TOKEN.finditer(text))
    return Words(text, tuple(one.span() for one in found), tuple(map(_plain, found)))


def _plain(found: re.Match[str]) -> str:
    """A word without marks; a day as 1/6, however it is written."""
    day = _DATE.fullmatch(found[0])
    return f"{day[1]}/{day[2]}" if day else fold(found[0])


@dataclass(frozen=True)
class Found:
    """Where in a text something stands: from a word up to, not including, another."""

    what: str
    first: int
    last: int


class Lexicon:
    """Wordings to be found in texts, the longest first; each may mean several things."""

    def __init__(self, wordings: Mapping[str, Iterable[str]]) -> None:
        """`wordings`: of each thing that may be found, how it is written."""
        self._entries: dict[tuple[str, ...], tuple[str, list[str]]] = {}
        for what, written in wordings.items():
            for one in written:
                self._entries.setdefault(Words.of(one).folded, (one, []))[1].append(what)
        self._longest = max(map(len, self._entries), default=0)

    def find(self, words: Words) -> list[Found]:
        """What is found, in the order of the text; no word counts twice."""
        return list(self._find(words))

    def _find(self, words: Words) -> Iterator[Found]:
        place = 0
        while place < len(words):
            length, meant = self._at(words, place)
            yield from (Found(what, place, place + length) for what in meant)
            place += length

    def _at(self, words: Words, place: int) -> tuple[int, list[str]]:
        for length in range(min(self._longest, len(words) - place), 0, -1):
            entry = self._entries.get(words.folded[place : place + length])
            if entry is not None and (length > 1 or _agree(entry[0], words, place)):
                return length, entry[1]
        return 1, []


def _agree(wording: str, words: Words, place: int) -> bool:
    """Whether a single word is the one meant: "hệ" and "he" are not "hè", but where a whole text
    is written without marks, "he" may be. Of several words together the letters say enough, and
    "phẩu thuật" is often written so.
    """
    return words.is_bare or _marks(wording) == _marks(words.written(place, place + 1))


def _marks(text: str) -> frozenset[str]:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return frozenset(one for one in decomposed if unicodedata.combining(one) or one == "đ")


def shared_phrases(
    one: Words, other: Words, taken: Iterable[Found], taken_there: Iterable[Found]
) -> list[Found]:
    """The longest phrases of two words or more that stand in both, as they stand in the other.

    Words that are taken, as known terms or as frequent ones, do not count and end a phrase.
    """
    free, free_there = _pairs(one, taken), _pairs(other, taken_there)
    starts: dict[tuple[str, str], int] = {}
    for place in free_there:
        starts.setdefault((other.folded[place], other.folded[place + 1]), place)
    found: list[Found] = []
    reached = 0
    for place in sorted(free):
        there = starts.get((one.folded[place], one.folded[place + 1]))
        if there is not None and place >= reached:
            length = _shared_length(one, other, place, there, free, free_there)
            found.append(Found(other.written(there, there + length), there, there + length))
            reached = place + length
    return found


def _pairs(words: Words, taken: Iterable[Found]) -> set[int]:
    """The places at which two words stand together and neither is taken."""
    used = {place for one in taken for place in range(one.first, one.last)}
    places = range(len(words) - 1)
    return {
        place
        for place in places
        if place not in used and place + 1 not in used and words.is_joined(place + 1)
    }


def _shared_length(
    one: Words, other: Words, place: int, there: int, free: set[int], free_there: set[int]
) -> int:
    length = 1
    while (
        place + length - 1 in free
        and there + length - 1 in free_there
        and one.folded[place + length] == other.folded[there + length]
    ):
        length += 1
    return length
