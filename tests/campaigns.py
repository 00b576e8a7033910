"""Campaigns for the tests: a Mid-Autumn that a unit opens, with a row of everything under it."""

from __future__ import annotations

from datetime import date
from typing import Any

from models import audit, clock
from models.activity_campaign import ActivityCampaign
from models.base import db
from models.campaign import Campaign, CampaignTarget, CampaignTask, Measure
from models.campaign_page import CampaignPage
from models.campaign_page_photo import CampaignPagePhoto
from models.evidence import Evidence
from models.gift_need import GiftNeed
from models.gift_pledge import GiftPledge, GiftReceipt, GiftSource
from models.page_content import content_of, gather
from models.participation import Participation, StepKind
from models.unit import Unit

FEAST = date(2026, 9, 25)
DAYS = {"starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 28), "feast_on": FEAST}


def campaign(slug: str = "trung-thu-2026", **values: Any) -> Campaign:
    """A Mid-Autumn of 2026, a draft of the bound unit; not added yet."""
    given = {"kind": "mid_autumn", "name": "Tết Trung thu năm 2026", "slug": slug, **DAYS}
    given |= {"report_due_on": date(2026, 10, 5), "counts_gifts": True}
    given |= {"asks": ["activities", "children", "gifts", "cost"]}
    return Campaign(**{**given, **values})


def furnish(world: Any, unit: Unit) -> dict[str, Any]:
    """A draft and a published campaign of the bound unit, in which it takes part itself."""
    rows, by = world.rows[unit.slug], world.officer.id
    draft = campaign("trung-thu-2027", name="Tết Trung thu năm 2027")
    running = campaign(theme="Trung thu cho em", published_at=clock.now())
    for one in (draft, running):
        one.targets = [CampaignTarget(position=1, text="Suất quà", measure=Measure.GIFTS, wanted=9)]
    db.session.add_all([draft, running])
    audit.record("campaign.drafted", draft)
    audit.record("campaign.published", running)
    db.session.flush()
    task = CampaignTask(campaign_id=running.id, task_id=rows["task"].id)
    part = Participation(campaign_id=running.id, what="Đêm hội trăng rằm", planned_at=clock.now())
    db.session.add_all([task, part])
    audit.record("participation.planned", part)
    db.session.flush()
    step = part.note(StepKind.SUBMITTED, by)
    link = ActivityCampaign(activity_id=rows["activity"].id, campaign_id=running.id)
    need = GiftNeed(participation_id=part.id, hamlet_id=rows["hamlet"].id, band=0, children=12)
    pledge = _pledge(part, by, agency_id=rows["women"].id)
    db.session.add_all([link, need, pledge])
    audit.record("gift_pledge.made", pledge)
    db.session.flush()
    receipt = _receipt(part, pledge, by)
    db.session.add(receipt)
    audit.record("gift_receipt.recorded", receipt)
    db.session.flush()
    page = CampaignPage(
        campaign_id=running.id,
        slug=running.slug,
        content=content_of(gather(running, unit), clock.today()),
        published_by_id=by,
        published_at=clock.now(),
    )
    db.session.add(page)
    audit.record("campaign_page.published", page)
    return {
        "campaign": running,
        "campaign_draft": draft,
        "campaign_target": running.targets[0],
        "campaign_task": task,
        "participation": part,
        "participation_step": step,
        "activity_campaign": link,
        "gift_need": need,
        "gift_pledge": pledge,
        "gift_receipt": receipt,
        "campaign_page": page,
    }


def chosen(world: Any, slug: str, evidence: Evidence) -> CampaignPagePhoto:
    """A photo of the bound unit on its public page; one of a line alone is not shown there."""
    page, by = world.rows[slug]["campaign_page"], world.officer.id
    db.session.flush()
    photo = CampaignPagePhoto(page_id=page.id, evidence_id=evidence.id, chosen_by_id=by)
    db.session.add(photo)
    audit.record("campaign_page.photo_chosen", photo)
    return photo


def _pledge(part: Participation, by: int, **giver: Any) -> GiftPledge:
    return GiftPledge(
        campaign_id=part.campaign_id,
        participation_id=part.id,
        source=GiftSource.MOBILISED,
        gifts=10,
        gift_value=1_000_000,
        pledged_on=DAYS["starts_on"],
        pledged_by_id=by,
        **giver,
    )


def _receipt(part: Participation, pledge: GiftPledge, by: int) -> GiftReceipt:
    given = {"participation_id": part.id, "pledge_id": pledge.id, "received_by_id": by}
    return GiftReceipt(gifts=6, gift_value=600_000, received_on=date(2026, 9, 12), **given)
