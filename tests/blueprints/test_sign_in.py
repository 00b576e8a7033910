"""Signing in and out: the right one, the wrong ones, the lock, the way back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import event, func, select
from werkzeug.test import TestResponse

from models import clock
from models.audit import AuditEvent
from models.base import db
from models.login_session import LoginSession
from models.person import Person
from models.sign_in import SignIn
from models.tenancy import begin_write, unscoped
from tests.clients import Browser
from tests.people import PASSWORD, give_email, give_password
from tests.world import TODAY, World


def sign_in(
    browser: Browser, name: str | None, password: str = PASSWORD, **more: Any
) -> TestResponse:
    return browser.post("/login", {"name": name, "password": password, **more})


def actions() -> list[str]:
    with unscoped("the test reads the record"):
        return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


@pytest.fixture
def officer(world: World) -> Person:
    give_password(world.officer)
    return world.officer


def test_a_phone_number_in_any_form_lets_in(browser: Browser, officer: Person) -> None:
    assert officer.phone is not None
    for name in (
        officer.phone,
        "+84" + officer.phone[1:],
        f" {officer.phone[:4]} {officer.phone[4:]}",
    ):
        answer = sign_in(browser.as_(None), name)
        assert (answer.status_code, answer.location) == (303, "/")


def test_an_email_lets_in_whatever_its_case(browser: Browser, officer: Person) -> None:
    give_email(officer, "canbo@camthanh.test")
    assert sign_in(browser, "CanBo@CamThanh.test").status_code == 303
    assert browser.get("/19612/").status_code == 200


def test_the_sign_in_is_on_record_without_personal_data(browser: Browser, officer: Person) -> None:
    sign_in(browser, officer.phone)
    with unscoped("the test reads the record"):
        entry = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.person_id, entry.after) == ("person.signed_in", officer.id, {})
    assert entry.unit_id != 0


def test_the_cookie_holds_a_random_number_and_no_person(browser: Browser, officer: Person) -> None:
    sign_in(browser, officer.phone)
    with browser.client.session_transaction() as session:
        token = session["_user_id"]
        assert len(token) >= 40
        assert not session.permanent
    with unscoped("the test reads the table"):
        keys = list(db.session.scalars(select(LoginSession.key)))
    assert keys
    assert token not in keys


def test_a_kept_login_outlives_the_browser(browser: Browser, officer: Person) -> None:
    answer = sign_in(browser, officer.phone, keep="y")
    assert "Expires=" in answer.headers["Set-Cookie"]
    assert "Expires=" not in sign_in(browser.as_(None), officer.phone).headers["Set-Cookie"]


def test_nothing_is_ticked_beforehand(browser: Browser) -> None:
    assert " checked" not in browser.get("/login").get_data(as_text=True)


@pytest.mark.parametrize("name", ["0900000000", "0999999999", "ai@dau.vn", "không có"])
def test_wrong_and_unknown_are_answered_alike(browser: Browser, officer: Person, name: str) -> None:
    answer = sign_in(browser, name, "sai mật khẩu rồi")
    assert answer.status_code == 422
    assert "Name and password do not fit together" in answer.get_data(as_text=True)


def test_known_and_unknown_cost_one_verification_each(
    browser: Browser, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda self, *a: asked.append(a[0]) or verify(self, *a)
    )
    for name in (officer.phone, "0999999999", "ai@dau.vn"):
        before = len(asked)
        sign_in(browser, name, "sai mật khẩu rồi")
        assert len(asked) == before + 1
    assert len({stored.split("$")[3] for stored in asked}) == 1


def test_somebody_without_a_password_cannot_sign_in(browser: Browser, world: World) -> None:
    assert sign_in(browser, world.leader.phone, "").status_code == 422
    assert sign_in(browser, world.leader.phone, "nobody has this password").status_code == 422


@pytest.mark.parametrize("known", [True, False])
def test_five_failures_lock_and_15_minutes_unlock(
    browser: Browser, officer: Person, known: bool
) -> None:
    name = officer.phone if known else "0999999999"
    statuses = [sign_in(browser, name, "sai mật khẩu rồi").status_code for _ in range(5)]
    assert statuses == [422, 422, 422, 422, 429]
    locked = sign_in(browser, name)
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "900")
    assert actions().count("sign_in.locked") == 1
    with clock.fixed(TODAY + timedelta(minutes=14, seconds=59)):
        assert sign_in(browser, name).status_code == 429
    with clock.fixed(TODAY + timedelta(minutes=15)):
        assert sign_in(browser, name).status_code == (303 if known else 422)


def test_another_form_of_the_number_has_the_same_count(browser: Browser, officer: Person) -> None:
    assert officer.phone is not None
    for prefix in ("0", "+84", "84", "0084", "+84 "):
        sign_in(browser, prefix + officer.phone[1:], "sai mật khẩu rồi")
    assert sign_in(browser, officer.phone).status_code == 429


def test_a_success_begins_the_count_anew(browser: Browser, officer: Person) -> None:
    for _round in range(2):
        for _ in range(4):
            sign_in(browser.as_(None), officer.phone, "sai mật khẩu rồi")
        assert sign_in(browser.as_(None), officer.phone).status_code == 303


def test_an_address_is_locked_after_fifty_failures(
    browser: Browser, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cheap:
        cheap.setattr("models.password.fits", lambda *_: False)
        first = [sign_in(browser, f"09000{n:05d}", "x").status_code for n in range(100, 125)]
        with clock.fixed(TODAY + timedelta(minutes=2)):
            rest = [sign_in(browser, f"09000{n:05d}", "x").status_code for n in range(125, 150)]
    assert {*first, *rest} == {422}
    with clock.fixed(TODAY + timedelta(minutes=4)):
        assert sign_in(browser, officer.phone).status_code == 429
    with clock.fixed(TODAY + timedelta(minutes=17)):
        assert sign_in(browser, officer.phone).status_code == 303


def test_tries_at_a_locked_name_do_not_lock_the_office(
    browser: Browser, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cheap:
        cheap.setattr("models.password.fits", lambda *_: False)
        statuses = [sign_in(browser, "0999999999", "x").status_code for _ in range(58)]
    assert statuses[5:] == [429] * 53
    assert sign_in(browser, officer.phone).status_code == 303


def test_the_lock_of_an_unknown_name_keeps_the_name_out_of_the_record(
    browser: Browser, world: World
) -> None:
    for _ in range(5):
        sign_in(browser, "0999999999", "sai mật khẩu rồi")
    with unscoped("the test reads the record"):
        entry = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.unit_id) == ("sign_in.locked", world.unit_id("vn"))
    assert "999999999" not in f"{entry.subject_id}{entry.after}{entry.actor}"


def test_the_history_knows_success_and_failure(browser: Browser, officer: Person) -> None:
    sign_in(browser, officer.phone, "sai mật khẩu rồi")
    sign_in(browser, officer.phone)
    with unscoped("the test reads the table"):
        tries = list(db.session.scalars(select(SignIn.outcome).order_by(SignIn.id)))
    assert tries == ["wrong_password", "signed_in"]


def test_an_outdated_hash_is_renewed_and_sessions_stay(browser: Browser, officer: Person) -> None:
    with unscoped("the test stores an old hash"):
        begin_write()
        person = db.session.get_one(Person, officer.id)
        old = PasswordHasher(1, 8, 1).hash(PASSWORD)
        person.password_hash = old
        person.record("person.changed")
        db.session.commit()
    there = browser.as_(officer)
    assert sign_in(browser, officer.phone).status_code == 303
    with unscoped("the test reads the hash"):
        assert db.session.get_one(Person, officer.id).password_hash not in {old, None}
    assert there.get("/19612/").status_code == 200


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.vn",
        "https://evil.vn/",
        "http:evil.vn",
        "/\\evil.vn",
        "\\\\evil.vn",
        "/\t/evil.vn",
        " //evil.vn",
        "javascript:alert(1)",
        "evil",
        "///evil.vn",
        "http://[",
    ],
)
def test_the_way_back_leads_to_own_pages_only(browser: Browser, officer: Person, evil: str) -> None:
    answer = sign_in(browser, officer.phone, next=evil)
    assert (answer.status_code, answer.location) == (303, "/")


def test_the_way_back_is_kept_through_the_form(browser: Browser, officer: Person) -> None:
    refused = browser.get("/19612/agencies?page=2")
    assert refused.location == "/login?next=/19612/agencies?page%3D2"
    data = {"name": officer.phone, "password": PASSWORD}
    answer = browser.post("/login", data, form=refused.location)
    assert answer.location == "/19612/agencies?page=2"


def test_htmx_is_sent_to_the_login_and_on(browser: Browser, officer: Person) -> None:
    refused = browser.get("/19612/agencies", htmx=True)
    assert (refused.status_code, refused.headers["HX-Redirect"]) == (
        204,
        "/login?next=/19612/agencies",
    )


def test_who_is_signed_in_needs_no_login(browser: Browser, officer: Person) -> None:
    assert browser.as_(officer).get("/login?next=/19612/hamlets").location == "/19612/hamlets"


def test_an_empty_form_says_what_to_write(browser: Browser) -> None:
    answer = browser.post("/login", {"name": "", "password": ""})
    assert answer.status_code == 422
    assert "Write the phone number or e-mail" in answer.get_data(as_text=True)


def test_a_login_without_token_changes_nothing(browser: Browser, officer: Person) -> None:
    data = {"name": officer.phone, "password": PASSWORD}
    answer = browser.open(
        "/login", method="POST", data=data, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 400
    assert PASSWORD not in answer.get_data(as_text=True)


def test_signing_out_ends_the_session_itself(browser: Browser, officer: Person) -> None:
    there = browser.as_(officer)
    with there.client.session_transaction() as session:
        token = session["_user_id"]
    assert there.post("/logout", form="/19612/").location == "/login"
    with there.client.session_transaction() as session:
        session["_user_id"] = token
    assert there.get("/19612/").location.startswith("/login")
    assert actions()[-1] == "person.signed_out"


def test_signing_out_by_a_link_is_refused(browser: Browser, officer: Person) -> None:
    assert browser.as_(officer).get("/logout").status_code == 405


def test_a_visitor_chooses_the_language(browser: Browser) -> None:
    answer = browser.post("/language", {"language": "en", "back": "/login"}, form="/login")
    assert (answer.status_code, answer.location) == (303, "/login")
    assert '<html lang="en">' in browser.get("/login").get_data(as_text=True)
    browser.post("/language", {"language": "xx", "back": "//evil.vn"}, form="/login")
    assert '<html lang="en">' in browser.get("/login").get_data(as_text=True)


def test_person_and_session_are_one_query(app: Flask, browser: Browser, officer: Person) -> None:
    there = browser.as_(officer)
    queries: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        queries.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        there.get("/")
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([q for q in queries if "login_session" in q]) == 1
    assert len([q for q in queries if "FROM person " in q and "login_session" not in q]) == 0


def test_old_counts_and_sessions_are_forgotten(browser: Browser, officer: Person) -> None:
    browser.as_(officer)
    sign_in(browser, "0999999999", "sai mật khẩu rồi")
    with clock.fixed(TODAY + timedelta(hours=21)):
        sign_in(browser.as_(None), officer.phone)
        with unscoped("the test counts"):
            assert db.session.scalar(select(func.count()).select_from(LoginSession)) == 1
