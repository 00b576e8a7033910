"""Limits on what is open to the world: one count for all workers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask_limiter.util import get_qualified_name
from sqlalchemy import select

from blueprints.limits import DatabaseStorage, limiter
from models import clock
from models.attempt_count import AttemptCount
from models.base import db
from models.tenancy import unscoped
from tests.clients import Browser
from tests.world import TODAY, World


@pytest.mark.usefixtures("world")
def test_counts_are_kept_in_the_database_and_expire(app: Flask) -> None:
    storage, other = DatabaseStorage(), DatabaseStorage()
    assert [storage.incr("a", 60), other.incr("a", 60), storage.incr("b", 60)] == [1, 2, 1]
    assert (other.get("a"), other.get_expiry("a")) == (2, TODAY.timestamp() + 60)
    with clock.fixed(TODAY + timedelta(seconds=60)):
        assert storage.get("a") == 0
        assert storage.incr("a", 60) == 1
    storage.clear("b")
    assert (storage.get("b"), storage.get_expiry("b"), storage.check()) == (0, 0.0, True)
    assert storage.reset() == 1


def test_too_many_posts_of_one_address_are_refused(world: World, browser: Browser) -> None:
    answers = [browser.post("/password/forgotten", {"name": ""}).status_code for _ in range(21)]
    assert answers == [422] * 20 + [429]
    assert browser.get("/password/forgotten").status_code == 200
    assert browser.post("/login", {"name": "", "password": ""}).status_code == 422
    with clock.fixed(TODAY + timedelta(minutes=1)):
        assert browser.post("/password/forgotten", {"name": ""}).status_code == 422


def test_the_refusal_says_what_to_do(world: World, browser: Browser) -> None:
    for _ in range(21):
        answer = browser.post("/password/forgotten", {"name": ""})
    assert "Wait a few minutes" in answer.get_data(as_text=True)


def test_no_address_is_kept_in_the_clear(world: World, browser: Browser) -> None:
    browser.post("/password/forgotten", {"name": "0912345678"})
    with unscoped("the test reads the table"):
        keys = list(db.session.scalars(select(AttemptCount.key)))
    assert len(keys) == 2
    assert all(len(key) in {40, 64} and int(key, 16) for key in keys)


def test_every_post_open_to_the_world_is_limited(app: Flask) -> None:
    """Driven by the map of URLs: a new open form without a limit fails here."""
    public = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or set()) and app.view_functions[rule.endpoint].access.visitors  # type: ignore[attr-defined]
    }
    limited = {
        endpoint
        for endpoint in public
        if limiter.limit_manager.decorated_limits(_name(app, endpoint))
    }
    assert public - limited == {"auth.logout", "auth.language"}


def _name(app: Flask, endpoint: str) -> str:
    return get_qualified_name(app.view_functions[endpoint])
