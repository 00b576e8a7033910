"""Every route x every person: the outcome follows from the view's mark and the table."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.clients import Browser
from tests.routes import access_of, all_routes, expected
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


@pytest.mark.usefixtures("without_tokens")
@pytest.mark.parametrize("person", PERSONS, ids=str)
def test_each_route_serves_whom_the_table_says(
    app: Flask, world: World, browser: Browser, person: str | None, engine_name: str
) -> None:
    if engine_name == "postgresql" and person not in ON_BOTH_ENGINES:
        pytest.skip("opened on SQLite")
    wrong = []
    for route in all_routes(app, world):
        if route.rule.endpoint == "service.metrics":
            continue  # 404 without its token: tests/blueprints/test_service.py
        them = browser.as_(world.people[person]) if person else browser
        answer = them.open(route.url, method=route.method)
        got = outcome(answer.status_code, answer.headers.get("Location"))
        if got == "login" and access_of(app, route).visitors:
            got = "served"  # signing out and the like lead there for everybody
        wanted = expected(app, world, route, person)
        if got != wanted:
            wrong.append(f"{route.name}: {got} instead of {wanted}")
    assert wrong == []


def test_the_sweep_sees_every_outcome(app: Flask, world: World) -> None:
    routes = list(all_routes(app, world))
    seen = {expected(app, world, route, person) for route in routes for person in PERSONS}
    assert seen == {"served", "login", "403", "404"}


@pytest.mark.parametrize("person", PERSONS, ids=str)
def test_a_wrong_method_is_405_or_a_refusal(
    app: Flask, world: World, browser: Browser, person: str | None
) -> None:
    them = browser.as_(world.people[person]) if person else browser
    addresses = app.url_map.bind("")
    for route in all_routes(app, world):
        if route.method == "POST" and not addresses.test(route.url, "GET"):
            answer = them.get(route.url)
            assert answer.status_code == 405
            assert "POST" in answer.headers["Allow"]


def test_nothing_is_written_by_a_get(app: Flask, world: World, browser: Browser) -> None:
    from sqlalchemy import event

    from models.base import db

    written: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.split()[0].upper() in {"INSERT", "UPDATE", "DELETE"}:
            written.append(statement)

    pages = [route for route in all_routes(app, world) if route.method == "GET"]
    browsers = {key: browser.as_(person) for key, person in world.people.items()}
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        for key, them in browsers.items():
            for route in pages:
                if expected(app, world, route, key) == "served":
                    them.get(route.url)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert written == []
