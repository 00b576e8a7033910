"""Whatever comes in gets a clear answer: never a stack trace, nothing half-written."""

from __future__ import annotations

import html
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.base import db
from models.hamlet import Hamlet
from models.tenancy import bind, unscoped
from tests.clients import Browser
from tests.world import World

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
NEW = "/19612/hamlets/new"


def _hamlets(world: World, slug: str = "19612") -> int:
    with bind(world.unit_id(slug)):
        return db.session.scalar(select(func.count()).select_from(Hamlet)) or 0


@pytest.mark.parametrize(
    "url", ["/99999/", "/99999/hamlets", "/468/hamlets/1", "/nothing", "/..", "/%00", "/468%0a/"]
)
def test_what_is_not_there_is_404_with_a_way_on(world: World, browser: Browser, url: str) -> None:
    answer = browser.as_(world.neighbour).get(url)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text
    assert "Traceback" not in answer.text


def test_a_foreign_row_is_404_like_an_unknown_one(world: World, browser: Browser) -> None:
    foreign = world.rows["19600"]["hamlet"].id
    them = browser.as_(world.administrator)
    for key in (foreign, 10**9, 10**30):
        assert them.get(f"/19612/hamlets/{key}").status_code == 404


def test_a_row_below_is_read_in_its_own_unit_only(world: World, browser: Browser) -> None:
    below = world.rows["19612"]["hamlet"].id
    them = browser.as_(world.manager)
    assert them.get(f"/468/hamlets/{below}").status_code == 404
    assert them.get(f"/19612/hamlets/{below}").status_code == 200


def test_a_member_without_the_right_is_told_whom_to_ask(world: World, browser: Browser) -> None:
    answer = browser.as_(world.officer).get(NEW)
    assert answer.status_code == 403
    assert "/19612/" in answer.text


def test_an_ended_unit_is_read_and_not_written(world: World, browser: Browser) -> None:
    from datetime import date

    from models.tenancy import begin_write
    from models.unit import Unit

    with unscoped("test"):
        begin_write()
        db.session.get(Unit, world.unit_id("19612")).valid_to = date(2026, 9, 14)
        from models import audit

        audit.record("unit.ended", world.units["19612"], unit_id=world.unit_id("vn"), after={})
        db.session.commit()
    them = browser.as_(world.administrator)
    assert "14/09/2026" in them.get("/19612/hamlets").text
    before = _hamlets(world)
    assert them.post(NEW, {"name": "Thôn Hai"}).status_code == 410
    assert _hamlets(world) == before


@pytest.mark.parametrize(
    ("name", "kept"),
    [("", ""), ("   ", ""), ("x" * 201, "x" * 201), ("Thôn\x07 Hai", None)],
)
def test_a_bad_name_is_answered_beside_the_field(
    world: World, browser: Browser, name: str, kept: str | None
) -> None:
    before = _hamlets(world)
    answer = browser.as_(world.administrator).post(NEW, {"name": name})
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    if kept is not None:
        assert f'value="{kept}"' in answer.text
    assert _hamlets(world) == before


def test_decomposed_text_is_stored_composed(world: World, browser: Browser) -> None:
    import unicodedata

    typed = unicodedata.normalize("NFD", "Thôn Đường Mới")
    browser.as_(world.administrator).post(NEW, {"name": f"  {typed} "})
    with bind(world.unit_id("19612")):
        names = set(db.session.scalars(select(Hamlet.name)))
    assert "Thôn Đường Mới" in names


def test_what_was_typed_is_shown_as_text_not_as_markup(world: World, browser: Browser) -> None:
    typed = "<script>alert(1)</script>" * 10
    answer = browser.as_(world.administrator).post(NEW, {"name": typed})
    assert typed not in answer.text
    assert html.escape(typed) in answer.text


def test_an_unknown_choice_is_refused(world: World, browser: Browser) -> None:
    data = {"name": "Trạm", "kind": "spaceship"}
    answer = browser.as_(world.administrator).post("/19612/agencies/new", data)
    assert answer.status_code == 422


@pytest.mark.parametrize("phone", ["abc", "12", "0233-111", "1" * 17])
def test_a_bad_phone_is_answered_beside_the_field(
    world: World, browser: Browser, phone: str
) -> None:
    data = {"post": "Công chức", "phone": phone}
    answer = browser.as_(world.administrator).post("/19612/contact", data)
    assert answer.status_code == 422
    assert 'id="phone-error"' in answer.text


def test_a_post_without_a_token_is_refused(world: World, browser: Browser) -> None:
    before = _hamlets(world)
    answer = browser.as_(world.administrator).client.post(NEW, data={"name": "Thôn Hai"})
    assert answer.status_code == 400
    assert "Thôn Hai" not in answer.text
    assert _hamlets(world) == before


