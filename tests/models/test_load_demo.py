"""The months of the demo: believable, in every state, and as the portal itself computes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from bench.world import AS_AT
from models import audit, clock, storage
from models.base import db
from models.checklist import Checklist
from models.evidence import Evidence
from models.explanation import Explanation
from models.explanation_acts import ExplanationState
from models.extension import Extension
from models.hint_rules import Hint
from models.line import Line
from models.month_acts import MonthState
from models.month_findings import look_through
from models.own_task import OwnTask
from models.reminder import Reminder
from models.tenancy import bind, unscoped
from models.unit import Unit
from models.unit_month import UnitMonth, present_month, read_month

AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)
HANDED_IN = {"submitted", "in_review", "returned", "approved"}


@pytest.fixture
def demo(demo_app: Flask) -> Iterator[Flask]:
    """The demo, on its day."""
    with demo_app.app_context(), clock.fixed(clock.start_of_day(AS_AT)):
        yield demo_app


def unit_of(slug: str) -> Unit:
    with unscoped("test"):
        return db.session.scalars(select(Unit).where(Unit.slug == slug)).one()


def lines_of(month: UnitMonth) -> list[tuple[Any, ...]]:
    """What a month says of each of its lines, without what was written of it."""
    said = ("assignment_id", "period_on", "place", "state", "done_on", "due_on", "months_late")
    told = (*said, "number", "text", "bearer", "plan", "section")
    return [tuple(getattr(line, name) for name in told) for line in month.lines]


def test_the_officer_who_is_shown_has_the_present_month_to_tick(demo: Flask) -> None:
    unit = unit_of("19612")
    with bind(unit.id):
        assert present_month(unit).named == SEPTEMBER
        states = db.session.scalars(select(Checklist.state).where(Checklist.unit_id == unit.id))
        assert Counter(states) == {MonthState.APPROVED: 5, MonthState.OPEN: 1}
        done = [line.done_on is not None for line in read_month(unit, SEPTEMBER).lines]
    assert {True, False} == set(done)


@pytest.mark.parametrize("district", ["468", "612", "08"])
def test_the_month_before_stands_in_every_way(demo: Flask, district: str) -> None:
    path = unit_of(district).path
    below = Unit.path.like(f"{path}_%")
    with unscoped("test"):
        found = select(Checklist.state).join(Unit, Unit.id == Checklist.unit_id)
        states = db.session.scalars(found.where(below, Checklist.month_on == AUGUST)).all()
        units = db.session.scalar(select(func.count()).select_from(Unit).where(below)) or 0
    handed_in = [state for state in states if state in HANDED_IN]
    assert set(handed_in) == HANDED_IN
    assert len(handed_in) < units


@pytest.mark.parametrize("slug", ["00691", "19612", "23440", "612"])
def test_a_month_was_handed_in_as_the_portal_computes_it(demo: Flask, slug: str) -> None:
    unit = unit_of(slug)
    with bind(unit.id):
        month = read_month(unit, AUGUST)
        kept = lines_of(month)
        month.lines = month.lines_now()
        assert kept == lines_of(month)
    assert len(kept) > 4


def test_a_returned_line_lacks_what_was_missed_in_it(demo: Flask) -> None:
    unit = unit_of("19615")
    with bind(unit.id):
        month = read_month(unit, AUGUST)
        assert present_month(unit).named == AUGUST
        assert 0 < len(month.returned) < len(month.lines)
        assert all(one.word for one in month.returned.values())


def test_nothing_lies_in_the_days_to_come(demo: Flask) -> None:
    with unscoped("test"):
        done_on, written_at = db.session.execute(
            select(func.max(Line.done_on), func.max(Line.written_at))
        ).one()
        submitted_at = db.session.scalar(select(func.max(Checklist.submitted_at)))
        assert audit.verify()[1] == []
    assert done_on < AS_AT
    assert max(written_at, submitted_at) < clock.now()


@pytest.mark.parametrize("above", ["468", "08"])
def test_units_above_ask_and_remind(demo: Flask, above: str) -> None:
    unit = unit_of(above)
    with bind(unit.id):
        asked = db.session.scalars(Explanation.asked_from(unit.id)).all()
        reminded = db.session.scalars(select(Reminder)).all()
        assert {one.state for one in asked} == set(ExplanationState)
        assert any(one.is_overdue for one in asked)
        assert any(one.asked_about for one in asked)
    assert {one.month_on for one in reminded} == {AUGUST}


def test_some_communes_did_more(demo: Flask) -> None:
    with unscoped("test"):
        digests = db.session.scalars(select(Evidence.thumbnail_digest)).all()
        counted = [
            db.session.scalar(select(func.count()).select_from(table))
            for table in (OwnTask, Extension)
        ]
        late = db.session.scalars(select(Evidence.late_for).where(Evidence.late_for.is_not(None)))
        changed = select(Checklist.month_on).where(Checklist.changes_since == 2)
        assert late.all() == db.session.scalars(changed).all() != []
    assert len(digests) == 13
    assert all(digest and storage.exists(digest) for digest in digests)
    assert counted == [3, 1]


@pytest.mark.parametrize(
    ("slug", "hint"),
    [("19618", Hint.CARRIED_OVER), ("19618", Hint.FAR_OFF), ("19618", Hint.NOTHING_AGAIN)],
)
def test_a_month_that_waits_has_something_to_look_at(demo: Flask, slug: str, hint: Hint) -> None:
    unit = unit_of(slug)
    with bind(unit.id):
        month = read_month(unit, AUGUST)
        assert month.state == MonthState.SUBMITTED
        found = look_through(month, month.lines, {})
        assert hint in {one.hint for one in found.found}


def test_in_another_one_that_waits_nothing_stands_out(demo: Flask) -> None:
    unit = unit_of("19600")
    with bind(unit.id):
        month = read_month(unit, AUGUST)
        assert month.state == MonthState.SUBMITTED
        assert look_through(month, month.lines, {}).found == []
