"""The roll-up of a campaign as its report needs it."""

from __future__ import annotations

from dataclasses import astuple, fields
from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload

from blueprints.campaign_totals.totals_words import href_of, part_href, totals_href
from blueprints.checklists.paper_rows import office_of
from blueprints.mail import public_address
from documents.campaign_paper import (
    CampaignDocument,
    Figures,
    Gifts,
    Goal,
    Joined,
    Money,
    Quote,
    Reported,
    Undertaking,
)
from models.activity_sums import Sums
from models.base import db
from models.campaign import CampaignState, Measure
from models.campaign_rollup import Missing, Part, Row, Total
from models.campaign_rollup import Money as Planned
from models.campaign_sums import sums_by_hamlet
from models.hamlet import Hamlet
from models.participation import Participation, ParticipationState
from models.plan_citation import committee_of
from models.read_campaign_rollup import CampaignRollup
from models.target_reached import reached
from models.unit import Unit

NOUNS = {
    Measure.UNITS: "đơn vị tổ chức hoạt động",
    Measure.ACTIVITIES: "hoạt động",
    Measure.CHILDREN: "lượt trẻ em",
    Measure.SPECIAL: "lượt trẻ em có hoàn cảnh đặc biệt",
    Measure.ADULTS: "lượt người lớn",
    Measure.GIFTS: "suất quà",
    Measure.GIFT_VALUE: "đồng trị giá quà",
    Measure.BUDGET: "đồng ngân sách nhà nước",
    Measure.MOBILISED: "đồng vận động",
    Measure.COST: "đồng kinh phí",
}
"""Papers are in Vietnamese only."""
_STATES = {
    ParticipationState.APPROVED: "Đã duyệt",
    ParticipationState.SUBMITTED: "Đã nộp",
    ParticipationState.RETURNED: "Đang bổ sung",
}


def document_of(unit: Unit, found: CampaignRollup, today: date) -> CampaignDocument:
    """What the report of a unit on a campaign says, as at a day."""
    campaign, total = found.campaign, found.rollup.total
    parts = found.rollup.parts
    is_alone = [part.unit_id for part in parts] == [unit.id]
    href = public_address(totals_href(unit.slug, campaign))
    return CampaignDocument(
        **office_of(unit),
        name=campaign.name,
        theme=campaign.theme or "",
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        report_due_on=campaign.report_due_on,
        as_at=today,
        figures=_figures(total.sums),
        opened_by="" if campaign.unit_id == unit.id else committee_of(campaign.unit),
        is_closed=campaign.state_on(today) == CampaignState.CLOSED,
        planned=_money(total.money),
        gifts=_gifts(total) if campaign.counts_gifts else None,
        reported=None if is_alone else _reported(total),
        own=_own(campaign.id, unit) if is_alone else None,
        unreported=() if is_alone else tuple(_unreported(parts, unit)),
        goals=_goals(found) if found.is_whole else (),
        before=_figures(total.before) if total.before else None,
        before_name=found.before.name if found.before else "",
        joined=() if is_alone else tuple(_joined(row, found) for row in _by_name(found)),
        hamlets=_hamlets(campaign.id, unit, href) if is_alone else (),
        difficulties=_quotes(parts, found, "difficulties", is_alone=is_alone),
        proposals=_quotes(parts, found, "proposals", is_alone=is_alone),
        href=href,
    )


def _figures(sums: Sums) -> Figures:
    return Figures(**{one.name: getattr(sums, one.name) for one in fields(Figures)})


def _money(planned: Planned) -> Money:
    return Money(planned.budget, planned.mobilised, planned.cost)


def _gifts(total: Total) -> Gifts:
    return Gifts(*astuple(total.gifts))


def _reported(total: Total) -> Reported:
    return Reported(total.units, total.planned, total.held, total.handed_in, total.approved)


def _unreported(parts: list[Part], unit: Unit) -> list[str]:
    """The units below whose result sheet is missing, as they are named in a sentence."""
    below = [part for part in parts if part.unit_id != unit.id and not part.is_handed_in]
    return [part.name[:1].lower() + part.name[1:] for part in below]


def _own(campaign_id: int, unit: Unit) -> Undertaking | None:
    """What the unit had planned for itself."""
    query = Participation.of(campaign_id, unit.id).options(joinedload(Participation.lead_agency))
    row = db.session.scalar(query)
    if row is None:
        return None
    lead = row.lead_name or (row.lead_agency.name if row.lead_agency else "")
    return Undertaking(row.what or "", row.planned_on, row.place or "", lead)


def _goals(found: CampaignRollup) -> tuple[Goal, ...]:
    told = []
    for one in found.campaign.targets:
        far = reached(one.measure, one.wanted, found.rollup.total)
        noun = NOUNS[one.measure] if one.measure else ""
        told.append(Goal(one.text, noun, far.reached, far.wanted or 0, far.share or 0))
    return tuple(told)


def _by_name(found: CampaignRollup) -> list[Row]:
    return sorted(found.rollup.rows, key=lambda row: row.sort_key)


def _joined(row: Row, found: CampaignRollup) -> Joined:
    total = row.total
    return Joined(
        name=row.name,
        standing=_standing(row),
        figures=_figures(total.sums),
        planned=_money(total.money),
        before=_figures(total.before) if total.before else None,
        href=public_address(href_of(row, found.campaign)),
        gifts=_gifts(total),
    )


def _hamlets(campaign_id: int, unit: Unit, href: str) -> tuple[Joined, ...]:
    """What was done in each hamlet; nothing where no activity names one."""
    sums = sums_by_hamlet(campaign_id, unit.id)
    names = {one.id: one.name for one in db.session.scalars(Hamlet.for_list(unit.id))}
    found = [Joined(names[key], "", _figures(sums[key]), href=href) for key in names if key in sums]
    if found and None in sums:
        found.append(Joined("Không theo thôn", "", _figures(sums[None]), href=href))
    return tuple(found)


def _standing(row: Row) -> str:
    """How far a unit is; of several how many handed their result sheet in."""
    if row.is_group:
        return f"Đã nộp {row.total.handed_in}/{row.total.units} đơn vị"
    part = row.parts[0]
    if part.state in _STATES:
        return _STATES[part.state]
    if row.total.missing[Missing.OVERDUE]:
        return "Quá hạn nộp"
    return "Đang thực hiện" if part.is_held or part.is_planned else "Chưa có kế hoạch"


def _quotes(
    parts: list[Part], found: CampaignRollup, name: str, *, is_alone: bool
) -> tuple[Quote, ...]:
    told: list[tuple[Part, Any]] = [(part, getattr(part, name)) for part in parts]
    return tuple(
        Quote(
            "" if is_alone else part.name,
            text,
            public_address(part_href(part.slug, found.campaign)),
        )
        for part, text in told
        if text
    )
