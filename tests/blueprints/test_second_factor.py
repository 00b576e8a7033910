"""The second factor: setting up, signing in with it, codes used twice, who has to have one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from models import clock
from models.audit import AuditEvent
from models.base import db
from models.person import Person
from models.second_factor import SecondFactor, is_required_for
from models.tenancy import unscoped
from tests.clients import Browser
from tests.people import PASSWORD, code_of, give_factor, give_password, require_factor
from tests.world import TODAY, World


@pytest.fixture
def reviewer(world: World) -> Person:
    give_password(world.reviewer)
    return world.reviewer


def password_step(browser: Browser, person: Person, **more: str) -> TestResponse:
    return browser.post("/login", {"name": person.phone, "password": PASSWORD, **more})


def code_step(browser: Browser, code: str) -> TestResponse:
    return browser.post("/login/code", {"code": code})


def shown_codes(answer: TestResponse) -> list[str]:
    found = re.search(r'<pre [^>]*id="recovery-codes">([^<]*)</pre>', answer.get_data(as_text=True))
    return found[1].split() if found else []


def enrol(browser: Browser) -> tuple[str, TestResponse]:
    page = browser.get("/me/second-factor").get_data(as_text=True)
    found = re.search(r'<p class="copyable">([A-Z2-7 ]+)</p>', page)
    assert found
    secret = found[1].replace(" ", "")
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    assert sealed
    data = {"sealed": sealed[1], "code": code_of(secret)}
    return secret, browser.post("/me/second-factor", data)


def test_setting_up_shows_ten_codes_once(browser: Browser, reviewer: Person) -> None:
    them = browser.as_(reviewer)
    secret, answer = enrol(them)
    codes = shown_codes(answer)
    assert (answer.status_code, len(set(codes))) == (200, 10)
    page = them.get("/me/second-factor").get_data(as_text=True)
    assert "10 recovery codes are left" in page
    assert secret not in page
    assert not any(code in page for code in codes)


def test_the_secret_is_encrypted_in_the_database(browser: Browser, reviewer: Person) -> None:
    secret, _answer = enrol(browser.as_(reviewer))
    with unscoped("the test reads the row"):
        kept = db.session.scalars(select(SecondFactor.secret)).one()
    assert secret not in kept


def test_the_qr_code_needs_no_inline_style(browser: Browser, reviewer: Person) -> None:
    page = browser.as_(reviewer).get("/me/second-factor").get_data(as_text=True)
    start = page.index('<div class="qr')
    drawn = page[start : page.index("</div>", start)]
    assert "style=" not in drawn
    assert "data:" not in drawn
    assert 'role="img"' in drawn


def test_a_wrong_first_code_keeps_the_same_secret(browser: Browser, reviewer: Person) -> None:
    them = browser.as_(reviewer)
    page = them.get("/me/second-factor").get_data(as_text=True)
    sealed = re.findall(r'name="sealed" value="([^"]+)"', page)[0]
    secret = re.findall(r'<p class="copyable">([A-Z2-7 ]+)</p>', page)[0]
    answer = them.post("/me/second-factor", {"sealed": sealed, "code": "000000"})
    assert answer.status_code == 422
    assert secret in answer.get_data(as_text=True)


def test_a_secret_of_another_person_is_not_taken(
    world: World, browser: Browser, reviewer: Person
) -> None:
    from models.second_factor import new_secret, seal_secret

    secret = new_secret()
    for sealed in (seal_secret(world.leader.id, secret), "x", ""):
        data = {"sealed": sealed, "code": code_of(secret)}
        answer = browser.as_(reviewer).post("/me/second-factor", data)
        assert answer.status_code == 422


def test_the_code_is_asked_for_before_anything_opens(browser: Browser, reviewer: Person) -> None:
    secret, _codes = give_factor(reviewer)
    answer = password_step(browser, reviewer, next="/468/agencies")
    assert answer.location == "/login/code?next=/468/agencies"
    assert browser.get("/468/").location.startswith("/login")
    done = browser.post("/login/code", {"code": code_of(secret)}, form=answer.location)
    assert done.location == "/468/agencies"
    assert browser.get("/468/").status_code == 200


def test_a_code_is_not_taken_twice(browser: Browser, reviewer: Person) -> None:
    secret, _codes = give_factor(reviewer)
    code = code_of(secret)
    password_step(browser, reviewer)
    assert code_step(browser, code).status_code == 303
    again = browser.as_(None)
    password_step(again, reviewer)
    refused = code_step(again, code)
    assert refused.status_code == 422
    assert "it was used before" in refused.get_data(as_text=True)
    with clock.fixed(TODAY + timedelta(seconds=30)):
        assert code_step(again, code_of(secret)).status_code == 303


def test_the_code_of_the_setting_up_is_used(browser: Browser, reviewer: Person) -> None:
    secret, _answer = enrol(browser.as_(reviewer))
    password_step(browser, reviewer)
    assert code_step(browser, code_of(secret)).status_code == 422


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 422), (0, 303), (1, 303), (2, 422)])
def test_a_clock_may_be_one_step_off(
    browser: Browser, reviewer: Person, steps: int, status: int
) -> None:
    secret, _codes = give_factor(reviewer)  # used up the step before
    password_step(browser, reviewer)
    assert code_step(browser, code_of(secret, steps)).status_code == status


def test_an_earlier_step_than_the_last_used_is_refused(browser: Browser, reviewer: Person) -> None:
    secret, _codes = give_factor(reviewer)
    password_step(browser, reviewer)
    assert code_step(browser, code_of(secret, 1)).status_code == 303
    again = browser.as_(None)
    password_step(again, reviewer)
    assert code_step(again, code_of(secret, 0)).status_code == 422


def test_a_recovery_code_works_once_however_typed(browser: Browser, reviewer: Person) -> None:
    _secret, codes = give_factor(reviewer)
    for typed in (codes[0].upper().replace("-", " "), codes[0]):
        them = browser.as_(None)
        password_step(them, reviewer)
        status = code_step(them, typed).status_code
        assert status == (422 if typed == codes[0] else 303)


def test_five_wrong_codes_lock(browser: Browser, reviewer: Person) -> None:
    secret, _codes = give_factor(reviewer)
    password_step(browser, reviewer)
    assert [code_step(browser, "000000").status_code for _ in range(5)] == [422] * 4 + [429]
    assert code_step(browser, code_of(secret)).status_code == 429
    again = browser.as_(None)
    password_step(again, reviewer)
    assert code_step(again, code_of(secret)).status_code == 429


def test_the_second_step_waits_ten_minutes(browser: Browser, reviewer: Person) -> None:
    give_factor(reviewer)
    password_step(browser, reviewer)
    with clock.fixed(TODAY + timedelta(minutes=9, seconds=59)):
        assert browser.get("/login/code").status_code == 200
    with clock.fixed(TODAY + timedelta(minutes=10)):
        assert browser.get("/login/code").location == "/login"


def test_the_second_step_without_the_first(browser: Browser) -> None:
    assert browser.get("/login/code?next=//evil.vn").location == "/login"


def test_a_token_that_waits_signs_nobody_in(browser: Browser, reviewer: Person) -> None:
    give_factor(reviewer)
    password_step(browser, reviewer)
    with browser.client.session_transaction() as session:
        session["_user_id"] = session["awaiting"]
    assert browser.get("/468/").location.startswith("/login")


@pytest.mark.parametrize(
    ("key", "required"),
    [
        ("reviewer", True),
        ("leader", True),
        ("manager", True),
        ("province", True),
        ("administrator", True),
        ("officer", False),
        ("partner", False),
        ("stranger", False),
    ],
)
def test_whom_the_province_asks(world: World, key: str, required: bool) -> None:
    require_factor(world.units["45"])
    assert is_required_for(world.people[key].id) is required


def test_who_has_to_have_one_sets_it_up_first(
    world: World, browser: Browser, reviewer: Person
) -> None:
    require_factor(world.units["45"])
    password_step(browser, reviewer)
    assert browser.get("/468/").location == "/me/second-factor"
    assert browser.get("/468/", htmx=True).headers["HX-Redirect"] == "/me/second-factor"
    assert browser.get("/me").status_code == 200
    enrol(browser)
    assert browser.get("/468/").status_code == 200


def test_changing_the_password_is_no_way_round(
    world: World, browser: Browser, reviewer: Person
) -> None:
    require_factor(world.units["45"])
    password_step(browser, reviewer)
    new = "nắng cháy tháng bảy"
    browser.post("/password", {"present": PASSWORD, "password": new, "again": new})
    assert browser.get("/468/").location == "/me/second-factor"


def test_nobody_asks_without_the_setting(world: World, browser: Browser, reviewer: Person) -> None:
    password_step(browser, reviewer)
    assert browser.get("/468/").status_code == 200


def test_switching_off_asks_for_the_password(browser: Browser, reviewer: Person) -> None:
    them = browser.as_(reviewer)
    give_factor(reviewer)
    at = "/me/second-factor"
    refused = them.post(f"{at}/removal", {"present": "sai mật khẩu rồi"}, form=at)
    assert refused.status_code == 422
    assert them.post(f"{at}/removal", {"present": PASSWORD}, form=at).location == "/me"
    assert password_step(browser, reviewer).location == "/"


def test_what_the_province_asks_for_is_not_switched_off(
    world: World, browser: Browser, reviewer: Person
) -> None:
    them = browser.as_(reviewer)
    give_factor(reviewer)
    require_factor(world.units["45"])
    answer = them.post("/me/second-factor/removal", {"present": PASSWORD}, form="/me/second-factor")
    assert answer.status_code == 422
    assert "cannot be switched off" in answer.get_data(as_text=True)


def test_new_recovery_codes_end_the_earlier_ones(browser: Browser, reviewer: Person) -> None:
    _secret, codes = give_factor(reviewer)
    them = browser.as_(reviewer)
    answer = them.post("/me/second-factor/codes", {"present": PASSWORD}, form="/me/second-factor")
    new = shown_codes(answer)
    assert len(new) == 10
    password_step(browser, reviewer)
    assert code_step(browser, codes[0]).status_code == 422
    assert code_step(browser, new[0]).status_code == 303


def test_a_second_device_cannot_be_enrolled_over_the_first(
    browser: Browser, reviewer: Person
) -> None:
    them = browser.as_(reviewer)
    give_factor(reviewer)
    page = them.get("/me/second-factor").get_data(as_text=True)
    assert "sealed" not in page
    assert "Switched on" in page


def test_the_unit_ends_it_for_who_lost_the_phone(
    world: World, browser: Browser, reviewer: Person
) -> None:
    give_factor(reviewer)
    at = f"/468/people/{reviewer.id}"
    act = browser.as_(world.manager).post(f"{at}/second-factor-removal", form=at)
    assert act.location == at
    with unscoped("the test reads the rows"):
        assert db.session.scalars(select(SecondFactor.id)).all() == []
        entry = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.person_id) == ("person.second_factor_off", world.manager.id)
    assert password_step(browser, reviewer).location == "/"


@pytest.mark.parametrize(
    ("key", "status"), [("officer", 404), ("leader", 403), ("stranger", 404), (None, 303)]
)
def test_nobody_else_ends_it(
    world: World, browser: Browser, reviewer: Person, key: str | None, status: int
) -> None:
    give_factor(reviewer)
    them = browser.as_(world.people[key] if key else None)
    path = f"/468/people/{reviewer.id}/second-factor-removal"
    assert them.post(path, form="/login").status_code == status
    with unscoped("the test reads the rows"):
        assert len(db.session.scalars(select(SecondFactor.id)).all()) == 1


def test_no_administrator_ends_his_own_that_way(world: World, browser: Browser) -> None:
    give_factor(world.manager)
    them = browser.as_(world.manager)
    at = f"/468/people/{world.manager.id}"
    them.post(f"{at}/second-factor-removal", form=at)
    with unscoped("the test reads the rows"):
        assert len(db.session.scalars(select(SecondFactor.id)).all()) == 1
