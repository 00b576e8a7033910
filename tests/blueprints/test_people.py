"""The people of a unit, seen and managed in pages."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from models.base import db
from models.clock import today
from models.invitation import Invitation
from models.membership import Membership, held_by
from models.permissions import Role
from models.person import Person
from models.tenancy import begin_write, bind, unscoped
from tests.clients import Browser
from tests.plans import plan_of
from tests.world import World

PEOPLE = "/19612/people"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("administrator", 200),
        ("manager", 200),
        ("reviewer", 200),
        ("leader", 200),
        ("officer", 403),
        ("neighbour", 404),
        ("stranger", 404),
        ("partner", 404),
    ],
)
def test_the_list_is_for_who_reads_the_unit(
    world: World, browser: Browser, who: str, status: int
) -> None:
    assert browser.as_(world.people[who]).get(PEOPLE).status_code == status


def test_names_are_found_without_marks(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    page = them.get(f"{PEOPLE}?q=can bo xa").get_data(as_text=True)
    assert "Cán bộ xã Cam Thành" in page
    assert f"/people/{world.administrator.id}" not in page


def test_the_list_shows_the_units_own_people_only(world: World, browser: Browser) -> None:
    page = browser.as_(world.manager).get("/468/people").get_data(as_text=True)
    assert "Lãnh đạo huyện Cam Lộ" in page
    assert "Cán bộ xã Cam Thành" not in page


def test_a_unit_without_an_administrator_is_marked_above(world: World, browser: Browser) -> None:
    page = browser.as_(world.manager).get("/468/people").get_data(as_text=True)
    assert '<option value="19612">Xã Cam Thành</option>' in page
    assert '<option value="19600">Xã Cam Tuyền (' in page


@pytest.mark.parametrize(
    ("to", "status", "where"),
    [("19612", 303, "/19612/people"), ("612", 404, None), ("", 303, "/468/people")],
)
def test_the_way_to_a_unit_below(
    world: World, browser: Browser, to: str, status: int, where: str | None
) -> None:
    answer = browser.as_(world.manager).get(f"/468/people/below?to={to}")
    assert (answer.status_code, answer.headers.get("Location")) == (status, where)


def test_the_list_is_saved_as_it_is_shown(world: World, browser: Browser) -> None:
    answer = browser.as_(world.administrator).get(f"{PEOPLE}/list.xlsx?role=officer")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["Cán bộ xã Cam Thành"]


def test_a_person_elsewhere_is_not_found(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    for person in (world.neighbour, world.stranger, world.manager):
        assert them.get(f"{PEOPLE}/{person.id}").status_code == 404


def test_a_role_is_given_on_the_page(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    where = f"{PEOPLE}/{world.officer.id}/role"
    assert them.post(where, {"role": "leader"}).status_code == 303
    assert {held.role for held in held_by(world.officer.id)} == {"officer", "leader"}


@pytest.mark.parametrize(
    "given",
    [
        {"role": "administrator"},
        {"role": "partner"},
        {},
        {"role": "leader", "ends_on": "14/09/2026"},
        {"role": "leader", "ends_on": "31/02/2027"},
        {"role": "officer"},
    ],
)
def test_a_role_is_refused_on_the_page(
    world: World, browser: Browser, given: dict[str, str]
) -> None:
    them = browser.as_(world.administrator)
    answer = them.post(f"{PEOPLE}/{world.officer.id}/role", given)
    assert answer.status_code == 422
    assert 'class="err"' in answer.get_data(as_text=True)
    assert len(held_by(world.officer.id)) == 1


def _membership_url(world: World, who: str) -> str:
    with unscoped("test"):
        found = select(Membership).where(Membership.person_id == world.people[who].id)
        membership = db.session.scalars(found).first()
        return f"{PEOPLE}/memberships/{membership.id}"


def test_a_role_ends_today_and_still_counts(world: World, browser: Browser) -> None:
    url = _membership_url(world, "officer")
    answer = browser.as_(world.administrator).post(f"{url}/end", form=url)
    assert answer.status_code == 303
    assert browser.as_(world.officer).get("/19612/").status_code == 200


def test_a_role_that_ended_opens_nothing_in_an_old_session(world: World, browser: Browser) -> None:
    officer = browser.as_(world.officer)
    assert officer.get("/19612/").status_code == 200
    url = _membership_url(world, "officer")
    browser.as_(world.administrator).post(url, {"ends_on": "14/09/2026"})
    assert officer.get("/19612/").status_code == 404


def test_the_page_of_a_role_is_stale_after_another_save(world: World, browser: Browser) -> None:
    url = _membership_url(world, "officer")
    them = browser.as_(world.administrator)
    drawn = them.hidden_fields(url)
    them.post(url, {"ends_on": "31/12/2026"})
    answer = them.open(url, method="POST", data={**drawn, "form_id": "", "ends_on": "30/11/2026"})
    assert answer.status_code == 409
    assert "31/12/2026" in answer.get_data(as_text=True) or "2026-12-31" in answer.get_data(
        as_text=True
    )


def test_the_last_administrator_reads_why_he_stays(world: World, browser: Browser) -> None:
    with unscoped("test"):
        found = select(Membership).where(Membership.person_id == world.manager.id)
        key = db.session.scalars(found).first().id
    them = browser.as_(world.manager)
    answer = them.post(f"/468/people/memberships/{key}", {"ends_on": "15/09/2026"})
    assert answer.status_code == 422
    assert held_by(world.manager.id)


def test_a_link_for_a_new_password_is_made_for_who_is_weaker(
    world: World, browser: Browser
) -> None:
    them, page = browser.as_(world.administrator), f"{PEOPLE}/{world.officer.id}"
    answer = them.post(f"{page}/password-link", form=page)
    assert "/password/" in answer.get_data(as_text=True)


def test_no_link_is_made_for_who_holds_more_elsewhere(world: World, browser: Browser) -> None:
    """Else a commune's administrator could take the account of somebody in the district."""
    with bind(world.unit_id("468"), person_id=world.officer.id):
        begin_write()
        person = db.session.get(Person, world.officer.id)
        Membership.start(person, Role.REVIEWER, None, today(), None)
        db.session.commit()
    them, page = browser.as_(world.administrator), f"{PEOPLE}/{world.officer.id}"
    answer = them.post(f"{page}/password-link", form=page)
    assert answer.status_code == 303
    assert "/password/" not in them.get(page).get_data(as_text=True)


