"""Recording what an inspection found, and following it, on the pages of all whom it concerns."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from bench.pages import GATE_QUERIES
from models import audit
from models.activity_acts import Doer
from models.base import db
from models.finding import Finding
from models.log_activity import log
from models.tenancy import begin_write, bind, unscoped
from tests.activities import entry
from tests.clients import Browser
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

LIST = "/468/findings"
GIVEN = {
    "text": "Sân chơi chưa có rào",
    "chosen": "words",
    "mender": "Ban quản lý chợ",
    "due_on": "30/9",
}
MOST_QUERIES = 4


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


def inspection(world: World, kind: str = "inspection", held_on: date = date(2026, 9, 10)) -> str:
    """The page of the findings of an activity of Huyện Cam Lộ."""
    with bind(world.unit_id("468"), person_id=world.reviewer.id):
        begin_write()
        by = Doer(world.reviewer.id, writes=True, decides=True)
        made = log(entry("Kiểm tra sân chơi", kind=kind, held_on=held_on), by)
        db.session.commit()
        return f"/468/activities/{made.id}/findings"


def women(world: World) -> str:
    return f"a{world.rows['468']['women'].id}"


def added(world: World, reviewer: Browser, **given: Any) -> str:
    """A finding for the women's union, if for nobody else; its page."""
    page = inspection(world)
    given = {"mender": "", "chosen": women(world), "due_on": "30/09/2026", **given}
    assert reviewer.post(page, GIVEN | given).location == page
    with unscoped("test"):
        newest = db.session.query(Finding).order_by(Finding.id.desc()).first()
        return f"{LIST}/{newest.id}"  # type: ignore[union-attr]


def follow(browser: Browser, one: str, act: str, **given: str) -> Any:
    version = browser.hidden_fields(one)["version"]
    return browser.post(f"{one}/{act}", {"version": version, **given}, form=one)


def test_a_finding_is_recorded_for_who_is_named_in_words(world: World, reviewer: Browser) -> None:
    page = inspection(world)
    assert not check_page(reviewer.get(page).text)
    assert reviewer.post(page, GIVEN | {"due_on": "30/09/2026"}).location == page
    shown = reviewer.get(page).text
    assert not check_page(shown)
    assert "To be mended by: Ban quản lý chợ" in shown
    assert "To be mended by 30/09/2026, 15 days left" in shown