def test_a_stale_page_of_ours_keeps_what_was_typed(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    data = {"name": "Thôn Hai", "csrf_token": "stale", "new_password": "secret words"}
    answer = them.client.post(NEW, data=data, headers=SAME_ORIGIN)
    assert answer.status_code == 400
    assert 'name="name" value="Thôn Hai"' in answer.text
    assert "secret words" not in answer.text


def test_a_stale_page_says_that_a_chosen_file_was_not_kept(world: World, browser: Browser) -> None:
    data = {"file": (BytesIO(b"x"), "list.xlsx"), "csrf_token": "stale"}
    them = browser.as_(world.administrator)
    answer = them.client.post("/19612/people/import", data=data, headers=SAME_ORIGIN)
    assert answer.status_code == 400
    assert "Files were not kept" in answer.text
    assert "Send again" not in answer.text


def test_a_stale_page_under_htmx_says_so_in_the_message_area(
    world: World, browser: Browser
) -> None:
    them = browser.as_(world.administrator)
    headers = {"HX-Request": "true", **SAME_ORIGIN}
    answer = them.client.post(NEW, data={"name": "Thôn Hai"}, headers=headers)
    assert answer.status_code == 400
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "<html" not in answer.text
    fresh = {**headers, "X-CSRFToken": answer.headers["X-CSRFToken"]}
    again = them.client.post(NEW, data={"name": "Thôn Hai"}, headers=fresh)
    assert (again.status_code, "HX-Redirect" in again.headers) == (204, True)


def test_the_same_post_twice_is_one_act(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    before = _hamlets(world)
    form = {**them.hidden_fields(NEW), "name": "Thôn Hai"}
    answers = [them.client.post(NEW, data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert _hamlets(world) == before + 1


def test_a_form_without_its_one_time_id_still_works(world: World, browser: Browser) -> None:
    them = browser.as_(world.administrator)
    before = _hamlets(world)
    assert them.post(NEW, {"name": "Thôn Hai", "form_id": "nonsense"}).status_code == 303
    assert _hamlets(world) == before + 1


@pytest.mark.parametrize("slug", ["agencies", "hamlets"])
def test_two_editors_do_not_overwrite_each_other(world: World, browser: Browser, slug: str) -> None:
    row = world.rows["19612"]["women" if slug == "agencies" else "hamlet"]
    url, them = f"/19612/{slug}/{row.id}", browser.as_(world.administrator)
    first, second = them.hidden_fields(url), them.hidden_fields(url)
    kind = {"kind": "women"} if slug == "agencies" else {}
    assert them.client.post(url, data={**first, "name": "Tên thứ nhất", **kind}).status_code == 303
    answer = them.client.post(url, data={**second, "name": "Tên thứ hai", **kind})
    assert answer.status_code == 409
    assert 'value="Tên thứ hai"' in answer.text
    assert "Tên thứ nhất" in answer.text


def test_after_a_conflict_the_second_save_counts(world: World, browser: Browser) -> None:
    row = world.rows["19612"]["hamlet"]
    url, them = f"/19612/hamlets/{row.id}", browser.as_(world.administrator)
    first, second = them.hidden_fields(url), them.hidden_fields(url)
    them.client.post(url, data={**first, "name": "Tên thứ nhất"})
    refused = them.client.post(url, data={**second, "name": "Tên thứ hai"}).text
    again = {**_hidden(refused), "name": "Tên thứ hai"}
    assert them.client.post(url, data=again).status_code == 303
    with bind(world.unit_id("19612")):
        assert db.session.get(Hamlet, row.id).name == "Tên thứ hai"


def _hidden(page: str) -> dict[str, str]:
    import re

    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return dict(found)


def test_an_unexpected_fault_says_nothing_of_the_inside(
    app: Flask, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from blueprints.hamlets import routes

    def fail(*_: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr(routes.responses, "page", fail)
    answer = browser.as_(world.officer).get("/19612/hamlets")
    assert answer.status_code == 500
    assert "inside" not in answer.text
    assert answer.headers["X-Request-ID"] in answer.text


def test_a_busy_database_is_503_with_a_time_to_come_back(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    from models.database import TenantSession

    def locked(*_: object) -> None:
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    them = browser.as_(world.administrator)
    form = {**them.hidden_fields(NEW), "name": "Thôn Hai"}
    monkeypatch.setattr(TenantSession, "begin_write", locked)
    answer = them.client.post(NEW, data=form)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "locked" not in answer.text
