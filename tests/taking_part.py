"""A campaign of Huyện Cam Lộ for its communes, for the tests of what a unit does in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models import audit, clock
from models.activity import Activity
from models.activity_acts import Doer
from models.assignment import Assignment
from models.base import db
from models.campaign import Campaign, CampaignTask
from models.campaign_links import put_in
from models.log_activity import log
from models.plan import Plan
from models.tenancy import begin_write, bind
from models.unit import Unit
from tests.activities import DAY, entry
from tests.campaigns import campaign
from tests.world import World

ISSUER, UNIT = "468", "19612"


@contextmanager
def writing(world: World, slug: str = UNIT, **given: Any) -> Iterator[None]:
    with bind(world.unit_id(slug), **given):
        begin_write()
        yield
        db.session.commit()


def opened(world: World, *slugs: str, issuer: str = ISSUER, **values: Any) -> int:
    """A published campaign for some units, or for Cam Thành alone; its key."""
    with writing(world, issuer, person_id=world.reviewer.id):
        given = {"published_at": clock.now(), "counts_gifts": False, **values}
        made = campaign("thang-hanh-dong", **given)
        keys = [world.unit_id(slug) for slug in slugs or (UNIT,)]
        made.addressees = [db.session.get_one(Unit, key) for key in keys]
        db.session.add(made)
        audit.record("campaign.published", made)
        db.session.flush()
        return made.id


def change(world: World, key: int, issuer: str = ISSUER, **values: Any) -> None:
    """Close or withdraw a campaign, as its own verbs do."""
    with writing(world, issuer):
        found = db.session.get_one(Campaign, key)
        for name, value in values.items():
            setattr(found, name, value)
        audit.record("campaign.changed", found)


def address(world: World, key: int, slug: str = UNIT) -> None:
    """Let one more unit take part in a campaign that goes on."""
    with writing(world, ISSUER):
        found = db.session.get_one(Campaign, key)
        found.addressees.append(db.session.get_one(Unit, world.unit_id(slug)))
        audit.record("campaign.changed", found)


def ask_task(world: World, key: int, slug: str = UNIT) -> None:
    """Make a task of Huyện Cam Lộ one of the campaign, which a unit has to do."""
    task, plan = world.rows[ISSUER]["task"], world.rows[ISSUER]["plan"]
    with writing(world, ISSUER):
        db.session.add(CampaignTask(campaign_id=key, task_id=task.id))
        kept = db.session.get_one(Plan, plan.id)
        kept.addressees.append(db.session.get_one(Unit, world.unit_id(slug)))
        audit.record("plan.addressed", kept)
    with writing(world, slug):
        given = {"plan_id": plan.id, "task_id": task.id, "assigned_on": DAY}
        db.session.add(Assignment(**given))


def logged(world: World, key: int, slug: str = UNIT, **values: Any) -> Any:
    """An activity of a unit in the campaign; its key."""
    by = Doer(world.officer.id, writes=True, decides=True)
    with writing(world, slug, person_id=by.person_id):
        made: Activity = log(entry(**values), by)
        put_in(made, key, None, by)
        return made.id
