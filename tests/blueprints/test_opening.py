"""Opening a campaign, publishing it with its tasks, closing it, issuing it again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models import audit
from models.assignment import Assignment
from models.base import db
from models.campaign import Campaign
from models.notification import Notification, NotificationKind
from models.reissue_plan import issue_again as issue_plan_again
from models.tenancy import begin_write, bind, bind_person, unscoped
from tests.clients import Browser
from tests.page_checks import check_page
from tests.plans import plan_of
from tests.world import World

HOME = "/468/campaigns"
NEW = f"{HOME}/new?kind=mid_autumn&year=2027"
GIVEN = {
    "name": "Tết Trung thu 2027",
    "theme": "Trung thu cho em",
    "starts_on": "25/8/2027",
    "ends_on": "20/09/2027",
    "audience": "direct",
    "includes_own": "y",
    "counts_gifts": "y",
    "bands": "0-2, 3-5, 6-10, 11-15",
    "asks": ["activities", "gifts"],
    "targets-0-text": "Suất quà cho trẻ em",
    "targets-0-measure": "gifts",
    "targets-0-wanted": "1.200",
    "targets-1-text": "Mọi trẻ em đều được vui Trung thu",
}


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


def opened(reviewer: Browser, **given: Any) -> str:
    """The page of a new draft."""
    answer = reviewer.post(NEW, GIVEN | given)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def of(page: str) -> Campaign:
    with unscoped("test"):
        found = db.session.get_one(Campaign, int(page.rpartition("/")[2]))
        db.session.refresh(found)
        _ = [target.text for target in found.targets], found.addressees
        return found


def typed(reviewer: Browser, page: str, text: str = "Rà soát trẻ em", **given: str) -> None:
    given = {"text": text, "due_on": "10/9/2027", "audience": "below", **given}
    assert reviewer.post(f"{page}/tasks", given).status_code == 303


def act(browser: Browser, page: str, name: str, /, **given: Any) -> Any:
    where = f"{page}/{name}"
    version = browser.hidden_fields(where)["version"]
    return browser.post(where, {"version": version, **given})


def published(reviewer: Browser, page: str) -> str:
    assert act(reviewer, page, "publication").status_code == 303
    return page


def test_a_kind_fills_in_name_and_days(reviewer: Browser) -> None:
    kinds = reviewer.get(f"{HOME}/new").text
    assert not check_page(kinds)
    assert "Full moon of lunar month 8, Friday, 25/09/2026" in kinds
    form = reviewer.get(f"{HOME}/new?kind=mid_autumn&year=2027").text
    assert not check_page(form)
    for filled in ("Tết Trung thu 2027", "Full moon of lunar month 8, Wednesday, 15/09/2027"):
        assert filled in form
    assert form.count("Will be public") >= 2


def test_what_is_none_of_the_kinds_is_called_as_typed(reviewer: Browser) -> None:
    where = f"{HOME}/new?kind=other&year=2027"
    assert "Đợt hoạt động khác 2027" not in reviewer.get(where).text
    page = reviewer.post(where, GIVEN | {"name": "Tuần lễ vui chơi"}).location
    assert of(str(page)).slug == "tuan-le-vui-choi-2027"


def test_a_draft_is_saved_as_typed(reviewer: Browser) -> None:
    page = opened(reviewer, report_due_on="")
    draft = of(page)
    assert (draft.slug, draft.theme) == ("tet-trung-thu-2027", "Trung thu cho em")
    assert (draft.feast_on, draft.report_due_on) == (date(2027, 9, 15), date(2027, 10, 10))
    assert [(one.text, one.measure, one.wanted) for one in draft.targets] == [
        ("Suất quà cho trẻ em", "gifts", 1200),
        ("Mọi trẻ em đều được vui Trung thu", None, None),
    ]
    shown = reviewer.get(page).text
    assert not check_page(shown)
    assert "Suất quà cho trẻ em: 1.200" in shown
    assert act(reviewer, page, "edit", **GIVEN | {"theme": ""}).location == page
    assert of(page).theme is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"ends_on": "24/8/2027"}, "The campaign ends before it begins."),
        ({"report_due_on": "19/09/2027"}, "Reports cannot be due before the campaign has ended."),
        ({"ends_on": "31/9/2027"}, "Write a day, for example"),
        ({"bands": "0-5, 3-8"}, "Write ages that follow each other"),
        ({"bands": ""}, "Gifts are counted by age"),
        ({"targets-0-wanted": ""}, "Write how many, digits only."),
        ({"targets-1-wanted": "12"}, "Choose what the number counts."),
        ({"audience": ""}, "Choose one of these."),
    ],
)
def test_what_does_not_fit_is_told_beside_it(
    reviewer: Browser, wrong: dict[str, str], told: str
) -> None:
    answer = reviewer.post(NEW, GIVEN | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert GIVEN["theme"] in answer.text
    assert not check_page(answer.text)


def test_rows_of_wished_results_are_added_without_script(reviewer: Browser) -> None:
    more = reviewer.post(NEW, GIVEN | {"more": "1", "ends_on": "bad"}).text
    assert 'name="targets-3-text"' in more
    assert 'value="bad"' in more
    assert not check_page(more)


def test_a_second_one_of_a_kind_is_asked_back_once(reviewer: Browser) -> None:
    opened(reviewer)
    asked = reviewer.post(NEW, GIVEN)
    assert asked.status_code == 422
    assert "There is one of this kind in these days already: Tết Trung thu 2027." in asked.text
    assert not check_page(asked.text)
    second = opened(reviewer, again="y")
    assert of(second).slug == "tet-trung-thu-2027-2"


def test_the_day_of_a_task_lies_in_the_campaign(reviewer: Browser) -> None:
    page = opened(reviewer)
    given = {"text": "Họp", "due_on": "24/8/2027", "audience": "below"}
    answer = reviewer.post(f"{page}/tasks", given)
    assert answer.status_code == 422
    assert "Write a day from 25/08/2027" in answer.text
    assert not check_page(answer.text)


def test_tasks_stand_in_the_checklists_of_their_month(
    world: World, browser: Browser, reviewer: Browser
) -> None:
    now = {"starts_on": "1/9/2026", "ends_on": "28/9/2026", "again": "y"}
    page = opened(reviewer, **now)
    typed(reviewer, page, "Rà soát trẻ em nhận quà", due_on="20/9/2026")
    typed(reviewer, page, "Lễ phát động của huyện", due_on="20/9/2026", audience="own")
    assert not check_page(reviewer.get(f"{page}/tasks?q=phat+dong").text)
    publishing = reviewer.get(f"{page}/publication").text
    assert not check_page(publishing)
    published(reviewer, page)
    month = browser.as_(world.officer).get("/19612/checklists/2026-09").text
    assert "Rà soát trẻ em nhận quà" in month
    assert "Lễ phát động của huyện" not in month
    assert "Lễ phát động của huyện" in reviewer.get("/468/checklists/2026-09").text
    below = browser.as_(world.officer).get(page.replace("/468/", "/19612/")).text
    assert not check_page(below)
    assert "/19612/checklists/2026-09" in below
    told = act(reviewer, page, "withdrawal", reason="Bão số 5")
    assert told.status_code == 303
    with unscoped("test"):
        rows = select(Assignment).where(Assignment.plan_id == of(page).plan_id)
        assert {row.ended_on is not None for row in db.session.scalars(rows)} == {True}
    with bind_person(world.officer.id):
        kinds = db.session.scalars(select(Notification.kind)).all()
    assert {NotificationKind.CAMPAIGN_PUBLISHED, NotificationKind.CAMPAIGN_WITHDRAWN} <= set(kinds)
    assert NotificationKind.PLAN_PUBLISHED not in kinds  # one act, one notice
    gone = browser.as_(world.officer).get(page.replace("/468/", "/19612/")).text
    assert "Bão số 5" in gone


def test_tasks_are_chosen_from_published_plans_and_taken_out_again(
    world: World, reviewer: Browser
) -> None:
    page, task = opened(reviewer), world.rows["468"]["task"]
    where = f"{page}/tasks/{task.id}"
    assert task.text in reviewer.get(f"{page}/tasks?q=truyen+thong").text
    reviewer.post(f"{where}/choice", form=f"{page}/tasks")
    assert task.text in reviewer.get(page).text
    again = reviewer.post(f"{where}/choice", form=f"{page}/tasks")
    assert "This task is chosen already" in reviewer.get(again.location).text
    reviewer.post(f"{where}/removal", form=f"{page}/tasks")
    assert task.text not in reviewer.get(page).text


@pytest.mark.parametrize(("is_again", "kept"), [(True, 1), (False, 0)])
def test_chosen_tasks_become_those_of_the_plan_issued_again(
    world: World, reviewer: Browser, is_again: bool, kept: int
) -> None:
    page, task = opened(reviewer), world.rows["468"]["task"]
    reviewer.post(f"{page}/tasks/{task.id}/choice", form=f"{page}/tasks")
    published(reviewer, page)
    with bind(world.unit_id("468"), person_id=world.reviewer.id):
        begin_write()
        plan = plan_of(world, "468")
        again = issue_plan_again(plan, date(2028, 1, 1), world.reviewer.id)
        again.published_at = plan.published_at if is_again else None
        audit.record("plan.changed", again)
        db.session.commit()
    made = str(reviewer.post(f"{page}/reissue", {"year": "2028"}).location)
    assert reviewer.get(made).text.count(task.text) == kept


def test_chosen_units_take_part_and_one_joins_late(
    world: World, browser: Browser, reviewer: Browser
) -> None:
    page = opened(reviewer, audience="chosen")
    assert page.endswith("/units")
    shown = reviewer.get(page)
    assert not check_page(shown.text)
    one, other = world.unit_id("19612"), world.unit_id("19600")
    fields = reviewer.hidden_fields(page)
    reviewer.post(page, {"mark": fields["mark"], "unit_ids": [str(one)]})
    page = page.removesuffix("/units")
    typed(reviewer, page)
    published(reviewer, page)
    neighbour = browser.as_(world.neighbour)
    assert neighbour.get(page.replace("/468/", "/19600/")).status_code == 404
    assert not check_page(reviewer.get(f"{page}/units/more").text)
    assert act(reviewer, page, "units/more").status_code == 422
    assert act(reviewer, page, "units/more", unit_ids=[str(other)]).status_code == 303
    assert neighbour.get(page.replace("/468/", "/19600/")).status_code == 200
    with bind(other):
        mine = select(Assignment).where(Assignment.plan_id == of(page).plan_id)
        assert len(db.session.scalars(mine).all()) == 1
    assert "All units below take part already." in reviewer.get(f"{page}/units/more").text


def test_officers_publish_for_the_own_unit_alone(
    world: World, browser: Browser, reviewer: Browser
) -> None:
    page = opened(reviewer)
    officer = browser.as_(world.delegate)
    assert officer.get(page).status_code == 200
    refused = officer.get(f"{page}/publication")
    assert refused.status_code == 409
    assert "a reviewer or leader of the unit does this" in refused.text
    own = opened(officer, audience="own", again="y")
    assert published(officer, own)
    assert of(own).addressees == []


def test_one_of_two_who_decide_at_once_is_told(world: World, reviewer: Browser) -> None:
    page = opened(reviewer)
    seen = reviewer.hidden_fields(f"{page}/publication")
    act(reviewer, page, "edit", **GIVEN | {"theme": "Trăng sáng"})
    answer = reviewer.open(f"{page}/publication", method="POST", data=seen)
    assert answer.status_code == 409
    assert "Somebody else changed the campaign meanwhile" in answer.text
    assert not check_page(answer.text)
    published(reviewer, page)
    answer = reviewer.post(f"{page}/edit", GIVEN | {"version": "2"}, form=page)
    assert answer.status_code == 409


def test_who_edits_what_somebody_saved_sees_both(reviewer: Browser) -> None:
    page = opened(reviewer)
    old = reviewer.hidden_fields(f"{page}/edit")["version"]
    act(reviewer, page, "edit", **GIVEN | {"theme": "Trăng sáng", "targets-0-wanted": "900"})
    answer = reviewer.post(f"{page}/edit", GIVEN | {"version": old}, form=page)
    assert answer.status_code == 409
    assert "Meanwhile saved by somebody else: Trăng sáng" in answer.text
    assert "Suất quà cho trẻ em: 900" in answer.text
    assert not check_page(answer.text)


def test_a_published_campaign_is_corrected(reviewer: Browser) -> None:
    page = published(reviewer, opened(reviewer))
    assert not check_page(reviewer.get(f"{page}/correction").text)
    given = {"theme": "Mới", "ends_on": "22/9/2027", "report_due_on": "1/9/2027"}
    assert act(reviewer, page, "correction", **given).status_code == 422
    assert act(reviewer, page, "correction", **given | {"report_due_on": "1/11/2027"}).location
    assert (of(page).theme, of(page).ends_on) == ("Mới", date(2027, 9, 22))


def test_closing_with_something_missing_needs_a_reason(world: World, reviewer: Browser) -> None:
    days = {"starts_on": "1/8/2026", "ends_on": "14/9/2026", "again": "y"}
    page = opened(reviewer, **days)
    typed(reviewer, page, due_on="10/9/2026")
    published(reviewer, page)
    shown = reviewer.get(f"{page}/closing").text
    assert not check_page(shown)
    assert "Xã Cam Thành" in shown
    assert "1 task open" in shown
    refused = act(reviewer, page, "closing", note="")
    assert refused.status_code == 422
    assert "Some units are not done." in refused.text
    assert act(reviewer, page, "closing", note="Hai xã chưa gửi phiếu").location == page
    assert "Hai xã chưa gửi phiếu" in reviewer.get(page).text
    assert act(reviewer, page, "reopening").location == page
    assert of(page).closed_at is None


def test_a_draft_is_discarded_and_taken_back(reviewer: Browser) -> None:
    page = opened(reviewer)
    typed(reviewer, page)
    gone = act(reviewer, page, "discarding").location
    assert reviewer.get(page).status_code == 404
    assert not check_page(reviewer.get(gone).text)
    assert reviewer.post(gone, {}).location == page
    assert reviewer.get(page).status_code == 200


def test_it_is_issued_again_with_the_lunar_day_computed(reviewer: Browser) -> None:
    page = opened(reviewer)
    typed(reviewer, page, "Tổng kết Trung thu năm 2027", due_on="21/9/2027")
    published(reviewer, page)
    asked = reviewer.get(f"{page}/reissue").text
    assert not check_page(asked)
    assert "Tuesday, 03/10/2028" in asked
    assert reviewer.post(f"{page}/reissue", {"year": "2027"}).status_code == 422
    again = str(reviewer.post(f"{page}/reissue", {"year": "2028"}).location)
    draft = of(again)
    assert (draft.name, draft.slug) == ("Tết Trung thu 2028", "tet-trung-thu-2028")
    assert (draft.feast_on, draft.reissue_of_id) == (date(2028, 10, 3), of(page).id)
    assert draft.targets[0].wanted == 1200
    shown = reviewer.get(again).text
    assert "Tổng kết Trung thu năm 2028" in shown
    assert "Only your unit" not in shown


@pytest.mark.parametrize("page", ["edit", "units", "tasks", "publication", "discarding"])
def test_a_published_campaign_is_no_draft_any_more(
    world: World, reviewer: Browser, page: str
) -> None:
    answer = reviewer.get(f"{HOME}/{world.rows['468']['campaign'].id}/{page}")
    assert answer.status_code == 409
    assert not check_page(answer.text)


def test_the_plan_of_its_tasks_is_acted_on_with_the_campaign_alone(reviewer: Browser) -> None:
    page = opened(reviewer)
    typed(reviewer, page)
    plan = f"/468/plans/{of(page).plan_id}"
    for name in ("header", "addressees", "publication", "review", "review/discarding", "reissue"):
        answer = reviewer.get(f"{plan}/{name}")
        assert (answer.status_code, page in answer.text) == (409, True), name
    for name in ("publication", "review/discarding", "withdrawal", "review/tasks/new"):
        assert reviewer.post(f"{plan}/{name}", {}).status_code == 409, name
    assert f'href="{page}"' in reviewer.get(plan).text
    assert f"{plan}/publication" not in reviewer.get(plan).text


@pytest.mark.parametrize("number", ["9" * 5000, "²", "x", ""])
def test_rows_that_no_page_wrote_are_left_out(reviewer: Browser, number: str) -> None:
    page = opened(reviewer, **{f"targets-{number}-text": "Lạ"})
    assert [one.text for one in of(page).targets] == [
        "Suất quà cho trẻ em",
        "Mọi trẻ em đều được vui Trung thu",
    ]
    assert reviewer.get(f"{HOME}?kind=%00").status_code == 200


@pytest.mark.parametrize("year", ["0001", "1850", "2100", "9999"])
def test_a_year_without_a_lunar_calendar_is_told(reviewer: Browser, year: str) -> None:
    days = {"starts_on": f"30/12/{year}", "ends_on": f"31/12/{year}"}
    answer = reviewer.post(NEW, GIVEN | days)
    assert (answer.status_code, "from 1990 to 2099" in answer.text) == (422, True)
