"""The summary of the demo: what is counted from kept lines is what the units' own pages show."""

from __future__ import annotations

from contextlib import ExitStack

from flask import Flask
from sqlalchemy import select

from bench.world import AS_AT
from models import clock
from models.base import db
from models.live_lines import Place
from models.month_acts import MonthState
from models.month_summary import total_of
from models.read_summary import read_summary
from models.tenancy import bind, unscoped
from models.unit import Unit
from models.unit_month import read_month
from tests.months import JULY


def test_what_is_added_up_is_what_each_month_shows(demo_app: Flask) -> None:
    with ExitStack() as stack:
        stack.enter_context(demo_app.app_context())
        stack.enter_context(clock.fixed(clock.start_of_day(AS_AT)))
        with unscoped("the test looks for the district of the demo"):
            district = db.session.scalars(Unit.by_slug("468")).one().id
        with bind(district):
            unit = db.session.get_one(Unit, district)
            found = read_summary(unit, JULY)
            below = db.session.scalars(select(Unit).where(Unit.parent_id == district)).all()
            pages = [read_month(one, JULY) for one in below]
            lines = [
                (one, page)
                for page in pages
                if page.state is MonthState.APPROVED
                for one in page.lines
                if one.place is not Place.UPCOMING
            ]
            assert found.totals.all.figures[1] == sum(one.children or 0 for one, _page in lines) > 0
            assert found.totals.all.all == len(lines)
            statuses = [one.status_on(page.as_at) for one, page in lines]
            assert {s: statuses.count(s) for s in set(statuses)} == found.totals.all.counts
            for key, task in found.totals.in_order:
                shares = read_summary(unit, JULY, key).totals.shares
                assert total_of(shares.values()) == task.counted
