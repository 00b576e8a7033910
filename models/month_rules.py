"""How a unit's months are cut, due and closed: stated by its province from a month on.

What counted of months that have begun is never changed, so that "on time" stays what it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import select

from models import audit, setting
from models.base import db
from models.checklist import Checklist
from models.clock import today
from models.line import Line
from models.month_calendar import (
    Month,
    MonthKind,
    MonthRule,
    MonthRules,
    month_of,
    months_from,
    next_month,
)
from models.setting import MONTHS, Found, Stating
from models.unit import Unit, past_subtree, paths_to


class Fault(StrEnum):
    """Why a rule cannot be stated from a month on, or taken back."""

    NOT_OFFERED = "not_offered"
    NOT_JANUARY = "not_january"
    NOTHING_PLANNED = "nothing_planned"


class BadMonthRule(ValueError):
    """A rule that would move months gone by, or cut one year in two ways."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class StatedRule:
    """A rule, the named month from which it counts, and the unit that states it."""

    since: date
    rule: MonthRule
    unit: Stating


@dataclass(frozen=True)
class Schedule:
    """The rules of a unit, the oldest first, and what may still be stated.

    `present` is the month that holds today. A rule may count from `first_open` on: from the first
    month that has not begun, or from this January while nobody in the unit wrote anything.
    """

    stated: list[StatedRule]
    rules: MonthRules
    present: Month
    first_open: date

    @property
    def holding(self) -> StatedRule | None:
        """What counts for the present month; None where nobody stated anything."""
        rule = self.rules.rule_in(self.present.named)
        return next((one for one in reversed(self.stated) if one.rule is rule), None)

    @property
    def offered(self) -> list[date]:
        """The named months from which a rule may count, up to the January after the next month."""
        upcoming = next_month(self.present, self.rules)
        january = date(upcoming.named.year + 1, 1, 1)
        later = [one.named for one in months_from(upcoming.first_day, january, self.rules)]
        return [self.first_open, *later] if self.first_open < upcoming.named else later

    def fault(self, since: date, rule: MonthRule) -> Fault | None:
        """Why the rule cannot count from a named month on; None: it can."""
        if since not in self.offered:
            return Fault.NOT_OFFERED
        is_same_kind = rule.kind is self.rules.rule_in(since).kind
        return None if is_same_kind or since.month == 1 else Fault.NOT_JANUARY

    def planned_by(self, unit: Unit) -> StatedRule | None:
        """The last rule that the unit itself states, where it may still be taken back."""
        own = [one for one in self.stated if one.unit.id == unit.id]
        return own[-1] if own and own[-1].since >= self.first_open else None

    def with_rule(self, since: date, rule: MonthRule) -> MonthRules:
        """The rules as they would be: what was planned from then on no longer counts."""
        kept = {one.since: one.rule for one in self.stated if one.since < since}
        return MonthRules({**kept, since: rule})


def rules_at(unit: Unit) -> MonthRules:
    """The rules of a unit's months; one query."""
    return rules_among(setting.found_all(unit, [MONTHS])[MONTHS])


def rules_among(found: Sequence[Found]) -> MonthRules:
    """The rules that count of what a unit and those above it state, the nearest first."""
    return _rules(_kept(reversed(found)))


class Placed(Protocol):
    """A unit, or the columns of it that say where it stands."""

    @property
    def id(self) -> int: ...
    @property
    def path(self) -> str: ...


def rules_at_each(units: Collection[Placed]) -> dict[int, MonthRules]:
    """The rules of the months of many units, by their keys; one query. Units with the same rules
    share one object."""
    told = setting.found_by_path({path for unit in units for path in paths_to(unit.path)}, MONTHS)
    made: dict[tuple[str, ...], MonthRules] = {}
    found: dict[int, MonthRules] = {}
    for unit in units:
        stating = tuple(path for path in paths_to(unit.path) if path in told)
        if stating not in made:
            made[stating] = _rules(_kept(told[path] for path in stating))
        found[unit.id] = made[stating]
    return found


