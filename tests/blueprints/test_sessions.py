"""How long a login lasts, and what ends it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import audit, clock
from models.base import db
from models.login_session import LoginSession
from models.membership import Membership
from models.person import Person
from models.tenancy import begin_write, bind, unscoped
from tests.clients import Browser
from tests.people import OTHER, PASSWORD, give_password
from tests.world import TODAY, World


def last_seen() -> list[object]:
    with unscoped("the test reads the table"):
        return list(db.session.scalars(select(LoginSession.last_seen_at)))


def end_membership(world: World, person: Person) -> None:
    with bind(world.unit_id("19612")), audit.acting(audit.Actor(label="tests")):
        begin_write()
        mine = select(Membership).where(Membership.person_id == person.id)
        membership = db.session.scalars(mine).one()
        membership.ends_on = TODAY.date() - timedelta(days=1)
        audit.record("membership.ended", membership)
        db.session.commit()


def test_a_session_lasts_20_hours(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    with clock.fixed(TODAY + timedelta(hours=19, minutes=59)):
        assert them.get("/19612/").status_code == 200
    with clock.fixed(TODAY + timedelta(hours=20)):
        assert them.get("/19612/").location.startswith("/login")


def test_an_administrator_idles_30_minutes_at_most(world: World, browser: Browser) -> None:
    them, officer = browser.as_(world.administrator), browser.as_(world.officer)
    for minutes in (25, 50):
        with clock.fixed(TODAY + timedelta(minutes=minutes)):
            assert them.get("/19612/").status_code == 200
    with clock.fixed(TODAY + timedelta(minutes=80)):
        assert them.get("/19612/").location.startswith("/login")
        assert officer.get("/19612/").status_code == 200


def test_use_is_noted_every_five_minutes_at_most(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    with clock.fixed(TODAY + timedelta(minutes=4, seconds=59)):
        them.get("/19612/")
        assert last_seen() == [TODAY]
    with clock.fixed(TODAY + timedelta(minutes=5)):
        them.get("/19612/")
        assert last_seen() == [TODAY + timedelta(minutes=5)]


def test_a_made_up_token_is_nobody(world: World, browser: Browser) -> None:
    for token in ("", "1", str(world.officer.id), "x" * 43, 7, None):
        them = browser.as_(None)
        with them.client.session_transaction() as session:
            session["_user_id"] = token
        assert them.get("/19612/").location.startswith("/login")


def test_a_new_password_ends_every_other_session(world: World, browser: Browser) -> None:
    give_password(world.officer)
    here, there = browser.as_(world.officer), browser.as_(world.officer)
    data = {"present": PASSWORD, "password": OTHER, "again": OTHER}
    assert here.post("/password", data).location == "/me"
    assert here.get("/19612/").status_code == 200
    assert there.get("/19612/").location.startswith("/login")


def test_the_cookie_is_another_one_after_a_new_password(world: World, browser: Browser) -> None:
    give_password(world.officer)
    them = browser.as_(world.officer)
    with them.client.session_transaction() as session:
        before = session["_user_id"]
    them.post("/password", {"present": PASSWORD, "password": OTHER, "again": OTHER})
    with them.client.session_transaction() as session:
        assert session["_user_id"] != before


def test_signing_out_everywhere(world: World, browser: Browser) -> None:
    here, there = browser.as_(world.officer), browser.as_(world.officer)
    other = browser.as_(world.neighbour)
    assert here.post("/me/sign-out-everywhere", form="/me").status_code == 303
    assert here.get("/19612/").location.startswith("/login")
    assert there.get("/19612/").location.startswith("/login")
    assert other.get("/19600/").status_code == 200


@pytest.mark.parametrize(("path", "status"), [("/19612/", 404), ("/45/", 404), ("/", 404)])
def test_a_membership_that_just_ended_is_told(
    world: World, browser: Browser, path: str, status: int
) -> None:
    them = browser.as_(world.officer)
    end_membership(world, world.officer)
    answer = them.get(path)
    assert answer.status_code == status
    assert "You have no role at any unit now" in answer.get_data(as_text=True)
    assert "ask the administrator" in answer.get_data(as_text=True)


def test_without_a_role_one_still_has_an_account(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    end_membership(world, world.officer)
    assert them.get("/me").status_code == 200
    assert them.get("/19612/", htmx=True).headers["HX-Retarget"] == "#messages"
    assert them.post("/logout", form="/me").status_code == 303


def test_without_a_role_an_unknown_unit_is_unknown(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    end_membership(world, world.officer)
    page = them.get("/99999/").get_data(as_text=True)
    assert "You have no role" not in page


@pytest.mark.parametrize(("meant", "status"), [("officer", 200), ("leader", 204)])
def test_a_page_drawn_for_somebody_else_does_nothing(
    world: World, browser: Browser, meant: str, status: int
) -> None:
    """Two people on one device: the outbox of the first must not act as the second."""
    them = browser.as_(world.officer)
    headers = {"HX-Request": "true", "X-Person": str(getattr(world, meant).id)}
    answer = them.open("/19612/", headers=headers)
    assert answer.status_code == status
    assert answer.headers.get("HX-Redirect", "").startswith("/login") == (status == 204)
