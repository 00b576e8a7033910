"""The gift sheet of a unit: typed box by box, taken over, imported, printed."""

from __future__ import annotations

import gzip
import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bench.pages import PAGE_BYTES
from models import audit, clock
from models.base import db
from models.gift_need import GiftNeed
from models.hamlet import Hamlet
from models.participation import Participation, ParticipationState
from models.tenancy import begin_write, bind
from tests import campaigns
from tests.clients import Browser
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def base(world: World) -> str:
    return f"/19612/campaigns/{world.rows['19612']['campaign'].id}/gifts"


def hamlet(world: World) -> int:
    return int(world.rows["19612"]["hamlet"].id)


def text_of(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def kept(world: World) -> dict[tuple[int | None, int], tuple[int | None, int | None]]:
    with bind(world.unit_id("19612")):
        part = world.rows["19612"]["participation"].id
        rows = db.session.scalars(GiftNeed.of(part))
        return {(row.hamlet_id, row.band): (row.children, row.gifts) for row in rows}


def typed(world: World, officer: Browser, **boxes: str) -> Any:
    """Post the sheet as a browser with script does, with these boxes changed."""
    shown = {"c_": "c-", "g_": "g-"}
    key = hamlet(world)
    sent = {f"{shown[name[:2]]}{key}-{name[2:]}": value for name, value in boxes.items()}
    return officer.post(f"{base(world)}/needs", sent, form=base(world), htmx=True)


def test_the_sheet_shows_needs_pledges_receipts_and_what_is_short(
    officer: Browser, world: World
) -> None:
    text = text_of(officer.get(base(world)))
    assert not check_page(text)
    assert "Thôn Một Cam Thành" in text
    figures = [("Gifts needed", 12), ("Pledged so far", 10), ("Received so far", 6)]
    for name, value in [*figures, ("Gifts short", 2)]:
        assert f'<dt>{name}</dt><dd class="num' in text
        assert f">{value}</dd>" in text


def test_a_box_is_saved_and_answered_with_the_sums(officer: Browser, world: World) -> None:
    answer = typed(world, officer, c_1="1.030")
    assert answer.status_code == 200
    assert "1.042" in text_of(answer)
    assert kept(world) == {(hamlet(world), 0): (12, None), (hamlet(world), 1): (1_030, None)}


def test_gifts_can_be_other_than_children(officer: Browser, world: World) -> None:
    assert typed(world, officer, g_0="9").status_code == 200
    assert kept(world) == {(hamlet(world), 0): (12, 9)}


def test_one_bad_box_stops_no_other(officer: Browser, world: World) -> None:
    answer = typed(world, officer, c_0="nhiều", c_1="20", c_2="-5")
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Write digits only" in text
    assert "A count is not below 0." in text
    assert 'value="nhiều"' in text
    assert kept(world) == {(hamlet(world), 0): (12, None), (hamlet(world), 1): (20, None)}


def test_an_absurd_number_is_asked_back(officer: Browser, world: World) -> None:
    answer = typed(world, officer, c_1="2500")
    assert answer.status_code == 422
    assert "2.500 children of one age band" in text_of(answer)
    assert (hamlet(world), 1) not in kept(world)
    box = f"c-{hamlet(world)}-1"
    sent = {box: "2500", "sure": f"{box}:2500/"}
    officer.post(f"{base(world)}/needs", sent, form=base(world))
    assert kept(world)[hamlet(world), 1] == (2_500, None)


def test_what_somebody_else_wrote_is_not_written_over(officer: Browser, world: World) -> None:
    key = hamlet(world)
    stale = {f"c-{key}-0": "15", f"seen-{key}": "11/"}
    answer = officer.post(f"{base(world)}/needs", stale, form=base(world))
    assert answer.status_code == 409
    text = text_of(answer)
    assert not check_page(text)
    assert "Meanwhile saved by somebody else: 12" in text
    assert 'value="15"' in text
    assert kept(world) == {(key, 0): (12, None)}


def test_what_could_not_have_been_seen_is_not_written(officer: Browser, world: World) -> None:
    key = hamlet(world)
    sent = {**officer.hidden_fields(base(world)), f"g-{key}-1": "3", f"seen-{key}": f",{'9' * 30}/"}
    url = f"{base(world)}/needs"
    assert officer.open(url, method="POST", data=sent).status_code == 303
    assert kept(world)[key, 1] == (None, 3)


def test_a_sheet_that_was_handed_in_is_kept(officer: Browser, world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        part = db.session.get_one(Participation, world.rows["19612"]["participation"].id)
        part.state = ParticipationState.SUBMITTED
        audit.record("participation.submitted", part)
        db.session.commit()
    assert '<form id="needs-form"' not in text_of(officer.get(base(world)))
    assert typed(world, officer, c_0="15").status_code == 204
    assert kept(world) == {(hamlet(world), 0): (12, None)}


def test_a_leader_reads_the_sheet_of_a_commune(browser: Browser, world: World) -> None:
    text = text_of(browser.as_(world.leader).get(base(world)))
    assert not check_page(text)
    assert "Thôn Một Cam Thành" in text
    assert "needs-form" not in text


def book(*rows: list[Any]) -> tuple[BytesIO, str]:
    made, out = Workbook(), BytesIO()
    for row in rows:
        made.active.append(row)  # type: ignore[union-attr]
    made.save(out)
    out.seek(0)
    return out, "thon.xlsx"


HEAD = ["Thôn", "Trẻ em 0–2 tuổi", "Trẻ em 3–5 tuổi", "Suất quà 3–5 tuổi"]


def brought(officer: Browser, world: World, *rows: list[Any]) -> Any:
    return officer.post(f"{base(world)}/import", {"file": book(HEAD, *rows)})


def sealed(answer: Any) -> dict[str, str]:
    found = re.findall(r'name="(sealed_list|sure)" value="([^"]*)"', text_of(answer))
    asked = re.findall(r'id="sure" name="sure" value="([^"]*)"', text_of(answer))
    return {**dict(found), **({"sure": asked[0]} if asked else {})}


def test_a_list_is_looked_at_then_written(officer: Browser, world: World) -> None:
    rows = [["thon mot cam thanh", "1.020", 2500, 5], ["Thôn Mộ", 3, None, None]]
    answer = brought(officer, world, *rows)
    text = text_of(answer)
    assert not check_page(text)
    assert "Hamlet: No hamlet of this unit." in text
    assert "2.500 children of one age band" in text
    assert kept(world) == {(hamlet(world), 0): (12, None)}
    told = sealed(answer)
    where, form = f"{base(world)}/import/confirmation", f"{base(world)}/import"
    unsure = {name: value for name, value in told.items() if name != "sure"}
    assert officer.post(where, unsure, form=form).status_code == 422
    assert officer.post(where, told, form=form).status_code == 303
    key = hamlet(world)
    assert kept(world) == {(key, 0): (1_020, None), (key, 1): (2_500, 5)}
    bad = {**told, "sealed_list": told["sealed_list"][:-2]}
    assert officer.post(where, bad, form=form).location == form


def test_a_file_without_the_columns_is_refused(officer: Browser, world: World) -> None:
    file = book(["Thôn", "Số trẻ"], ["Thôn Một", 4])
    answer = officer.post(f"{base(world)}/import", {"file": file})
    assert answer.status_code == 422
    assert "lacks: Thôn, Trẻ em 0–2 tuổi" in text_of(answer)


def test_the_template_has_the_hamlets_and_their_numbers(officer: Browser, world: World) -> None:
    content = officer.get(f"{base(world)}/import/template.xlsx").get_data()
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet[2]][:2] == ["Thôn Một Cam Thành", 12]


def test_a_sign_off_sheet_has_a_row_for_each_gift(officer: Browser, world: World) -> None:
    sheets = f"{base(world)}/sign-off"
    text = text_of(officer.get(f"{sheets}?hamlet={hamlet(world)}"))
    assert not check_page(text)
    assert "Sign-off sheet for gifts: Thôn Một Cam Thành" in text
    assert re.findall(r'<td class="no">(\d+)</td>', text) == [str(n) for n in range(1, 13)]
    assert officer.get(f"{sheets}?hamlet=999999").status_code == 404


def test_all_sign_off_sheets_have_rows_within_reason(officer: Browser, world: World) -> None:
    with bind(world.unit_id("19612")), audit.acting(audit.Actor(label="tests")):
        begin_write()
        part = world.rows["19612"]["participation"].id
        for gifts in (1_500, 999, 999, 995, 3):
            one = Hamlet.add(f"Thôn {gifts}")
            db.session.add(GiftNeed(participation_id=part, hamlet_id=one.id, band=0, gifts=gifts))
        db.session.commit()
    text = text_of(officer.get(f"{base(world)}/sign-off"))
    assert text.count('<td class="no">') == 1_000 + 999 + 999 + 995 + 3
    assert "Only the first 1,000 gifts have rows." in text
    assert "1 more hamlet is printed by itself" in text


def test_the_hand_out_list_says_who_hands_out_when(officer: Browser, world: World) -> None:
    with bind(world.unit_id("19612")), audit.acting(audit.Actor(label="tests")):
        begin_write()
        activity = db.session.merge(world.rows["19612"]["activity"])
        activity.hamlet_id, activity.gifts = hamlet(world), 5
        activity.agency_id = world.rows["19612"]["women"].id
        audit.record("activity.changed", activity)
        db.session.commit()
        day = f"{activity.held_on:%d/%m/%Y}"
    text = text_of(officer.get(f"{base(world)}/print"))
    assert not check_page(text)
    assert "Hội LHPN Cam Thành</td>" in text
    assert f">{day}</td>" in text
    paper = officer.get(f"{base(world)}/list.docx")
    assert "danh-sach-phan-bo-qua" in paper.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["", "/print", "/sign-off", "/import", "/list.docx"])
