"""Publish a unit's page of a campaign, bring it up to date, withdraw it; choose its photos.

The bound unit is the one whose page it is.
"""

from __future__ import annotations

import uuid

from sqlalchemy import select

from models import audit, clock
from models.base import db
from models.campaign import Campaign
from models.campaign_page import CampaignPage
from models.campaign_page_photo import CampaignPagePhoto
from models.checklist import Checklist
from models.database import expect_version, lock
from models.evidence import ConsentMissing, Evidence
from models.page_content import Content
from models.tenancy import current


class NotOut(Exception):
    """There is no page that is out."""


class CampaignNotOut(Exception):
    """The campaign is a draft, or it was withdrawn: nothing of it is public."""


def is_out(page: CampaignPage | None, campaign: Campaign) -> bool:
    """Whether everybody can read a page: what was withdrawn and published anew, campaign or page,
    is out only once the page was published after it."""
    if page is None or not _is_public(campaign):
        return False
    if page.published_at is None or page.withdrawn_at is not None:
        return False
    return campaign.published_at is not None and page.published_at >= campaign.published_at


def publish(campaign: Campaign, version: int | None, content: Content, by: int) -> CampaignPage:
    """Let everybody read this content, or this instead of what was out; CampaignNotOut,
    StaleVersion. `version` is that of the page as it was seen, None where there was none."""
    page = _page(campaign, by)
    if not _is_public(campaign):
        raise CampaignNotOut
    if page.id is not None:
        expect_version(page, version)
    was_out = is_out(page, campaign)
    if not was_out:
        page.published_at, page.withdrawn_at, page.withdrawal_reason = clock.now(), None, None
    page.content, page.published_by_id = content, by
    audit.record("campaign_page.updated" if was_out else "campaign_page.published", page)
    return page


def withdraw(page: CampaignPage, campaign: Campaign, version: int | None, reason: str) -> None:
    """Take a page back, and say why; NotOut, StaleVersion."""
    Checklist.queue_up()
    expect_version(page, version)
    if not is_out(page, campaign):
        raise NotOut
    page.withdrawn_at, page.withdrawal_reason = clock.now(), reason
    audit.record("campaign_page.withdrawn", page)


def choose(campaign: Campaign, evidence: Evidence, consent: str | None, by: int) -> None:
    """Put a photo on the page, out or not yet; ConsentMissing where a face is shown and nobody is
    named who agreed that it is published."""
    if evidence.shows_faces and not consent:
        raise ConsentMissing
    page = _page(campaign, by)
    db.session.flush()
    photo = _photo(page, evidence.id)
    if photo is None:
        photo = CampaignPagePhoto(page_id=page.id, evidence_id=evidence.id)
        db.session.add(photo)
    photo.consent, photo.taken_off_at = consent if evidence.shows_faces else None, None
    photo.chosen_by_id = by
    audit.record("campaign_page.photo_chosen", photo)


def take_off(page: CampaignPage, evidence_id: uuid.UUID) -> None:
    """Take a photo off the page; nothing where it is not on it."""
    Checklist.queue_up()
    lock(page)
    photo = _photo(page, evidence_id)
    if photo is not None and photo.taken_off_at is None:
        photo.taken_off_at, photo.consent = clock.now(), None
        audit.record("campaign_page.photo_taken_off", photo)


def _is_public(campaign: Campaign) -> bool:
    return campaign.published_at is not None and campaign.withdrawn_at is None


def _photo(page: CampaignPage, evidence_id: uuid.UUID) -> CampaignPagePhoto | None:
    chosen = select(CampaignPagePhoto).where(CampaignPagePhoto.page_id == page.id)
    return db.session.scalar(chosen.where(CampaignPagePhoto.evidence_id == evidence_id))


def _page(campaign: Campaign, by: int) -> CampaignPage:
    """The bound unit's page, locked; made by the first act, not out yet."""
    Checklist.queue_up()
    page = db.session.scalar(CampaignPage.of(campaign.id, current().unit_id))
    if page is not None:
        lock(page)
        return page
    page = CampaignPage(campaign_id=campaign.id, slug=_free_slug(campaign), content={})
    page.published_by_id = by
    db.session.add(page)
    return page


def _free_slug(campaign: Campaign) -> str:
    """The campaign's own, or with a number behind it: two units above may have chosen the same."""
    mine = select(CampaignPage.slug).where(CampaignPage.unit_id == current().unit_id)
    taken = set(db.session.scalars(mine))
    others = (f"{campaign.slug[:76]}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (campaign.slug, *others) if slug not in taken)
