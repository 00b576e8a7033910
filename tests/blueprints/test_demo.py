"""The demo's commands: loaded where that is safe, refused elsewhere, and told to people."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.base import db
from models.demo_people import PASSWORD, is_empty, is_loaded
from models.person import Person
from models.tenancy import unscoped


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["demo", *words])
    return result.exit_code, result.output


COMMANDS = {"sqlite": ("offer",), "postgresql": ("load", "--as-at", "2028-02-29")}
"""Either loads by the same function; it takes seconds."""


def test_the_demo_is_loaded_once_and_on_any_day(
    empty_app: Flask, monkeypatch: pytest.MonkeyPatch, engine_name: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///somewhere.db")
    monkeypatch.setenv("DEMO", "1")
    assert is_empty()
    code, output = run(empty_app, *COMMANDS[engine_name])
    assert code == 0, output
    with unscoped("test"):
        people = db.session.scalar(select(func.count()).select_from(Person))
    assert f"{people} people" in output
    assert is_loaded()
    assert run(empty_app, "load")[0] == 2
    code, again = run(empty_app, "offer")
    assert (code, "people" in again) == (0, False)
    assert f"http://localhost:{empty_app.config['PORT']}/" in again
    assert "canbo.19612@mangnon.test" in again
    assert PASSWORD in again


def test_the_demo_is_refused_in_production(
    empty_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(empty_app.config, "ENVIRONMENT", "production")
    code, output = run(empty_app, "load")
    assert (code, "production" in output) == (2, True)
    assert run(empty_app, "offer")[0] == 0
    assert is_empty()


def test_a_given_database_is_filled_only_when_asked(
    empty_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///somewhere.db")
    code, output = run(empty_app, "offer")
    assert (code, PASSWORD in output) == (0, False)
    assert is_empty()
