"""What the pages around a draft cost in queries."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from models.base import db
from tests.clients import Browser
from tests.world import World

MOST = 12


@pytest.mark.parametrize(
    "page",
    [
        "new",
        "new/table",
        "{id}/header",
        "{id}/addressees",
        "{id}/addressees/units?q=cam",
        "{id}/facts",
        "{id}/facts/targets/new",
        "{id}/original",
    ],
)
def test_a_page_of_a_draft_costs_few_queries(world: World, browser: Browser, page: str) -> None:
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            statements.append(statement)

    them, key = browser.as_(world.reviewer), world.rows["468"]["plan_draft"].id
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        answer = them.get(f"/468/plans/{page.format(id=key)}")
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert answer.status_code == 200
    assert 3 <= len(statements) <= MOST, len(statements)
