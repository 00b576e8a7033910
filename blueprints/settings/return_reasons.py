"""The list of reasons for which the lines of the units below are sent back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.forms import EditForm, EmptyForm, Form
from blueprints.settings import blueprint
from blueprints.settings.reason_form import ReasonForm
from blueprints.settings.reason_words import fault, own_row, rows_of, source
from models.base import db
from models.checklist import ReturnedLine
from models.database import StaleVersion, expect_version
from models.permissions import Permission
from models.return_reason import (
    BadReason,
    Fault,
    ReturnReason,
    begin_list,
    end_list,
    own_reasons,
    reasons_of,
)
from models.tenancy import begin_write

PAGE, ONE = "settings/return_reasons.html", "settings/return_reason.html"


@blueprint.get("/return-reasons")
@needs(Permission.MANAGE_REVIEWING)
def return_reasons() -> Response:
    """The reasons that are offered here: the unit's own, to change, or those of a unit above."""
    found = reasons_of(g.unit)
    rows = own_reasons(g.unit)
    used = ReturnedLine.count_by_reason([row.id for row in rows])
    own = [(row, own_row(row, used.get(row.id, 0)), EmptyForm()) for row in rows]
    is_own = found.unit is not None and found.unit.id == g.unit.id
    return responses.page(
        PAGE,
        form=EmptyForm(),
        is_own=is_own,
        may_begin=g.has_below,
        source=source(found),
        rows=rows_of(found.reasons),
        offered=[one for one in own if not one[0].has_ended],
        ended=[one for one in own if one[0].has_ended],
    )


@blueprint.post("/return-reasons/own-list")
@needs(Permission.MANAGE_REVIEWING)
def begin_reasons() -> Response:
    """Gives the unit a list of its own, as a copy of the one in force."""
    if not g.has_below:
        return responses.refused(_list(), _("There are no units below this one."))
    return _act(EmptyForm(), lambda: begin_list(g.unit), _("This unit has its own list now."))


@blueprint.post("/return-reasons/own-list/closure")
@needs(Permission.MANAGE_REVIEWING)
def end_reasons() -> Response:
    """Ends the unit's own list, so that it follows the units above again."""
    return _act(EmptyForm(), end_list, _("This unit follows the units above again."))


@blueprint.route("/return-reasons/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_REVIEWING)
def new_reason() -> Response:
    """A form for one more reason of the unit's own list."""
    form = ReasonForm()
    if not form.is_submitted():
        return responses.page(ONE, form=form, reason=None)
    return _save(form, None, lambda: ReturnReason.add(*_typed(form), needs_word=_asks(form)))


@blueprint.route("/return-reasons/<int:reason_id>", methods=["GET", "POST"])
@needs(Permission.MANAGE_REVIEWING)
def edit_reason(reason_id: int) -> Response:
    """One reason, to say anew; what came back for it keeps its words."""
    reason = find_own_or_404(ReturnReason, reason_id)
    form = ReasonForm(obj=reason)
    if not form.is_submitted():
        return responses.page(ONE, form=form, reason=reason)
    return _save(form, reason, lambda: reason.restate(*_typed(form), needs_word=_asks(form)))


@blueprint.post("/return-reasons/<int:reason_id>/closure")
@needs(Permission.MANAGE_REVIEWING)
def end_reason(reason_id: int) -> Response:
    """Ends a reason: it stays on what refers to it, and is offered no more."""
    reason = find_own_or_404(ReturnReason, reason_id)
    return _act(EmptyForm(), reason.end, _("%(name)s closed.", name=reason.name))


@blueprint.post("/return-reasons/<int:reason_id>/reopening")
@needs(Permission.MANAGE_REVIEWING)
def reopen_reason(reason_id: int) -> Response:
    """Takes the ending of a reason back."""
    reason = find_own_or_404(ReturnReason, reason_id)
    return _act(EmptyForm(), reason.reopen, _("%(name)s reopened.", name=reason.name))


@blueprint.post("/return-reasons/<int:reason_id>/rise")
@needs(Permission.MANAGE_REVIEWING)
def raise_reason(reason_id: int) -> Response:
    """Offers a reason before the one that stands before it, in the order that was seen."""
    reason, form = find_own_or_404(ReturnReason, reason_id), EditForm()

    def rise() -> None:
        expect_version(reason, form.version.data)
        reason.move_up()

    return _act(form, rise, _("%(name)s moved up.", name=reason.name))


def _save(form: ReasonForm, reason: ReturnReason | None, verb: Callable[[], Any]) -> Response:
    if not form.validate():
        return responses.invalid(ONE, form, reason=reason)
    begin_write()
    try:
        if form.is_first_post():
            if reason is not None:
                expect_version(reason, form.version.data)
            verb()
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale(ONE, form, stale.row, reason=reason)
    except BadReason as bad:
        _put_right(form, bad.fault)
        return responses.invalid(ONE, form, reason=reason)
    return responses.saved(_list(), _("%(name)s saved.", name=form.name.data))


def _put_right(form: ReasonForm, why: Fault) -> None:
    if why is Fault.DUPLICATE:
        form.name.errors = [fault(why)]
    else:
        form.form_errors.append(fault(why))


def _act(form: Form, verb: Callable[[], None], told: str) -> Response:
    """Do an act of one button, unless somebody else was quicker."""
    begin_write()
    try:
        if form.is_first_post():
            verb()
        db.session.commit()
    except StaleVersion:
        changed = _("Somebody else changed this list meanwhile. Look at it first.")
        return responses.refused(_list(), changed)
    except BadReason as bad:
        return responses.refused(_list(), fault(bad.fault))
    return responses.saved(_list(), told)


def _typed(form: ReasonForm) -> tuple[str, str]:
    return str(form.name.data), str(form.looks_for.data)


def _asks(form: ReasonForm) -> bool:
    return bool(form.needs_word.data)


def _list() -> str:
    return url_for("settings.return_reasons")
