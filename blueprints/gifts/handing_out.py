"""Handing gifts out by hamlet: what is saved are activities of the campaign, and nothing else."""

from __future__ import annotations

from typing import Any

from flask import abort, g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.activities.offered import Offered
from blueprints.filters import number
from blueprints.gifts import blueprint
from blueprints.gifts.book import GiftBook, book_or_404, forget_what_is_covered
from blueprints.gifts.hand_out_form import HandOutForm, hand_out_form
from models.base import db
from models.clock import today
from models.gift_acts import GiftObstacle
from models.gift_pledge import GiftSource
from models.gift_rules import total
from models.gift_sheet import GiftSheet, read_sheet
from models.giving_rules import each
from models.hand_out_gifts import hand_out
from models.permissions import Permission
from models.pledge_gifts import GiftsRefused
from models.tenancy import begin_write

PAGE = "gifts/hand_out.html"


@blueprint.route("/handing-out", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def hand_out_gifts(campaign_id: int) -> Response:
    """The form with a row a hamlet, and logging an activity for each that was given something."""
    book, offered = book_or_404(campaign_id), Offered()
    if not book.head.takes_part:
        abort(404)
    if not book.may_hand_out:
        raise GiftsRefused(GiftObstacle.NOT_LIVE)
    offered.refuse_ended()
    form = hand_out_form(offered.hamlets, _begun(book, offered))
    form.offer(offered.leads)
    if not form.validate_on_submit():
        return _show(form, book)
    begin_write()
    if form.is_first_post():
        hand_out(book.campaign, form.givens(), form.giving(), offered.doer)
    db.session.commit()
    forget_what_is_covered(campaign_id)
    return responses.saved(url_for("gifts.show", campaign_id=campaign_id), _told(form, offered))


def _show(form: HandOutForm, book: GiftBook) -> Response:
    sheet = read_sheet(book.campaign, g.unit)
    context = {"form": form, "book": book, "to_give": _to_give(sheet), "figures": sheet.all}
    answer = responses.page(PAGE, **context)
    answer.status_code = 422 if form.is_submitted() else 200
    return answer


def _begun(book: GiftBook, offered: Offered) -> dict[str, Any]:
    """Today; the source of what was received where there is one alone, and what one gift of it is
    worth."""
    first = next((one.key for one in offered.leads), 0)
    begun: dict[str, Any] = {"held_on": today(), "lead": first}
    came = [one for one in book.promised if one.receipts and not book.goes_elsewhere(one)]
    sources = {GiftSource(one.pledge.source) for one in came}
    if len(sources) != 1:
        return begun
    value = total(one.received_value for one in came)
    return begun | {"source": sources.pop(), "each": each(value, sum(one.received for one in came))}


def _to_give(sheet: GiftSheet) -> dict[int, int]:
    """How many gifts are needed in each hamlet and not given yet, where that is known."""
    found = {row.key: row.figures.to_give for row in sheet.rows}
    return {key: gifts for key, gifts in found.items() if gifts is not None}


def _told(form: HandOutForm, offered: Offered) -> str:
    givens = form.givens()
    gifts = number(sum(one.gifts for one in givens))
    if not offered.doer.writes:
        return str(_("%(gifts)s gifts saved. They wait: the unit accepts them first.", gifts=gifts))
    return str(
        ngettext(
            "%(gifts)s gifts handed out in %(num)d hamlet.",
            "%(gifts)s gifts handed out in %(num)d hamlets.",
            len(givens),
            gifts=gifts,
        )
    )
