"""What came of pledged gifts: recording it, taking it back, and why more was given than came."""

from __future__ import annotations

from uuid import UUID

from flask import g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.filters import number
from blueprints.forms import EmptyForm
from blueprints.gifts import blueprint
from blueprints.gifts.book import GiftBook, book_or_404, forget_what_is_covered, pledge_or_404
from blueprints.gifts.pledge_forms import ExplanationForm, ReceiptForm, WithdrawalForm
from blueprints.gifts.pledge_page import PledgePage
from blueprints.keys import row_key
from models import receive_gifts
from models.base import db
from models.checklist import Checklist
from models.database import StaleVersion
from models.gift_pledge import GiftReceipt
from models.gift_sheet import read_sheet
from models.permissions import Permission
from models.tenancy import begin_write

PAGE = "gifts/pledge.html"


@blueprint.post("/pledges/<uuid:pledge_id>/receipts")
@needs(Permission.TAKE_PART)
def record_receipt(campaign_id: int, pledge_id: UUID) -> Response:
    """Records how many gifts came of a pledge; more than pledged is asked back."""
    book = book_or_404(campaign_id)
    one = pledge_or_404(book, pledge_id)
    form = ReceiptForm(one)
    if not form.validate():
        return responses.invalid(PAGE, form, book=book, page=PledgePage(book, one, form))
    came = form.came()
    begin_write()
    if form.is_first_post():
        receive_gifts.receive(book.campaign, one.pledge, came, book.giver)
    db.session.commit()
    return _done(book, _("%(gifts)s gifts received.", gifts=number(came.gifts)), pledge_id)


@blueprint.post("/receipts/<uuid:receipt_id>/withdrawal")
@needs(Permission.TAKE_PART)
def withdraw_receipt(campaign_id: int, receipt_id: UUID) -> Response:
    """Takes back a receipt that should not be there, and why."""
    book, form = book_or_404(campaign_id), WithdrawalForm()
    receipt = find_own_or_404(GiftReceipt, receipt_id)
    one = pledge_or_404(book, receipt.pledge_id)
    if not form.validate():
        return responses.invalid(PAGE, form, book=book, page=PledgePage(book, one))
    begin_write()
    try:
        if form.is_first_post():
            seen, reason = form.version.data, form.reason.data or ""
            receive_gifts.take_back(book.campaign, receipt, seen, reason, book.giver)
        db.session.commit()
    except StaleVersion as stale:
        db.session.rollback()
        page = PledgePage(book, one)
        return responses.stale(PAGE, form, stale.row, book=book, page=page)
    return _done(book, _("Receipt taken back."), receipt.pledge_id)


@blueprint.post("/receipts/direct")
@needs(Permission.TAKE_PART)
def record_direct(campaign_id: int) -> Response:
    """Records with one tap what an agency handed out itself as received from it."""
    book, form = book_or_404(campaign_id), EmptyForm()
    agency_id = request.form.get("agency", type=row_key)
    begin_write()
    Checklist.queue_up()  # before it is read what is missing: two taps record it once
    book = GiftBook(book.head, read_sheet(book.campaign, g.unit))
    what = next((one for _name, one in book.direct if one.agency_id == agency_id), None)
    if what is not None and form.is_first_post():
        receive_gifts.receive_direct(book.campaign, what, book.giver)
    db.session.commit()
    told = _("%(gifts)s gifts received.", gifts=number(what.gifts)) if what else None
    return _done(book, told or _("This was recorded already."))


@blueprint.route("/receipts/explanation", methods=["GET", "POST"])
@needs(Permission.TAKE_PART)
def explain_receipts(campaign_id: int) -> Response:
    """Why more gifts were given than received, in words."""
    book = book_or_404(campaign_id)
    form = ExplanationForm(data={"note": book.note})
    if not form.validate_on_submit():
        answer = responses.page("gifts/explanation.html", form=form, book=book)
        answer.status_code = 422 if form.is_submitted() else 200
        return answer
    begin_write()
    if form.is_first_post():
        receive_gifts.explain(book.campaign, form.note.data or "", book.giver)
    db.session.commit()
    return _done(book, _("Saved."))


def _done(book: GiftBook, told: str, pledge_id: UUID | None = None) -> Response:
    key = book.campaign.id
    forget_what_is_covered(key)
    where = url_for("gifts.show", campaign_id=key)
    if pledge_id is not None:
        where = url_for("gifts.show_pledge", campaign_id=key, pledge_id=pledge_id)
    return responses.saved(where, told)