def test_a_handover_moves_what_is_open_and_leaves_a_sheet(world: World, browser: Browser) -> None:
    them = browser.as_(world.manager)
    url = f"/468/people/{world.reviewer.id}/handover"
    answer = them.post(
        url,
        {
            "receiver_id": world.leader.id,
            "last_on": "15/09/2026",
            "kinds": ["roles", "invitations"],
        },
    )
    assert answer.status_code == 303
    sheet = them.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Người duyệt huyện Cam Lộ" in sheet
    assert "Lãnh đạo huyện Cam Lộ" in sheet
    assert {held.role for held in held_by(world.leader.id)} == {"leader", "reviewer"}


@pytest.mark.parametrize(("receiver", "moves"), [("leader", True), ("manager", False)])
def test_drafts_of_plans_move_to_who_may_carry_them_on(
    world: World, browser: Browser, receiver: str, moves: bool
) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        plan_of(world, "468", "plan_draft").change(author_id=world.reviewer.id)
        db.session.commit()
    given = {"receiver_id": world.people[receiver].id, "last_on": "15/09/2026"}
    url = f"/468/people/{world.reviewer.id}/handover"
    answer = browser.as_(world.manager).post(url, given | {"kinds": ["plan_drafts"]})
    assert answer.status_code == 303
    with bind(world.unit_id("468")):
        author = plan_of(world, "468", "plan_draft").author_id
    assert (author == world.people[receiver].id) is moves


def test_invitations_move_only_to_who_may_give_the_role(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    them.post(f"{PEOPLE}/invite", {"name": "Mới", "phone": "0911222333", "role": "officer"})
    above = browser.as_(world.manager)
    answer = above.post(
        f"{PEOPLE}/{world.administrator.id}/handover",
        {"receiver_id": world.officer.id, "last_on": "15/09/2026", "kinds": ["invitations"]},
    )
    assert answer.status_code == 303
    with unscoped("test"):
        sent = db.session.scalar(select(Invitation).where(Invitation.phone == "0911222333"))
        assert sent.sender_id == world.administrator.id
    answer = above.post(
        f"{PEOPLE}/{world.administrator.id}/handover",
        {
            "receiver_id": world.officer.id,
            "last_on": "15/09/2026",
            "kinds": ["roles", "invitations"],
        },
    )
    with unscoped("test"):
        sent = db.session.scalar(select(Invitation).where(Invitation.phone == "0911222333"))
        assert sent.sender_id == world.officer.id


@pytest.mark.parametrize("given", [{}, {"receiver_id": "1"}, {"last_on": "10/09/2026"}])
def test_a_handover_that_cannot_be_says_what_is_missing(
    world: World, browser: Browser, given: dict[str, str]
) -> None:
    url = f"{PEOPLE}/{world.officer.id}/handover"
    answer = browser.as_(world.administrator).post(url, {"last_on": "15/09/2026", **given})
    assert answer.status_code == 422
