"""A result sheet against what the campaign asks for: what is missing, what changed since: pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from models.activity_sums import Sums

FIGURES = tuple(field.name for field in fields(Sums))
"""What a sheet keeps of the sums, in their order."""


class Gap(StrEnum):
    """What is missing in a result sheet; it is asked about, not refused."""

    NO_ACTIVITY = "no_activity"
    WAITING = "waiting"
    PLANNED = "planned"
    OPEN_TASKS = "open_tasks"
    UNRECEIVED = "unreceived"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Around:
    """What stands around the figures of a unit: activities that wait to be accepted or are still
    planned, tasks of the campaign whose lines are not finished, and the gifts it received; None
    where these are not counted, or a note says why more were given."""

    waiting: int = 0
    planned: int = 0
    open_tasks: int = 0
    received: int | None = None


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: how many of it, or which figures nobody has written."""

    gap: Gap
    number: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A figure that is not any more what was handed in; None is not known, which is not zero."""

    name: str
    was: int | None
    now: int | None


def missing(sums: Sums, asks: Collection[str], around: Around) -> list[Missing]:
    """What is missing, the most important first. Without activities no figure can be known, so
    none is named besides."""
    unknown = tuple(name for name in asks if getattr(sums, name) is None)
    given, received = sums.gifts or 0, around.received
    counted = (
        (Gap.WAITING, around.waiting),
        (Gap.PLANNED, around.planned),
        (Gap.OPEN_TASKS, around.open_tasks),
        (Gap.UNRECEIVED, 0 if received is None else max(given - received, 0)),
    )
    found = [Missing(gap, number) for gap, number in counted if number]
    if not sums.activities:
        return [Missing(Gap.NO_ACTIVITY), *found]
    return [*found, Missing(Gap.UNKNOWN, len(unknown), unknown)] if unknown else found


def differences(handed_in: Mapping[str, Any], sums: Sums) -> list[Difference]:
    """What came to the figures, or went from them, since they were handed in."""
    told = [Difference(name, handed_in.get(name), getattr(sums, name)) for name in FIGURES]
    return [one for one in told if one.was != one.now]
