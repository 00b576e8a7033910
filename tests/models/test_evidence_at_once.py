"""Two who add or withdraw at the same moment, on a database of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Waiting
from functools import partial
from threading import Barrier

import pytest
from flask import Flask

from blueprints.evidence import erasing
from models import clock, storage
from models.base import Base, db
from models.evidence import MOST_PER_LINE, Evidence, TooMany
from models.tenancy import begin_write, bind
from tests import specimens
from tests.evidence import attached, photo
from tests.world import TODAY, World, build_world

HERE, THERE = "19612", "19600"


@pytest.fixture
def world(empty_app: Flask) -> Iterator[World]:
    with clock.fixed(TODAY):
        Base.metadata.create_all(db.engine, tables=specimens.tables())
        yield build_world()


def in_thread(pool: ThreadPoolExecutor, app: Flask, act: Callable[[], object]) -> Future[object]:
    def run() -> object:
        with app.app_context():
            return act()

    return pool.submit(run)


def add(world: World, slug: str, number: int) -> Evidence:
    with bind(world.unit_id(slug)):
        begin_write()
        evidence = attached(world, slug, number)
        db.session.commit()
        db.session.refresh(evidence)
    return evidence


def together(app: Flask, acts: list[Callable[[], object]]) -> list[object]:
    """What each act gives, all begun at the same moment, each in a thread of its own."""
    at_once = Barrier(len(acts), timeout=30)

    def begun(act: Callable[[], object]) -> object:
        at_once.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result() for one in [in_thread(pool, app, partial(begun, a)) for a in acts]]


def test_what_happens_at_once(empty_app: Flask, world: World) -> None:
    """One test for all: a database with the world on it takes seconds."""
    of_two_twentieths_one_is_taken(empty_app, world)
    who_withdraws_waits_for_who_adds_the_same(empty_app, world)


def of_two_twentieths_one_is_taken(app: Flask, world: World) -> None:
    def is_added(number: int) -> bool:
        try:
            return bool(add(world, HERE, number))
        except TooMany:
            return False

    assert together(app, [partial(is_added, 1)] * 3) == [True] * 3
    for number in range(2, MOST_PER_LINE - 1):
        add(world, HERE, number)
    twentieths = together(app, [partial(is_added, number) for number in (100, 101)])
    assert sorted(map(bool, twentieths)) == [False, True]
    with bind(world.unit_id(HERE)):
        found = db.session.scalars(Evidence.of(world.rows[HERE]["line"].id)).all()
        assert len(found) == MOST_PER_LINE


def who_withdraws_waits_for_who_adds_the_same(app: Flask, world: World) -> None:
    """Else the file would go after the other had found it there."""
    mine = add(world, HERE, 1)  # it is there already
    with bind(world.unit_id(HERE)):
        begin_write()
        db.session.get_one(Evidence, mine.id).withdraw(world.officer.id, "Nhầm")
        db.session.commit()
    with ThreadPoolExecutor(1) as pool:
        with bind(world.unit_id(THERE)):
            begin_write()
            attached(world, THERE, 1)
            erased = in_thread(pool, app, partial(erasing.erase, mine.id))
            with pytest.raises(Waiting):
                erased.result(timeout=0.5)
            db.session.commit()
        assert erased.result(timeout=30) is True
    assert storage.read(str(mine.digest)) == photo(1, 16)
