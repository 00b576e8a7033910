"""What the address of a list of activities asks for."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import g, request, url_for
from flask_login import current_user

from blueprints.asked import day_asked, page_asked, words_asked
from blueprints.keys import row_key
from models import clock
from models.activity import ActivityState
from models.activity_filter import ActivityFilter, Logged
from models.activity_link import Key
from models.activity_list import Place, Sort
from models.activity_period import Period
from models.agency_kind import KINDS_BY_CODE
from models.month_calendar import MonthRules, month_of
from models.month_rules import rules_at
from models.text import normalise

ALL_TIME = "all"
LATE = "late"
OWN = "unit"
YES_NO = {"yes": True, "no": False}
_PLAIN = (
    *("q", "kind", "of", "by", "hamlet", "campaign", "period", "from", "to", "state", "sort"),
    "line",
)
_TICKED = ("joined", "evidence", "fills")
NAMES = (*_PLAIN, *_TICKED, "logged")
"""The names in the address, in its order; the page stands apart."""
_LINE = re.compile(r"(\d{1,18})-(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Asked:
    """The values of the address as they were given; what is not understood counts as not asked."""

    given: dict[str, str]
    rules: MonthRules

    @classmethod
    def now(cls) -> Asked:
        """The filter of the request; one query for how the unit counts its months."""
        given = {name: normalise(request.args.get(name, "")) for name in NAMES}
        told, rules = {**given, "q": words_asked()}, rules_at(g.unit)
        usual = {"period": _this_year(rules), "sort": Sort.NEWEST.value}
        asked = {name: value for name, value in told.items() if value and value != usual.get(name)}
        return cls(asked, rules)

    def get(self, name: str) -> str:
        return self.given.get(name, "")

    @property
    def sort(self) -> Sort:
        return Sort(self.get("sort")) if self.get("sort") in set(Sort) else Sort.NEWEST

    @property
    def page(self) -> int:
        """The number of the page; the first one where the address does not say where it begins."""
        return page_asked() if self.after or self.before else 1

    @cached_property
    def after(self) -> Place | None:
        return _place(request.args.get("after", ""), self.sort)

    @cached_property
    def before(self) -> Place | None:
        return _place(request.args.get("before", ""), self.sort)

    @property
    def period(self) -> str:
        """What period is asked for: this year where nothing is said, none where days are."""
        if self.first or self.last:
            return ""
        code = self.get("period")
        if code == ALL_TIME or Period.of(code):
            return code
        return _this_year(self.rules)

    @property
    def first(self) -> date | None:
        return day_asked(self.get("from"))

    @property
    def last(self) -> date | None:
        return day_asked(self.get("to"))

    @property
    def line(self) -> Key | None:
        """The line whose activities are asked for: "17-2026-09-01"."""
        found = _LINE.fullmatch(self.get("line"))
        day = day_asked(found[2]) if found else None
        return (int(found[1]), day) if found and day else None

    @property
    def state(self) -> ActivityState | None:
        return ActivityState(self.get("state")) if self.get("state") in set(ActivityState) else None

    @property
    def is_narrow(self) -> bool:
        """Whether anything but an order is asked for."""
        return bool(self.given.keys() - {"sort"})

    def filter(self, path: str | None) -> ActivityFilter:
        """The filter for the models; `path`: of the unit below that is asked for."""
        days = self._days()
        by, hamlet = self.get("by"), self.get("hamlet")
        is_own_alone = self.get("of") == g.unit.slug
        return ActivityFilter(
            path=g.unit.path if is_own_alone else path,
            is_alone=is_own_alone,
            words=self.get("q"),
            kind=self.get("kind") or None,
            own=by == OWN,
            agency_id=_number(by),
            agency_kind=by if by in KINDS_BY_CODE else None,
            hamlet_id=_number(hamlet),
            first=days[0],
            last=days[1],
            state=self.state,
            is_late=self.get("state") == LATE,
            is_joined=YES_NO.get(self.get("joined")),
            has_evidence=YES_NO.get(self.get("evidence")),
            fills=YES_NO.get(self.get("fills")),
            line=self.line,
            campaign_id=_number(self.get("campaign")),
            logged=Logged(self.get("logged")) if self.get("logged") in set(Logged) else None,
            person_id=current_user.id,
        )

    def _days(self) -> tuple[date | None, date | None]:
        """A line and a campaign are shown with all their activities, whenever they were."""
        period = Period.of(self.period)
        is_whole = self.line is not None or self.get("campaign")
        if period is None or (is_whole and not self.get("period")):
            return self.first, self.last
        return period.days(self.rules)

    def address(self, endpoint: str = "activities.index", **other: Any) -> str:
        """The address of the same list with something else; None leaves a name out."""
        given: dict[str, Any] = {**self.given, **other}
        return url_for(endpoint, **given)


def _this_year(rules: MonthRules) -> str:
    return str(month_of(clock.today(), rules).named.year)


def token(place: Place) -> str:
    """A place as an address names it."""
    return f"{place.value}~{place.key}"


def _place(text: str, sort: Sort) -> Place | None:
    value, _, key = text.partition("~")
    try:
        by_day = sort in {Sort.NEWEST, Sort.OLDEST}
        return Place(date.fromisoformat(value) if by_day else _amount(value), uuid.UUID(key))
    except ValueError:
        return None


def _amount(text: str) -> int:
    """A number that the database can hold; -1 stands for none."""
    return -1 if text == "-1" else row_key(text)


def _number(text: str) -> int | None:
    try:
        return row_key(text)
    except ValueError:
        return None