def schedule_at(unit: Unit) -> Schedule:
    """The rules of the bound unit, and from when on another one may count."""
    told = stated_rules(unit)
    rules = _rules(told)
    present = month_of(today(), rules)
    first_open = next_month(present, rules).named
    if not _is_written_in(unit):
        first_open = present.named.replace(month=1)
    return Schedule(told, rules, present, first_open)


def stated_rules(unit: Unit) -> list[StatedRule]:
    """The rules of a unit, the oldest first.

    From the first month of which a unit itself states a rule, those of the units above count
    there no more; what they stated of earlier months stays.
    """
    return _kept(reversed(setting.found_all(unit, [MONTHS])[MONTHS]))


def _kept(told: Iterable[Found]) -> list[StatedRule]:
    """What counts of all that is stated, the farthest unit first."""
    kept: list[StatedRule] = []
    for found in told:
        if found.unit is not None:
            own = [StatedRule(*one, found.unit) for one in rules_of(found.value).since.items()]
            kept = [one for one in kept if one.since < own[0].since] + own
    return kept


def rules_of(values: Mapping[str, Mapping[str, Any]]) -> MonthRules:
    """The rules as the setting keeps them by named month ("2027-01"), the oldest first."""
    return MonthRules({_named(key): _rule(values[key]) for key in sorted(values)})


def state_rule(unit: Unit, since: date, rule: MonthRule) -> None:
    """State a rule at the bound unit, in place of what it planned from that named month on.

    BadMonthRule; BadSetting where the unit may not state it.
    """
    schedule = schedule_at(unit)
    fault = schedule.fault(since, rule)
    if fault is not None:
        raise BadMonthRule(fault)
    own: dict[str, Any] = setting.stated(unit.id, [MONTHS]).months or {}
    told = {key: value for key, value in own.items() if _named(key) < since}
    row = setting.put(unit, MONTHS, {**told, _key(since): _value(rule)})
    if row is not None:
        before = _value(schedule.rules.rule_in(since))
        after = {"since": _key(since), **_value(rule)}
        audit.record("month_rule.stated", row, before=before, after=after)


def take_back_planned(unit: Unit) -> None:
    """Take back the last rule that the bound unit planned; BadMonthRule where there is none."""
    planned = schedule_at(unit).planned_by(unit)
    if planned is None:
        raise BadMonthRule(Fault.NOTHING_PLANNED)
    own: dict[str, Any] = setting.stated(unit.id, [MONTHS]).months
    key = _key(planned.since)
    kept = {since: value for since, value in own.items() if since != key}
    row = setting.put(unit, MONTHS, kept or None)
    audit.record("month_rule.taken_back", row, before={"since": key, **own[key]})


def _is_written_in(unit: Unit) -> bool:
    """Whether anybody wrote in the unit or below it; what predecessors wrote does not count."""
    units = select(Unit.id).where(Unit.path >= unit.path, Unit.path < past_subtree(unit.path))
    return any(
        db.session.scalar(select(kind.id).where(kind.unit_id.in_(units)).limit(1)) is not None
        for kind in (Checklist, Line)
    )


def _rules(told: list[StatedRule]) -> MonthRules:
    return MonthRules({one.since: one.rule for one in told})


def _key(named: date) -> str:
    return named.strftime("%Y-%m")


def _named(key: str) -> date:
    return date.fromisoformat(f"{key}-01")


def _rule(value: Mapping[str, Any]) -> MonthRule:
    return MonthRule(MonthKind(value["kind"]), value["due_day"], value["closes_after"])


def _value(rule: MonthRule) -> dict[str, Any]:
    """What is kept: also the usual due day, so that no later default moves it."""
    return {"kind": rule.kind.value, "due_day": rule.due, "closes_after": rule.closes_after}
