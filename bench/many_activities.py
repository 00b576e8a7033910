"""The list of activities of a province that has 100,000 of them in a year: CPU and queries."""

from __future__ import annotations

import random
import shutil
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Table, insert, select
from uuid_utils.compat import uuid7

from bench import world
from bench.pages import Page
from bench.recorder import Recorder
from models import clock
from models.activity import ActivityState, folded
from models.activity_kind import STARTING_SET
from models.base import Base, db
from models.demo_people import DOMAIN
from models.permissions import Role
from models.unit import past_subtree

PROVINCE, REVIEWER = "08", "duyet.08"
ROWS = 100_000
MOST_QUERIES = 6
MOST_MS = 100.0
REPEATS = 7
LISTS = (
    "",
    "?q=trung+thu",
    "?period=2026-q3&kind=gifts",
    "?by=women",
    "?state=waiting",
    "?evidence=no",
    "?sort=children",
    "?page=2&after=2026-04-01~00000000-0000-0000-0000-000000000000",
)
"""The whole year, narrowed in several ways, in another order, and a page far down."""
_TITLES = ("Tặng quà Tết Trung thu", "Phòng chống đuối nước", "Thăm trẻ em mồ côi", "Diễn đàn")
_STATES = {"counted": 90, "planned": 4, "waiting": 3, "declined": 2, "withdrawn": 1}


@dataclass(frozen=True)
class ListCost:
    """A list: milliseconds of CPU in the middle, queries beyond the gate's, bytes as gzip."""

    asked: str
    cpu_ms: float
    queries: int
    gzipped: int


def measure(folder: Path) -> list[ListCost]:
    """Fill a copy of the folder's demo, and open the lists of its province."""
    app = make(folder)
    recorder = Recorder(app)
    return [cost_of(recorder, f"/activities{asked}") for asked in LISTS]


def make(folder: Path, rows: int = ROWS) -> Flask:
    """A copy of the folder's demo with so many activities more in one province."""
    shutil.copy(folder / "demo.db", folder / "activities.db")
    app = world.open_app(folder / "activities.db")
    with app.app_context():
        with db.engine.begin() as connection:
            _fill(connection, rows)
        world.close()
    return app


def cost_of(recorder: Recorder, asked: str) -> ListCost:
    """What a page of the province takes its reviewer."""
    page = Page(f"/{PROVINCE}{asked}", REVIEWER)
    seen, client = recorder.record(page), recorder.client_of(f"{REVIEWER}@{DOMAIN}")
    times = []
    for _ in range(REPEATS):
        before = time.process_time()
        client.get(page.path)
        times.append((time.process_time() - before) * 1000)
    return ListCost(asked, median(times), len(seen.content), seen.gzipped)


def _fill(connection: Connection, count: int) -> None:
    units, agency = _table("unit"), _table("agency")
    low = connection.scalar(select(units.c.path).where(units.c.slug == PROVINCE)) or ""
    below = units.c.path > low, units.c.path < past_subtree(low)
    communes = list(connection.scalars(select(units.c.id).where(*below)))
    offices: dict[int, list[int]] = {}
    for key, unit_id in connection.execute(select(agency.c.id, agency.c.unit_id)):
        offices.setdefault(unit_id, []).append(key)
    members = _table("membership")
    by = connection.scalar(
        select(members.c.person_id).where(
            members.c.unit_id == communes[0], members.c.role == Role.OFFICER
        )
    )
    chance = random.Random(3)
    made = [_row(chance, chance.choice(communes), number, offices) for number in range(count)]
    common = {"logged_by_id": by, "created_at": clock.now(), "version": 1, "adds_gifts": False}
    for start in range(0, count, 5000):
        rows = [{**common, **row} for row in made[start : start + 5000]]
        connection.execute(insert(_table("activity")), rows)


def _row(chance: random.Random, unit_id: int, number: int, offices: Any) -> dict[str, Any]:
    title, place = f"{chance.choice(_TITLES)}, lần {number}", f"Nhà văn hóa thôn {number % 20}"
    children = chance.randrange(5, 300)
    girls, gifts = chance.randrange(children), children if number % 3 == 0 else None
    return {
        "id": uuid7(),
        "unit_id": unit_id,
        "agency_id": chance.choice([None, *offices.get(unit_id, [])]),
        "kind": chance.choice(STARTING_SET).code,
        "title": title,
        "place": place,
        "folded": folded(title, place),
        "state": ActivityState(chance.choices([*_STATES], [*_STATES.values()])[0]),
        "held_on": date(2026, 1, 1) + timedelta(days=chance.randrange(250)),
        "note": "Đã trao tận tay các cháu, có đại diện thôn và Hội LHPN cùng dự.",
        "from_partner": number % 4 == 0,
        "sessions": 1,
        "children": children,
        "girls": girls,
        "boys": children - girls,
        "special": children // 10,
        "adults": chance.randrange(50),
        "gifts": gifts,
        "gift_value": gifts and gifts * 100_000,
        "budget": 1_500_000,
        "mobilised": 500_000,
    }


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
