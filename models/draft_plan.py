"""From what the plan reader found in a document to a draft that people review."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from models import audit
from models.agency import Agency
from models.agency_kind import kinds_named, names_units_below
from models.base import db
from models.clock import today
from models.hamlet import Hamlet
from models.plan import Plan, PlanKind
from models.plan_citation import committee_of
from models.plan_facts import BudgetLine, PlanTarget, ReportDue
from models.plan_recipient import PlanRecipient
from models.plan_section import PlanSection
from models.plan_source import PlanSource
from models.task import Audience, Cadence, Origin, Task
from models.unit import Unit

GAP = 1024
"""Between the positions of neighbouring tasks, so that one can be put between them."""

Reading = dict[str, Any]
"""A draft of the plan reader in its stable form (docs/plan-reader.md)."""

_YEARS = re.compile(r"\d{4}")
_OFTEN = (
    (re.compile(r"\b((hằng|hàng) tháng|thường xuyên)\b", re.IGNORECASE), Cadence.MONTHLY),
    (re.compile(r"\b(hằng|hàng) quý\b", re.IGNORECASE), Cadence.QUARTERLY),
    (re.compile(r"\b(6 tháng|sáu tháng) (một|1) lần\b", re.IGNORECASE), Cadence.HALF_YEARLY),
    (re.compile(r"\b(hằng|hàng) năm\b", re.IGNORECASE), Cadence.YEARLY),
)


@dataclass(frozen=True)
class SourceFile:
    """The file a plan was read from; none where its text was pasted."""

    name: str
    media_type: str
    size: int
    sha256: str


def draft_from_reading(
    unit: Unit,
    reading: Reading,
    lines: list[str],
    *,
    file: SourceFile | None = None,
    author_id: int | None = None,
) -> Plan:
    """Make a draft plan of the bound unit from what was read; nothing of it is lost."""
    starts_on, ends_on = period_of(reading)
    plan = Plan.start(
        kind=PlanKind(reading["kind"]),
        number=_cut(reading["number"], 60),
        issued_on=_day(reading["date"]),
        place=_cut(reading["place"], 120),
        issuer=_cut(reading["issuer"], 200),
        subject=_cut(reading["subject"], 500) or "",
        signer=_cut(reading["signer"], 120),
        signer_title=_cut(reading["signer_title"], 200),
        starts_on=starts_on,
        ends_on=ends_on,
        grounds=reading["based_on"],
        recipients=reading["recipients"],
        author_id=author_id,
    )
    db.session.flush()
    _keep_source(plan, reading, lines, file)
    sections = _add_sections(plan, reading["sections"])
    _add_tasks(plan, reading, sections, has_units_below(unit))
    _add_facts(plan, reading)
    if not has_units_below(unit):
        address_to_own(plan)
    return plan


def start_empty(unit: Unit, *, author_id: int | None = None, **header: Any) -> Plan:
    """Begin a plan that is typed from nothing at the bound unit."""
    year = today().year
    period = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    plan = Plan.start(**(period | header), author_id=author_id, issuer=committee_of(unit))
    db.session.flush()
    if not has_units_below(unit):
        address_to_own(plan)
    return plan


def period_of(reading: Reading) -> tuple[date, date]:
    """First and last day of the years a document speaks of: its period, else its date's year."""
    years = [int(year) for year in _YEARS.findall(reading["period"] or reading["date"] or "")]
    if not reading["period"]:
        years = years[:1]
    years = [year for year in years if 1990 <= year <= 2100] or [today().year]
    return date(min(years), 1, 1), date(max(years), 12, 31)


def has_units_below(unit: Unit) -> bool:
    """Whether a unit has units in being below it."""
    return db.session.scalar(select(Unit.id).where(Unit.parent_id == unit.id).limit(1)) is not None


def audience_of(names: Iterable[str], *, has_below: bool) -> Audience:
    """Whom a task is for, by the names the document gives: the units below, unless it names
    offices of the issuing unit alone."""
    named = list(names)
    if not has_below or (kinds_named(named) and not names_units_below(named)):
        return Audience.OWN
    return Audience.BELOW


def cadence_of(text: str, due: str | None, years: range) -> Cadence:
    """How often a task is to be done, by its words, or by a due day without a year."""
    for wording, cadence in _OFTEN:
        if wording.search(text):
            return cadence
    return Cadence.YEARLY if due and due.startswith("--") and len(years) > 1 else Cadence.ONCE


def due_day(due: str | None, years: range) -> date | None:
    """A due day of the reader ("2017-12-15", "--12-15") as a day; without a year, the first's."""
    if not due:
        return None
    return _day(f"{years[0]}{due[1:]}" if due.startswith("--") else due)


def clause_of(section: str | None, marker: str) -> str:
    """Where in the document a task stands: "II.4, dấu -"."""
    numbered = bool(marker) and marker not in "-+*•"
    return ", ".join(part for part in (section or "", f"ý {marker}" if numbered else "") if part)


