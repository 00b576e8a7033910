"""Plans to copy: the Cam Lộ letter as published to a commune, and plans over several years."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from config import ROOT
from documents.plan_reader import read_text
from models import audit, clock
from models.adopt_plan import adopt
from models.base import db
from models.draft_plan import draft_from_reading
from models.plan import Plan
from models.tenancy import begin_write, bind
from models.unit import Unit
from tests.plans import LINES, reading
from tests.world import World

CAM_LO = ROOT / "data" / "demo" / "cam-lo-2017-cong-van-170.txt"


@contextmanager
def writing(world: World, slug: str) -> Iterator[Unit]:
    """A write of the tests at a unit, committed at its end."""
    with bind(world.unit_id(slug)), audit.acting(audit.Actor(label="tests")):
        begin_write()
        yield db.session.get_one(Unit, world.unit_id(slug))
        db.session.commit()


def draft_of(unit: Unit, *tasks: dict[str, Any], **values: Any) -> Plan:
    """A draft of the bound unit, of a short reading."""
    return draft_from_reading(unit, reading(*tasks, **values), LINES)


def draft_of_the_letter(unit: Unit, year: int = 2026) -> Plan:
    """The letter of 2017 as if it were of another year."""
    text = CAM_LO.read_text(encoding="utf-8").replace("2017", str(year))
    return draft_from_reading(unit, read_text(text).as_json(), text.splitlines())


def publish_to(plan: Plan, world: World, *slugs: str) -> Plan:
    """Publish a draft of the bound unit to others."""
    plan.addressees = [db.session.get_one(Unit, world.unit_id(slug)) for slug in slugs]
    plan.published_at = clock.now()
    audit.record("plan.published", plan)
    db.session.flush()
    return plan


def letter_for(world: World, *slugs: str) -> int:
    """The key of the Cam Lộ letter, published to units below."""
    with writing(world, "468") as unit:
        return publish_to(draft_of_the_letter(unit), world, *slugs).id


def adopted_by(world: World, plan_id: int, slug: str) -> int:
    """The key of a draft that a unit made of a plan."""
    with writing(world, slug) as unit:
        return adopt(db.session.get_one(Plan, plan_id), unit, None).id


def years(first: int, last: int) -> dict[str, date]:
    """A period of whole years."""
    return {"starts_on": date(first, 1, 1), "ends_on": date(last, 12, 31)}
