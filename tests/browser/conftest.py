"""A real browser on a real server with the demo."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.world import AS_AT
from tests.browser.visitor import Visitor
from tests.conftest import NO_BROWSER, SETTINGS
from tests.server import gunicorn

CHROMIUM = shutil.which("chromium")
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
