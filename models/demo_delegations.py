"""Delegations of the demo: a reviewer who was away lets an officer of his unit decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from models import clock
from models.base import db
from models.delegation import Delegation
from models.demo_people import login_of
from models.demo_story import moment
from models.load_demo_acts import acting_at
from models.month_calendar import month_of
from models.person import Person

AT, GIVER, RECEIVER = "468", "duyet", "canbo"
STOOD_IN_FOR = "19597"
"""Thị trấn Cam Lộ: its last month was decided on by who stood in."""
AWAY_DAYS = 10


@dataclass(frozen=True)
class Away:
    """The days on which the reviewer is away, and what he wrote."""

    starts_on: date
    ends_on: date
    word: str


def aways(as_at: date) -> list[Away]:
    """One that is over and one in force on the demo's day; in the first days of a year, when its
    people have just begun, only what lies in that year."""
    first = month_of(as_at - timedelta(days=AWAY_DAYS + 1)).first_day
    over = Away(first, first + timedelta(days=AWAY_DAYS - 1), "Tôi đi tập huấn, nhờ anh duyệt.")
    new_year = as_at.replace(month=1, day=1)
    begun_on = max(as_at - timedelta(days=1), new_year)
    present = Away(begun_on, as_at + timedelta(days=12), "Tôi nghỉ phép, cần gì anh gọi điện.")
    return [away for away in (over, present) if away.starts_on >= new_year]


def add_delegations(as_at: date) -> None:
    """Let the reviewer of Cam Lộ delegate, each time on the first of the days."""
    for away in aways(as_at):
        given_at = moment(away.starts_on, AT)
        with clock.fixed(given_at), acting_at(AT, GIVER) as (_unit, _standing, giver_id):
            receiver_id = _receiver_id()
            Delegation.delegate(giver_id, receiver_id, (away.starts_on, away.ends_on), away.word)


def stood_in(slug: str, days: Iterable[date], as_at: date) -> bool:
    """Whether all that was decided on a unit's month on these days was left to who stood in."""
    if slug != STOOD_IN_FOR:
        return False
    decided = list(days)
    return any(
        all(away.starts_on <= day <= away.ends_on for day in decided) for away in aways(as_at)
    )


def _receiver_id() -> int:
    """Read at the giver's unit: the officer works there."""
    return db.session.scalars(select(Person.id).where(Person.email == login_of(RECEIVER, AT))).one()
