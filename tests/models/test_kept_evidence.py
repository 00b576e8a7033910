"""The evidence of a month that was handed in: what was there, what left, what came late."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from models import audit, clock
from models.base import Base, db
from models.checklist import Checklist, ChecklistEvent
from models.decide_month import Returned, approve, excuse, reopen, return_lines
from models.evidence import Evidence
from models.hand_in import submit
from models.kept_evidence import LineEvidence, evidence_of
from models.late_evidence import attach_late, late_line, withdraw
from models.line import Line
from models.month_acts import MonthState, Obstacle, Reader
from models.month_since import entries_since_decision, since_approval, since_decision
from models.return_reason import STARTING_SET
from models.tenancy import begin_write
from models.unit_month import MonthRefused, UnitMonth, lock_month, read_month
from models.write_line import NoSuchLine, note_written, open_line
from tests import months
from tests.evidence import kept
from tests.months import AUGUST, SEPTEMBER
from tests.world import World

OCTOBER = date(2026, 10, 1)


def on(day: int, month: int = 10) -> AbstractContextManager[None]:
    return clock.fixed(clock.start_of_day(date(2026, month, day)))


@pytest.fixture
def commune(app: Flask, world: World) -> Iterator[World]:
    with months.at(world), on(3):
        yield world


@pytest.fixture
def once(commune: World) -> int:
    """A line done once, begun in September."""
    begin_write()
    key = months.give("Kiện toàn ban điều hành", cadence="once")[0]
    db.session.commit()
    months.tick(SEPTEMBER, key, months.officer(commune), state="in_progress")
    return key


def reviewer(world: World) -> Reader:
    return Reader(world.reviewer.id, decides=True)


def act(verb: Any, by: Reader, *args: Any, named: date = SEPTEMBER) -> None:
    begin_write()
    verb(lock_month(named), by, *args)
    db.session.commit()


def added(world: World, key: int, number: int, named: date = SEPTEMBER) -> uuid.UUID:
    """A photo added to a line as its officer adds it to a month that he may write in."""
    begin_write()
    month, by = lock_month(named), months.officer(world)
    _line, row = open_line(month, key, by)
    note_written(month, row, by)
    found = Evidence.attach(row, kept(number), by.person_id)
    db.session.commit()
    return found.id


def sent_late(world: World, key: int, number: int, named: date = SEPTEMBER) -> uuid.UUID:
    begin_write()
    try:
        month, by = lock_month(named), months.officer(world)
        row = late_line(month, key, by)
        found = attach_late(month, row, kept(number), by.person_id)
        db.session.commit()
    except (MonthRefused, NoSuchLine):
        db.session.rollback()
        raise
    return found.id


def withdrawn(world: World, evidence_id: uuid.UUID) -> None:
    begin_write()
    withdraw(db.session.get_one(Evidence, evidence_id), world.officer.id, "Ảnh mờ")
    db.session.commit()


def month(world: World, named: date = SEPTEMBER) -> UnitMonth:
    return read_month(world.units["19612"], named)


def seen(world: World, key: int, named: date = SEPTEMBER) -> LineEvidence:
    found = month(world, named)
    return evidence_of(found, found.lines)[key]


def bells(world: World) -> int:
    rows = Base.metadata.tables["notification"].c
    told = select(func.count()).where(rows.person_id == world.reviewer.id)
    return db.session.connection().scalar(told.where(rows.kind == "month_changed")) or 0


def entries(world: World) -> list[tuple[str, int]]:
    return [
        (one.name, len(one.now or one.was))
        for entry in since_approval(month(world)).entries
        for one in (entry.change.fields if entry.change else ())
    ]


def test_a_month_shows_what_was_there_when_it_was_handed_in(commune: World, once: int) -> None:
    first = added(commune, once, 1)
    act(submit, months.officer(commune))
    second = added(commune, once, 2, OCTOBER)
    assert seen(commune, once) == LineEvidence(1, (first,))
    assert seen(commune, once, OCTOBER) == LineEvidence(2, (first, second))
    act(approve, reviewer(commune))
    assert seen(commune, once) == LineEvidence(1, (first,))
    assert month(commune).changes_since == 0


def test_what_was_withdrawn_since_is_counted_and_not_shown(commune: World, once: int) -> None:
    first, second = added(commune, once, 1), added(commune, once, 2)
    act(submit, months.officer(commune))
    withdrawn(commune, first)
    assert seen(commune, once) == LineEvidence(2, (second,), withdrawn=1)
    assert (month(commune).changes_since, bells(commune)) == (0, 0)


def test_a_month_kept_before_evidence_was_shows_all_there_is(commune: World, once: int) -> None:
    added(commune, once, 1)
    act(submit, months.officer(commune))
    forget_evidence(commune)
    added(commune, once, 2, OCTOBER)
    act(approve, reviewer(commune))
    assert (seen(commune, once).count, seen(commune, once).withdrawn) == (2, 0)
    late = sent_late(commune, once, 3)
    assert (seen(commune, once).count, seen(commune, once).late) == (2, (late,))
    withdrawn(commune, seen(commune, once).shown[0])
    assert (seen(commune, once).count, entries(commune)) == (1, [("evidence_added", 1)])
    assert month(commune).changes_since == 1


def forget_evidence(world: World) -> None:
    begin_write()
    event = db.session.scalars(select(ChecklistEvent).where(ChecklistEvent.lines.is_not(None)))
    for one in event:
        told = [{k: v for k, v in line.items() if k != "evidence"} for line in one.lines or ()]
        one.lines = told
        audit.record("checklist.submitted", one, after={})
    db.session.commit()


def test_a_late_photo_stands_beside_what_was_approved(commune: World, once: int) -> None:
    first = added(commune, once, 1)
    act(submit, months.officer(commune))
    act(approve, reviewer(commune))
    with on(4):
        late = sent_late(commune, once, 2)
        assert sent_late(commune, once, 2) == late
        sent_late(commune, once, 3)
    assert seen(commune, once).count == 1
    assert seen(commune, once).shown[:2] == (first, late)
    assert len(seen(commune, once).late) == 2
    assert (month(commune).changes_since, entries(commune)) == (2, [("evidence_added", 2)])
    assert bells(commune) == 1


def test_every_change_since_the_approval_is_told_and_counted(commune: World, once: int) -> None:
    early, kept_one = added(commune, once, 1), added(commune, once, 2)
    act(submit, months.officer(commune))
    withdrawn(commune, early)
    with on(4):
        act(approve, reviewer(commune))
    with on(5):
        withdrawn(commune, kept_one)
        withdrawn(commune, kept_one)
    with on(6):
        withdrawn(commune, sent_late(commune, once, 3))
    assert entries(commune) == [("evidence_added", 1), ("evidence_withdrawn", 2)]
    assert month(commune).changes_since == 3
    assert seen(commune, once) == LineEvidence(2, (), withdrawn=2)
    assert bells(commune) == 2


def test_a_photo_withdrawn_changes_each_month_approved_with_it(commune: World, once: int) -> None:
    with on(3, 9):
        first = added(commune, once, 1, AUGUST)
        act(submit, months.officer(commune), named=AUGUST)
        act(approve, reviewer(commune), named=AUGUST)
    act(submit, months.officer(commune))
    act(approve, reviewer(commune))
    withdrawn(commune, first)
    assert [month(commune, named).changes_since for named in (AUGUST, SEPTEMBER)] == [1, 1]


def test_a_line_nobody_wrote_takes_a_late_photo(commune: World) -> None:
    begin_write()
    key = months.give("Họp nhóm công tác")[0]
    db.session.commit()
    act(submit, months.officer(commune))
    act(approve, reviewer(commune))
    late = sent_late(commune, key, 1)
    assert seen(commune, key) == LineEvidence(0, (late,), (late,))
    row = db.session.scalars(Line.of(key, SEPTEMBER)).one()
    assert (row.state, row.frozen_on, row.written_at) == ("not_started", SEPTEMBER, None)
    assert months.officer(commune).person_id in month(commune).standing.written_by


def test_what_was_sent_late_belongs_to_the_next_submission(commune: World, once: int) -> None:
    act(submit, months.officer(commune))
    act(approve, reviewer(commune))
    late, gone = sent_late(commune, once, 1), sent_late(commune, once, 2)
    withdrawn(commune, gone)
    with on(4):
        act(reopen, reviewer(commune), "Thiếu số liệu")
        assert month(commune).changes_since == 0
        months.tick(SEPTEMBER, once, months.officer(commune), note="Đã ký")
        act(submit, months.officer(commune))
        assert seen(commune, once) == LineEvidence(1, (late,))
        told = [entry.change for entry in entries_since_decision(month(commune))]
        names = [[one.name for one in change.fields] for change in told if change]
        assert names == [["note", "evidence_added"]]
    with on(5):
        act(approve, reviewer(commune))
    assert (entries(commune), seen(commune, once).late) == ([], ())


@pytest.mark.parametrize("state", ["open", "submitted", "excused"])
def test_only_an_approved_month_takes_something_late(commune: World, once: int, state: str) -> None:
    if state == "submitted":
        act(submit, months.officer(commune))
    if state == "excused":
        act(excuse, reviewer(commune), "Lũ")
    with pytest.raises(MonthRefused) as caught:
        sent_late(commune, once, 1)
    assert caught.value.why == Obstacle.NOT_APPROVED


def test_a_line_that_the_month_does_not_hold_takes_nothing(commune: World, once: int) -> None:
    act(submit, months.officer(commune))
    act(approve, reviewer(commune))
    with pytest.raises(NoSuchLine):
        sent_late(commune, commune.rows["19600"]["assignment"].id, 1)


def test_who_decides_is_told_what_was_mended(commune: World, once: int) -> None:
    begin_write()
    left, other = months.give("Họp nhóm công tác", "Thăm trẻ em ốm")
    db.session.commit()
    officer = months.officer(commune)
    months.tick(SEPTEMBER, left, officer, state="done")
    act(submit, officer)
    assert entries_since_decision(month(commune)) == []
    back = [Returned(key, STARTING_SET[0]) for key in (once, left)]
    act(return_lines, reviewer(commune), back)
    with on(4):
        added(commune, once, 1)
        months.tick(SEPTEMBER, other, officer, state="done", children=20)
        act(submit, officer)
    since = since_decision(month(commune))
    told = [(one.line.assignment_id, one.is_mended) for one in since.entries]
    assert told == [(left, False), (once, True), (other, None)]
    assert since.entries[0].change is None
    assert since.names == {officer.person_id: "Cán bộ xã Cam Thành"}
    assert {piece.added_by for piece in since.pieces.values()} == {"Cán bộ xã Cam Thành"}


def test_the_changes_of_a_month_that_is_mended_are_not_told_yet(commune: World, once: int) -> None:
    act(submit, months.officer(commune))
    act(return_lines, reviewer(commune), [Returned(once, STARTING_SET[-1])])
    months.tick(SEPTEMBER, once, months.officer(commune), state="done")
    assert month(commune).state is MonthState.RETURNED
    assert entries_since_decision(month(commune)) == []


def test_a_bulk_of_changes_is_counted_on_the_month_alone(commune: World, once: int) -> None:
    act(submit, months.officer(commune))
    act(approve, reviewer(commune))
    version = checklist(commune).version
    sent_late(commune, once, 1)
    assert checklist(commune).version == version + 1
    assert checklist(commune).state == "approved"


def checklist(world: World) -> Checklist:
    found = db.session.scalars(Checklist.of(world.unit_id("19612"), SEPTEMBER)).one()
    db.session.refresh(found)
    return found