def test_a_draft_has_no_sheet(officer: Browser, world: World, path: str) -> None:
    draft = world.rows["19612"]["campaign_draft"].id
    assert officer.get(f"/19612/campaigns/{draft}/gifts{path}").status_code == 404


def test_last_years_figures_are_offered_taken_and_looked_at(officer: Browser, world: World) -> None:
    with bind(world.unit_id("19612")), audit.acting(audit.Actor(label="tests")):
        begin_write()
        days = {name: day.replace(year=2025) for name, day in campaigns.DAYS.items()}
        old = campaigns.campaign("trung-thu-2025", published_at=clock.now(), **days)
        old.report_due_on = days["ends_on"]
        db.session.add(old)
        audit.record("campaign.published", old)
        part = Participation(campaign_id=old.id)
        db.session.add(part)
        audit.record("gift_sheet.begun", part)
        Hamlet.add("Thôn Hai")
        db.session.add(
            GiftNeed(participation_id=part.id, hamlet_id=hamlet(world), band=1, children=31)
        )
        db.session.commit()
    assert "Take over the figures of 2025" in text_of(officer.get(base(world)))
    officer.post(f"{base(world)}/takeover", form=base(world))
    key = hamlet(world)
    assert kept(world)[key, 1] == (31, None)
    text = text_of(officer.get(base(world)))
    assert not check_page(text)
    assert "as in 2025" in text
    officer.post(f"{base(world)}/needs", {"looked": "all"}, form=base(world))
    assert "as in 2025" not in text_of(officer.get(base(world)))


def test_sixty_hamlets_with_all_their_boxes_keep_the_budgets(
    officer: Browser, world: World
) -> None:
    with bind(world.unit_id("19612")), audit.acting(audit.Actor(label="tests")):
        begin_write()
        part = world.rows["19612"]["participation"].id
        for place in range(60):
            one = Hamlet.add(f"Tổ dân phố số {place}")
            cells = {"participation_id": part, "hamlet_id": one.id, "children": 17 + place}
            db.session.add_all(GiftNeed(band=band, gifts=place, **cells) for band in range(4))
        db.session.commit()
    with counted() as queries:
        content = officer.get(base(world)).get_data()
    assert content.count(b'inputmode="numeric"') == 61 * 4 * 2
    assert len(queries) <= 12, "\n".join(queries)
    assert len(gzip.compress(content, 6)) <= PAGE_BYTES
