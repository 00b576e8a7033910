"""What the queue of the months of the units below shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from uuid_utils.compat import uuid7

from blueprints.access import may
from blueprints.asked import page_asked, page_count, words_asked
from blueprints.checklists.month_words import changed_since_approval, month_name
from blueprints.filters import day
from blueprints.language import label as _l
from blueprints.settings.reason_words import reviewing_rows
from models.clock import vietnam_day
from models.extension import Extension
from models.month_acts import MonthState
from models.month_calendar import Month, next_month, previous_month
from models.permissions import Delegated, Permission
from models.review_queue import Queue, QueuedMonth, QueuePlace, narrowed_to, requests_below
from models.unit_month import NoSuchMonth, refuse_no_month

PAGE = 50

WORDS: dict[QueuePlace, tuple[str, str, Any]] = {
    QueuePlace.WAITING: ("wait", "hourglass-split", _l("To be reviewed")),
    QueuePlace.IN_HAND: ("wait", "eye", _l("In hand")),
    QueuePlace.RETURNED: ("back", "arrow-return-left", _l("Returned")),
    QueuePlace.MISSING: ("over", "exclamation-triangle-fill", _l("Missing")),
    QueuePlace.PREPARED: ("none", "pencil", _l("Being prepared")),
    QueuePlace.APPROVED: ("done", "check2-all", _l("Approved")),
    QueuePlace.EXCUSED: ("none", "dash-circle", _l("Excused")),
    QueuePlace.NOTHING: ("none", "dash-circle", _l("Nothing assigned")),
}
"""Of each place: the kind of status, the icon, the words."""

FILTERS = (
    QueuePlace.WAITING,
    QueuePlace.IN_HAND,
    QueuePlace.RETURNED,
    QueuePlace.MISSING,
    QueuePlace.APPROVED,
    QueuePlace.EXCUSED,
)

REMINDED = {QueuePlace.MISSING, QueuePlace.RETURNED, QueuePlace.PREPARED}
"""Places in which the unit itself is waited for."""


@dataclass(frozen=True)
class Asked:
    """What of the queue is asked for."""

    place: QueuePlace | None
    q: str
    page: int

    @classmethod
    def from_request(cls) -> Asked:
        """The filter of the request; what it does not know counts as not asked."""
        place = request.args.get("show", "")
        return cls(
            place=QueuePlace(place) if place in set(FILTERS) else None,
            q=words_asked(),
            page=page_asked(),
        )


@dataclass(frozen=True)
class Row:
    """One unit with its month, ready to print."""

    one: QueuedMonth
    href: str
    kind: str
    symbol: str
    status: str
    told: list[str]
    changed: str
    ticks: bool


class QueuePage:
    """The queue as it was asked for."""

    def __init__(self, queue: Queue, asked: Asked) -> None:
        self.month, self.rules, self.months = queue.month, queue.rules, queue.months
        self.asked = asked
        self.number = f"{self.month.named.month}/{self.month.named.year}"

    @cached_property
    def found(self) -> list[QueuedMonth]:
        return narrowed_to(self.months, self.asked.place, self.asked.q)

    @property
    def pages(self) -> int:
        return page_count(len(self.found), PAGE)

    @cached_property
    def form_id(self) -> str:
        """The one-time id of the page's button."""
        return str(uuid7())

    @property
    def has_ticks(self) -> bool:
        """Whether a unit can be ticked here, to be approved with others."""
        return any(row.ticks for *_head, rows in self.groups for row in rows)

    @property
    def is_ticked(self) -> bool:
        """Whether one of them is ticked already."""
        return any(row.ticks and row.one.is_clean for *_head, rows in self.groups for row in rows)

    @cached_property
    def groups(self) -> list[tuple[str, int, list[Row]]]:
        """The rows of the page under their headings, which count those of other pages too."""
        shown = self.found[PAGE * (self.asked.page - 1) : PAGE * self.asked.page]
        counts = Counter(_group(one) for one in self.found)
        return [
            (_heading(*key), counts[key], [_row(one) for one in group])
            for key, group in groupby(shown, _group)
        ]

    @property
    def filters(self) -> list[tuple[str, str, int, bool]]:
        """Address, words, how many, and whether it is the one in force."""
        named = narrowed_to(self.months, None, self.asked.q)
        entries = [(self.address(show=None), str(_("All")), len(named), self.asked.place is None)]
        for place in FILTERS:
            count = sum(one.place is place for one in named)
            is_on = self.asked.place is place
            entries.append((self.address(show=place), str(WORDS[place][2]), count, is_on))
        return entries

    @cached_property
    def around(self) -> dict[str, tuple[str, str] | None]:
        """The months before and after, where the unit has them."""
        before = previous_month(self.month, self.rules)
        return {"before": _link(before), "after": _link(next_month(self.month, self.rules))}

    @property
    def lead(self) -> str:
        """How many units, and until when they hand in."""
        units = ngettext("%(num)d unit below", "%(num)d units below", len(self.months))
        return str(_("%(units)s, due %(day)s", units=units, day=day(self.month.due_on)))

    @property
    def ways(self) -> list[dict[str, str]]:
        """Where late units are reminded, explanations and result sheets are read."""
        explanations = url_for("explanations.index")
        results = url_for("participations.waiting")
        ways = [
            _way(_("Explanations of the units below"), explanations, "chat-dots"),
            _way(_("Result sheets of campaigns"), results, "flag"),
        ]
        if may(Permission.DECIDE_BELOW) and any(map(may_remind, self.months)):
            reminders = url_for("reviews.reminders", month=self.month.named)
            ways.insert(0, _way(_("Remind the late units"), reminders, "bell"))
        return ways

    @property
    def settings(self) -> list[dict[str, str]]:
        """The ways to what is offered and shown to who decides."""
        return reviewing_rows()

    @property
    def delegated(self) -> Delegated | None:
        """By which delegation the reader decides; None where he does so in his own right."""
        return g.standing.delegated_for(Permission.DECIDE_BELOW)  # type: ignore[no-any-return]

    @cached_property
    def requests(self) -> list[Extension]:
        """Requests for a later day that wait for a decision."""
        return requests_below(g.unit)

    def address(self, page: int | None = None, **other: Any) -> str:
        """The address of the same queue, with something else asked."""
        asked = {"show": self.asked.place, "q": self.asked.q or None, **other}
        values: dict[str, Any] = {"month": self.month.named, **asked}
        return url_for("reviews.show", page=page if page and page > 1 else None, **values)

    def next_page(self, page: int) -> str:
        return self.address(page=page)


