"""What is done with activities at the same moment: one order of locks, nothing counted twice."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Flask

from models import audit, clock
from models.activity import Activity, ActivityState
from models.activity_acts import ActivityRefused
from models.activity_sums import sums_of
from models.base import db
from models.database import StaleVersion
from models.join_activities import CannotJoin, join
from models.log_activity import entry_of, rewrite, withdraw
from models.tenancy import begin_write
from tests.activities import at, logged, officer
from tests.models.test_late_at_once import together
from tests.world import TODAY, World

Verb = Callable[[Activity], None]


def done(app: Flask, world: World, key: uuid.UUID, verb: Verb) -> bool:
    with app.app_context(), clock.fixed(TODAY), at(world):
        begin_write()
        try:
            verb(db.session.get_one(Activity, key))
            db.session.commit()
        except (ActivityRefused, CannotJoin, StaleVersion):
            db.session.rollback()
            return False
        return True


def test_who_joins_changes_and_withdraws_never_waits_in_a_circle(
    filled_app: Flask, furnished: tuple[str, World]
) -> None:
    world = furnished[1]
    by = officer(world)
    with at(world), clock.fixed(TODAY):
        before = sums_of().children or 0
        first, second = (logged(by, children=n).id for n in (30, 20))

    def joined(lead: uuid.UUID, one: Activity) -> None:
        join(one, db.session.get_one(Activity, lead), by, adds_gifts=False)

    def changed(one: Activity) -> None:
        rewrite(one, replace(entry_of(one), title="Trao quà"), by, seen=one.version)

    acts: list[tuple[uuid.UUID, Any]] = [
        (first, partial(joined, second)),
        (second, partial(joined, first)),
        (first, changed),
        (second, changed),
    ]
    results = together([partial(done, filled_app, world, *act) for act in acts])
    assert results[:2].count(True) == 1
    assert done(filled_app, world, first, lambda one: withdraw(one, "Ghi nhầm", by))
    with at(world):
        left = db.session.get_one(Activity, second)
        assert (left.state, left.joined_to_id) == (ActivityState.COUNTED, None)
        assert sums_of().children == before + 20
    assert audit.verify()[1] == []
