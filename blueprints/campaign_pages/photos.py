"""Choosing the photos of a public page, one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.campaign_pages import blueprint
from blueprints.campaign_pages.forms import PhotoForm
from blueprints.campaign_pages.own_page import OwnPage, own_page_or_404
from blueprints.forms import EmptyForm
from models import publish_page
from models.base import db
from models.campaign_page_photo import photos_on, photos_to_choose
from models.evidence import ConsentMissing, Evidence
from models.page_standing import was_chosen
from models.permissions import Permission
from models.tenancy import begin_write

PHOTOS = "campaign_pages/photos.html"
MOST = 60
"""Photos that are offered, the latest."""


@blueprint.get("/photos")
@needs(Permission.PUBLISH_PAGES)
def photos(campaign_id: int) -> Response:
    """The photos of the campaign's activities, and which of them are on the page."""
    return responses.page(PHOTOS, **_shown(own_page_or_404(campaign_id)))


@blueprint.post("/photos/<uuid:photo_id>")
@needs(Permission.PUBLISH_PAGES)
def choose_photo(campaign_id: int, photo_id: UUID) -> Response:
    """Put a photo on the page; with a face only where it is said who agreed."""
    own, form = own_page_or_404(campaign_id), PhotoForm()
    evidence = _offered(own, photo_id)
    if not form.validate():
        return responses.invalid(PHOTOS, form, **_shown(own, photo_id))
    begin_write()
    try:
        if form.is_first_post():
            campaign, consent = own.head.campaign, form.consent.data or None
            publish_page.choose(campaign, evidence, consent, current_user.id)
        db.session.commit()
    except ConsentMissing:
        db.session.rollback()
        form.consent.errors = [_("Write who agreed that this photo is published.")]
        return responses.invalid(PHOTOS, form, **_shown(own_page_or_404(campaign_id), photo_id))
    return responses.saved(_back(campaign_id), _("The photo is on the page."))


@blueprint.post("/photos/<uuid:photo_id>/removal")
@needs(Permission.PUBLISH_PAGES)
def take_photo_off(campaign_id: int, photo_id: UUID) -> Response:
    """Take a photo off the page, at once."""
    own, form = own_page_or_404(campaign_id), EmptyForm()
    page = own.page or abort(404)
    if not was_chosen(page.id, photo_id):
        abort(404)
    if not form.validate():
        abort(400)
    begin_write()
    if form.is_first_post():
        publish_page.take_off(page, photo_id)
    db.session.commit()
    return responses.saved(_back(campaign_id), _("The photo is off the page."))


def _shown(own: OwnPage, refused: UUID | None = None) -> dict[str, Any]:
    on_page = db.session.scalars(photos_on(own.page.id)).all() if own.page else []
    chosen = {one.id for one in on_page}
    offered = db.session.scalars(_offers(own).limit(MOST)).unique().all()
    rest = [one for one in offered if one.id not in chosen]
    shown = {"own": own, "on_page": on_page, "rest": rest, "refused": refused}
    return shown if refused else {**shown, "form": PhotoForm(formdata=None)}


def _offers(own: OwnPage) -> Any:
    told = joinedload(Evidence.unit), joinedload(Evidence.activity)
    return photos_to_choose(own.head.campaign.id, *_readable()).options(*told)


def _readable() -> tuple[ColumnElement[bool], ...]:
    """Photos of units below are shown to who may open them there."""
    return () if g.standing.reaches_below else (Evidence.unit_id == g.unit.id,)


def _offered(own: OwnPage, photo_id: UUID) -> Evidence:
    found: Evidence | None = db.session.scalar(_offers(own).where(Evidence.id == photo_id))
    return found or abort(404)


def _back(campaign_id: int) -> str:
    return url_for("campaign_pages.photos", campaign_id=campaign_id)
