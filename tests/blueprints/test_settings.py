"""Settings of a unit: stated, inherited, and by whom."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.audit import AuditEvent
from models.base import db
from models.setting import QUESTIONS, SETTINGS, BadSetting, found_at, state, value_at
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from tests.clients import Browser
from tests.people import require_factor
from tests.world import World


def say(unit: Unit, name: str, value: object) -> None:
    with bind(unit.id):
        begin_write()
        state(unit, name, value)
        db.session.commit()


def test_the_nearest_unit_above_that_states_it_counts(world: World) -> None:
    commune, province = world.units["19612"], world.units["45"]
    assert found_at(commune, "digest").unit is None
    say(world.units["vn"], "digest", "daily")
    assert found_at(commune, "digest").unit.slug == "vn"  # type: ignore[union-attr]
    say(province, "digest", "off")
    assert value_at(commune, "digest") == "off"
    say(commune, "digest", "daily")
    assert value_at(commune, "digest") == "daily"
    assert value_at(world.units["19600"], "digest") == "off"
    say(commune, "digest", None)
    assert value_at(commune, "digest") == "off"


def test_another_province_states_nothing_for_us(world: World) -> None:
    require_factor(world.units["62"])
    assert value_at(world.units["19612"], "second_factor") is False
    assert value_at(world.units["23428"], "second_factor") is True


def test_false_is_a_statement(world: World) -> None:
    require_factor(world.units["vn"])
    require_factor(world.units["45"], False)
    assert value_at(world.units["468"], "second_factor") is False


@pytest.mark.parametrize(
    ("slug", "name", "value"),
    [("468", "second_factor", True), ("45", "second_factor", "yes"), ("45", "digest", "hourly")],
)
def test_a_value_or_a_unit_that_does_not_fit(
    world: World, slug: str, name: str, value: object
) -> None:
    with pytest.raises(BadSetting):
        say(world.units[slug], name, value)


def test_an_administrator_states_a_setting(world: World, browser: Browser) -> None:
    heir = browser.as_(world.heir)
    data = {"second_factor": "true", "digest": "inherit"}
    assert heir.post("/08/settings", data).location == "/08/settings"
    assert value_at(world.units["00691"], "second_factor") is True
    with unscoped("the test reads the record"):
        entry = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert entry is not None
    assert entry.after == {"name": "second_factor", "value": True}


def test_what_is_stated_above_is_shown_with_its_source(world: World, browser: Browser) -> None:
    require_factor(world.units["45"])
    page = browser.as_(world.manager).get("/468/settings").get_data(as_text=True)
    assert "As Tỉnh Quảng Trị states it: Required" in page
    assert 'name="second_factor"' not in page


def test_a_commune_cannot_post_what_it_may_not_state(world: World, browser: Browser) -> None:
    data = {"digest": "daily", "second_factor": "true"}
    assert browser.as_(world.manager).post("/468/settings", data).status_code == 303
    assert value_at(world.units["468"], "second_factor") is False
    assert value_at(world.units["468"], "digest") == "daily"


@pytest.mark.parametrize("digest", ["hourly", ""])
def test_an_unknown_choice_is_invalid(world: World, browser: Browser, digest: str) -> None:
    answer = browser.as_(world.manager).post("/468/settings", {"digest": digest})
    assert answer.status_code == 422


def test_settings_saved_elsewhere_are_told(world: World, browser: Browser) -> None:
    here, there = browser.as_(world.manager), browser.as_(world.manager)
    data = {**here.hidden_fields("/468/settings"), "digest": "off"}
    there.post("/468/settings", {"digest": "daily"})
    answer = here.open("/468/settings", method="POST", data=data)
    assert answer.status_code == 409
    assert "Once a day" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("administrator", 200),
        ("manager", 200),
        ("officer", 403),
        ("reviewer", 403),
        ("stranger", 404),
        ("neighbour", 404),
        (None, 303),
    ],
)
def test_who_may_open_them(world: World, browser: Browser, key: str | None, status: int) -> None:
    them = browser.as_(world.people[key] if key else None)
    assert them.get("/19612/settings").status_code == status
    if status != 200:
        assert (
            them.post("/19612/settings", {"digest": "daily"}, form="/login").status_code == status
        )


def test_each_setting_has_words(world: World) -> None:
    from blueprints.settings.forms import CHOICES, LABELS

    for name in QUESTIONS:
        assert LABELS[name]
        assert set(CHOICES[name]) == set(SETTINGS[name].choices)
        assert SETTINGS[name].default in SETTINGS[name].choices
