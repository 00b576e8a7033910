"""What a page may cost as far as it can be counted: queries and bytes, never time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from flask import Flask

from bench.first_visit import load
from bench.pages import FIRST_VISIT_BYTES, GATE_QUERIES, PAGE_BYTES, PAGES, Page
from bench.recorder import NotServed, Recorded, Recorder
from bench.world import AS_AT
from blueprints import assets
from models import clock
from tests.demo import KINDS, plain_paths, slug_of


@pytest.fixture(scope="module")
def recorder(demo_app: Flask) -> Recorder:
    return Recorder(demo_app)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.path} {page.account}")
def test_a_page_of_the_bench_keeps_its_budgets(recorder: Recorder, page: Page) -> None:
    with clock.fixed(clock.start_of_day(AS_AT)):
        seen = recorder.record(page)
    assert len(seen.gate) <= GATE_QUERIES, seen.gate
    assert len(seen.content) <= page.most_queries, seen.content
    assert seen.gzipped <= PAGE_BYTES


@pytest.mark.parametrize("account", ["", *KINDS])
def test_no_page_of_anybody_is_too_large(recorder: Recorder, demo_app: Flask, account: str) -> None:
    slug = slug_of(account) or "468"
    seen = list(_served(recorder, [Page(path, account) for path in plain_paths(demo_app, slug)]))
    over = {one.page.path: one.gzipped for one in seen if one.gzipped > PAGE_BYTES}
    asking = {one.page.path: one.gate for one in seen if len(one.gate) > GATE_QUERIES}
    assert (over, asking) == ({}, {})
    assert len(seen) >= 4


def _served(recorder: Recorder, pages: list[Page]) -> Iterator[Recorded]:
    """The pages this person gets; what he is sent away from has tests of its own."""
    with clock.fixed(clock.start_of_day(AS_AT)):
        for page in pages:
            with suppress(NotServed):
                yield recorder.record(page)


def test_a_first_visit_of_the_login_is_light(
    demo_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assets.build(assets.SOURCE, tmp_path / "static")
    monkeypatch.setitem(demo_app.config, "ENVIRONMENT", "production")
    monkeypatch.setattr(demo_app, "wsgi_app", demo_app.wsgi_app)
    monkeypatch.setitem(demo_app.jinja_env.globals, "asset", None)
    monkeypatch.setattr(demo_app.jinja_env, "cache", None)  # macros remember the names of before
    assets.init_app(demo_app, target=tmp_path / "static")
    sizes = load(demo_app.test_client(), "/login")
    assert {Path(path).suffix for path in sizes} == {"", ".css", ".js", ".svg"}
    assert sum(sizes.values()) <= FIRST_VISIT_BYTES, sizes
