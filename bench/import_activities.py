"""Importing a list of 2,000 activities, from the file to the last row, on both engines.

python -m bench.import_activities prints the seconds and ends with 1 where they are over the budget.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import select

from bench import world
from bench.engines import ENGINES
from bench.publish import fill
from documents.activity_sheet import HEADERS, MOST_ROWS, read_activities
from documents.activity_template import Choices, with_errors
from models import audit
from models.activity_acts import Doer
from models.base import db
from models.check_rows import check_rows, entries_of
from models.log_list import log_all
from models.membership import Membership
from models.tenancy import begin_write, bind, unscoped
from models.text import fold
from models.unit import Unit

BUDGET_S = 10.0
PROVINCE = "08"


def main() -> int:
    """Measure both engines; 1 where one is over its budget."""
    content, over = a_list(), []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        for engine, opened in ENGINES:
            with opened(Path(name)) as app, app.app_context():
                fill()
                spent = import_list(content)
                is_over = spent > BUDGET_S
                over += [engine] * is_over
                told = f"{MOST_ROWS:,} activities: {spent:.2f} s, at most {BUDGET_S:.0f}"
                print(f"{'NO ' if is_over else 'ok '} {engine}: {told}")
                world.close()
    return int(bool(over))


def a_list() -> bytes:
    """As many activities as a list may have, every column filled."""
    figures = dict.fromkeys(("sessions", "special", "adults"), "3")
    figures |= {"girls": "12", "boys": "15", "children": "27", "gifts": "27"}
    money = dict.fromkeys(("gift_value", "mobilised"), "5,4 triệu")
    texts = {"place": "Trường Tiểu học", "organisers": "UBND", "kind": "Tặng quà", "note": "Ghi"}
    common = dict.fromkeys(HEADERS, "") | figures | money | texts
    rows = [
        {**common, "held_on": f"{number % 28 + 1}/{number % 8 + 1}/2026", "title": f"Đợt {number}"}
        for number in range(MOST_ROWS)
    ]
    return with_errors(Choices(), [(row, "") for row in rows])


def import_list(content: bytes) -> float:
    """Read, check and log a list as its pages do, the check twice; the seconds."""
    with unscoped("the bench looks for a unit"):
        unit = db.session.scalars(Unit.by_slug(PROVINCE)).one()
        officer = select(Membership.person_id).where(Membership.unit_id == unit.id)
        by = Doer(db.session.scalars(officer).first() or 0, writes=True)
    with bind(unit.id), audit.acting(audit.Actor(label="bench")):
        started = time.perf_counter()
        table = read_activities(content, fold)
        check_rows(table.rows, unit, by)
        begin_write()
        log_all(entries_of(check_rows(table.rows, unit, by).taken()), by)
        db.session.commit()
        return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
