"""Where an amendment of a task is refused, because of what was done under it."""

from __future__ import annotations

from enum import StrEnum

from models.clock import today
from models.period import WHOLE, period_on
from models.task import Cadence


class ChangeKind(StrEnum):
    """What happens to a task."""

    CHANGE = "change"
    END = "end"
    ADD = "add"


class Conflict(StrEnum):
    """Why what an amendment states of a task cannot be published."""

    ENDED = "ended"  # the task was ended meanwhile
    CHANGED = "changed"  # the task was changed meanwhile
    FROZEN = "frozen"  # its only line lies in an approved month: it can be ended, not changed


def conflict(
    kind: ChangeKind,
    cadence: Cadence,
    frozen: int,
    *,
    is_ended: bool = False,
    has_changed: bool = False,
) -> Conflict | None:
    """Why a task cannot be changed or ended; None: it can.

    What is frozen stays as it is. A task that is done in periods says something else from the
    next period on; one that is done once has only the line that is frozen, so it can be ended as
    of today, and another task added.
    """
    if kind is ChangeKind.ADD:
        return None
    if is_ended:
        return Conflict.ENDED
    if has_changed:
        return Conflict.CHANGED
    if kind is ChangeKind.CHANGE and frozen and period_on(cadence, today()) == WHOLE:
        return Conflict.FROZEN
    return None
