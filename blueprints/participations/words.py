"""A unit's part in a campaign, in words: where it stands, what was done, what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.activities.entry_words import LABELS
from blueprints.checklists.event_words import by_whom, names_here
from blueprints.filters import moment
from blueprints.language import label as _l
from models.participation import ParticipationState, ParticipationStep, StepKind
from models.participation_acts import Obstacle
from models.result_sheet import Gap, Missing

STATES: dict[ParticipationState, tuple[str, str, Any]] = {
    ParticipationState.OPEN: ("none", "pencil", _l("Not submitted yet")),
    ParticipationState.SUBMITTED: ("wait", "hourglass-split", _l("Submitted")),
    ParticipationState.RETURNED: ("back", "arrow-return-left", _l("Returned")),
    ParticipationState.APPROVED: ("done", "check2-all", _l("Approved")),
}
"""Of each state: the kind of status, the icon, the words."""

STEPS: dict[StepKind, tuple[str, str, Any]] = {
    StepKind.PLANNED: ("doing", "pencil", _l("Plan written")),
    StepKind.FILLED: ("doing", "pencil", _l("Result sheet written")),
    StepKind.SUBMITTED: ("wait", "send", _l("Result sheet submitted")),
    StepKind.TAKEN_BACK: ("none", "arrow-repeat", _l("Result sheet taken back")),
    StepKind.APPROVED: ("done", "check2-all", _l("Result sheet approved")),
    StepKind.RETURNED: ("back", "arrow-return-left", _l("Result sheet returned")),
    StepKind.REOPENED: ("back", "unlock", _l("Result sheet reopened")),
}
"""Of each step: the kind of status, the icon, the words."""

REFUSALS: dict[Obstacle, tuple[Any, Any]] = {
    Obstacle.NO_RIGHT: (
        _l("You cannot do this here"),
        _l("The unit's officers write its part; the unit above decides on the result sheet."),
    ),
    Obstacle.UNIT_ENDED: (
        _l("This unit has ended"),
        _l("Its part stays as it is. Its work goes on in the unit that succeeds it."),
    ),
    Obstacle.NOT_ADDRESSED: (
        _l("The unit takes no part in this campaign"),
        _l("It was opened for other units. See its totals for what they do."),
    ),
    Obstacle.DRAFT: (
        _l("The campaign is not published yet"),
        _l("Units take part in it once it is published."),
    ),
    Obstacle.WITHDRAWN: (
        _l("The campaign was withdrawn"),
        _l("Nothing has to be done for it any more. What was logged stays."),
    ),
    Obstacle.OWN_WORK: (
        _l("You wrote in this result sheet"),
        _l("Nobody decides on what he wrote himself: ask a colleague."),
    ),
    Obstacle.GIVERS_WORK: (
        _l("Who delegated reviewing to you wrote in this result sheet"),
        _l("Nobody decides on his behalf either: ask another reviewer."),
    ),
    Obstacle.SUBMITTED: (
        _l("The result sheet is submitted"),
        _l("Take it back first if something is to be changed."),
    ),
    Obstacle.APPROVED: (
        _l("The result sheet is approved"),
        _l("It is locked. Who approved it can reopen it with a reason."),
    ),
    Obstacle.NOT_SUBMITTED: (
        _l("The result sheet is not submitted"),
        _l("It was taken back or returned, or never submitted: there is nothing to decide on."),
    ),
    Obstacle.NOT_APPROVED: (
        _l("The result sheet is not approved"),
        _l("Only what is approved is reopened."),
    ),
    Obstacle.CLOSED: (
        _l("The campaign is closed"),
        _l("The unit that opened it has closed it: what was not submitted by then stays as it is."),
    ),
    Obstacle.NOT_BEGUN: (
        _l("The campaign has not begun"),
        _l("Plan now. The result sheet is submitted once the campaign is running."),
    ),
}
"""Of each obstacle: what it is, and what to do next."""

_FIGURES = {**LABELS, "activities": _l("Number of activities"), "cost": _l("Cost")}


def refusal(why: Obstacle) -> tuple[str, str]:
    """What stands in the way, and what to do next."""
    title, text = REFUSALS[why]
    return str(title), str(text)


def figure_name(name: str) -> str:
    """What a figure of the result sheet is called."""
    return str(_FIGURES[name])


def missing_words(one: Missing) -> str:
    """One thing that is missing in a result sheet."""
    return str(_MISSING[one.gap](one))


def _none(_one: Missing) -> Any:
    return _("No activity has been logged in this campaign yet.")


def _waiting(one: Missing) -> Any:
    return ngettext(
        "%(num)d activity of a partner waits to be accepted",
        "%(num)d activities of partners wait to be accepted",
        one.number,
    )


def _planned(one: Missing) -> Any:
    return ngettext(
        "%(num)d activity is still planned", "%(num)d activities are still planned", one.number
    )


def _tasks(one: Missing) -> Any:
    return ngettext(
        "%(num)d task of the campaign is not finished",
        "%(num)d tasks of the campaign are not finished",
        one.number,
    )


def _unreceived(one: Missing) -> Any:
    return ngettext(
        "%(num)d gift more was given than received: write why in the note on the gifts",
        "%(num)d gifts more were given than received: write why in the note on the gifts",
        one.number,
    )


def _unknown(one: Missing) -> Any:
    return _("Not known: %(names)s", names=", ".join(figure_name(name) for name in one.names))


_MISSING: dict[Gap, Callable[[Missing], Any]] = {
    Gap.NO_ACTIVITY: _none,
    Gap.WAITING: _waiting,
    Gap.PLANNED: _planned,
    Gap.OPEN_TASKS: _tasks,
    Gap.UNRECEIVED: _unreceived,
    Gap.UNKNOWN: _unknown,
}


def steps_of(steps: list[ParticipationStep], above: str) -> list[dict[str, Any]]:
    """The steps of a timeline, the latest first; who works above is not known by name below."""
    names = names_here(key for one in steps for key in (_unseen(one), one.on_behalf_of_id))
    return [_step(one, above, names) for one in reversed(steps)]


def last_step(steps: list[ParticipationStep], above: str) -> str:
    """What was done last, by whom and when, in one sentence; empty where nothing was."""
    told = steps_of(steps[-1:], above)
    return str(_("%(what)s: %(who)s.", what=told[0]["title"], who=told[0]["sub"])) if told else ""


def _unseen(step: ParticipationStep) -> int | None:
    return None if step.person else step.person_id


def _step(step: ParticipationStep, above: str, names: dict[int, str]) -> dict[str, Any]:
    kind, symbol, title = STEPS[StepKind(step.kind)]
    name = step.person.name if step.person else names.get(step.person_id)
    giver = names.get(step.on_behalf_of_id or 0)
    who = by_whom(name, giver, above, is_delegated=step.on_behalf_of_id is not None)
    sub = f"{who}, {moment(step.at)}"
    return {"kind": kind, "symbol": symbol, "title": str(title), "sub": sub, "text": step.word}


def unit_above() -> str:
    """The unit that decides on the result sheets of the unit of the URL; itself at the root."""
    return str(g.above[0] if g.above else g.unit.name)
