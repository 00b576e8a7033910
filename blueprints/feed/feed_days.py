"""What a person's feed holds: what he would find in the calendars of his units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import select

from blueprints.access import binding_at
from blueprints.calendar.day_words import address_of, status_of, title_outside
from blueprints.mail import public_address
from documents.calendar_feed import FeedDay
from models.base import db
from models.calendar_days import Reader, dated_at
from models.clock import today
from models.dated import Dated, Window
from models.permissions import Held, Standing, standing_at
from models.tenancy import bind_person
from models.unit import Unit

MOST_LETTERS = 140
"""Of a title: a task of a plan may be a whole paragraph, and a phone shows one line."""
BACK, AHEAD = timedelta(days=92), timedelta(days=366)


def feed_days(person_id: int, held: Sequence[Held]) -> Iterator[FeedDay]:
    """Three months back and a year ahead, of each unit where he is a member himself."""
    present = today()
    window = Window(present - BACK, present + AHEAD)
    for unit in _units(person_id, held):
        standing = standing_at(unit.path, held)
        for one in _dated(unit, standing, window, person_id):
            yield _feed_day(one, unit)


def _units(person_id: int, held: Sequence[Held]) -> Sequence[Unit]:
    ids = {one.unit_id for one in held}
    with bind_person(person_id):
        return db.session.scalars(select(Unit).where(Unit.id.in_(ids)).order_by(Unit.path)).all()


def _dated(unit: Unit, standing: Standing, window: Window, person_id: int) -> list[Dated]:
    who = Reader(standing.permissions, is_partner=standing.is_only_partner)
    with binding_at(unit.id, standing, person_id):
        return dated_at(unit, window, who)


def _feed_day(one: Dated, unit: Unit) -> FeedDay:
    href = address_of(one, unit.slug)
    _kind, words = status_of(one)
    address = public_address(href) if href else None
    text = "\n".join([unit.name, words, *([address] if address else [])])
    uid = f"{one.key}-{unit.slug}@mangnon"
    return FeedDay(uid, one.on, _short(title_outside(one)), text, address, unit.name)


def _short(title: str) -> str:
    return title if len(title) <= MOST_LETTERS else f"{title[: MOST_LETTERS - 1].rstrip()}…"
