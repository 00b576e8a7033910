"""The gift sheet of a unit: typed box by box, taken over, imported, printed."""

from __future__ import annotations

from typing import Any

import pytest

from models import audit
from models.base import db
from models.gift_need import GiftNeed
from models.participation import Participation, ParticipationState
from models.tenancy import begin_write, bind
from tests.clients import Browser
from tests.page_checks import check_page
from tests.world import World

HTMX = {"htmx": True}


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
