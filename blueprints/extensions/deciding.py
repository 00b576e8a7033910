"""Granting or refusing a later day, at the address of the unit that asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.checklists.month_words import month_inside
from blueprints.checklists.months import reader_here
from blueprints.extensions import blueprint
from blueprints.extensions.forms import DecisionForm
from models.ask_extension import ExtensionRefused, request_of
from models.base import db
from models.clock import today
from models.decide_extension import grant, refuse
from models.extension import Extension
from models.extension_acts import ExtensionAct, why_not
from models.permissions import Permission
from models.tenancy import begin_write


@blueprint.route("/<uuid:extension_id>/decision", methods=["GET", "POST"])
@needs(Permission.DECIDE_MONTHS)
def decision(extension_id: UUID) -> Response:
    """What was asked and why, and the buttons that grant or refuse it."""
    extension = find_own_or_404(Extension, extension_id)
    form = DecisionForm()
    if form.is_submitted() and form.is_in_order(request.form.get("act", "")):
        return _decide(extension, form)
    why = _why_not(extension, ExtensionAct.REFUSE)
    if why is not None:
        raise ExtensionRefused(why)
    show = responses.invalid if form.is_submitted() else responses.page
    return show("extensions/decision.html", form=form, **_context(extension))


def _decide(extension: Extension, form: DecisionForm) -> Response:
    word = form.word.data or ""
    begin_write()
    if form.is_first_post():
        if _refuses():
            refuse(extension, reader_here(), word)
        else:
            grant(extension, reader_here(), word or None)
    db.session.commit()
    told = _("Extension refused.") if _refuses() else _("Extension granted.")
    return responses.saved(url_for("extensions.index"), told)


def _refuses() -> bool:
    return request.form.get("act") == ExtensionAct.REFUSE


def _why_not(extension: Extension, act: ExtensionAct) -> Any:
    return why_not(act, reader_here(), request_of(extension), today())


def _context(extension: Extension) -> dict[str, object]:
    return {
        "extension": extension,
        "month_label": month_inside(extension.month_on),
        "may_grant": _why_not(extension, ExtensionAct.GRANT) is None,
    }
