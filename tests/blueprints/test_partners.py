"""A partner in one step: agency, person and role from one form, and the text to send."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from models import audit
from models.agency import Agency
from models.base import db
from models.invitation import Invitation
from models.invite_partner import AgencyEnded, PartnerOffer, invite_partner
from models.membership import Membership, held_by
from models.notification import Notification
from models.permissions import ROLE_PERMISSIONS, ROLE_PERMISSIONS_BELOW, Permission
from models.tenancy import begin_write, bind, bind_person, unscoped
from tests.clients import Browser
from tests.models.test_membership import acting_at
from tests.page_checks import check_page
from tests.world import World

URL = "/19612/people/partners/new"
NEW = {"agency_id": "", "agency_kind": "", "name": "Trần Thị Hoa", "contact": "0911 222 333"}
SCHOOL = {**NEW, "agency_name": "Trường Tiểu học Cam Thành"}


def _women(world: World) -> str:
    return str(world.rows["19612"]["women"].id)


def _invited() -> list[Invitation]:
    with unscoped("test"):
        return list(db.session.scalars(select(Invitation).where(Invitation.name == NEW["name"])))


def _agency(name: str) -> Agency | None:
    with unscoped("test"):
        return db.session.scalar(select(Agency).where(Agency.name == name))


def _text(page: str) -> str:
    return re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]


def test_agency_and_invitation_come_from_one_form(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    answer = them.post(URL, SCHOOL)
    invitation, school = _invited()[0], _agency(SCHOOL["agency_name"])
    assert (invitation.agency_id, school.kind) == (school.id, "school")
    assert answer.headers["Location"] == f"/19612/people/invitations/{invitation.id}"
    page = them.get(answer.headers["Location"]).text
    assert not check_page(page)
    for part in ("UBND xã Cam Thành", SCHOOL["agency_name"], "/invitations/", "Ghi hoạt động"):
        assert part in _text(page)
    assert 'data-share="zalo-text"' in page
    assert f"?agency={school.id}" in page


def test_a_second_partner_of_an_agency_comes_the_same_way(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    for phone in ("0911222333", "0911222444"):
        them.post(URL, {**NEW, "agency_id": _women(world), "contact": phone})
    assert [one.agency_id for one in _invited()] == [int(_women(world))] * 2


def test_the_agency_of_a_row_is_chosen_already(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    link = f"{URL}?agency={_women(world)}"
    assert link in them.get("/19612/agencies").text
    assert link in them.get(f"/19612/agencies/{_women(world)}").text
    page = them.get(link).text
    assert not check_page(page)
    assert f'<option selected value="{_women(world)}">' in page


def test_an_address_gets_the_link_by_mail(world: World, browser: Browser) -> None:
    answer = browser.as_(world.administrator).post(URL, {**SCHOOL, "contact": "Hoa@Mangnon.test"})
    answer.close()
    sent = browser.app.extensions["mailman"].outbox[-1]
    assert sent.to == ["hoa@mangnon.test"]


def test_who_has_an_account_here_is_a_partner_at_once(world: World, browser: Browser) -> None:
    them, known = browser.as_(world.administrator), world.officer
    given = {**NEW, "agency_id": _women(world), "name": known.name, "contact": known.phone}
    answer = them.post(URL, given)
    assert [held.role for held in held_by(known.id)] == ["officer", "partner"]
    page = them.get(answer.headers["Location"]).text
    assert not check_page(page)
    assert "/19612/" in _text(page)
    with bind_person(known.id):
        assert db.session.scalars(Notification.for_list()).first().kind == "role_given"
    assert known.name in them.get(f"/19612/agencies/{_women(world)}").text
    again = them.post(URL, given)
    assert again.status_code == 422
    assert "is a partner of this agency already" in again.text


def test_an_account_elsewhere_stays_unknown_and_takes_the_link(
    world: World, browser: Browser
) -> None:
    given = {**NEW, "agency_id": _women(world), "contact": world.neighbour.phone}
    answer = browser.as_(world.administrator).post(URL, given)
    page = browser.as_(world.administrator).get(answer.headers["Location"]).text
    assert world.neighbour.name not in page
    link = re.search(r'value="[^"]*(/invitations/[^"]+)"', page)[1]
    assert browser.as_(world.neighbour).post(f"{link}/acceptance", form=link).status_code == 303
    assert {held.role for held in held_by(world.neighbour.id)} == {"officer", "partner"}


def test_the_same_form_twice_makes_one_of_each(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    drawn = them.hidden_fields(URL)
    ways = {
        them.open(URL, method="POST", data={**drawn, **SCHOOL}).headers["Location"]
        for _time in range(2)
    }
    assert len(ways) == len(_invited()) == 1
    with unscoped("test"):
        named = select(func.count(Agency.id)).where(Agency.name == SCHOOL["agency_name"])
        assert db.session.scalar(named) == 1


def test_who_was_invited_already_keeps_the_link(world: World, browser: Browser) -> None:
    """Another form for the same: no second agency of a name either."""
    them = browser.as_(world.administrator)
    ways = {them.post(URL, SCHOOL).headers["Location"] for _time in range(2)}
    assert len(ways) == len(_invited()) == 1


def test_nobody_is_taken_for_another(world: World, browser: Browser) -> None:
    given = {**NEW, "agency_id": _women(world), "contact": world.officer.phone}
    answer = browser.as_(world.administrator).post(URL, given)
    assert answer.status_code == 422
    assert f"belongs to {world.officer.name} here" in answer.text
    assert len(held_by(world.officer.id)) == 1


def test_nobody_makes_himself_a_partner(world: World, browser: Browser) -> None:
    me = world.administrator
    given = {**NEW, "agency_id": _women(world), "name": me.name, "contact": me.phone}
    answer = browser.as_(me).post(URL, given)
    assert answer.status_code == 422
    assert "Nobody gives a role to himself" in answer.text


def _close(world: World) -> None:
    with bind(world.unit_id("19612")), audit.acting(audit.Actor(label="tests")):
        begin_write()
        db.session.get(Agency, int(_women(world))).end()
        db.session.commit()


@pytest.mark.parametrize("named", [True, False])
def test_nobody_acts_for_an_agency_that_has_ended(
    world: World, browser: Browser, named: bool
) -> None:
    them, women = browser.as_(world.administrator), world.rows["19612"]["women"]
    _close(world)
    of = {"agency_name": women.name.upper()} if named else {"agency_id": _women(world)}
    answer = them.post(URL, {**NEW, **of})
    assert answer.status_code == 422
    assert not check_page(answer.text)
    assert "was closed on 15/09/2026. Reopen it first." in answer.text
    assert f"{URL}?agency=" not in them.get(f"/19612/agencies/{_women(world)}").text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Choose an agency, or write the name"),
        ({"agency_id": "1", "agency_name": "Hội"}, "not both"),
        ({"agency_id": "1"}, "The unit has no such agency"),
        ({"agency_name": "Nhóm thiện nguyện"}, "does not say of which kind"),
        ({"agency_name": "Công an", "contact": ""}, "Write the number"),
        ({"agency_name": "Công an", "contact": "12"}, "count them again"),
        ({"agency_name": "Công an", "contact": "a@b"}, "Write a whole address"),
        ({"agency_name": "Công an", "name": ""}, "Write something here"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    world: World, browser: Browser, given: dict[str, Any], told: str
) -> None:
    answer = browser.as_(world.administrator).post(URL, {**NEW, **given})
    assert answer.status_code == 422
    assert not check_page(answer.text)
    assert told in answer.text
    assert given.get("agency_name", "") in answer.text
    assert not _invited()
    assert _agency("Công an") is None


@pytest.mark.parametrize(("who", "status"), [("officer", 403), ("stranger", 404), ("partner", 404)])
def test_who_manages_nobody_invites_nobody(
    world: World, browser: Browser, who: str, status: int
) -> None:
    assert browser.as_(world.people[who]).get(URL).status_code == status
    page = browser.as_(world.people["officer"]).get("/19612/agencies").text
    assert URL not in page


def test_the_page_of_a_role_is_for_its_own_unit(world: World, browser: Browser) -> None:
    key = world.rows["468"]["membership"].id
    assert browser.as_(world.administrator).get(f"/19612/people/partners/{key}").status_code == 404


def test_who_manages_people_manages_agencies() -> None:
    """The form adds an agency on the right to manage people alone."""
    for granted in (*ROLE_PERMISSIONS.values(), *ROLE_PERMISSIONS_BELOW.values()):
        assert (Permission.MANAGE_PEOPLE in granted) <= (Permission.MANAGE_AGENCIES in granted)


def test_a_closing_between_form_and_act_is_seen(world: World) -> None:
    _close(world)
    offer = PartnerOffer("Trần Thị Hoa", "0911222333", None, int(_women(world)))
    with acting_at(world, "19612", "administrator") as by, pytest.raises(AgencyEnded):
        invite_partner(offer, by=by)
    with unscoped("test"):
        same = select(func.count(Membership.id)).where(Membership.role == "partner")
        assert db.session.scalar(same) == 1
