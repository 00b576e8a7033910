"""Whom a draft is for, on its pages: choices, ticks, search, and two people at once."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from models.base import db
from models.plan import UnitsBelow
from models.plan_addressing import address_below, address_own, own_ids, units_addressed
from models.tenancy import begin_write, bind
from tests.clients import Browser
from tests.plans import plan_of
from tests.world import World


def url(world: World, slug: str = "45", more: str = "", name: str = "plan_draft") -> str:
    return f"/{slug}/plans/{world.rows[slug][name].id}/addressees{more}"


def slugs(world: World, slug: str = "45") -> list[str]:
    with bind(world.unit_id(slug)):
        plan = plan_of(world, slug, "plan_draft")
        return [unit.slug for unit in db.session.scalars(units_addressed(plan))]


def own(world: World, slug: str) -> tuple[set[int], set[int]]:
    with bind(world.unit_id(slug)):
        return own_ids(plan_of(world, slug, "plan_draft"))


def choose(world: World, *chosen: str) -> None:
    """Address Quảng Trị's draft to units, as the page would."""
    with bind(world.unit_id("45")):
        begin_write()
        plan = plan_of(world, "45", "plan_draft")
        address_below(plan, UnitsBelow.CHOSEN, [world.unit_id(slug) for slug in chosen])
        db.session.commit()


def send(them: Browser, where: str, path: str = "", **data: Any) -> Any:
    """Post the page's form; a list is sent as so many ticks."""
    hidden = MultiDict(them.hidden_fields(where))
    for name, value in data.items():
        hidden.setlist(name, value if isinstance(value, list) else [value])
    return them.client.post(path or where, data=hidden)


@pytest.mark.parametrize("more", ["", "/units"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("reviewer", 200), ("manager", 403), ("partner", 403), ("officer", 404), ("stranger", 404)],
)
def test_the_pages_are_for_who_manages_plans_here(
    world: World, browser: Browser, who: str, status: int, more: str
) -> None:
    them = browser.as_(world.people[who])
    assert them.get(url(world, "468", more)).status_code == status


def test_the_page_says_how_many_units_each_choice_means(world: World, browser: Browser) -> None:
    page = browser.as_(world.province).get(url(world)).text
    assert "The 1 unit directly below" in page
    assert "All 3 units at every level below" in page


def test_all_levels_are_chosen(world: World, browser: Browser) -> None:
    them = browser.as_(world.province)
    answer = send(them, url(world), units_below="all")
    assert answer.headers["Location"].endswith("/review")
    assert slugs(world) == ["468", "19612", "19600"]
    assert "3 units below get this plan" in them.get("/45/").text


def test_choosing_units_leads_to_their_list(world: World, browser: Browser) -> None:
    answer = send(browser.as_(world.province), url(world), units_below="chosen")
    assert answer.headers["Location"].endswith("/addressees/units")


def test_a_unit_without_units_below_sees_its_own_only(world: World, browser: Browser) -> None:
    page = browser.as_(world.officer).get(url(world, "19612")).text
    assert 'name="units_below"' not in page
    assert "Hội LHPN Cam Thành" in page
    assert "Thôn Một Cam Thành" in page


def test_own_agencies_and_hamlets_are_ticked(world: World, browser: Browser) -> None:
    rows = world.rows["19612"]
    send(browser.as_(world.officer), url(world, "19612"), agency_ids=[rows["youth"].id])
    assert own(world, "19612") == ({rows["youth"].id}, set())


@pytest.mark.parametrize("slug", ["19612", "468"])
def test_a_list_is_ticked_whole(world: World, browser: Browser, slug: str) -> None:
    them = browser.as_(world.officer if slug == "19612" else world.reviewer)
    send(them, url(world, slug), list="no agency", units_below="direct")
    answer = send(them, url(world, slug), list="all agency", units_below="direct")
    assert answer.headers["Location"].endswith("/addressees")
    rows = world.rows[slug]
    assert own(world, slug) == ({rows["women"].id, rows["youth"].id}, set())


def test_what_is_saved_unchanged_is_no_act(world: World, browser: Browser) -> None:
    them, rows = browser.as_(world.officer), world.rows["19612"]
    agencies, hamlets = own(world, "19612")
    send(them, url(world, "19612"), agency_ids=[*agencies], hamlet_ids=[*hamlets])
    with bind(world.unit_id("19612")):
        assert plan_of(world, "19612", "plan_draft").revision == rows["plan_draft"].revision


@pytest.mark.parametrize(
    "given",
    [{"agency_ids": ["1" * 30]}, {"agency_ids": ["x"]}, {"hamlet_ids": ["0"]}],
)
def test_nonsense_ticks_are_refused(world: World, browser: Browser, given: dict[str, Any]) -> None:
    before = own(world, "19612")
    assert send(browser.as_(world.officer), url(world, "19612"), **given).status_code == 422
    assert own(world, "19612") == before


def test_another_units_agency_is_refused(world: World, browser: Browser) -> None:
    foreign = world.rows["19600"]["women"].id
    answer = send(browser.as_(world.officer), url(world, "19612"), agency_ids=[foreign])
    assert answer.status_code == 422
    assert "not of this unit" in answer.text