def may_remind(one: QueuedMonth) -> bool:
    """Whether the unit itself is waited for."""
    return one.place in REMINDED and one.ended_on is None


def _way(title: str, href: str, symbol: str) -> dict[str, str]:
    return {"title": title, "href": href, "symbol": symbol, "kind": "wait"}


def _link(month: Month) -> tuple[str, str] | None:
    try:
        refuse_no_month(g.unit, month)
    except NoSuchMonth:
        return None
    return month_name(month.named), url_for("reviews.show", month=month.named)


def _group(one: QueuedMonth) -> tuple[QueuePlace, bool]:
    return one.place, one.is_clean


def _heading(place: QueuePlace, is_clean: bool) -> str:
    if place is not QueuePlace.WAITING:
        return str(WORDS[place][2])
    return str(_("Nothing stands out") if is_clean else _("To look at before approving"))


def _row(one: QueuedMonth) -> Row:
    kind, symbol, words = WORDS[one.place]
    is_reopened = one.state is MonthState.REOPENED
    return Row(
        one=one,
        href=url_for("checklists.show", unit=one.slug, month=one.month.named),
        kind=kind,
        symbol="unlock" if is_reopened else symbol,
        status=str(_("Reopened") if is_reopened else words),
        told=[
            words
            for words in (_how_far(one), when_of(one), _in_hand(one), _asked(one), _ended(one))
            if words
        ],
        changed=changed_since_approval(one.changes_since) if one.changes_since else "",
        ticks=_may_tick(one),
    )


def _may_tick(one: QueuedMonth) -> bool:
    is_waiting = one.place is QueuePlace.WAITING and one.ended_on is None
    return is_waiting and may(Permission.DECIDE_BELOW)


def _ended(one: QueuedMonth) -> str:
    return str(_("This unit ended on %(day)s.", day=day(one.ended_on))) if one.ended_on else ""


def _how_far(one: QueuedMonth) -> str:
    """What the month held when it was handed in."""
    if one.lines_all is None or one.submitted_at is None:
        return ""
    told = [str(_("%(done)s/%(all)s done", done=one.lines_done, all=one.lines_all))]
    if one.lines_over:
        told.append(str(_("%(number)s overdue", number=one.lines_over)))
    if one.lines_to_see and one.place in {QueuePlace.WAITING, QueuePlace.IN_HAND}:
        seen = one.lines_to_see
        told.append(str(ngettext("%(num)d line to look at", "%(num)d lines to look at", seen)))
    return " · ".join(told)


def when_of(one: QueuedMonth) -> str:
    """On time or how late, and when it was handed in."""
    late = one.days_late
    if one.submitted_at is None:
        is_missing = one.place is QueuePlace.MISSING
        return str(ngettext("%(num)d day late", "%(num)d days late", late)) if is_missing else ""
    at = f"{vietnam_day(one.submitted_at):%d/%m}"
    if not late:
        return str(_("Submitted %(day)s, on time", day=at))
    told = ngettext(
        "Submitted %(day)s, %(num)d day late", "Submitted %(day)s, %(num)d days late", late, day=at
    )
    return str(told)


def _in_hand(one: QueuedMonth) -> str:
    return str(_("In hand: %(who)s", who=one.in_hand_of)) if one.in_hand_of else ""


def _asked(one: QueuedMonth) -> str:
    """When it was reminded, and what is to be explained or read."""
    told = []
    if one.reminded_on and one.place in REMINDED:
        told.append(str(_("Reminded %(day)s", day=f"{one.reminded_on:%d/%m}")))
    if one.to_explain:
        told.append(str(_("Waits for the explanation")))
    if one.explained:
        told.append(str(_("Explanation to be read")))
    return " · ".join(told)
