"""The months of the demo: this one and the five past, with their lines and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import Select, insert, select, update

from models import audit
from models.activity import Activity
from models.activity_link import ActivityLine
from models.agency import Agency
from models.assignment import Assignment
from models.base import db
from models.demo_acting import act_out
from models.demo_asking import add_asking
from models.demo_checklists import checklist_of, state_after
from models.demo_extras import Photo, add_extras
from models.demo_people import login_of
from models.demo_steps import strip
from models.demo_story import Row, Span, Work, freeze
from models.demo_told import Told
from models.line import Line
from models.live_lines import Duty
from models.month_acts import MonthState
from models.month_calendar import DEFAULT_RULES, Month, month_of, months_from, previous_month
from models.month_line import NUMBERS, MonthLine, lines_in
from models.person import Person
from models.plan import Plan
from models.task import Task
from models.tenancy import begin_write, bind, unscoped
from models.unit import Level, Unit

MONTHS = 6
"""The month of the demo's day, and those before it."""
ACTED_OUT = ("468", "612")
"""Of the units below these, the month before the demo's day is left to its people."""


def load_months(as_at: date, published_on: date, photos: Mapping[str, Photo]) -> None:
    """Write the lines and months of every unit that has work, up to the day before the demo's.

    The demo may be loaded in the morning: on its own day nothing has happened yet.
    """
    first = month_of(as_at)
    for _ in range(MONTHS - 1):
        first = previous_month(first)
    months = list(months_from(max(first.first_day, published_on), as_at))
    yesterday = as_at - timedelta(days=1)
    for told in _all_told(Span(months, published_on, yesterday)):
        _load(told)
        add_extras(told, photos)
        add_asking(told)


def _load(told: Told) -> None:
    """The lines of the demo's month come last where the one before it is still acted out."""
    _strip(told)
    present = told.span.present
    later = [row for row in told.rows if told.acted and row["begun_in"] == present]
    with bind(told.unit.id):
        begin_write()
        _begin(told)
        _write(told, [row for row in told.rows if not told.acted or row["begun_in"] != present])
        db.session.commit()
    for month in told.acted:
        act_out(told, month)
    with bind(told.unit.id):
        if later:
            begin_write()
            _write_lines(told, later)
            db.session.commit()


def _begin(told: Told) -> None:
    _join_on(told.unit.id, told.span.months[0].first_day)
    _write_activities(told)


def _join_on(unit_id: int, first_day: date) -> None:
    """The unit works with the portal from that day on: nothing is asked of it before."""
    earlier = update(Assignment).where(Assignment.unit_id == unit_id)
    db.session.execute(
        earlier.where(Assignment.assigned_on < first_day).values(assigned_on=first_day)
    )


def _strip(told: Told) -> None:
    """Take from the lines that were sent back what was missed, until it is mended."""
    for named, back in told.back.items():
        is_open = state_after(told.steps[named]) is MonthState.RETURNED
        if is_open or named in [month.named for month in told.acted]:
            for row, reason in back:
                told.mended[row["assignment_id"]] = strip(row, reason)


def _write(told: Told, rows: list[Row]) -> None:
    """The lines of the months gone by, and these months as they came about."""
    months = [month for month in told.past if month not in told.acted]
    approved = [m for m in months if state_after(told.steps[m.named]) is MonthState.APPROVED]
    freeze(rows, told.works, approved)
    db.session.add_all(checklist_of(told, month) for month in months if told.steps[month.named])
    _write_lines(told, rows)


def _write_activities(told: Told) -> None:
    """What fills the lines; the lines' own numbers stay empty."""
    women = db.session.scalar(_womens_union(told.unit.id))
    rows = {row["id"]: row for row in told.rows}
    activities, links = [], []
    for line_id, activity in told.activities.items():
        activities.append({**activity, "agency_id": women if activity["from_partner"] else None})
        links.append(_link(rows[line_id], activity, told.writer_id))
    if activities:
        db.session.execute(insert(Activity), activities)
        db.session.execute(insert(ActivityLine), links)
    unit = db.session.get_one(Unit, told.unit.id)
    audit.record("activity.loaded", unit, after={"activities": len(activities)})


def _womens_union(unit_id: int) -> Select[int]:
    return select(Agency.id).where(Agency.unit_id == unit_id, Agency.kind == "women")


def _link(line: Row, activity: Row, confirmed_by_id: int) -> Row:
    return {
        "unit_id": line["unit_id"],
        "activity_id": activity["id"],
        "assignment_id": line["assignment_id"],
        "period_on": line["period_on"],
        "confirmed_by_id": confirmed_by_id,
        "created_at": line["written_at"],
    }


def _write_lines(told: Told, rows: list[Row]) -> None:
    rows = [_without_numbers(row) if row["id"] in told.activities else row for row in rows]
    if rows:
        db.session.execute(insert(Line), rows)
    audit.record("line.loaded", db.session.get_one(Unit, told.unit.id), after={"lines": len(rows)})


def _without_numbers(row: Row) -> Row:
    """What activities add up to is not typed as well."""
    return {**row, **dict.fromkeys(NUMBERS)}


def _all_told(span: Span) -> Iterator[Told]:
    with unscoped("the demo looks for the units that have work, and for their people"):
        query = (
            select(Assignment, Task, Plan.ends_on, Unit)
            .join(Task, Task.id == Assignment.task_id)
            .join(Plan, Plan.id == Assignment.plan_id)
            .join(Unit, Unit.id == Assignment.unit_id)
            .order_by(Unit.path, Assignment.id)
        )
        given = db.session.execute(query).all()
        people = dict(db.session.execute(select(Person.email, Person.id)).all())
        db.session.expunge_all()
    works: dict[Unit, dict[int, Work]] = {}
    for assignment, task, until, unit in given:
        works.setdefault(unit, {})[assignment.id] = _work(assignment, task, until, unit)
    words: dict[str, MonthLine] = {}
    for unit, mine in works.items():
        _learn(unit, mine, words, span.months[0])
        yield _told(unit, mine, words, people, span)


def _work(assignment: Assignment, task: Task, until: date, unit: Unit) -> Work:
    duty = Duty(
        key=assignment.id,
        cadence=task.cadence,
        joins_on=month_of(assignment.assigned_on).named,
        starts_on=task.starts_on,
        due_on=task.due_on,
        until=until,
    )
    places = "thôn" if unit.name.startswith("Xã") else "tổ dân phố"
    return Work(unit.id, unit.slug, str(task.id), task.text, duty, places)


def _learn(unit: Unit, works: dict[int, Work], words: dict[str, MonthLine], month: Month) -> None:
    """The words of tasks that no unit before had: all units get them from the same plan."""
    if all(work.task in words for work in works.values()):
        return
    with bind(unit.id):
        for line in lines_in(unit.id, month, DEFAULT_RULES, submitted_first_at=None, extended={}):
            words[works[line.assignment_id].task] = line


def _told(
    unit: Unit,
    works: dict[int, Work],
    words: dict[str, MonthLine],
    people: dict[str | None, int],
    span: Span,
) -> Told:
    writer = "canbo" if unit.level == Level.COMMUNE else "duyet"
    above = unit.path.split(".")[-3]
    return Told(
        unit=unit,
        above=above,
        writer_id=people[login_of(writer, unit.slug)],
        decider_id=people.get(login_of("duyet", above)),
        works=works,
        words=words,
        span=span,
        is_acted_out=above in ACTED_OUT and len(span.months) > 1,
        partner_id=people.get(login_of("hlhpn", unit.slug)),
    )