def test_an_unknown_choice_is_refused(world: World, browser: Browser) -> None:
    answer = send(browser.as_(world.province), url(world), units_below="everybody")
    assert answer.status_code == 422


def test_the_list_names_every_unit_below(world: World, browser: Browser) -> None:
    page = browser.as_(world.province).get(url(world, more="/units")).text
    for name in ("Huyện Cam Lộ", "Xã Cam Thành", "Xã Cam Tuyền"):
        assert name in page
    assert "Đắk Tô" not in page


@pytest.mark.parametrize("term", ["cam thanh", "Cam Thành", "CAM THÀNH"])
def test_a_search_ignores_marks(world: World, browser: Browser, term: str) -> None:
    page = browser.as_(world.province).get(f"{url(world, more='/units')}?q={term}").text
    assert "Xã Cam Thành" in page
    assert "Xã Cam Tuyền" not in page


def test_a_search_finds_nothing_elsewhere(world: World, browser: Browser) -> None:
    page = browser.as_(world.province).get(f"{url(world, more='/units')}?q=dak to").text
    assert "No unit below has this name." in page


def test_units_are_ticked_and_saved(world: World, browser: Browser) -> None:
    where = url(world, more="/units")
    answer = send(browser.as_(world.province), where, unit_ids=[world.unit_id("19600")])
    assert answer.status_code == 303
    assert slugs(world) == ["19600"]


def test_searching_keeps_the_ticks(world: World, browser: Browser) -> None:
    choose(world, "468")
    them, where = browser.as_(world.province), f"{url(world, more='/units')}?q=cam thanh"
    ticks = {"unit_ids": [world.unit_id("19612")], "q": "cam tuyen", "do": "search"}
    answer = send(them, where, **ticks)
    assert answer.headers["Location"].endswith("/units?q=cam+tuyen")
    assert slugs(world) == ["468", "19612"]


def test_unticking_takes_only_what_is_shown(world: World, browser: Browser) -> None:
    choose(world, "468", "19612")
    send(browser.as_(world.province), f"{url(world, more='/units')}?q=cam thanh", unit_ids=[])
    assert slugs(world) == ["468"]


@pytest.mark.parametrize(
    ("do", "left"), [("all", ["468", "19612", "19600"]), ("none", ["468"])], ids=str
)
def test_all_that_were_found_are_ticked_or_not(
    world: World, browser: Browser, do: str, left: list[str]
) -> None:
    choose(world, "468", "19612")
    where = f"{url(world, more='/units')}?q=xa cam"
    send(browser.as_(world.province), where, unit_ids=[world.unit_id("19612")], do=do)
    assert slugs(world) == left


def test_a_unit_elsewhere_is_refused(world: World, browser: Browser) -> None:
    where = url(world, more="/units")
    answer = send(browser.as_(world.province), where, unit_ids=[world.unit_id("612")])
    assert answer.status_code == 422
    assert slugs(world) == ["468"]


@pytest.mark.parametrize("more", ["", "/units"])
def test_two_people_do_not_overwrite_each_other(world: World, browser: Browser, more: str) -> None:
    them, where = browser.as_(world.province), url(world, more=more)
    form = them.hidden_fields(where)
    choose(world, "19600")
    answer = them.client.post(where, data={**form, "units_below": "all", "unit_ids": "1"})
    assert answer.status_code == 409
    assert "1 unit below gets this plan" in answer.text
    assert slugs(world) == ["19600"]


def test_after_a_conflict_the_second_save_counts(world: World, browser: Browser) -> None:
    them, where = browser.as_(world.province), url(world)
    form = them.hidden_fields(where)
    with bind(world.unit_id("45")):
        begin_write()
        address_own(plan_of(world, "45", "plan_draft"), [world.rows["45"]["women"].id], [])
        db.session.commit()
    page = them.client.post(where, data={**form, "units_below": "all"}).text
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    again = {**form, "mark": mark, "units_below": "all"}
    assert them.client.post(where, data=again).status_code == 303
    assert slugs(world) == ["468", "19612", "19600"]


def test_the_same_post_twice_is_one_act(world: World, browser: Browser) -> None:
    them, where = browser.as_(world.province), url(world)
    form = {**them.hidden_fields(where), "units_below": "all"}
    assert [them.client.post(where, data=form).status_code for _ in "12"] == [303, 303]


@pytest.mark.parametrize("more", ["", "/units"])
def test_a_published_plan_keeps_its_addressees(world: World, browser: Browser, more: str) -> None:
    them, where = browser.as_(world.province), url(world, more=more, name="plan")
    token = them.hidden_fields("/45/hamlets")
    assert them.get(where).status_code == 303
    assert them.client.post(where, data={**token, "units_below": "all"}).status_code == 409


def test_a_chosen_unit_that_ended_does_not_stand_in_the_way(world: World, browser: Browser) -> None:
    from datetime import date

    from tests.models.test_plan_addressing import end

    choose(world, "19600", "19612")
    end(world, "19600", date(2026, 9, 1))
    where = f"{url(world, more='/units')}?q=huyen"
    send(browser.as_(world.province), where, unit_ids=[world.unit_id("468")])
    assert slugs(world) == ["468", "19612"]
