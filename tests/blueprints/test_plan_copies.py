"""Issuing plans again, adopting them, and their papers, as pages."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from models import audit, clock
from models.base import db
from models.plan import Plan
from models.tenancy import unscoped
from tests.clients import Browser
from tests.copies import adopted_by, letter_for, writing
from tests.plans import plan_of
from tests.world import World

WHO = [
    ("officer", 200),
    ("reviewer", 403),
    ("administrator", 403),
    ("neighbour", 404),
    ("stranger", 404),
    ("partner", 404),
]


@pytest.fixture
def letter(world: World) -> int:
    """The Cam Lộ letter, published to xã Cam Thành."""
    return letter_for(world, "19612")


def own(world: World, slug: str = "19612", name: str = "plan") -> str:
    return f"/{slug}/plans/{world.rows[slug][name].id}"


def made(key: str, value: int) -> list[Plan]:
    """The plans that name another as their source."""
    with unscoped("test"):
        found = select(Plan).where(getattr(Plan, key) == value).order_by(Plan.id)
        return list(db.session.scalars(found))


def change(world: World, slug: str, plan_id: int, **values: object) -> None:
    with writing(world, slug):
        db.session.get_one(Plan, plan_id).change(**values)


@pytest.mark.parametrize(("who", "status"), WHO)
def test_issuing_again_is_for_who_manages_plans(
    world: World, browser: Browser, who: str, status: int
) -> None:
    them = browser.as_(world.people[who])
    assert them.get(f"{own(world)}/reissue").status_code == status


@pytest.mark.parametrize(("who", "status"), WHO)
def test_adopting_is_for_who_manages_plans(
    world: World, browser: Browser, letter: int, who: str, status: int
) -> None:
    them = browser.as_(world.people[who])
    assert them.get(f"/19612/plans/{letter}/adoption").status_code == status


@pytest.mark.parametrize("page", ["reissue", "adoption", "paper.docx"])
def test_visitors_sign_in_and_bad_ids_are_not_found(
    world: World, browser: Browser, page: str
) -> None:
    assert "/login" in browser.get(f"{own(world)}/{page}").headers["Location"]
    them = browser.as_(world.officer)
    for key in (0, 10**9, "x"):
        assert them.get(f"/19612/plans/{key}/{page}").status_code == 404


def test_a_plan_is_issued_again_and_reviewed(world: World, browser: Browser) -> None:
    where = own(world)
    answer = browser.as_(world.officer).post(f"{where}/reissue", {"starts_on": "01/01/2027"})
    [draft] = made("reissue_of_id", world.rows["19612"]["plan"].id)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/19612/plans/{draft.id}/review"
    assert (draft.starts_on.year, draft.author_id) == (2027, world.officer.id)


def test_htmx_is_sent_to_the_review(world: World, browser: Browser) -> None:
    sent = {"starts_on": "1/1/2027"}
    answer = browser.as_(world.officer).post(f"{own(world)}/reissue", sent, htmx=True)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].endswith("/review")


def test_the_first_day_is_proposed(world: World, browser: Browser) -> None:
    page = browser.as_(world.officer).get(f"{own(world)}/reissue").get_data(as_text=True)
    assert 'value="01/01/2027"' in page
    assert "A draft with the 2 tasks" in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "Write a day"),
        ("31/02/2027", "Write a day"),
        ("01/01/2026", "later year than 2026"),
        ("01/01/2020", "later year than 2026"),
        ("01/01/9999", "up to 2100"),
    ],
)
def test_a_day_that_does_not_do_is_asked_again(
    world: World, browser: Browser, given: str, told: str
) -> None:
    answer = browser.as_(world.officer).post(f"{own(world)}/reissue", {"starts_on": given})
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)


def test_a_double_tap_makes_one_copy(world: World, browser: Browser, letter: int) -> None:
    them = browser.as_(world.officer)
    pages = {
        f"{own(world)}/reissue": ("reissue_of_id", world.rows["19612"]["plan"].id),
        f"/19612/plans/{letter}/adoption": ("based_on_id", letter),
    }
    for where, source in pages.items():
        sent = {**them.hidden_fields(where), "starts_on": "01/01/2027"}
        places = [them.open(where, method="POST", data=sent).headers["Location"] for _ in "ab"]
        assert len(made(*source)) == 1
        assert places[0] == places[1]


def test_that_it_was_issued_again_is_said(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    them.post(f"{own(world)}/reissue", {"starts_on": "01/01/2027"})
    [draft] = made("reissue_of_id", world.rows["19612"]["plan"].id)
    page = them.get(f"{own(world)}/reissue").get_data(as_text=True)
    assert f'href="/19612/plans/{draft.id}"' in page


def test_a_draft_of_this_year_is_not_issued_again(world: World, browser: Browser) -> None:
    where, them = own(world, name="plan_draft"), browser.as_(world.officer)
    drawn = f"{own(world)}/reissue"
    for answer in (them.get(f"{where}/reissue"), them.post(f"{where}/reissue", form=drawn)):
        assert (answer.status_code, answer.headers["Location"]) == (303, where)


def test_a_plan_of_a_unit_above_is_not_issued_again_here(
    world: World, browser: Browser, letter: int
) -> None:
    them = browser.as_(world.officer)
    assert them.get(f"/19612/plans/{letter}/reissue").status_code == 404


def test_a_plan_is_adopted_and_reviewed(world: World, browser: Browser, letter: int) -> None:
    answer = browser.as_(world.officer).post(f"/19612/plans/{letter}/adoption")
    [draft] = made("based_on_id", letter)
    assert answer.headers["Location"] == f"/19612/plans/{draft.id}/review"
    assert (draft.unit_id, draft.author_id) == (world.unit_id("19612"), world.officer.id)


def test_adopting_twice_is_asked_and_may_be_confirmed(
    world: World, browser: Browser, letter: int
) -> None:
    them, where = browser.as_(world.officer), f"/19612/plans/{letter}/adoption"
    first = adopted_by(world, letter, "19612")
    answer = them.post(where)
    assert answer.status_code == 422
    assert f'href="/19612/plans/{first}"' in answer.get_data(as_text=True)
    assert them.post(where, {"again": "y"}).status_code == 303
    assert len(made("based_on_id", letter)) == 2


def test_an_adoption_thrown_away_is_not_in_the_way(
    world: World, browser: Browser, letter: int
) -> None:
    first = adopted_by(world, letter, "19612")
    with writing(world, "19612"):
        db.session.get_one(Plan, first).discard()
    answer = browser.as_(world.officer).post(f"/19612/plans/{letter}/adoption")
    assert answer.status_code == 303
    assert not answer.headers["Location"].startswith(f"/19612/plans/{first}/")


def test_what_cannot_be_adopted_leads_back_with_the_reason(
    world: World, browser: Browser, letter: int
) -> None:
    change(world, "468", letter, withdrawn_at=clock.now())
    them = browser.as_(world.officer)
    for where in (own(world), f"/19612/plans/{letter}"):
        answer = them.post(f"{where}/adoption", form=f"{own(world)}/reissue")
        assert (answer.status_code, answer.headers["Location"]) == (303, where)
    assert made("based_on_id", letter) == []


def test_a_draft_above_is_not_found(world: World, browser: Browser) -> None:
    key = world.rows["468"]["plan_draft"].id
    assert browser.as_(world.officer).get(f"/19612/plans/{key}/adoption").status_code == 404


def test_the_unit_above_does_not_adopt_from_below(world: World, browser: Browser) -> None:
    key = world.rows["19612"]["plan"].id
    answer = browser.as_(world.reviewer).get(f"/468/plans/{key}/adoption")
    assert answer.headers["Location"] == f"/468/plans/{key}"


@pytest.mark.parametrize(
    ("who", "name", "status"),
    [
        ("officer", "plan", 200),
        ("officer", "plan_draft", 200),
        ("leader", "plan", 200),
        ("leader", "plan_draft", 404),
        ("neighbour", "plan", 404),
        ("stranger", "plan", 404),
    ],
)
def test_the_paper_is_for_who_reads_the_plan(
    world: World, browser: Browser, who: str, name: str, status: int
) -> None:
    answer = browser.as_(world.people[who]).get(f"{own(world, name=name)}/paper.docx")
    assert answer.status_code == status


def test_the_paper_is_a_file_with_a_plain_name(world: World, browser: Browser) -> None:
    answer = browser.as_(world.officer).get(f"{own(world)}/paper.docx")
    assert answer.mimetype.endswith("wordprocessingml.document")
    assert (
        "filename=cong-van-huong-dan-cong-tac-tre-em-nam-2026.docx"
        in (answer.headers["Content-Disposition"])
    )
    assert Document(BytesIO(answer.data)).tables


def test_a_plan_of_a_unit_above_has_no_paper_here(
    world: World, browser: Browser, letter: int
) -> None:
    answer = browser.as_(world.officer).get(f"/19612/plans/{letter}/paper.docx")
    assert answer.status_code == 404


def test_a_partner_who_reads_one_task_gets_no_paper(world: World, browser: Browser) -> None:
    where = own(world, "468")
    answer = browser.as_(world.partner).get(f"{where}/paper.docx")
    assert (answer.status_code, answer.headers["Location"]) == (303, where)


def test_a_discarded_draft_has_no_paper(world: World, browser: Browser) -> None:
    with writing(world, "19612"):
        plan_of(world, "19612", "plan_draft").discard()
    where = own(world, name="plan_draft")
    assert browser.as_(world.officer).get(f"{where}/paper.docx").status_code == 404


def test_copies_are_on_record_under_who_made_them(
    world: World, browser: Browser, letter: int
) -> None:
    browser.as_(world.officer).post(f"/19612/plans/{letter}/adoption")
    with unscoped("test"):
        found = select(audit.AuditEvent).where(audit.AuditEvent.action == "plan.adopted")
        event = db.session.scalars(found).one()
    assert (event.person_id, event.unit_id) == (world.officer.id, world.unit_id("19612"))
