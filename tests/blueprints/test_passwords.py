"""Changing a password, and getting a new one over a link: once, in time, nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from models import clock
from models.audit import AuditEvent
from models.base import db
from models.person import Person
from models.tenancy import begin_write, bind, unscoped
from tests.clients import Browser
from tests.people import OTHER, PASSWORD, as_himself, give_email, give_password
from tests.world import TODAY, World

NEW = {"password": OTHER, "again": OTHER}
WORDS = "If there is an account with this name"


@pytest.fixture
def officer(world: World) -> Person:
    give_password(world.officer)
    give_email(world.officer, "canbo@camthanh.test")
    with unscoped("the test takes the row as it is now"):
        return db.session.get_one(Person, world.officer.id)


def token_of(person: Person) -> str:
    with unscoped("the test makes a link"):
        return db.session.get_one(Person, person.id).password_token()


def outbox(app: Flask) -> list[Any]:
    return getattr(app.extensions["mailman"], "outbox", [])


def ask(browser: Browser, name: str) -> str:
    answer = browser.post("/password/forgotten", {"name": name})
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    answer.close()
    return text


@pytest.fixture(autouse=True)
def empty_outbox(app: Flask) -> None:
    outbox(app).clear()


def test_a_link_is_mailed_and_works_once(app: Flask, browser: Browser, officer: Person) -> None:
    ask(browser, "0900000000")
    (mail,) = outbox(app)
    assert mail.to == ["canbo@camthanh.test"]
    path = mail.body.partition("http://localhost")[2].split()[0]
    assert browser.post(path, NEW).location == "/login"
    assert browser.post("/login", {"name": officer.phone, "password": OTHER}).status_code == 303
    used = browser.as_(None).get(path)
    assert used.status_code == 410
    assert "no longer works" in used.get_data(as_text=True)


def test_unknown_names_get_the_same_answer(app: Flask, browser: Browser, officer: Person) -> None:
    answers = {
        "".join(line for line in ask(browser, name).splitlines() if "csrf" not in line)
        for name in ("0900000000", "0999999999", "canbo@camthanh.test", "ai@dau.vn", "0900000001")
    }
    assert len(answers) == 1
    assert WORDS in answers.pop()
    assert len(outbox(app)) == 2


def test_nobody_is_flooded_with_mail(app: Flask, browser: Browser, officer: Person) -> None:
    for _ in range(8):
        assert WORDS in ask(browser, "0900000000")
    assert len(outbox(app)) == 5


def test_a_link_for_a_made_up_host_is_not_mailed(
    app: Flask, browser: Browser, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://mangnon.example")
    ask(browser, "0900000000")
    assert "https://mangnon.example/password/" in outbox(app)[0].body


def test_a_link_ends_after_24_hours(browser: Browser, officer: Person) -> None:
    path = f"/password/{token_of(officer)}"
    with clock.fixed(TODAY + timedelta(hours=24)):
        assert browser.get(path).status_code == 200
    with clock.fixed(TODAY + timedelta(hours=24, seconds=1)):
        assert browser.get(path).status_code == 410
        assert browser.post(path, NEW, form="/login").status_code == 410


def test_a_changed_link_is_refused(browser: Browser, officer: Person) -> None:
    token = token_of(officer)
    for changed in (token[:-2], token[1:], "x", token.replace(".", ".x", 1), f"{token}x"):
        assert browser.get(f"/password/{changed}").status_code == 410


def test_a_link_of_another_purpose_is_refused(browser: Browser, officer: Person) -> None:
    from models import signed_link

    other = signed_link.sign("invitation", [officer.id, "x"])
    assert browser.get(f"/password/{other}").status_code == 410


def test_a_new_password_ends_all_links_and_sessions(browser: Browser, officer: Person) -> None:
    first, second = token_of(officer), token_of(officer)
    there = browser.as_(officer)
    browser.post(f"/password/{first}", NEW)
    assert browser.get(f"/password/{second}").status_code == 410
    assert there.get("/19612/").location.startswith("/login")


def test_a_link_signs_nobody_in(browser: Browser, officer: Person) -> None:
    browser.post(f"/password/{token_of(officer)}", NEW)
    assert browser.get("/19612/").location.startswith("/login")


def test_a_link_page_is_not_stored(browser: Browser, officer: Person) -> None:
    answer = browser.get(f"/password/{token_of(officer)}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("new", "again", "told"),
    [
        ("ngắn quá", "ngắn quá", "At least 10 characters"),
        ("1234567890", "1234567890", "Many people use this one"),
        ("canboxacamthanh", "canboxacamthanh", "made of your name"),
        (OTHER, PASSWORD, "differs from the password above"),
        ("", "", "Write the password"),
    ],
)
def test_what_is_wrong_with_a_password_is_told(
    browser: Browser, officer: Person, new: str, again: str, told: str
) -> None:
    path = f"/password/{token_of(officer)}"
    answer = browser.post(path, {"password": new, "again": again})
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    assert not new or f'value="{new}"' not in answer.get_data(as_text=True)


def test_the_unit_makes_a_link_and_it_is_on_record(world: World, browser: Browser) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        token = db.session.get_one(Person, world.officer.id).make_password_link()
        db.session.commit()
        last = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert last is not None
    assert (last.action, last.unit_id) == ("person.password_link_made", world.unit_id("19612"))
    assert browser.post(f"/password/{token}", NEW).location == "/login"


def test_the_present_password_is_asked_for(browser: Browser, officer: Person) -> None:
    them = browser.as_(officer)
    answer = them.post("/password", {**NEW, "present": "sai mật khẩu rồi"})
    assert answer.status_code == 422
    assert "This is not the present password" in answer.get_data(as_text=True)
    assert browser.post("/login", {"name": officer.phone, "password": OTHER}).status_code == 422


def test_five_wrong_present_passwords_lock_the_field(browser: Browser, officer: Person) -> None:
    them = browser.as_(officer)
    for _ in range(5):
        them.post("/password", {**NEW, "present": "sai mật khẩu rồi"})
    locked = them.post("/password", {**NEW, "present": PASSWORD})
    assert "Wait 15 minutes" in locked.get_data(as_text=True)
    with clock.fixed(TODAY + timedelta(minutes=15)):
        assert them.post("/password", {**NEW, "present": PASSWORD}).status_code == 303


def test_a_change_is_on_record_without_the_hash(browser: Browser, officer: Person) -> None:
    browser.as_(officer).post("/password", {**NEW, "present": PASSWORD})
    with unscoped("the test reads the record"):
        entry = db.session.scalars(
            select(AuditEvent).where(AuditEvent.action == "person.password_changed")
        ).all()[-1]
    assert entry.after is not None
    assert entry.after["password_hash"] == "•"


def test_a_visitor_is_sent_to_the_login(browser: Browser) -> None:
    assert browser.get("/password").location == "/login?next=/password"


def test_the_verb_refuses_a_weak_password(world: World) -> None:
    from models.password import WeakPassword

    with as_himself(world.officer):
        begin_write()
        person = db.session.get_one(Person, world.officer.id)
        with pytest.raises(WeakPassword):
            person.set_password("1234567890")
        person.set_password(PASSWORD)
        assert person.check_password(PASSWORD)
        db.session.rollback()
