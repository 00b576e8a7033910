"""The same post twice is one act; old ids are forgotten."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from models import clock
from models.base import db
from models.posted_form import KEPT_DAYS, PostedForm, first_time
from models.tenancy import begin_write, bind_person
from tests.world import TODAY, World


def _count() -> int:
    return db.session.scalar(select(func.count()).select_from(PostedForm)) or 0


def test_a_form_counts_once(world: World) -> None:
    form = uuid7()
    with bind_person(world.officer.id):
        begin_write()
        assert first_time(form)
        assert not first_time(form)
        db.session.commit()
        assert _count() == 1


def test_an_id_that_somebody_else_used_is_not_a_first_time(world: World) -> None:
    form = uuid7()
    for person, first in ((world.officer, True), (world.leader, False)):
        with bind_person(person.id):
            begin_write()
            assert first_time(form) is first
            db.session.commit()


def test_old_ids_are_forgotten(world: World) -> None:
    with bind_person(world.officer.id):
        begin_write()
        first_time(uuid7())
        db.session.commit()
        with clock.fixed(TODAY + timedelta(days=KEPT_DAYS, seconds=1)):
            begin_write()
            first_time(uuid7())
            db.session.commit()
        assert _count() == 1
