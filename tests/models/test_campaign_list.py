"""Which campaigns a unit sees, in which order, and what came of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from models import audit, clock
from models.activity_campaign import ActivityCampaign
from models.base import db
from models.campaign import Campaign
from models.campaign_list import LISTED, Whose, in_state, listed, size_of
from models.campaign_sums import held_in
from models.tenancy import begin_write
from models.unit import Unit
from tests import months
from tests.activities import logged, officer
from tests.campaigns import campaign
from tests.queries import counted
from tests.world import World

NOW = date(2026, 9, 15)
"""The day of the tests."""


def days(first: int, last: int) -> dict[str, date]:
    """Days counted from today."""
    starts_on, ends_on = NOW + timedelta(days=first), NOW + timedelta(days=last)
    return {"starts_on": starts_on, "ends_on": ends_on, "report_due_on": ends_on}


STANDING: dict[str, dict[str, Any]] = {
    "running": {**days(0, 0)},
    "running longer": {**days(-5, 9)},
    "over": {**days(-9, -1)},
    "to begin": {**days(1, 9)},
    "draft": {**days(-1, 1), "published_at": None},
    "closed": {**days(-1, 1), "closed_at": clock.now()},
    "withdrawn": {**days(2, 3), "withdrawn_at": clock.now()},
    "closed long ago": {**days(-99, -90), "closed_at": clock.now()},
}


def opened(slug: str, **values: Any) -> Campaign:
    """A published campaign of the bound unit, called by its slug."""
    one = campaign(slug.replace(" ", "-"), **{"name": slug, "published_at": clock.now(), **values})
    db.session.add(one)
    audit.record("campaign.published", one)
    return one


@pytest.fixture
def campaigns(world: World) -> World:
    """All sorts of them at Cam Lộ, instead of what it had."""
    with months.at(world, "468"):
        begin_write()
        for name in ("campaign", "campaign_draft"):
            db.session.get_one(Campaign, world.rows["468"][name].id).discarded_at = clock.now()
        audit.record("campaign.discarded", db.session.get_one(Campaign, world.rows["468"][name].id))
        for name, values in STANDING.items():
            opened(name, **values)
        db.session.commit()
    return world


def unit(world: World, slug: str) -> Unit:
    return db.session.get_one(Unit, world.unit_id(slug))


def names(world: World, slug: str = "468", **asked: Any) -> list[str]:
    with months.at(world, slug):
        return [one.name for one in db.session.scalars(listed(unit(world, slug), NOW, **asked))]


def test_what_runs_comes_first_and_the_past_last(campaigns: World) -> None:
    assert names(campaigns, of=Whose.HERE) == [
        *("running", "running longer", "over", "to begin", "draft"),
        *("withdrawn", "closed", "closed long ago"),
    ]


def test_sql_and_python_agree_on_every_state(campaigns: World) -> None:
    with months.at(campaigns, "468"):
        mine = db.session.scalars(Campaign.in_being()).all()
        found = {
            state: set(db.session.scalars(Campaign.in_being().where(in_state(state, NOW))))
            for state in LISTED
        }
        assert found == {
            state: {one for one in mine if one.state_on(NOW) is state} for state in LISTED
        }
    assert all(found.values())


def test_what_is_asked_for(campaigns: World) -> None:
    below = names(campaigns, of=Whose.BELOW)
    assert below
    assert not {*below} & {*STANDING}
    assert "draft" not in names(campaigns, drafts=False)
    assert names(campaigns, kind="tet") == []
    assert "closed long ago" in names(campaigns, year=(NOW - timedelta(days=99)).year)
    assert names(campaigns, year=1999) == []


def test_a_list_is_counted_with_its_years_in_one_query(campaigns: World) -> None:
    with months.at(campaigns, "468"), counted() as queries:
        here = unit(campaigns, "468")
        number, years = size_of(listed(here, NOW, of=Whose.HERE))
    assert number == len(STANDING)
    assert NOW.year in years
    assert len(queries) <= 2


def test_what_came_of_a_campaign_in_all_units_of_the_reader(world: World) -> None:
    with months.at(world, "468"):
        begin_write()
        key = opened("chung").id
        db.session.commit()
    for slug in ("19612", "19600"):
        with months.at(world, slug):
            activity = logged(officer(world), "Trao quà", children=20, gifts=15, budget=1_000_000)
            begin_write()
            db.session.add(ActivityCampaign(activity_id=activity.id, campaign_id=key))
            db.session.commit()
    with months.at(world, "468"), counted() as queries:
        found = held_in([key, world.rows["468"]["campaign"].id])
    assert len(queries) == 1
    assert (found[key].units, found[key].sums.gifts, found[key].sums.cost) == (2, 30, 2_000_000)
    with months.at(world):
        assert held_in([key])[key].units == 1