def _keep_source(plan: Plan, reading: Reading, lines: list[str], file: SourceFile | None) -> None:
    PlanSource.keep(
        plan,
        file_name=file.name[:200] if file else None,
        media_type=file.media_type if file else None,
        size=file.size if file else None,
        sha256=file.sha256 if file else None,
        lines=lines,
        unread=[{**entry, "taken": False} for entry in reading["unread"]],
        offers=[{**entry, "taken": False} for entry in reading["deadlines"]],
        warnings=reading["warnings"],
    )


def _add_sections(plan: Plan, found: list[dict[str, Any]]) -> dict[str, PlanSection]:
    sections: dict[str, PlanSection] = {}
    for position, entry in enumerate(found, 1):
        title = _cut(entry["title"], 600) or ""
        number = entry["id"][:40]
        section = PlanSection(plan=plan, number=number, title=title, position=position)
        sections.setdefault(entry["id"], section)
    db.session.add_all(sections.values())
    db.session.flush()
    return sections


def _add_tasks(
    plan: Plan, reading: Reading, sections: dict[str, PlanSection], has_below: bool
) -> None:
    tasks = []
    windows = {entry["date"]: entry["start"] for entry in reading["deadlines"] if entry["start"]}
    for place, entry in enumerate(reading["tasks"], 1):
        task = _task(plan, entry, has_below)
        if entry["due"] in windows:
            task.cadence, task.starts_on = Cadence.CAMPAIGN, _day(windows[entry["due"]])
        task.position, task.section = place * GAP, sections.get(entry["section"])
        tasks.append((task, entry))
    db.session.add_all(task for task, _entry in tasks)
    db.session.flush()
    for task, entry in tasks:
        lead = [] if task.audience is Audience.BELOW else kinds_named(entry["responsible"])
        task.name_agencies(lead, kinds_named(entry["coordinating"]))
    audit.record("plan.read", plan, after={"tasks": len(tasks)})


def _task(plan: Plan, entry: dict[str, Any], has_below: bool) -> Task:
    cadence = cadence_of(entry["text"], entry["due"], plan.years)
    return Task(
        plan=plan,
        origin=Origin.READ,
        text=entry["text"],
        marker=entry["marker"][:10],
        hangs_under=entry["parent"],
        source_line=entry["line"],
        clause=clause_of(entry["section"], entry["marker"])[:300],
        audience=audience_of(entry["responsible"], has_below=has_below),
        cadence=cadence,
        due_on=due_day(entry["due"], plan.years),
        lead_names=entry["responsible"],
        coordinating_names=entry["coordinating"],
    )


def _add_facts(plan: Plan, reading: Reading) -> None:
    targets = [(entry, False) for entry in reading["targets"]]
    targets += [(entry, True) for entry in reading["baselines"]]
    db.session.add_all(
        PlanTarget(
            plan_id=plan.id,
            text=entry["text"],
            is_baseline=is_baseline,
            written=str(entry["value"])[:40],
            value=_number(entry["value"]),
            measure=_cut(entry["unit"], 40),
            direction=_cut(entry.get("direction"), 10),
            year=_cut(entry.get("base") or entry.get("year"), 10),
        )
        for entry, is_baseline in targets
    )
    db.session.add_all(_report(plan, entry) for entry in reading["reporting"] if entry["when"])
    db.session.add_all(
        BudgetLine(
            plan_id=plan.id,
            text=entry["text"],
            amount=entry["amount_vnd"],
            source=_cut(entry["source"], 300),
        )
        for entry in reading["budget"]
    )
    audit.record("plan.facts_kept", plan, after={"targets": len(targets)})


def _report(plan: Plan, entry: dict[str, Any]) -> ReportDue:
    parties = {name: _cut(entry[name], 300) for name in ("who", "to", "via")}
    text = " → ".join(party for party in parties.values() if party)
    return ReportDue(plan_id=plan.id, text=text, days=entry["when"], **parties)


def address_to_own(plan: Plan) -> None:
    """Address a new draft to all agencies and hamlets in being; the review takes away from it."""
    agencies = select(Agency.id).where(Agency.unit_id == plan.unit_id, Agency.ended_on.is_(None))
    hamlets = select(Hamlet.id).where(Hamlet.unit_id == plan.unit_id, Hamlet.ended_on.is_(None))
    db.session.add_all(
        PlanRecipient(plan_id=plan.id, agency_id=key) for key in db.session.scalars(agencies).all()
    )
    db.session.add_all(
        PlanRecipient(plan_id=plan.id, hamlet_id=key) for key in db.session.scalars(hamlets).all()
    )
    audit.record("plan.addressed", plan, after={"own": "all"})


def _number(value: Any) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, int | float) else None


def _day(text: str | None) -> date | None:
    """A day in ISO form; None where there is none or it is not of the calendar (29/02)."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _cut(text: str | None, most: int) -> str | None:
    return text[:most] if text else None
