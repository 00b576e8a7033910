"""Finds what looks like a child's name in what people write freely, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from models import name_words
from models.text import normalise

_WORD = re.compile(r"[^\W_]+(?:[&/][^\W_]+)*")
_NEAR = re.compile(r"""[ :"“‘(]*""")
_BEHIND = re.compile(r"[ ,(–-]+")
_IN_LIST = re.compile(r"(?:[\s,;+•.()–-]|\d+[A-ZĐ]?\d?|và)+")
_AGE = re.compile(
    r"[ ,(:–-]*(?:học |hs )?(?:lớp|học sinh|sinh (?:năm|ngày)(?!\D{0,12}19)|sn ?20|"
    r"(?:1[0-7]|[1-9]) ?tuổi)\b",
    re.IGNORECASE,
)
_PARENT = re.compile(
    r"\bcon (?:của )?(?:ông|bà|anh|chị|vợ chồng)(?: bà| chị| anh)? ", re.IGNORECASE
)
_LONGEST, _WHOLE = 5, 3


class WhyName(StrEnum):
    """Why some words look like a child's name."""

    CALLED = "called"
    """A word for a child stands before it: "cháu Lan"."""
    AGED = "aged"
    """A class, an age or a year of birth stands behind it."""
    LISTED = "listed"
    """It is one of several names."""
    GIVEN = "given"
    """Something was given to who is called so."""
    PARENT = "parent"
    """The child of somebody who is named."""


@dataclass(frozen=True)
class NameFound:
    """The words that look like a name, as they were written, and why."""

    words: str
    why: WhyName


@dataclass(frozen=True)
class _Name:
    """The words from `first` to before `last` of a text; excused where they name no child."""

    first: int
    last: int
    is_excused: bool = False

    @property
    def length(self) -> int:
        return self.last - self.first


def names_in(*texts: str | None) -> tuple[NameFound, ...]:
    """What looks like names of children, each once, in the order in which they stand."""
    reading = _Reading(normalise("\n".join(filter(None, texts)), keep_lines=True))
    found: dict[str, tuple[int, WhyName]] = {}
    for why, name in reading.found():
        found.setdefault(reading.written(name), (name.first, why))
    ordered = sorted(found.items(), key=lambda one: one[1][0])
    return tuple(NameFound(words, why) for words, (_first, why) in ordered)


