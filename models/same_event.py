"""Whether two entries may be one event that two agencies logged: pointed out, and joined; pure.

Nothing is joined by itself: heads that were counted twice are found by an officer who knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from models.match_reading import is_like, said_words

_RELATED: Final = (
    frozenset({"gifts", "play", "visit"}),
    frozenset({"communication", "training", "club", "forum"}),
    frozenset({"communication", "play"}),
)
"""Kinds as which two people may log one event; "other" may be any of them."""
_ANY = "other"


class Likeness(StrEnum):
    """What two entries have in common, in the order in which it is told."""

    SAME_DAY = "same_day"
    SAME_HAMLET = "same_hamlet"
    NEAR_PLACE = "near_place"
    SAME_KIND = "same_kind"
    LIKE_TITLE = "like_title"


@dataclass(frozen=True)
class Event:
    """An entry as it is held against another: who held it (None: the unit), when and where.

    `where` are its place and the name of its hamlet.
    """

    kind: str
    title: str
    held_on: date
    agency_id: int | None = None
    hamlet_id: int | None = None
    where: str = ""


def likeness(one: Event, other: Event) -> tuple[Likeness, ...]:
    """Why two entries may be the same event; nothing where they may not be.

    They are of one day and of two organisers, of kinds that may be one, and not known to be
    apart: in one hamlet, at places with a word in common, or, where a place is not known, with
    titles that are alike.
    """
    is_of_one_day = one.held_on == other.held_on and one.agency_id != other.agency_id
    if not is_of_one_day or not _may_be_one(one.kind, other.kind):
        return ()
    near, is_alike = _near(one, other), is_like(one.title, other.title)
    if near is None and (_are_apart(one, other) or not is_alike):
        return ()
    told = {
        Likeness.SAME_DAY: True,
        Likeness.SAME_HAMLET: near is Likeness.SAME_HAMLET,
        Likeness.NEAR_PLACE: near is Likeness.NEAR_PLACE,
        Likeness.SAME_KIND: one.kind == other.kind,
        Likeness.LIKE_TITLE: is_alike,
    }
    return tuple(reason for reason, is_so in told.items() if is_so)


def _may_be_one(kind: str, other: str) -> bool:
    if _ANY in {kind, other} or kind == other:
        return True
    return any({kind, other} <= related for related in _RELATED)


def _near(one: Event, other: Event) -> Likeness | None:
    if one.hamlet_id is not None and one.hamlet_id == other.hamlet_id:
        return Likeness.SAME_HAMLET
    return Likeness.NEAR_PLACE if _words(one) & _words(other) else None


def _are_apart(one: Event, other: Event) -> bool:
    """Whether both say where they were, and it is not the same."""
    return bool(_words(one) and _words(other))


def _words(event: Event) -> set[str]:
    """The words that say where: "nhà văn hóa thôn" says nothing, "Tân Trang" does."""
    return set(said_words(event.where))
