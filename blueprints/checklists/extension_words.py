"""Requests for a later day, in words: where they stand, what stands in their way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g
from flask_babel import gettext as _

from blueprints.filters import day
from blueprints.language import label as _l
from models.ask_extension import (
    requests_of_line,
    requests_of_month,
    wish_of_line,
    wish_of_month,
)
from models.extension import Extension, ExtensionState
from models.extension_acts import BadNewDay, ExtensionObstacle, Wish, why_not_ask
from models.month_acts import Act, Obstacle, Reader
from models.month_line import MonthLine
from models.unit_month import UnitMonth

STATES: dict[ExtensionState, tuple[str, Any]] = {
    ExtensionState.ASKED: ("wait", _l("Waiting")),
    ExtensionState.GRANTED: ("done", _l("Granted")),
    ExtensionState.REFUSED: ("back", _l("Refused")),
    ExtensionState.WITHDRAWN: ("none", _l("Request withdrawn")),
}
"""Of each state: the kind of status it is shown as, and its words."""

REFUSALS: dict[ExtensionObstacle, tuple[Any, Any]] = {
    ExtensionObstacle.NO_RIGHT: (
        _l("You cannot do this here"),
        _l("The unit asks for an extension, the unit above decides on it."),
    ),
    ExtensionObstacle.UNIT_ENDED: (
        _l("The unit has ended"),
        _l("Its months can be read, nothing is added."),
    ),
    ExtensionObstacle.SETTLED: (
        _l("The month has been submitted"),
        _l("Take it back, or ask the unit above to return or reopen it."),
    ),
    ExtensionObstacle.NOT_NEEDED: (
        _l("No extension is needed"),
        _l("The month was sent back: it can be completed and submitted now."),
    ),
    ExtensionObstacle.TOO_OLD: (
        _l("The month lies too far back"),
        _l("An extension is asked for the two months before the present one at most."),
    ),
    ExtensionObstacle.ASKED_ALREADY: (
        _l("A request is waiting already"),
        _l("Wait for the decision, or withdraw the request and ask again."),
    ),
    ExtensionObstacle.NO_DUE_DAY: (
        _l("This line has no due day"),
        _l("It goes on until it is done; there is nothing to extend."),
    ),
    ExtensionObstacle.ENDS_WITH_PERIOD: (
        _l("This line ends with its period"),
        _l("It comes anew in the next period; its day is not moved."),
    ),
    ExtensionObstacle.FINISHED: (
        _l("This line is finished"),
        _l("There is nothing to extend."),
    ),
    ExtensionObstacle.NOT_WAITING: (
        _l("This request is not waiting any more"),
        _l("It was decided on or withdrawn meanwhile."),
    ),
    ExtensionObstacle.OWN_REQUEST: (
        _l("You asked for this yourself"),
        _l("Somebody else has to decide on it."),
    ),
    ExtensionObstacle.GIVERS_REQUEST: (
        _l("On whose behalf you decide asked for this"),
        _l("A reviewer who decides in his own right has to decide on it."),
    ),
    ExtensionObstacle.DAY_PASSED: (
        _l("The new day has passed"),
        _l("Refuse the request; the unit can ask for a later day."),
    ),
}
"""Of each obstacle: what it is, and what to do next."""


def bad_day(why: BadNewDay, wish: Wish) -> str:
    """What to write instead of a day that is not taken."""
    told = {
        BadNewDay.NOT_LATER: _("Write a day after %(day)s.", day=day(wish.old_on)),
        BadNewDay.PASSED: _("This day has passed. Write today or a later day."),
        BadNewDay.TOO_FAR: _("Write %(day)s or an earlier day.", day=day(wish.latest_on)),
    }
    return str(told[why])


def decider() -> str:
    """The unit that decides on what the unit of the URL asks."""
    return str(g.above[0] if g.above else g.unit.name)


@dataclass(frozen=True)
class Told:
    """What is said of a request beside the day it moves."""

    kind: str
    text: str


@dataclass(frozen=True)
class MonthExtensions:
    """What was asked for a month and its lines, and whether this reader may ask now."""

    month: UnitMonth
    reader: Reader

    @property
    def is_urgent(self) -> bool:
        """Whether he could write, were the month not closed."""
        return self.month.obstacle(Act.WRITE, self.reader) is Obstacle.CLOSED

    @property
    def may_ask(self) -> bool:
        """Whether he may ask to keep the month open."""
        return why_not_ask(self.reader, wish_of_month(self.month)) is None

    @property
    def told(self) -> Told | None:
        """The last request to keep the month open."""
        return _told(requests_of_month(self.month))

    def may_ask_of(self, line: MonthLine) -> bool:
        """Whether he may ask for a later day of a line."""
        if not self.reader.writes:
            return False
        return why_not_ask(self.reader, wish_of_line(self.month, line)) is None

    def told_of(self, line: MonthLine) -> Told | None:
        """The last request for a later day of a line."""
        return _told(requests_of_line(self.month, line))


def _told(requests: list[Extension]) -> Told | None:
    """The newest request that was not withdrawn."""
    for one in requests:
        if one.state != ExtensionState.WITHDRAWN:
            kind, _words = STATES[ExtensionState(one.state)]
            return Told(kind, _sentence(one))
    return None


def _sentence(one: Extension) -> str:
    days = {"old": day(one.old_on), "new": day(one.new_on)}
    if one.state == ExtensionState.GRANTED:
        return str(_("Extended from %(old)s to %(new)s.", **days))
    if one.state == ExtensionState.REFUSED:
        return str(_("The extension to %(new)s was refused: %(word)s", word=one.word, **days))
    return str(_("Asked to extend to %(new)s. %(unit)s decides on it.", unit=decider(), **days))
