"""The roll-up of a campaign over 168 units with 50 activities each: CPU, queries and bytes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Table, insert, select
from uuid_utils.compat import uuid7

from bench import world
from bench.many_activities import PROVINCE, ListCost, cost_of
from bench.recorder import Recorder
from models import clock, text
from models.activity import ActivityState, folded
from models.base import Base, db
from models.permissions import Role
from models.unit import Kind, Level, child_path, past_subtree

UNITS, EACH = 168, 50
MOST_QUERIES = 7
"""Beyond the gate's three."""
MOST_MS = 150.0
LEAVES = ("", "?show=missing", "?page=4")
_TODAY, _LAST_YEAR = 990_001, 990_000
_DAYS = {_TODAY: date(2026, 9, 1), _LAST_YEAR: date(2025, 9, 5)}


def measure(folder: Path) -> list[ListCost]:
    """Fill a copy of the folder's demo, and open the roll-up of its province."""
    recorder = Recorder(make(folder))
    return [cost_of(recorder, f"/campaigns/{_TODAY}/totals{leaf}") for leaf in LEAVES]


def make(folder: Path) -> Flask:
    """A copy of the folder's demo with a campaign of this year and of the last in one province."""
    shutil.copy(folder / "demo.db", folder / "campaign.db")
    app = world.open_app(folder / "campaign.db")
    with app.app_context():
        with db.engine.begin() as connection:
            _fill(connection)
        world.close()
    return app


def _fill(connection: Connection) -> None:
    units, members = _table("unit"), _table("membership")
    above = connection.execute(select(units).where(units.c.slug == PROVINCE)).one()
    _add_units(connection, above)
    ids = list(connection.scalars(select(units.c.id).where(units.c.parent_id == above.id)))
    officer = select(members.c.person_id).where(members.c.role == Role.OFFICER)
    by = connection.scalar(officer.limit(1))
    for key, first in _DAYS.items():
        made = {**_campaign(key, first), "unit_id": above.id, "author_id": by}
        rows = [{"logged_by_id": by, **one} for one in _activities(ids, first)]
        _add(connection, "campaign", [made])
        told = [{"issued_id": key, "unit_id": one} for one in ids]
        connection.execute(insert(_table("campaign_addressee")), told)
        _add(connection, "participation", [_part(key, one) for one in ids])
        _add(connection, "activity", rows)
        _add(connection, "activity_campaign", [_link(key, row) for row in rows], version=False)


def _add(
    connection: Connection, table: str, rows: list[dict[str, Any]], *, version: bool = True
) -> None:
    common = {"created_at": clock.now(), **({"version": 1} if version else {})}
    connection.execute(insert(_table(table)), [{**common, **row} for row in rows])


def _add_units(connection: Connection, above: Any) -> None:
    """Communes more, until the province has UNITS."""
    units = _table("unit")
    within = units.c.path.between(above.path, past_subtree(above.path))
    there = len(connection.execute(select(units.c.id).where(within)).all()) - 1
    common = {"parent_id": above.id, "level": Level.COMMUNE, "kind": Kind.COMMUNE}
    common |= {"source": "bench", "is_sample": False}
    rows = []
    for number in range(UNITS - there):
        slug, name = f"{90_000 + number}", f"Xã Thứ {number}"
        told = {"slug": slug, "code": slug, "path": child_path(above.path, slug)}
        names = {"short_name": name[3:], **text.search_columns(name)._asdict()}
        rows.append({**common, **told, **names})
    if rows:
        connection.execute(insert(units), rows)


def _campaign(key: int, first: date) -> dict[str, Any]:
    return {
        "id": key,
        "kind": "mid_autumn",
        "name": f"Tết Trung thu năm {first.year}",
        "slug": f"trung-thu-do-dem-{first.year}",
        "starts_on": first,
        "ends_on": first + timedelta(days=27),
        "report_due_on": first + timedelta(days=34),
        "units_below": "direct",
        "includes_own": False,
        "counts_gifts": True,
        "bands": [],
        "asks": [],
        "published_at": clock.now(),
    }


def _part(campaign_id: int, unit_id: int) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "unit_id": unit_id,
        "campaign_id": campaign_id,
        "state": "submitted" if unit_id % 3 else "open",
        "planned_at": clock.now(),
        "planned_budget": 60_000_000,
        "planned_mobilised": 25_000_000,
        "difficulties": "Mưa lũ kéo dài, nhiều thôn bị chia cắt." if unit_id % 2 else None,
    }


def _activities(ids: list[int], first: date) -> Iterator[dict[str, Any]]:
    chance = random.Random(5)
    for unit_id in ids:
        for number in range(EACH):
            title, children = f"Tặng quà Trung thu, lần {number}", chance.randrange(5, 300)
            yield {
                "id": uuid7(),
                "unit_id": unit_id,
                "kind": "gifts",
                "title": title,
                "place": None,
                "folded": folded(title, None),
                "state": ActivityState.COUNTED if number else ActivityState.WAITING,
                "held_on": first + timedelta(days=chance.randrange(25)),
                "from_partner": not number,
                "adds_gifts": False,
                "sessions": 1,
                "children": children,
                "gifts": children,
                "gift_value": children * 100_000,
                "budget": 1_500_000,
                "mobilised": 500_000,
            }


def _link(campaign_id: int, row: dict[str, Any]) -> dict[str, Any]:
    key = {"activity_id": row["id"], "campaign_id": campaign_id, "unit_id": row["unit_id"]}
    return {**key, "is_out": False}


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
