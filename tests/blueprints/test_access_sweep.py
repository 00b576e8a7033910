"""Every route x every person: the outcome follows from the view's mark and the table.

Who may open a route opens it. A refusal is the gate's, which looks at nothing but the mark, the
table and where the unit stands: it is asked for once a person, permission and relation, and once
a route and answer, not in every combination of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from models import clock
from models.base import db
from tests.clients import Browser
from tests.page_checks import check_page
from tests.routes import UNITS, Route, access_of, all_routes, expected, held_by
from tests.world import PEOPLE, TODAY, World

PERSONS = [None, *(person[0] for person in PEOPLE)]
ON_BOTH_ENGINES = {None, "officer", "partner", "reviewer"}
"""The gate is the same on both engines; these between them open every view."""
WHOSE_PAGES_ARE_READ = {None, "officer", "administrator", "manager", "partner"}
"""On one engine: what is drawn is drawn by the same templates."""
HIDDEN = "service.metrics"
"""404 without its token: tests/blueprints/test_service.py."""
REFUSALS = {400: "400", 403: "403", 404: "404"}


def outcome(answer: TestResponse, route: Route, app: Flask) -> str:
    to_login = answer.status_code == 303 and (answer.location or "").startswith("/login")
    if to_login and not access_of(app, route).visitors:
        return "login"  # signing out and the like lead there for everybody
    status = answer.status_code
    return REFUSALS.get(status, "served" if status < 500 else str(status))


@pytest.fixture(scope="module")
def asked(world_app: Flask) -> dict[str | None, list[Route]]:
    """What each person asks for."""
    world, seen = world_app.extensions["world"], set()
    plan: dict[str | None, list[Route]] = {person: [] for person in PERSONS}
    with clock.fixed(TODAY), world_app.app_context():
        routes = [one for one in all_routes(world_app, world) if one.rule.endpoint != HIDDEN]
        for person in PERSONS:
            for near, route in one_of_each_relation(routes, world, person):
                wanted = expected(world_app, world, route, person)
                mark = access_of(world_app, route).text
                new = {(person, mark, near, route.method), (*act(route), wanted)} - seen
                if new or wanted == "served":
                    plan[person].append(route)
                seen |= new
    return plan


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


@pytest.mark.parametrize("person", PERSONS, ids=str)
def test_each_route_serves_whom_the_table_says_and_no_get_writes(
    app: Flask,
    world: World,
    them: Browser,
    person: str | None,
    asked: dict[str | None, list[Route]],
    written: list[str],
    reads_pages: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong: list[str] = []
    for route in asked[person]:
        is_post = route.method == "POST"
        monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", not is_post)  # the gate is asked here
        written.clear()
        answer = them.open(route.url, method=route.method)
        got, wanted = outcome(answer, route, app), expected(app, world, route, person)
        wrong += [f"{route.name}: {got} instead of {wanted}"] * (got != wanted)
        if is_post and wanted == "served":
            them = them.as_(them.person)  # this one may have ended the session
        elif not is_post:
            faults = faults_of(answer) if reads_pages else []
            wrong += [f"{route.name}: {fault}" for fault in [*written, *faults]]
    assert wrong == []


@pytest.fixture
def reads_pages(person: str | None, engine_name: str) -> bool:
    return engine_name == "sqlite" and person in WHOSE_PAGES_ARE_READ


def faults_of(answer: TestResponse) -> list[str]:
    """What is not well-formed of a page, a refusal's too; nothing else is a page."""
    if answer.mimetype != "text/html" or answer.status_code == 303:
        return []
    return check_page(answer.get_data(as_text=True))


def one_of_each_relation(
    routes: Iterable[Route], world: World, person: str | None
) -> Iterator[tuple[str, Route]]:
    """Of each rule and method one unit of each relation to the person's own; not always the same
    one, so that all levels have their turn."""
    held = [one.unit_path for one in held_by(world, person or "")]
    for number, (_key, same) in enumerate(groupby(sorted(routes, key=act), act)):
        relations: dict[str, list[Route]] = defaultdict(list)
        for route in same:
            relations[relation(world.units[route.slug].path, held)].append(route)
        yield from ((near, among[number % len(among)]) for near, among in relations.items())


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


def test_the_sweep_sees_every_outcome(app: Flask, world: World) -> None:
    routes = list(all_routes(app, world))
    seen = {expected(app, world, route, person) for route in routes for person in PERSONS}
    assert seen == {"served", "login", "403", "404"}


@pytest.mark.parametrize("person", [None, "officer"], ids=str)
def test_a_wrong_method_is_405_or_a_refusal(app: Flask, world: World, them: Browser) -> None:
    addresses = app.url_map.bind("")
    for route in all_routes(app, world):
        is_post_alone = route.method == "POST" and not addresses.test(route.url, "GET")
        if is_post_alone and route.slug == UNITS[0]:
            answer = them.get(route.url)
            assert answer.status_code == 405
            assert "POST" in answer.headers["Allow"]
