"""The rules by which a line deserves a look, in words: for who submits, and for who decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.filters import money, number
from blueprints.language import label as _l
from models.hint_rules import Far, Hint
from models.month_findings import Finding
from models.task import Cadence
from models.thresholds import Thresholds


class HintWords(NamedTuple):
    """How a rule is shown: kind of status, icon, its name, what it means, what to do about it.

    `means` is read by who decides; `do` besides by who can still write.
    """

    kind: str
    symbol: str
    title: Any
    means: Any
    do: Any


_CAME_BACK = _l("Lines of this unit came back for that in the last twelve months.")

WORDS: dict[Hint, HintWords] = {
    Hint.NOT_MENDED: HintWords(
        "back",
        "arrow-return-left",
        _l("Returned and not written since"),
        _l("The line was sent back, and nothing was written in it after that."),
        _l("Complete what was asked for, or write why it cannot be done."),
    ),
    Hint.OVERDUE: HintWords(
        "over",
        "exclamation-triangle-fill",
        _l("Overdue without a difficulty"),
        _l("The due day has passed, and it is not written what stands in the way."),
        _l("Write the difficulty and when it will be done."),
    ),
    Hint.CARRIED_OVER: HintWords(
        "over",
        "clock-fill",
        _l("Carried over for a long time"),
        _l("Months it is late: %(late_months)s or more."),
        _l("Write what stands in the way, or ask for a later day."),
    ),
    Hint.NOT_BEGUN: HintWords(
        "none",
        "circle",
        _l("Due this month and not begun"),
        _l("Neither a state nor a difficulty is written."),
        _l("Choose a state, or write the difficulty."),
    ),
    Hint.FAR_OFF: HintWords(
        "wait",
        "bar-chart",
        _l("A number far from the last one"),
        _l(
            "Beside the period before it is at least %(far_times)s times as large, or as small a "
            "part of it, and differs by %(far_least)s or more (money: %(far_money)s)."
        ),
        _l("Check for a digit too many or too few. If it is right, say why in the note."),
    ),
    Hint.CONTRADICTING: HintWords(
        "wait",
        "bar-chart",
        _l("Numbers that do not fit together"),
        _l("It was done 0 times, yet people or money are counted."),
        _l("Correct the number of times, or the other numbers."),
    ),
    Hint.NOTHING_AGAIN: HintWords(
        "wait",
        "dash-circle",
        _l("Nothing arose, again and again"),
        _l("Nothing arose %(nothing_periods)s periods running."),
        _l("Say in the reason how you made sure."),
    ),
    Hint.DIFFICULTY: HintWords(
        "wait",
        "chat-dots",
        _l("A difficulty is written"),
        _l("It deserves to be read, and an answer where one is asked for."),
        _l("Say what is needed, and from whom."),
    ),
    Hint.UNPROVEN: HintWords(
        "wait",
        "camera",
        _l("Done without a photo, file or number"),
        _l("Nothing but the tick or a note shows what was done."),
        _l("Add a photo, a file or a number."),
    ),
    Hint.NO_EVIDENCE: HintWords(
        "wait",
        "camera",
        _l("Done without a photo or file"),
        _CAME_BACK,
        _l("Add a photo or a file."),
    ),
    Hint.NO_NUMBERS: HintWords(
        "wait", "bar-chart", _l("Done without numbers"), _CAME_BACK, _l("Add the numbers.")
    ),
    Hint.NO_NOTE: HintWords(
        "wait",
        "pencil",
        _l("Done without a word on the result"),
        _CAME_BACK,
        _l("Write where it was done, by whom, with what result."),
    ),
    Hint.NO_DIFFICULTY: HintWords(
        "wait",
        "chat-dots",
        _l("Not finished, and no difficulty written"),
        _CAME_BACK,
        _l("Write what stands in the way."),
    ),
}

_FAR = {
    Cadence.MONTHLY: _l("%(what)s: %(before)s last month, %(now)s this month"),
    Cadence.QUARTERLY: _l("%(what)s: %(before)s last quarter, %(now)s this quarter"),
    Cadence.HALF_YEARLY: _l("%(what)s: %(before)s last half-year, %(now)s this half-year"),
    Cadence.YEARLY: _l("%(what)s: %(before)s last year, %(now)s this year"),
}
_COUNTED = {
    "times": _l("Times"),
    "children": _l("Children"),
    "adults": _l("Adults"),
    "amount": _l("Money"),
}


def meaning(hint: Hint, told: Thresholds) -> str:
    """What a rule means, with its thresholds."""
    values = {
        "late_months": told.late_months,
        "far_times": told.far_times,
        "far_least": number(told.far_least),
        "far_money": money(told.far_money),
        "nothing_periods": told.nothing_periods,
    }
    return str(WORDS[hint].means) % values


def far_example(told: Thresholds) -> str:
    """What is far from 40, the number of an everyday meeting."""
    before, times, least = 40, told.far_times, max(told.far_least, 1)
    high, low = max(before * times, before + least), min(before // times, before - least)
    if low < 0:
        return str(_("After 40 that is %(high)s and more.", high=number(high)))
    values = {"high": number(high), "low": number(low)}
    return str(_("After 40 that is %(high)s and more, %(low)s and less.", **values))


def detail(finding: Finding) -> str:
    """What a rule says of this very line; empty where its name says all."""
    if finding.hint is Hint.CARRIED_OVER:
        months = finding.line.months_late
        return str(ngettext("%(num)d month late", "%(num)d months late", months))
    if finding.hint is Hint.DIFFICULTY:
        return finding.line.difficulty or ""
    return "; ".join(_far(finding, finding.far))


def sentence(finding: Finding) -> str:
    """A finding in one line, for a list of lines."""
    title, more = str(WORDS[finding.hint].title), detail(finding)
    return str(_("%(title)s: %(more)s", title=title, more=more)) if more else title


def _far(finding: Finding, numbers: Iterable[Far]) -> Iterable[str]:
    words = str(_FAR[finding.line.cadence]) if numbers else ""
    for one in numbers:
        shown = money if one.name == "amount" else number
        yield words % {
            "what": str(_COUNTED[one.name]),
            "before": shown(one.before),
            "now": shown(one.now),
        }
