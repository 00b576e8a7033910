"""How documents speak of a plan: its kind, number, day and issuer."""

from __future__ import annotations

import re

from models.plan import Plan, PlanKind
from models.unit import Unit

KIND_WORDS = {
    PlanKind.LETTER: "Công văn",
    PlanKind.PLAN: "Kế hoạch",
    PlanKind.GUIDANCE: "Hướng dẫn",
    PlanKind.DECISION: "Quyết định",
    PlanKind.OTHER: "Văn bản",
}
_ABOUT = re.compile(r"^(v/v|về việc|về)[\s:]+", re.IGNORECASE)


def committee_of(unit: Unit) -> str:
    """The People's Committee of a unit, short: "UBND xã Cam Thành"; the root is the ministry."""
    return f"UBND {unit.name_within}" if unit.parent_id else unit.name


def short_citation(plan: Plan) -> str:
    """ "Công văn số 170/UBND-LĐTB&XH"; by its day where it has no number."""
    kind = KIND_WORDS[PlanKind(plan.kind)]
    if plan.number:
        return f"{kind} số {plan.number}"
    return f"{kind} {_day(plan)}".strip()


def full_citation(plan: Plan, issuer: Unit) -> str:
    """As a document cites another for the first time: kind, number, day, issuer, subject
    (Decree 30/2020, annex I)."""
    parts = [short_citation(plan)]
    parts += [_day(plan)] if plan.number else []
    of = plan.issuer or committee_of(issuer)
    about = "về việc" if plan.kind == PlanKind.LETTER else "về"
    subject = lower_first(bare_subject(plan.subject))
    return " ".join(part for part in (*parts, f"của {of}", about, subject) if part)


def bare_subject(subject: str) -> str:
    """A subject without "V/v"."""
    return _ABOUT.sub("", subject.strip()).strip()


def lower_first(text: str) -> str:
    """The text as it goes on inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def _day(plan: Plan) -> str:
    """ "ngày 05/02/2026": days below 10 and months 1 and 2 with a zero, as Decree 30/2020 wants."""
    if plan.issued_on is None:
        return ""
    month = f"{plan.issued_on.month:02d}" if plan.issued_on.month < 3 else plan.issued_on.month
    return f"ngày {plan.issued_on.day:02d}/{month}/{plan.issued_on.year}"
