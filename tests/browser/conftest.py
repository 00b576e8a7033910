"""A real browser on a real server with the demo."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask_babel import force_locale

from app import create_app
from bench import world
from bench.world import AS_AT
from blueprints.demo.letters import read_letters
from models import catalogue
from models.base import db
from models.catalogue import FORMER
from models.load_demo import load_places
from models.load_demo_plans import load_plans
from models.tenancy import begin_write, unscoped
from models.unit_import import import_units
from tests.browser.month import PATH, Month, serving
from tests.browser.visitor import PHONE, Visitor
from tests.conftest import NO_BROWSER, SETTINGS
from tests.server import gunicorn

CHROMIUM = shutil.which("chromium")
ISSUED = date(2026, 9, 1)
IS_REQUIRED = os.environ.get("REQUIRE_BROWSER") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None and not IS_REQUIRED:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.fixture(scope="session")
def demo_server(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a gunicorn on a copy of the demo.

    One proxy is trusted, so that a test may come from many addresses; the rates count those.
    """
    folder = tmp_path_factory.mktemp("served")
    file = shutil.copy(demo_file, folder / "demo.db")
    settings = {**SETTINGS, "DATABASE_URL": f"sqlite:///{file}", "TRUSTED_PROXIES": "1"}
    settings["STORAGE_URL"] = (folder / "kept").as_uri()
    with gunicorn(**settings, AS_AT=AS_AT.isoformat()) as address:
        yield address


@pytest.fixture(scope="session")
def issued_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's units and people with the plans that they got, and nothing done of them yet; only
    copied. Beside Cam Lộ its province has a second district, in which nobody works yet."""
    folder = tmp_path_factory.mktemp("issued")
    settings = {**SETTINGS, "STORAGE_URL": (folder / "kept").as_uri()}
    app = world.open_app(folder / "issued.db", **settings, AS_AT=None)
    with app.app_context():
        load_places(ISSUED)
        with unscoped("the stories need a second district"):
            begin_write()
            import_units(catalogue.read(FORMER).within("45", ["469"]), open_ended=True)
            db.session.commit()
        load_plans(read_letters(ISSUED.year), ISSUED)
        world.close()
    return folder / "issued.db"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests."""
    if CHROMIUM is None:
        pytest.fail(f"{NO_BROWSER}, and REQUIRE_BROWSER=1")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def kept_sessions() -> dict[str, Any]:
    """The cookies of who has signed in already, by account."""
    return {}


@pytest.fixture
def visit(
    chromium: Any, demo_server: str, kept_sessions: dict[str, Any]
) -> Iterator[Callable[..., Visitor]]:
    """Open a window of nobody, or of an account of the demo, with Playwright's options."""
    contexts = []

    def open_window(account: str = "", **options: Any) -> Visitor:
        state = kept_sessions.get(account)
        context = chromium.new_context(base_url=demo_server, storage_state=state, **options)
        contexts.append(context)
        visitor = Visitor(context)
        if account and state is None:
            visitor.sign_in(account)
            kept_sessions[account] = context.storage_state()
        return visitor

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def kept_month() -> Iterator[tuple[Month, str]]:
    """A month drawn here, with the portal's own outbox, and its address."""
    portal = create_app(DATABASE_URL="sqlite://", **SETTINGS)
    with portal.test_request_context(), force_locale("en"):
        month = Month(portal.jinja_env.get_template("checklists/_outbox.html").render())
    with serving(month) as address:
        yield month, address


@pytest.fixture
def month(kept_month: tuple[Month, str]) -> Month:
    """The month as it begins, as nobody has ticked it."""
    kept_month[0].clear()
    return kept_month[0]


@pytest.fixture
def open_month(
    chromium: Any, kept_month: tuple[Month, str], month: Month
) -> Iterator[Callable[..., Any]]:
    """Open the month on a phone of its own, after a script that changes the browser."""
    contexts = []

    def open_page(script: str = "") -> Any:
        size = {"width": PHONE, "height": 740}
        context = chromium.new_context(base_url=kept_month[1], viewport=size)
        contexts.append(context)
        context.set_default_timeout(30_000)
        context.add_init_script(script)
        page = context.new_page()
        page.goto(PATH)
        return page

    yield open_page
    for context in contexts:
        context.close()
