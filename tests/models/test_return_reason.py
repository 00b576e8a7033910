"""The lists of reasons: whose counts where, and what a list does not take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import column, select, table, text

from blueprints.service.migrating import install
from models import audit, clock
from models.base import db
from models.checklist import Checklist, EventKind, ReturnedLine
from models.decide_month import Returned, return_lines
from models.hand_in import submit
from models.month_acts import Reader
from models.own_list import BadEntry, Fault
from models.return_reason import (
    MOST_REASONS,
    STARTING_SET,
    LooksFor,
    ReturnReason,
    begin_list,
    reasons_for,
    reasons_of,
)
from models.tenancy import begin_write, bind
from models.unit_month import lock_month, read_month
from tests import months
from tests.models.test_database import one_unit
from tests.months import SEPTEMBER
from tests.queries import counted
from tests.world import World

ENDED = "Thiếu chữ ký"
"""The reason that every unit of the world has ended already."""


def begin(world: World, slug: str = "468") -> None:
    with months.writing(world, slug):
        begin_list(world.units[slug])


def offered(world: World, slug: str) -> list[str]:
    with months.at(world, slug):
        return [one.name for one in reasons_of(world.units[slug]).reasons]


def row(world: World, name: str, slug: str = "468") -> ReturnReason:
    return next(one for one in ReturnReason.own(world.units[slug]) if one.name == name)


STARTING = [one.name for one in STARTING_SET]


def test_the_starting_set_counts_where_nobody_has_a_list(world: World) -> None:
    found = reasons_of(world.units["468"])
    assert (found.unit, found.reasons) == (None, list(STARTING_SET))
    assert len({one.code for one in STARTING_SET}) == len(STARTING_SET) == len(set(STARTING))
    assert {one.looks_for for one in STARTING_SET} == set(LooksFor)


def test_the_nearest_list_above_counts(world: World) -> None:
    begin(world, "45")
    with months.writing(world, "45"):
        ReturnReason.add("Thiếu danh sách", LooksFor.EVIDENCE, needs_word=False)
    assert offered(world, "468") == [*STARTING, "Thiếu danh sách"]
    begin(world)
    with months.writing(world):
        row(world, STARTING[0]).end()
    assert offered(world, "468") == [*STARTING[1:], "Thiếu danh sách"]
    assert offered(world, "45") == [*STARTING, "Thiếu danh sách"]
    assert offered(world, "612") == STARTING


def test_who_decides_on_a_unit_offers_the_list_above_it(world: World) -> None:
    for slug in ("45", "468", "19612"):
        begin(world, slug)
    stating = [reasons_for(world.units[slug]).unit for slug in ("19612", "468", "45", "vn")]
    assert [one and one.slug for one in stating] == ["468", "45", None, None]
    begin(world, "vn")
    assert reasons_for(world.units["vn"]).unit is not None
    with counted() as queries:
        reasons_for(world.units["19612"])
    assert len(queries) == 1


def test_a_list_is_begun_once(world: World) -> None:
    begin(world)
    begin(world)
    with months.at(world, "468"):
        rows = ReturnReason.own(world.units["468"])
    assert [one.name for one in rows] == [*STARTING, ENDED]
    told = [(one.looks_for, one.needs_word) for one in rows[:-1]]
    assert told == [(one.looks_for, one.needs_word) for one in STARTING_SET]


def test_who_follows_again_ends_his_list_and_may_begin_it_anew(world: World) -> None:
    begin(world)
    with months.writing(world):
        row(world, STARTING[0]).restate(STARTING[0], LooksFor.NOTE, needs_word=True)
        ReturnReason.add("Riêng", LooksFor.NOTE, needs_word=False)
    with months.writing(world):
        ReturnReason.end_all()
    assert reasons_of(world.units["468"]).unit is None
    begin(world)
    with months.at(world, "468"):
        assert offered(world, "468") == STARTING
        assert row(world, STARTING[0]).looks_for == LooksFor.EVIDENCE
        assert row(world, "Riêng").has_ended


def fill(world: World) -> None:
    with months.writing(world):
        for number in range(MOST_REASONS - len(STARTING_SET)):
            ReturnReason.add(f"Lý do {number}", LooksFor.NOTHING, needs_word=False)


def add(world: World, name: str) -> Callable[[], Any]:
    return lambda: ReturnReason.add(name, LooksFor.NOTE, needs_word=False)


@pytest.mark.parametrize(
    ("act", "fault"),
    [
        (lambda _w: ReturnReason.add(STARTING[0].upper(), "note", needs_word=False), "duplicate"),
        (lambda _w: ReturnReason.add(ENDED, "note", needs_word=False), "duplicate"),
        (lambda w: row(w, STARTING[0]).restate(STARTING[1], "note", needs_word=False), "duplicate"),
        (lambda w: row(w, ENDED).move_up(), "ended"),
        (lambda w: [row(w, name).end() for name in STARTING], "last"),
    ],
)
def test_what_a_list_does_not_take(world: World, act: Callable[[World], Any], fault: Fault) -> None:
    begin(world)
    with months.at(world, "468"):
        begin_write()
        with pytest.raises(BadEntry) as caught:
            act(world)
        db.session.rollback()
    assert caught.value.fault == fault


def test_a_full_list_takes_no_more(world: World) -> None:
    begin(world)
    fill(world)
    with months.at(world, "468"):
        begin_write()
        for act in (add(world, "Một nữa"), row(world, ENDED).reopen):
            with pytest.raises(BadEntry, match="full"):
                act()
        row(world, STARTING[0]).reopen()  # it is offered already
        db.session.rollback()


def test_a_reason_keeps_its_own_name_when_said_anew(world: World) -> None:
    begin(world)
    with months.writing(world):
        row(world, STARTING[0]).restate(STARTING[0].upper(), LooksFor.NOTE, needs_word=True)
    assert offered(world, "468")[0] == STARTING[0].upper()


def test_reasons_move_up_past_what_was_ended(world: World) -> None:
    begin(world)
    with months.writing(world):
        row(world, STARTING[1]).end()
    with months.writing(world):
        row(world, STARTING[2]).move_up()
    assert offered(world, "468")[:3] == [STARTING[2], STARTING[0], STARTING[3]]
    with months.writing(world):
        row(world, STARTING[2]).move_up()
        row(world, STARTING[1]).reopen()
    assert offered(world, "468")[0] == STARTING[2]
    assert STARTING[1] in offered(world, "468")


def test_what_came_back_keeps_its_words_and_its_reason(world: World) -> None:
    begin(world)
    reason = reasons_for(world.units["19612"]).reasons[1]
    with months.at(world), clock.fixed(clock.start_of_day(date(2026, 10, 2))):
        begin_write()
        key = months.give("Thăm trẻ em")[0]
        submit(lock_month(SEPTEMBER), months.officer(world))
        decides = Reader(world.reviewer.id, decides=True)
        return_lines(lock_month(SEPTEMBER), decides, [Returned(key, reason)])
        db.session.commit()
    with months.writing(world):
        row(world, STARTING[1]).restate("Thiếu số trẻ em", LooksFor.NOTE, needs_word=True)
    with months.at(world):
        back = read_month(world.units["19612"], SEPTEMBER).returned[key]
        assert (back.reason, back.looks_for) == (STARTING[1], LooksFor.NUMBERS)
    with months.at(world, "468"):
        assert ReturnedLine.count_by_reason([back.reason_id or 0]) == {reason.id: 1}


def test_what_came_back_survives_the_migrations(empty_app: Flask) -> None:
    with bind(one_unit()) as bound:
        begin_write()
        keys = months.give("Thăm trẻ em", "Họp nhóm")
        july = Checklist(unit_id=bound.unit_id, month_on=months.JULY, state="returned")
        event = july.tell(EventKind.RETURNED, None)
        event.returned = [
            ReturnedLine.because(bound.unit_id, key, reason)
            for key, reason in zip(keys, (STARTING_SET[0], STARTING_SET[-1]), strict=True)
        ]
        audit.record("checklist.returned", july)
        db.session.commit()
    install(empty_app)
    downgrade(revision="0011-1")
    told = select(column("reason")).select_from(table("returned_line")).order_by(text("id"))
    with db.engine.connect() as connection:
        assert connection.scalars(told).all() == ["no_evidence", "other"]
    upgrade()
    with db.engine.connect() as connection:
        assert connection.execute(told.add_columns(column("looks_for"))).all() == [
            ("Thiếu ảnh, tệp minh chứng", "evidence"),
            ("Khác", "nothing"),
        ]
