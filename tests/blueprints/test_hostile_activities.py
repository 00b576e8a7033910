"""What nobody types on purpose, in the addresses and forms of activities."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from models.activity import Activity, ActivityState
from models.agency import Agency
from models.base import db
from models.tenancy import begin_write
from tests.activities import at, logged, officer
from tests.clients import Browser
from tests.partners import join_in, logs
from tests.world import World

HUGE, DAWN = "9" * 30, "01/01/0001"
HERE = "/19612/activities"
GIVEN = {"kind": "gifts", "day": "2026-09-15", "lead": "0"}
NO_TIME_IN_IT = "ffffffff-ffff-4fff-bfff-ffffffffffff"


@pytest.mark.parametrize(
    ("url", "name", "value"),
    [
        (f"{HERE}", "q", "\0"),
        (f"{HERE}", "kind", "\0"),
        (f"{HERE}/download", "q", "\0"),
        (f"{HERE}/matches", "lead", HUGE),
        (f"{HERE}/matches", "others", HUGE),
        (f"{HERE}/matches", "held_on", DAWN),
        ("/19612/findings", "agency", HUGE),
        ("/19612/findings/list.xlsx", "agency", HUGE),
    ],
)
def test_an_address_survives_whatever_comes(
    world: World, browser: Browser, url: str, name: str, value: str
) -> None:
    answer = browser.as_(world.officer).get(f"{url}?{urlencode({name: value})}", htmx=True)
    assert answer.status_code == 200


@pytest.mark.parametrize("more", [{"form_id": NO_TIME_IN_IT}, {"place": "Thôn " + "x" * 195}])
def test_an_odd_form_is_logged_all_the_same(
    world: World, browser: Browser, more: dict[str, str]
) -> None:
    answer = browser.as_(world.officer).post(f"{HERE}/new", GIVEN | more)
    assert answer.status_code == 303


def test_a_day_before_all_calendars_is_refused(world: World, browser: Browser) -> None:
    answer = browser.as_(world.officer).post(f"{HERE}/new", GIVEN | {"day": "0001-01-01"})
    assert answer.status_code == 422


def test_what_counts_is_no_draft_again(world: World, browser: Browser) -> None:
    with at(world):
        key = logged(officer(world)).id
    url = f"{HERE}/{key}/edit"
    wrong = GIVEN | {"save": "draft", "children": "2", "special": "3"}
    assert browser.as_(world.officer).post(url, wrong).status_code == 422
    browser.as_(world.officer).post(url, GIVEN | {"save": "draft"})
    with at(world):
        assert db.session.get_one(Activity, key).state == ActivityState.COUNTED


def test_nothing_new_is_logged_for_an_agency_that_has_ended(world: World, browser: Browser) -> None:
    partner = join_in(world)
    key = logs(world, partner)
    with at(world):
        begin_write()
        db.session.get_one(Agency, world.rows["19612"]["women"].id).end()
        db.session.commit()
    them = browser.as_(partner)
    assert them.get(f"{HERE}/new").status_code == 409
    assert them.get(f"{HERE}/{key}").status_code == 200
    row = {"kind-1": "Tặng quà", "title-1": "Trao quà", "held_on-1": "15/9/2026"}
    assert them.post(f"{HERE}/sheet", row).status_code == 422
