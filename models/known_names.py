"""Names that a list may use, found however they are written; for others the nearest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

from models.text import fold

T = TypeVar("T")
_WORD = re.compile(r"\w+")
_LEAST_PART = 3
_NEAR = 0.6


class UnknownName(ValueError):
    """None of the names; `nearest` is what may have been meant, empty where nothing is near."""

    def __init__(self, nearest: str) -> None:
        super().__init__(nearest)
        self.nearest = nearest


@dataclass(frozen=True)
class Known(Generic[T]):
    """A name, what it stands for, and how else it is written."""

    name: str
    value: T
    spellings: Sequence[str] = ()


class KnownNames(Generic[T]):
    """Names compared without marks and capitals; a part of one name alone means that name."""

    def __init__(self, known: Iterable[Known[T]]) -> None:
        listed = list(known)
        self._names = {_words(one.name): one for one in listed}
        self._spelt = _sole((_words(text), one) for one in listed for text in one.spellings)
        self._called: dict[T | None, str] = {one.value: one.name for one in listed}
        self._asked: dict[str, Known[T] | UnknownName] = {}

    def __len__(self) -> int:
        return len(self._names)

    @property
    def names(self) -> list[str]:
        """The names themselves, in the order in which they came."""
        return [one.name for one in self._names.values()]

    def name_of(self, value: T | None) -> str:
        """What a value is called; empty where it has no name."""
        return self._called.get(value, "")

    def find(self, text: str) -> T:
        """What a text stands for. Raises UnknownName."""
        folded = _words(text)
        if folded not in self._asked:
            self._asked[folded] = self._find(folded)
        answer = self._asked[folded]
        if isinstance(answer, UnknownName):
            raise UnknownName(answer.nearest)
        return answer.value

    def within(self, text: str) -> T | None:
        """What the longest name stands for that a text has among its words."""
        words = f" {_words(text)} "
        found = [name for name in self._names if f" {name} " in words]
        return self._names[max(found, key=len)].value if found else None

    def _find(self, folded: str) -> Known[T] | UnknownName:
        whole = self._names.get(folded) or self._spelt.get(folded)
        return whole or self._in_part(folded) or UnknownName(self._nearest(folded))

    def _in_part(self, folded: str) -> Known[T] | None:
        if len(folded) < _LEAST_PART:
            return None
        having = [one for name, one in self._names.items() if f" {folded} " in f" {name} "]
        return having[0] if len(having) == 1 else None

    def _nearest(self, folded: str) -> str:
        known = self._names | self._spelt
        near = get_close_matches(folded, known, n=1, cutoff=_NEAR)
        return known[near[0]].name if near else ""


def _sole(pairs: Iterable[tuple[str, Known[T]]]) -> dict[str, Known[T]]:
    """The spellings of one name only: what two are called says nothing."""
    found: dict[str, Known[T]] = {}
    shared = set()
    for text, one in pairs:
        if found.setdefault(text, one) is not one:
            shared.add(text)
    return {text: one for text, one in found.items() if text not in shared}


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))
