"""The list of reasons for which the lines of the units below are sent back."""

from __future__ import annotations

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints.access import find_own_or_404, may, needs
from blueprints.settings import blueprint
from blueprints.settings.own_lists import OwnList
from blueprints.settings.reason_form import ReasonForm
from blueprints.settings.reason_words import WORDS, own_row, rows_of
from models.checklist import ReturnedLine
from models.permissions import Permission
from models.return_reason import ReturnReason, begin_list, reasons_of

LIST = OwnList(ReturnReason, "settings.return_reasons", "reason", WORDS)


@blueprint.get("/return-reasons")
@needs(Permission.MANAGE_REVIEWING)
def return_reasons() -> Response:
    """The reasons that are offered here: the unit's own, to change, or those of a unit above."""
    found = reasons_of(g.unit)
    rows = ReturnReason.own(g.unit)
    used = ReturnedLine.count_by_reason([row.id for row in rows])
    back = None
    if may(Permission.VIEW_REVIEWS) and g.has_below:
        back = (_("Back to the reviews"), url_for("reviews.index"))
    own = [(row, own_row(row, used.get(row.id, 0))) for row in rows]
    return LIST.index(found.unit, rows_of(found.reasons), own, back=back)


@blueprint.post("/return-reasons/own-list")
@needs(Permission.MANAGE_REVIEWING)
def begin_reasons() -> Response:
    """Gives the unit a list of its own, as a copy of the one in force."""
    return LIST.begin(lambda: begin_list(g.unit))


@blueprint.post("/return-reasons/own-list/closure")
@needs(Permission.MANAGE_REVIEWING)
def end_reasons() -> Response:
    """Ends the unit's own list, so that it follows the units above again."""
    return LIST.follow()


@blueprint.route("/return-reasons/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_REVIEWING)
def new_reason() -> Response:
    """A form for one more reason of the unit's own list."""
    form = ReasonForm()
    return LIST.one(form, None, lambda: ReturnReason.add(**form.typed()))


@blueprint.route("/return-reasons/<int:reason_id>", methods=["GET", "POST"])
@needs(Permission.MANAGE_REVIEWING)
def edit_reason(reason_id: int) -> Response:
    """One reason, to say anew; what came back for it keeps its words."""
    reason = find_own_or_404(ReturnReason, reason_id)
    form = ReasonForm(obj=reason)
    return LIST.one(form, reason, lambda: reason.restate(**form.typed()))


@blueprint.post("/return-reasons/<int:reason_id>/closure")
@needs(Permission.MANAGE_REVIEWING)
def end_reason(reason_id: int) -> Response:
    """Ends a reason: it stays on what refers to it, and is offered no more."""
    return LIST.end(find_own_or_404(ReturnReason, reason_id))


@blueprint.post("/return-reasons/<int:reason_id>/reopening")
@needs(Permission.MANAGE_REVIEWING)
def reopen_reason(reason_id: int) -> Response:
    """Takes the ending of a reason back."""
    return LIST.reopen(find_own_or_404(ReturnReason, reason_id))


@blueprint.post("/return-reasons/<int:reason_id>/rise")
@needs(Permission.MANAGE_REVIEWING)
def raise_reason(reason_id: int) -> Response:
    """Offers a reason before the one that stands before it, in the order that was seen."""
    return LIST.rise(find_own_or_404(ReturnReason, reason_id))
