"""Pledges of gifts: all of them, a new one, and one of them to change or withdraw."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.filters import number
from blueprints.gifts import blueprint
from blueprints.gifts.book import GiftBook, book_or_404, forget_what_is_covered, pledge_or_404
from blueprints.gifts.pledge_forms import PledgeForm, WithdrawalForm, filled
from blueprints.gifts.pledge_page import PledgePage
from models import pledge_gifts
from models.agency import Agency
from models.base import db
from models.clock import today
from models.database import StaleVersion
from models.gift_acts import GiftAct, why_not, why_not_pledge
from models.gift_book import Promised, units_below
from models.permissions import Permission
from models.pledge_gifts import GiftsRefused, ReceiverKept, TooFew
from models.receive_gifts import receive
from models.tenancy import begin_write

FORM, PAGE = "gifts/pledge_form.html", "gifts/pledge.html"


@blueprint.get("/pledges")
@needs(Permission.VIEW_CAMPAIGNS)
def pledges(campaign_id: int) -> Response:
    """All pledges of the unit; for a partner what his agency pledged, and what it gave."""
    return responses.page("gifts/pledges.html", book=book_or_404(campaign_id))


@blueprint.route("/pledges/new", methods=["GET", "POST"])
@needs(Permission.PLEDGE_GIFTS)
def new_pledge(campaign_id: int) -> Response:
    """The form of a pledge, and saving it."""
    book = book_or_404(campaign_id)
    form = _form(book, pledged_on=today())
    _refuse_to_pledge(book)
    if not form.validate_on_submit():
        return _show(FORM, form, book=book)
    typed, is_partner = form.pledging(), g.standing.is_only_partner
    begin_write()
    if form.is_first_post():
        made = pledge_gifts.pledge(book.campaign, typed, book.giver, from_partner=is_partner)
        if form.is_here:
            receive(book.campaign, made, form.came(), book.giver)
    db.session.commit()
    return _done(campaign_id, _("%(gifts)s gifts pledged.", gifts=number(typed.gifts)))


@blueprint.get("/pledges/<uuid:pledge_id>")
@needs(Permission.VIEW_CAMPAIGNS)
def show_pledge(campaign_id: int, pledge_id: UUID) -> Response:
    """One pledge: who gives what, what came of it, and what can be done now."""
    book = book_or_404(campaign_id)
    return responses.page(PAGE, book=book, page=PledgePage(book, pledge_or_404(book, pledge_id)))


@blueprint.route("/pledges/<uuid:pledge_id>/edit", methods=["GET", "POST"])
@needs(Permission.PLEDGE_GIFTS)
def edit_pledge(campaign_id: int, pledge_id: UUID) -> Response:
    """The form filled with a pledge, and saving the change."""
    book = book_or_404(campaign_id)
    one = pledge_or_404(book, pledge_id)
    _allow(GiftAct.CHANGE, book, one)
    form = _form(book, one, **filled(one.pledge))
    if not form.validate_on_submit():
        return _show(FORM, form, book=book, one=one)
    begin_write()
    try:
        if form.is_first_post():
            seen, typed = form.version.data, form.pledging()
            pledge_gifts.change(book.campaign, one.pledge, seen, typed, book.giver)
        db.session.commit()
    except (TooFew, ReceiverKept, StaleVersion) as error:
        return _not_changed(form, error, book=book, one=one)
    return _done(campaign_id, _("Pledge changed."), pledge_id)


@blueprint.post("/pledges/<uuid:pledge_id>/withdrawal")
@needs(Permission.PLEDGE_GIFTS)
def withdraw_pledge(campaign_id: int, pledge_id: UUID) -> Response:
    """Says that nothing more comes of a pledge, and why; what came stays."""
    book, form = book_or_404(campaign_id), WithdrawalForm()
    one = pledge_or_404(book, pledge_id)
    if not form.validate():
        return responses.invalid(PAGE, form, book=book, page=PledgePage(book, one, form))
    begin_write()
    try:
        if form.is_first_post():
            seen, reason = form.version.data, form.reason.data or ""
            pledge_gifts.withdraw(book.campaign, one.pledge, seen, reason, book.giver)
        db.session.commit()
    except StaleVersion as stale:
        db.session.rollback()
        page = PledgePage(book, one, form)
        return responses.stale(PAGE, form, stale.row, book=book, page=page)
    return _done(campaign_id, _("Pledge withdrawn. What came of it stays."), pledge_id)


def _form(book: GiftBook, one: Promised | None = None, **given: Any) -> PledgeForm:
    """The form, with who may give and who may get the gifts."""
    form = PledgeForm(data=given)
    kept = one.agency_id if one else None
    is_partner = g.standing.is_only_partner
    agencies = list(db.session.scalars(Agency.for_list(g.unit.id)))
    offered = [row for row in agencies if not row.has_ended or row.id == kept]
    if is_partner:
        offered = [row for row in offered if row.id in g.standing.agency_ids]
    below = db.session.scalars(units_below(book.campaign, g.unit)).all() if g.has_below else []
    form.offer(offered, below, is_partner=is_partner)
    if one is not None and form.has_come is not None:
        del form.has_come
    return form


def _show(template: str, form: FlaskForm, **context: Any) -> Response:
    if form.is_submitted():
        return responses.invalid(template, form, **context)
    return responses.page(template, form=form, **context)


def _not_changed(
    form: PledgeForm, error: TooFew | ReceiverKept | StaleVersion, **context: Any
) -> Response:
    db.session.rollback()
    if isinstance(error, StaleVersion):
        return responses.stale(FORM, form, error.row, **context)
    if isinstance(error, TooFew):
        form.refuse("gifts", _few(error.received))
    else:
        told = _("Gifts have come of it there already. Pledge the rest anew for the other unit.")
        form.form_errors.append(told)
    return responses.invalid(FORM, form, **context)


def _refuse_to_pledge(book: GiftBook) -> None:
    is_partner = g.standing.is_only_partner
    agency_id = next(iter(g.standing.agency_ids), None) if is_partner else None
    why = why_not_pledge(book.giver, agency_id, from_partner=is_partner, is_live=book.is_live)
    if why is not None:
        raise GiftsRefused(why)


def _allow(act: GiftAct, book: GiftBook, one: Promised) -> None:
    why = why_not(act, book.giver, one, is_live=book.is_live)
    if why is not None:
        raise GiftsRefused(why)


def _few(received: int) -> str:
    gifts = number(received)
    told = _("%(gifts)s gifts have come already. Write this number or a larger one.", gifts=gifts)
    return str(told)


def _done(campaign_id: int, told: str, pledge_id: UUID | None = None) -> Response:
    forget_what_is_covered(campaign_id)
    where = url_for("gifts.pledges", campaign_id=campaign_id)
    if pledge_id is not None:
        where = url_for("gifts.show_pledge", campaign_id=campaign_id, pledge_id=pledge_id)
    return responses.saved(where, told)
