"""Activities for the tests: entries of a unit and its agencies."""

from __future__ import annotations

from datetime import date
from typing import Any

from models import audit
from models.activity import Activity
from models.activity_acts import Doer
from models.activity_link import ActivityLine
from models.activity_link import Key as LineKey
from models.base import db
from models.finding import Finding, FindingStep
from models.finding_acts import FindingAct
from models.log_activity import Entry, log
from models.match_activity import Choice, confirm
from models.tenancy import begin_write, bind
from models.unit import Unit

DAY = date(2026, 9, 10)
DUE = date(2026, 9, 30)
LONG_AGO = date(2025, 1, 1)
"""The period of the line that the world's entries fill: no month of the tests shows it."""


def officer(world: Any) -> Doer:
    """Who logs for Xã Cam Thành, and says what counts there."""
    return Doer(world.officer.id, writes=True, decides=True)


def partner_of(world: Any, slug: str = "19612", agency: str = "women") -> Doer:
    """A partner of one of a unit's agencies."""
    return Doer(world.partner.id, agency_ids=frozenset({world.rows[slug][agency].id}))


def entry(title: str = "Tặng quà Trung thu", **values: Any) -> Entry:
    """What is typed of an activity of the unit itself."""
    return Entry(**{"kind": "gifts", "title": title, "held_on": DAY, "children": 20, **values})


def logged(by: Doer, title: str = "Tặng quà Trung thu", **values: Any) -> Activity:
    """An entry of the bound unit, in a transaction of its own."""
    begin_write()
    activity = log(entry(title, **values), by)
    db.session.commit()
    return activity


def matched(activity: Activity, by: Doer, *keys: LineKey, is_done: bool = True) -> None:
    """Let an entry fill lines, in a transaction of its own."""
    begin_write()
    confirm(activity, {key: Choice(is_done) for key in keys}, by)
    db.session.commit()


def at(world: Any, slug: str = "19612", **given: Any) -> Any:
    """Bind a unit of the world."""
    return bind(world.unit_id(slug), **given)


def furnish(world: Any, unit: Unit) -> dict[str, Any]:
    """An entry of the women's union that names the youth union and fills a line: of the bound
    unit."""
    rows = world.rows[unit.slug]
    by = Doer(world.officer.id, writes=True, decides=True)
    agencies = {"agency_id": rows["women"].id, "organisers": frozenset({rows["youth"].id})}
    activity = log(entry(hamlet_id=rows["hamlet"].id, place="Nhà văn hóa", **agencies), by)
    line = ActivityLine(
        activity_id=activity.id,
        assignment_id=rows["assignment"].id,
        period_on=LONG_AGO,
        confirmed_by_id=by.person_id,
    )
    db.session.add(line)
    finding = Finding(activity_id=activity.id, text="Sân chơi chưa có rào", due_on=DUE)
    finding.agency_id, finding.recorded_by_id = rows["women"].id, by.person_id
    step = FindingStep(kind=FindingAct.RECORD, person_id=by.person_id, agency_id=rows["women"].id)
    finding.steps.append(step)
    db.session.add(finding)
    audit.record("finding.recorded", finding)
    return {
        "activity": activity,
        "activity_organiser": activity.organisers[0],
        "activity_line": line,
        "finding": finding,
        "finding_step": step,
    }
