"""Pages for machines, logs without personal data, the record's command."""

from __future__ import annotations

import json
import logging

import pytest
from flask import Flask

from blueprints.logs import JSON_LINES
from models.base import db
from tests.clients import Browser
from tests.world import World

TOKEN = {"Authorization": "Bearer " + "m" * 32}


def test_healthz_asks_the_database(browser: Browser) -> None:
    answer = browser.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_healthz_says_503_when_the_database_is_away(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    def away(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("away"))

    monkeypatch.setattr(db.engine, "connect", away)
    assert browser.get("/healthz").status_code == 503


def test_metrics_count_by_rule_and_never_by_unit(world: World, browser: Browser) -> None:
    browser.as_(world.officer).get("/19612/hamlets")
    text = browser.client.get("/metrics", headers=TOKEN).text
    assert 'rule="/<unit:unit>/hamlets",status="200"' in text
    assert "/19612" not in text


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "x"}])
def test_metrics_are_hidden_from_who_has_no_token(browser: Browser, header: dict[str, str]) -> None:
    assert browser.client.get("/metrics", headers=header).status_code == 404


def test_a_log_line_names_rule_and_person_number_and_nothing_typed(
    world: World, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "mangnon.request"):
        browser.as_(world.officer).get("/19612/hamlets?q=Nguyen+Van+A")
    line = json.loads(JSON_LINES.format(caplog.records[-1]))
    assert line["rule"] == "/<unit:unit>/hamlets"
    assert line["person"] == world.officer.id
    assert (line["unit"], line["status"]) == ("19612", 200)
    assert "Nguyen" not in str(line)
    assert world.officer.name not in str(line)


def test_a_request_has_an_id_that_its_audit_entries_carry(world: World, browser: Browser) -> None:
    from models.audit import AuditEvent
    from models.tenancy import bind

    them = browser.as_(world.administrator)
    answer = them.post("/19612/hamlets/new", {"name": "Thôn Hai"})
    with bind(world.unit_id("19612")):
        entry = db.session.scalars(AuditEvent.latest().limit(1)).one()
    assert entry.request_id == answer.headers["X-Request-ID"]


def test_the_record_is_verified_from_the_command_line(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0
    assert "entries read" in result.output or "mục" in result.output


def test_the_storage_is_checked_from_the_command_line(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["storage", "check"])
    assert (result.exit_code, result.output) == (
        0,
        f"Files can be kept in {app.config['STORAGE_URL']}.\n",
    )


def test_a_storage_that_cannot_be_used_is_told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "STORAGE_URL", "file:///dev/null/files")
    result = app.test_cli_runner().invoke(args=["storage", "check"])
    assert result.exit_code == 1
    assert "file:///dev/null/files" in result.output


def test_sign_ins_are_left_out_of_the_record_until_asked_for(
    world: World, browser: Browser
) -> None:
    from models import audit
    from models.tenancy import begin_write, bind

    with bind(world.unit_id("19612")):
        begin_write()
        audit.record("person.signed_in", world.officer, after={})
        db.session.commit()
    them = browser.as_(world.administrator)
    assert "Signed in" not in them.get("/19612/audit").text
    assert "Signed in" in them.get("/19612/audit?sign-ins=1").text
