"""The gift sheet of a campaign at a unit."""

from __future__ import annotations

from flask import g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.forms import EmptyForm
from blueprints.gifts import blueprint
from blueprints.gifts.need_form import NeedForm
from blueprints.gifts.need_words import taken_text
from blueprints.gifts.refusals import closed
from blueprints.gifts.sheet_page import GiftPage, page_or_404
from models.base import db
from models.gift_sheet import WHOLE, read_sheet
from models.permissions import Permission
from models.tenancy import begin_write
from models.write_needs import SheetClosed, look_at, take_over, write_needs

PAGE, SHEET = "gifts/show.html", "gifts/_sheet.html"


@blueprint.get("")
@needs(Permission.VIEW_CAMPAIGNS)
def show(campaign_id: int) -> Response:
    """How many gifts are needed where, and how many are promised, received, given and left."""
    return responses.page(PAGE, page=page_or_404(campaign_id), form=EmptyForm())


@blueprint.post("/needs")
@needs(Permission.TAKE_PART)
def write(campaign_id: int) -> Response:
    """Save the boxes of the sheet, each by itself, and answer with its sums."""
    page, form = page_or_404(campaign_id), NeedForm()
    changes, typed = form.read(page.sheet)
    begin_write()
    try:
        clashes = write_needs(page.campaign, changes)
        look_at(page.campaign, form.looked_at(page.sheet))
    except SheetClosed:
        return closed(campaign_id)
    db.session.commit()
    for one in changes:
        if one.place in clashes:
            typed.keep(one.hamlet_id or WHOLE, one.band, one.need)
    return _answer(GiftPage(page.head, read_sheet(page.campaign, g.unit), typed, clashes), form)


@blueprint.post("/takeover")
@needs(Permission.TAKE_PART)
def take(campaign_id: int) -> Response:
    """Fill what is blank with last year's figures, each marked until somebody looks at it."""
    page, form = page_or_404(campaign_id), EmptyForm()
    if not page.writes:
        return closed(campaign_id)
    earlier = page.earlier
    if earlier is None:
        return responses.refused(_way(campaign_id), _("There is nothing to take over."))
    begin_write()
    lost: list[str] = []
    try:
        if form.is_first_post():
            lost = take_over(page.sheet, earlier)
    except SheetClosed:
        return closed(campaign_id)
    db.session.commit()
    return responses.saved(_way(campaign_id), taken_text(earlier, lost))


def _answer(page: GiftPage, form: NeedForm) -> Response:
    """The sheet as it stands: 422 where a box is to be corrected, 409 where others wrote."""
    if page.is_clean and not request.htmx:  # type: ignore[attr-defined]
        return responses.saved(_way(page.campaign.id), _("Saved."))
    template = SHEET if request.htmx else PAGE  # type: ignore[attr-defined]
    answer = responses.page(template, page=page, form=form, saved=page.is_clean)
    if not page.is_clean:
        answer.status_code = 409 if page.clashes else 422
    return answer


def _way(campaign_id: int) -> str:
    return url_for("gifts.show", campaign_id=campaign_id)
