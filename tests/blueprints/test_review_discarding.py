"""Throwing a draft away, and taking it back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import clock
from models.base import db
from models.draft_plan import draft_from_reading
from models.tenancy import begin_write, bind
from models.unit import Unit
from tests.clients import Browser
from tests.page_checks import check_page
from tests.plans import LINES, reading
from tests.reviews import Draft, fields, short_draft
from tests.world import TODAY, World


@pytest.fixture
def draft(world: World) -> Draft:
    return short_draft(world)


def test_an_author_discards_his_draft_and_takes_it_back(
    draft: Draft, world: World, browser: Browser
) -> None:
    author = browser.as_(world.leader)
    assert check_page(author.get(f"{draft.url}/discarding").text) == []
    assert author.post(f"{draft.url}/discarding").status_code == 303
    gone = author.get(draft.url)
    assert check_page(gone.text) == []
    assert "This draft was discarded" in gone.text
    assert author.post(draft.task_url(act="omission"), form=draft.url).status_code == 409
    assert author.get(draft.task_url()).location == draft.url
    assert author.post(f"{draft.url}/recovery", form=draft.url).status_code == 303
    assert "The draft is back." in author.get(draft.url).text


def test_a_draft_is_back_for_ten_minutes_only(draft: Draft, world: World, browser: Browser) -> None:
    author = browser.as_(world.leader)
    author.post(f"{draft.url}/discarding")
    with clock.fixed(TODAY + timedelta(minutes=11)):
        assert "Take the draft back" not in author.get(draft.url).text
        author.post(f"{draft.url}/recovery", form="/468/agencies")
    assert draft.plan().discarded_at is not None


def test_what_others_worked_on_is_not_discarded(
    draft: Draft, world: World, browser: Browser
) -> None:
    browser.as_(world.reviewer).post(draft.task_url(), fields())
    author = browser.as_(world.leader)
    assert (
        "Người duyệt huyện Cam Lộ worked on this draft too"
        in author.get(f"{draft.url}/discarding").text
    )
    author.post(f"{draft.url}/discarding", form=draft.url)
    assert draft.plan().discarded_at is None
    assert "Not discarded" in author.get(draft.url).text


def test_an_officer_discards_only_his_own(world: World, browser: Browser) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        unit = db.session.get_one(Unit, world.unit_id("19612"))
        own = draft_from_reading(unit, reading(), LINES, author_id=world.officer.id)
        foreign = draft_from_reading(unit, reading(), LINES, author_id=world.administrator.id)
        db.session.commit()
        urls = [f"/19612/plans/{plan.id}/review/discarding" for plan in (own, foreign)]
    them = browser.as_(world.officer)
    assert [them.get(url).status_code for url in urls] == [200, 403]
    assert [url in them.get(url.removesuffix("/discarding")).text for url in urls] == [True, False]
