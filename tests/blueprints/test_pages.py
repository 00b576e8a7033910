"""Pages are private where they should be, and cheap; well-formed: test_access_sweep.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event

from app import create_app
from blueprints.service.migrating import bring_up_to_date
from models import audit
from models.base import db
from models.protection_contact import ProtectionContact
from models.tenancy import begin_write, unscoped
from tests.clients import Browser
from tests.world import World

GATE_QUERIES = 3
"""Person, unit, memberships and bell: what every page of a signed-in person may cost."""


@pytest.mark.parametrize("path", ["/public/", "/public/19612/", "/public/?q=cam", "/healthz"])
def test_public_pages_set_no_cookie(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_public_pages_may_be_cached(browser: Browser) -> None:
    assert browser.get("/public/19612/").headers["Cache-Control"] == "public, max-age=300"
    assert browser.get("/public/99999/").headers["Cache-Control"] == "no-cache"


def test_in_production_cookies_and_links_are_for_https_only(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/production.db"
    app = create_app(ENVIRONMENT="production", SECRET_KEY="s" * 32, DATABASE_URL=url)
    bring_up_to_date(app)
    answer = app.test_client().get("/login", base_url="https://portal.test")
    assert "includeSubDomains" in answer.headers["Strict-Transport-Security"]
    cookie = answer.headers["Set-Cookie"]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax"))
    with app.app_context():
        db.engine.dispose()


def test_pages_of_the_signed_in_are_never_stored(world: World, browser: Browser) -> None:
    answer = browser.as_(world.officer).get("/19612/")
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_answer_carries_the_policies(world: World, browser: Browser) -> None:
    for path in ("/", "/19612/", "/nowhere", "/healthz"):
        headers = browser.as_(world.officer).get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "HX-Request" in headers["Vary"]


def test_a_session_answer_varies_by_htmx_and_cookie(world: World, browser: Browser) -> None:
    vary = browser.as_(world.officer).get("/19612/").headers["Vary"]
    assert {"HX-Request", "Cookie"} <= {part.strip() for part in vary.split(",")}


@pytest.mark.parametrize(
    ("person", "path", "extra"),
    [
        ("officer", "/19612/", 9),
        ("officer", "/19612/agencies", 1),
        ("officer", "/19612/hamlets", 1),
        ("manager", "/19612/audit", 2),
        ("manager", "/19612/contact", 1),
    ],
)
def test_a_page_keeps_its_budget_of_queries(
    world: World, browser: Browser, person: str, path: str, extra: int
) -> None:
    queries: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("SAVEPOINT", "ROLLBACK", "RELEASE")):
            queries.append(statement)

    them = browser.as_(world.people[person])
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert them.get(path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(queries) <= GATE_QUERIES + extra, "\n".join(queries)


def test_a_search_without_marks_finds_units_and_says_where_they_are(browser: Browser) -> None:
    page = browser.get("/public/?q=cam+thanh").text
    assert "Xã Cam Thành" in page
    assert "Huyện Cam Lộ" in page


def test_a_units_public_page_shows_its_contact_or_the_nearest_above(
    world: World, browser: Browser
) -> None:
    assert "Công chức Cam Thành" in browser.get("/public/19612/").text
    with unscoped("test"):
        begin_write()
        db.session.delete(db.session.get(ProtectionContact, world.rows["19612"]["contact"].id))
        audit.record("test", world.units["19612"], unit_id=world.unit_id("19612"), after={})
        db.session.commit()
    page = browser.get("/public/19612/").text
    assert "Công chức Cam Lộ" in page
    assert 'href="tel:111"' in page


def test_an_ended_unit_names_its_heirs(browser: Browser) -> None:
    page = browser.get("/public/02-2025/").text
    assert "30/06/2025" in page
    assert 'href="/public/08/"' in page


def test_a_refusal_leads_back_to_the_unit(world: World, browser: Browser) -> None:
    page = browser.as_(world.officer).get("/19612/hamlets/new").text
    assert 'href="/19612/"' in page


def test_units_below_are_found_without_marks_and_opened(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    page = them.get("/468/units?q=cam+tuyen").text
    assert 'href="/19600/"' in page
    assert 'href="/19612/"' not in page
    assert "No unit is called" in them.get("/468/units?q=xyz").text
    assert them.get("/19612/units").status_code == 200
    assert browser.as_(world.officer).get("/19612/units").status_code == 403
