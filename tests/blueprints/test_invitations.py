"""The life of an invitation: sent, opened on a phone, taken up once; every dead link explained."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from models import clock, signed_link
from models.base import db
from models.invitation import Invitation, forget_expired
from models.membership import held_by
from models.notification import Notification
from models.permissions import Role
from models.person import Person
from models.tenancy import begin_write, bind, bind_person, unscoped
from tests.clients import Browser
from tests.models.test_membership import acting_at, role_of
from tests.world import TODAY, World

INVITE = "/19612/people/invite"
NEW = {"name": "Nguyễn Thị Mới", "phone": "0911 222 333", "role": "officer"}
JOIN = {
    "name": "Nguyễn Thị Mới",
    "phone": "+84 911 222 333",
    "password": "bon con voi di hoc",
    "again": "bon con voi di hoc",
}


def _sent(world: World, browser: Browser, who: str = "administrator", **given: str) -> str:
    """Invite somebody and return the path of the link."""
    them = browser.as_(world.people[who])
    answer = them.post(INVITE, {**NEW, **given})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    answer.close()
    page = them.get(answer.headers["Location"]).get_data(as_text=True)
    return re.search(r'value="[^"]*(/invitations/[^"]+)"', page)[1]


def _invitation() -> Invitation:
    with unscoped("test"):
        return db.session.scalar(select(Invitation).where(Invitation.phone == "0911222333"))


def _person() -> Person | None:
    with unscoped("test"):
        return db.session.scalar(select(Person).where(Person.phone == "0911222333"))


def test_somebody_new_comes_in_and_is_signed_in(world: World, browser: Browser) -> None:
    link = _sent(world, browser)
    phone = browser.as_(None)
    answer = phone.post(link, JOIN)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/19612/")
    assert phone.get("/19612/").status_code == 200
    assert [held.role for held in held_by(_person().id)] == ["officer"]


def test_the_sender_is_told(world: World, browser: Browser) -> None:
    browser.as_(None).post(_sent(world, browser), JOIN)
    with bind_person(world.administrator.id):
        told = db.session.scalars(Notification.for_list()).one()
    assert (told.kind, told.told["name"]) == ("invitation_accepted", "Nguyễn Thị Mới")


def test_the_text_for_zalo_says_who_invites_where_and_until_when(
    world: World, browser: Browser
) -> None:
    link = _sent(world, browser)
    page = browser.as_(world.administrator).get(f"/19612/people/invitations/{_invitation().id}")
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.get_data(as_text=True), re.DOTALL)[1]
    for part in ("Quản trị xã Cam Thành", "Xã Cam Thành", "22/09/2026", "/invitations/"):
        assert part in text
    assert 'data-copy="zalo-text"' in page.get_data(as_text=True)
    assert link


def test_an_invitation_goes_out_by_mail_as_well(app: Flask, world: World, browser: Browser) -> None:
    _sent(world, browser, email="moi@mangnon.test")
    sent = app.extensions["mailman"].outbox
    assert sent[-1].to == ["moi@mangnon.test"]
    assert "/invitations/" in sent[-1].body


def test_a_link_works_once(world: World, browser: Browser) -> None:
    link, second = _sent(world, browser), browser.as_(None)
    drawn = second.hidden_fields(link)
    browser.as_(None).post(link, JOIN)
    assert browser.as_(None).get(link).status_code == 410
    answer = second.open(link, method="POST", data={**drawn, **JOIN})
    assert answer.status_code == 410


def test_a_link_works_until_its_last_day_is_over(world: World, browser: Browser) -> None:
    link = _sent(world, browser)
    with clock.fixed(TODAY + timedelta(days=7, hours=13)):
        assert browser.as_(None).get(link).status_code == 200
    with clock.fixed(TODAY + timedelta(days=7, hours=14)):
        assert browser.as_(None).get(link).status_code == 410


@pytest.mark.parametrize("change", [lambda t: t[:-2], lambda t: "x" + t, lambda _t: "x" * 40])
def test_a_tampered_link_says_so(world: World, browser: Browser, change: object) -> None:
    path, _, token = _sent(world, browser).rpartition("/")
    answer = browser.as_(None).get(f"{path}/{change(token)}")
    assert answer.status_code == 400


def test_a_link_signed_for_another_purpose_is_no_invitation(
    app: Flask, world: World, browser: Browser
) -> None:
    _sent(world, browser)
    token = signed_link.sign("password", [_invitation().id.hex, 1])
    assert browser.as_(None).get(f"/invitations/{token}").status_code == 400


def test_a_revoked_invitation_is_dead_and_stays_so(world: World, browser: Browser) -> None:
    link = _sent(world, browser)
    page = f"/19612/people/invitations/{_invitation().id}"
    them = browser.as_(world.administrator)
    assert them.post(f"{page}/revocation", form=page).status_code == 303
    assert browser.as_(None).get(link).status_code == 410
    assert them.post(f"{page}/renewal", form=page).status_code == 303
    assert browser.as_(None).get(link).status_code == 410


def test_a_new_link_makes_the_old_one_void(world: World, browser: Browser) -> None:
    old = _sent(world, browser)
    page = f"/19612/people/invitations/{_invitation().id}"
    them = browser.as_(world.administrator)
    them.post(f"{page}/renewal", form=page)
    new = re.search(r'value="[^"]*(/invitations/[^"]+)"', them.get(page).get_data(as_text=True))[1]
    assert browser.as_(None).get(old).status_code == 410
    assert browser.as_(None).get(new).status_code == 200


def test_an_invitation_dies_with_its_senders_right(world: World, browser: Browser) -> None:
    link, invited = _sent(world, browser), browser.as_(None)
    drawn = invited.hidden_fields(link)
    with acting_at(world, "19612", "manager") as by:
        role_of(world, "administrator").end(date(2026, 9, 14), by=by)
        db.session.commit()
    answer = invited.open(link, method="POST", data={**drawn, **JOIN})
    assert answer.status_code == 410
    assert _person() is None


def test_who_does_not_know_the_number_does_not_come_in(world: World, browser: Browser) -> None:
    link = _sent(world, browser)
    page = browser.as_(None).get(link).get_data(as_text=True)
    assert "333" in page
    assert "0911222333" not in page
    answer = browser.as_(None).post(link, {**JOIN, "phone": "0911222444"})
    assert answer.status_code == 422
    assert not held_by(getattr(_person(), "id", 0))


@pytest.mark.parametrize(
    "given",
    [{"phone": ""}, {"phone": "12"}, {"name": ""}, {"password": "ngan"}, {"again": "khac"}],
)
def test_what_is_missing_is_said_beside_the_field(
    world: World, browser: Browser, given: dict[str, str]
) -> None:
    answer = browser.as_(None).post(_sent(world, browser), {**JOIN, **given})
    assert answer.status_code == 422
    assert "aria-invalid" in answer.get_data(as_text=True)


def test_two_people_with_one_phone_are_one_person(world: World, browser: Browser) -> None:
    """The administrator learns nothing; the person signs in and accepts."""
    link = _sent(world, browser, phone=world.neighbour.phone, name="Ai đó")
    page = browser.as_(world.administrator).get("/19612/people/invitations")
    assert world.neighbour.name not in page.get_data(as_text=True)
    answer = browser.as_(None).post(link, {**JOIN, "phone": world.neighbour.phone})
    assert answer.status_code == 422
    assert world.neighbour.name not in answer.get_data(as_text=True)
    own = browser.as_(world.neighbour)
    assert own.post(f"{link}/acceptance", form=link).status_code == 303
    assert {held.unit_id for held in held_by(world.neighbour.id)} == {
        world.unit_id("19600"),
        world.unit_id("19612"),
    }


def test_an_invitation_for_somebody_else_is_not_taken_up(world: World, browser: Browser) -> None:
    link = _sent(world, browser)
    for path in (link, f"{link}/acceptance"):
        them = browser.as_(world.neighbour)
        answer = them.get(path) if path == link else them.post(path, form=link)
        assert answer.status_code == 409
    assert len(held_by(world.neighbour.id)) == 1


def test_nobody_invites_himself(world: World, browser: Browser) -> None:
    link = _sent(world, browser, phone=world.administrator.phone)
    answer = browser.as_(world.administrator).post(f"{link}/acceptance", form=link)
    assert answer.status_code == 410
    assert len(held_by(world.administrator.id)) == 1


def test_who_has_the_role_already_keeps_it(world: World, browser: Browser) -> None:
    link = _sent(world, browser, phone=world.officer.phone)
    assert browser.as_(world.officer).post(f"{link}/acceptance", form=link).status_code == 303
    assert len(held_by(world.officer.id)) == 1


def test_a_role_that_one_may_not_give_is_not_offered(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    answer = them.post(INVITE, {**NEW, "role": "administrator"})
    assert answer.status_code == 422
    assert (
        browser.as_(world.manager).post(INVITE, {**NEW, "role": "administrator"}).status_code == 303
    )


def test_the_same_form_twice_invites_once(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    drawn = them.hidden_fields(INVITE)
    for _time in range(2):
        assert them.open(INVITE, method="POST", data={**drawn, **NEW}).status_code == 303
    with unscoped("test"):
        same = select(Invitation).where(Invitation.phone == "0911222333")
        assert len(db.session.scalars(same).all()) == 1


def test_expired_invitations_are_removed_after_a_month(world: World, browser: Browser) -> None:
    _sent(world, browser)
    with clock.fixed(TODAY + timedelta(days=39)), bind(world.unit_id("19612")):
        begin_write()
        assert forget_expired() == 2
        db.session.commit()
    assert _invitation() is None


def test_the_very_first_administrator_comes_from_the_command_line(
    app: Flask, world: World, browser: Browser
) -> None:
    ran = app.test_cli_runner().invoke(
        args=[
            "people",
            "invite",
            "--unit",
            "62",
            "--role",
            "administrator",
            "--phone",
            "0911222333",
        ]
    )
    assert ran.exit_code == 0, ran.output
    link = re.search(r"/invitations/\S+", ran.output)[0]
    assert browser.as_(None).post(link, JOIN).status_code == 303
    assert [held.role for held in held_by(_person().id)] == [Role.ADMINISTRATOR]


@pytest.mark.parametrize(
    "given",
    [
        ["--unit", "99999", "--role", "officer"],
        ["--unit", "62", "--role", "king"],
        ["--unit", "62", "--role", "partner"],
        ["--unit", "62", "--role", "officer", "--phone", "12"],
        ["--unit", "62", "--role", "officer", "--email", "x"],
        ["--unit", "02-2025", "--role", "officer"],
    ],
)
def test_the_command_refuses_what_it_cannot_use(app: Flask, world: World, given: list[str]) -> None:
    assert app.test_cli_runner().invoke(args=["people", "invite", *given]).exit_code == 2