class _Reading:
    """One text, and where names stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_WORD.finditer(text))
        self.words = [match[0] for match in found]
        self.lower = [match[0].lower() for match in found]
        self.spans = [match.span() for match in found]
        self.whole = list(self._whole())
        self.free = {name.first: name for name in self.whole if not name.is_excused}

    def written(self, name: _Name) -> str:
        return self.text[self.spans[name.first][0] : self.spans[name.last - 1][1]]

    def found(self) -> Iterator[tuple[WhyName, _Name]]:
        for why, names in (
            (WhyName.CALLED, self._called()),
            (WhyName.PARENT, self._of_parents()),
            (WhyName.AGED, filter(self._has_age, self.free.values())),
            (WhyName.LISTED, self._listed()),
            (WhyName.GIVEN, filter(self._was_given, self.free.values())),
        ):
            yield from ((why, name) for name in names)

    def _has_age(self, name: _Name) -> bool:
        return bool(_AGE.match(self.text, self.spans[name.last - 1][1]))

    def _was_given(self, name: _Name) -> bool:
        return name.length >= _WHOLE and self._before(name.first, name_words.GIVEN_TO)

    # Whole names: a surname, and what follows it ---------------------------------------------

    def _whole(self) -> Iterator[_Name]:
        at = 0
        while at < len(self.words):
            length = self._length_at(at)
            if length > 1:
                yield _Name(at, at + length, self._is_excused(at, at + length))
            at += max(length, 1)

    def _length_at(self, at: int) -> int:
        """How many words the whole name has that begins here; 0 where none does."""
        if self.lower[at] not in name_words.SURNAMES:
            return 0
        capitals = self._capitals(at)
        if capitals > 1:
            return capitals
        typed_plainly = (
            at + 2 < len(self.words)
            and self.lower[at + 1] in name_words.MIDDLES
            and self.lower[at + 2] not in name_words.NO_PERSON
            and self._is_joined(at + 1)
            and self._is_joined(at + 2)
        )
        return _WHOLE if typed_plainly else 0

    def _capitals(self, at: int) -> int:
        """How many capitalised words follow each other from here on, as in a name."""
        last = at
        while last < len(self.words) and last - at < _LONGEST and self._continues(at, last):
            last += 1
        return last - at

    def _continues(self, at: int, last: int) -> bool:
        if last == at:
            return _is_capital(self.words[last])
        is_stop = self.lower[last] in name_words.STOPS
        return _is_capital(self.words[last]) and not is_stop and self._is_joined(last)

    def _is_joined(self, at: int) -> bool:
        return self.text[self.spans[at - 1][1] : self.spans[at][0]] == " "

    def _is_excused(self, first: int, last: int) -> bool:
        known = " ".join(self.lower[first:last])
        return (
            known.startswith(tuple(name_words.KNOWN))
            or self._before(first, name_words.ADULTS)
            or self._before(first, name_words.PLACES)
            or self._behind(last, name_words.TITLES)
        )

    def _before(self, at: int, words: frozenset[str]) -> bool:
        """Whether one of these words stands right before a place."""
        if at == 0 or self.lower[at - 1] not in words:
            return False
        gap = self.text[self.spans[at - 1][1] : self.spans[at][0]]
        return bool(_NEAR.fullmatch(gap))

    def _behind(self, last: int, words: frozenset[str]) -> bool:
        if last >= len(self.words) or self.lower[last] not in words:
            return False
        gap = self.text[self.spans[last - 1][1] : self.spans[last][0]]
        return bool(_BEHIND.fullmatch(gap))

    # A child that is called something --------------------------------------------------------

    def _called(self) -> Iterator[_Name]:
        for at in range(len(self.words) - 1):
            name = self._called_after(at)
            if name is not None:
                yield name

    def _called_after(self, cue: int) -> _Name | None:
        if not self._is_cue(cue):
            return None
        at = self._next(cue)
        if at is None or at in self.free:
            return self.free.get(at) if at is not None else None
        if self.lower[cue] not in name_words.CHILDREN or self._means_several(cue):
            return None
        return self._given_name(at)

    def _is_cue(self, at: int) -> bool:
        pupils = self.lower[at] == "sinh" and self._before(at, frozenset({"học"}))
        return pupils or self.lower[at] in name_words.CHILDREN | {"trẻ", "hs"}

    def _means_several(self, at: int) -> bool:
        if at == 0:
            return False
        before = self.lower[at - 1]
        others = name_words.SEVERAL | name_words.NO_CHILD_BEFORE
        return before.isdecimal() or before in others

    def _next(self, cue: int) -> int | None:
        """Where the name would begin behind a word for a child."""
        at = cue + 1
        while at < len(self.words) and self.lower[at] in name_words.BETWEEN:
            at += 1
        if at >= len(self.words):
            return None
        gap = self.text[self.spans[at - 1][1] : self.spans[at][0]]
        return at if _NEAR.fullmatch(gap) else None

    def _given_name(self, at: int) -> _Name | None:
        length = self._capitals(at)
        others = name_words.NO_NAMES | name_words.ADULTS | name_words.TITLES
        if not length or len(self.words[at]) == 1 or self.lower[at] in others:
            return None
        is_known = " ".join(self.lower[at : at + length]) in name_words.KNOWN
        return None if is_known else _Name(at, at + length)

    # Parents and lists -----------------------------------------------------------------------

    def _of_parents(self) -> Iterator[_Name]:
        starts = {start: at for at, (start, _end) in enumerate(self.spans)}
        for match in _PARENT.finditer(self.text):
            at = starts.get(match.end())
            length = self._capitals(at) if at is not None else 0
            if at is not None and length:
                yield _Name(at, at + length)

    def _listed(self) -> Iterator[_Name]:
        for names in self._lists():
            is_of_people = any(name.length >= _WHOLE for name in names)
            if len(names) > 1 and is_of_people and not any(name.is_excused for name in names):
                yield from names

    def _lists(self) -> Iterator[list[_Name]]:
        """Whole names that stand one behind the other."""
        names: list[_Name] = []
        for name in self.whole:
            if names and not self._is_in_list(names[-1], name):
                yield names
                names = []
            names.append(name)
        yield names

    def _is_in_list(self, one: _Name, next_one: _Name) -> bool:
        gap = self.text[self.spans[one.last - 1][1] : self.spans[next_one.first][0]]
        return bool(_IN_LIST.fullmatch(gap))


def _is_capital(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or word[1:].islower())