def test_the_page_of_the_inspection_tells_its_findings(world: World, reviewer: Browser) -> None:
    page = inspection(world)
    activity = page.removesuffix("/findings")
    shown = reviewer.get(activity).text
    assert not check_page(shown)
    assert "Nothing to be mended is recorded." in shown
    assert page in shown
    reviewer.post(page, GIVEN | {"due_on": "30/09/2026"})
    assert GIVEN["text"] in reviewer.get(activity).text
    assert (
        "findings-title" not in reviewer.get(inspection(world, "gifts")[: -len("/findings")]).text
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": ""}, "Write something here."),
        ({"mender": ""}, "Choose who must mend it, or write it here."),
        ({"chosen": "women"}, "Somebody is chosen above. Leave this empty."),
        ({"chosen": "a999"}, "Not a valid choice"),
        ({"due_on": ""}, "Write a day, for example"),
        ({"due_on": "09/09/2026"}, "Write 10/09/2026 or a later day."),
        ({"due_on": "30/09/2036"}, "Write 09/09/2028 or an earlier day."),
    ],
)
def test_what_does_not_fit_is_told_beside_it(
    world: World, reviewer: Browser, wrong: dict[str, str], told: str
) -> None:
    if wrong.get("chosen") == "women":
        wrong = {"chosen": women(world)}
    answer = reviewer.post(inspection(world), GIVEN | {"due_on": "30/09/2026"} | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert GIVEN["text"] in answer.text or "text" in wrong
    assert not check_page(answer.text)


def test_it_is_followed_until_it_was_seen_to_be_mended(
    world: World, browser: Browser, reviewer: Browser
) -> None:
    one = added(world, reviewer)
    partner = browser.as_(world.partner)
    page = partner.get(one).text
    assert not check_page(page)
    assert "Report as mended" in page
    assert "Withdraw the finding" not in page
    assert "2 findings of inspections are to be mended" in partner.get("/468/").text
    assert follow(partner, one, "report", word="Đã rào").location == one
    assert "1 finding is reported as mended: check it" in reviewer.get("/468/").text
    assert follow(reviewer, one, "return", word="Còn hở").location == one
    assert "Còn hở" in partner.get(one).text
    assert follow(partner, one, "report", word="Đã rào kín").location == one
    assert follow(reviewer, one, "closure").location == one
    page = reviewer.get(one).text
    assert not check_page(page)
    for told in ("Đã rào kín", "Còn hở", "Hội LHPN huyện Cam Lộ"):
        assert told in page


def test_the_day_is_moved_and_the_finding_withdrawn_with_a_reason(
    world: World, reviewer: Browser
) -> None:
    one = added(world, reviewer)
    told = follow(reviewer, one, "due-day", due_on="20/10/2026", word="")
    assert told.status_code == 422
    assert "Write something here." in told.text
    assert not check_page(told.text)
    told = follow(reviewer, one, "due-day", due_on="01/09/2026", word="Chờ tiền")
    assert "Write 15/09/2026 or a later day." in told.text
    assert follow(reviewer, one, "due-day", due_on="20/10/2026", word="Chờ tiền").location == one
    assert "To be mended by 20/10/2026 now" in reviewer.get(one).text
    assert follow(reviewer, one, "withdrawal", word="Ghi nhầm").location == one
    late = {"version": "3", "word": "Đã rào"}
    assert "The finding was withdrawn" in reviewer.post(f"{one}/report", late, form=LIST).text


def test_a_partner_decides_nothing_and_reads_only_his_own(
    world: World, browser: Browser, reviewer: Browser
) -> None:
    mine = added(world, reviewer)
    others = added(world, reviewer, chosen=f"a{world.rows['468']['youth'].id}")
    partner = browser.as_(world.partner)
    assert partner.get(others).status_code == 404
    listed = partner.get(LIST).text
    assert mine in listed
    assert others not in listed
    for act in ("closure", "return", "due-day", "withdrawal"):
        assert partner.post(f"{mine}/{act}", form=mine).status_code == 403
    page = inspection(world)
    assert partner.post(page, GIVEN, form=LIST).status_code == 404


def test_a_unit_below_mends_and_its_neighbour_sees_nothing(
    world: World, browser: Browser, reviewer: Browser
) -> None:
    one = added(world, reviewer, chosen=f"u{world.unit_id('19612')}")
    below = one.replace("/468/", "/19612/")
    officer = browser.as_(world.officer)
    assert "1 finding of an inspection is to be mended" in officer.get("/19612/").text
    page = officer.get(below).text
    assert not check_page(page)
    assert "Huyện Cam Lộ" in page
    assert "Kiểm tra sân chơi" not in page  # the inspection is the district's own
    assert below in officer.get("/19612/findings").text
    assert officer.post(f"{below}/closure", form=below).status_code == 409
    assert follow(officer, below, "report", word="Đã rào").location == below
    assert officer.get(one).status_code == 404
    neighbour = browser.as_(world.neighbour)
    assert neighbour.get(one.replace("/468/", "/19600/")).status_code == 404
    assert follow(reviewer, one, "closure").location == one


def test_only_inspections_that_count_take_findings(world: World, reviewer: Browser) -> None:
    for page in (inspection(world, "gifts"), inspection(world, held_on=date(2026, 9, 20))):
        shown = reviewer.get(page).text
        assert not check_page(shown)
        assert "Save the finding" not in shown
        assert reviewer.post(page, GIVEN | {"due_on": "30/09/2026"}, form=LIST).status_code == 409


def test_the_list_is_filtered_and_saved(world: World, reviewer: Browser) -> None:
    late = added(world, reviewer, due_on="12/09/2026")
    other = added(world, reviewer)
    follow(reviewer, other, "report", word="Đã rào")
    page = reviewer.get(f"{LIST}?show=overdue").text
    assert not check_page(page)
    assert late in page
    assert other not in page
    assert "1 finding of the unit&#39;s inspections is overdue" in reviewer.get("/468/").text
    agency = world.rows["468"]["youth"].id
    assert "No finding fits this." in reviewer.get(f"{LIST}?agency={agency}").text
    book = load_workbook(BytesIO(reviewer.get(f"{LIST}/list.xlsx?show=mended").data))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]  # type: ignore[union-attr]
    assert [row[1:4] for row in rows] == [
        ["Kiểm tra sân chơi", GIVEN["text"], world.rows["468"]["women"].name]
    ]


def test_the_list_asks_little(world: World, reviewer: Browser) -> None:
    for _ in range(3):
        added(world, reviewer)
    reviewer.get(LIST)
    with counted() as queries:
        reviewer.get(LIST)
    assert len(queries) <= GATE_QUERIES + MOST_QUERIES


def test_somebody_was_quicker(world: World, browser: Browser, reviewer: Browser) -> None:
    one = added(world, reviewer)
    seen = reviewer.hidden_fields(one)
    follow(browser.as_(world.partner), one, "report", word="Đã rào")
    answer = reviewer.open(f"{one}/withdrawal", method="POST", data={**seen, "word": "Ghi nhầm"})
    assert answer.status_code == 409
    assert "Reported as mended. Nothing of yours was sent: read this first." in answer.text
    assert not check_page(answer.text)


def test_a_childs_name_is_pointed_out(world: World, browser: Browser, reviewer: Browser) -> None:
    one = added(world, reviewer, text="Cháu Lê Thị An lớp 3 ngã ở cầu trượt")
    for them in (reviewer, browser.as_(world.partner)):
        page = them.get(one).text
        assert "This looks like a child" in page
        assert not check_page(page)


def test_the_record_keeps_no_words(world: World, reviewer: Browser) -> None:
    one = added(world, reviewer)
    follow(reviewer, one, "report", word="Đã rào cho cháu An")
    with bind(world.unit_id("468")):
        kept = db.session.scalars(audit.AuditEvent.latest().limit(4)).all()
    assert "Sân chơi" not in str([(event.before, event.after) for event in kept])


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("reviewer", 200),
        ("leader", 200),
        ("province", 200),
        ("manager", 403),
        ("officer", 404),
        ("stranger", 404),
        (None, 303),
    ],
)
def test_who_may_read_them(
    world: World, browser: Browser, reviewer: Browser, name: str | None, status: int
) -> None:
    one = added(world, reviewer)
    them = browser.as_(world.people[name] if name else None)
    assert {them.get(page).status_code for page in (LIST, one, f"{LIST}/list.xlsx")} == {status}
