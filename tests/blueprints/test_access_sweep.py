"""Every route x every person: the outcome follows from the view's mark and the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

import pytest
from flask import Flask
from sqlalchemy import event

from models.base import db
from tests.clients import Browser
from tests.routes import UNITS, Route, access_of, all_routes, expected, held_by
from tests.world import PEOPLE, World

PERSONS = [None, *(person[0] for person in PEOPLE)]
ON_BOTH_ENGINES = {None, "officer", "partner", "reviewer"}
"""The gate is the same on both engines; these between them open every view."""
REFUSALS = {400: "400", 403: "403", 404: "404"}


def outcome(status: int, location: str | None) -> str:
    if status == 303 and location and location.startswith("/login"):
        return "login"
    return REFUSALS.get(status, "served" if status < 500 else str(status))


@pytest.fixture
def without_tokens(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Posts of the sweep carry no token: it is the gate that is asked here."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def them(
    world: World, browser: Browser, person: str | None, request: pytest.FixtureRequest
) -> Browser:
    """The browser of the person who is swept."""
    if request.getfixturevalue("engine_name") == "postgresql" and person not in ON_BOTH_ENGINES:
        pytest.skip("opened on SQLite")
    return browser.as_(world.people.get(person or ""))


@pytest.fixture
def written(app: Flask) -> Iterator[list[str]]:
    """The statements so far that change rows."""
    found: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.split(None, 1)[0].upper() in {"INSERT", "UPDATE", "DELETE"}:
            found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.usefixtures("without_tokens")
@pytest.mark.parametrize("person", PERSONS, ids=str)
def test_each_route_serves_whom_the_table_says_and_no_get_writes(
    app: Flask, world: World, them: Browser, person: str | None, written: list[str]
) -> None:
    wrong = []
    routes = one_of_each_relation(all_routes(app, world), world, person)
    for route in routes:
        if route.rule.endpoint == "service.metrics":
            continue  # 404 without its token: tests/blueprints/test_service.py
        if route.method == "POST":
            them = them.as_(them.person)  # the one before may have ended the session
        written.clear()
        got, wanted = asked(them, route), expected(app, world, route, person)
        if got != wanted:
            wrong.append(f"{route.name}: {got} instead of {wanted}")
        if route.method == "GET":
            wrong += [f"{route.name}: {statement}" for statement in written]
    assert wrong == []


def one_of_each_relation(
    routes: Iterable[Route], world: World, person: str | None
) -> Iterator[Route]:
    """Of each rule and method one unit of each relation to the person's own; not always the same
    one, so that all levels have their turn."""
    held = [one.unit_path for one in held_by(world, person or "")]
    for number, (_key, same) in enumerate(groupby(sorted(routes, key=act), act)):
        relations: dict[str, list[Route]] = defaultdict(list)
        for route in same:
            relations[relation(world.units[route.slug].path, held)].append(route)
        yield from (among[number % len(among)] for among in relations.values())


def act(route: Route) -> tuple[str, str, str]:
    """What is asked for, wherever it is."""
    return route.method, route.rule.endpoint, route.rule.rule


def relation(path: str, held: Iterable[str]) -> str:
    """How a unit stands to those where somebody has a role: the nearest counts."""
    near = {
        "here": lambda own: path == own,
        "below": path.startswith,
        "above": lambda own: own.startswith(path),
    }
    return next((name for name, is_near in near.items() if any(map(is_near, held))), "elsewhere")


def asked(them: Browser, route: Route) -> str:
    answer = them.open(route.url, method=route.method)
    got = outcome(answer.status_code, answer.headers.get("Location"))
    if got == "login" and access_of(them.app, route).visitors:
        return "served"  # signing out and the like lead there for everybody
    return got


def test_the_sweep_sees_every_outcome(app: Flask, world: World) -> None:
    routes = list(all_routes(app, world))
    seen = {expected(app, world, route, person) for route in routes for person in PERSONS}
    assert seen == {"served", "login", "403", "404"}


@pytest.mark.parametrize("person", PERSONS, ids=str)
def test_a_wrong_method_is_405_or_a_refusal(app: Flask, world: World, them: Browser) -> None:
    addresses = app.url_map.bind("")
    for route in all_routes(app, world):
        is_post_alone = route.method == "POST" and not addresses.test(route.url, "GET")
        if is_post_alone and route.slug == UNITS[0]:
            answer = them.get(route.url)
            assert answer.status_code == 405
            assert "POST" in answer.headers["Allow"]
