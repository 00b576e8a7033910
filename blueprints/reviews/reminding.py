"""Reminding the units below of a month that they have not handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.filters import moment
from blueprints.forms import EmptyForm
from blueprints.keys import row_key
from blueprints.language import label as _l
from blueprints.reviews import blueprint
from blueprints.reviews.reminders_page import RemindersPage, contacts_of
from blueprints.reviews.ticked import Ticked, units_ticked
from models.base import db
from models.deciders import name_of
from models.permissions import Permission
from models.remind import NotReminded, ReminderRefused, remind
from models.review_queue import queue_of
from models.tenancy import begin_write, narrowed
from models.unit_month import NoSuchMonth, lock_month, refuse_no_month

WHY: dict[NotReminded, Any] = {
    NotReminded.NO_RIGHT: _l("You do not decide on the months of this unit."),
    NotReminded.SETTLED: _l("The month was submitted or decided on meanwhile."),
    NotReminded.TODAY_ALREADY: _l("Reminded today already."),
    NotReminded.NOBODY: _l("Nobody works there with the portal yet: the reminder reached nobody."),
}


@dataclass(frozen=True)
class Result:
    """What became of one unit: reminded, or why not."""

    unit: Ticked
    href: str
    why: NotReminded | None = None
    told: str = ""


@blueprint.get("/<month:month>/reminders")
@needs(Permission.DECIDE_BELOW)
def reminders(month: date) -> Response:
    """The units that are late, to be ticked, and a text for them to copy."""
    queue = queue_of(g.unit, month)
    refuse_no_month(g.unit, queue.month)
    page = RemindersPage(queue, request.args.get("of", ""))
    return responses.page("reviews/reminders.html", page=page, form=EmptyForm())


@blueprint.post("/<month:month>/reminders")
@needs(Permission.DECIDE_BELOW)
def send_reminders(month: date) -> Response:
    """Reminds the ticked units, each by itself."""
    form, ticked = EmptyForm(), _ticked()
    if not ticked:
        where = url_for("reviews.reminders", month=month)
        return responses.refused(where, _("Tick at least one unit."))
    begin_write()
    is_first = form.is_first_post()
    db.session.commit()
    results = [_remind(unit, month) for unit in ticked] if is_first else []
    sent = sum(result.why is None for result in results)
    told = ngettext("%(num)d unit reminded.", "%(num)d units reminded.", sent)
    if sent == len(results):
        return responses.saved(url_for("reviews.show", month=month), told if sent else None)
    contacts = contacts_of(one.unit.id for one in results if one.why is NotReminded.NOBODY)
    context = {"results": results, "told": told, "month": month, "contacts": contacts}
    return responses.page("reviews/reminded.html", **context)


def _ticked() -> list[Ticked]:
    try:
        return units_ticked({row_key(key) for key in request.form.getlist("unit")})
    except ValueError:
        abort(404)


def _remind(unit: Ticked, named: date) -> Result:
    """Remind one unit, in a transaction of its own."""
    href = url_for("checklists.show", unit=unit.slug, month=named)
    reader, above = unit.reader, g.unit.name
    with narrowed(unit.id):
        begin_write()
        try:
            remind(lock_month(named), reader, above)
            db.session.commit()
        except (ReminderRefused, NoSuchMonth) as error:
            result = _refused(unit, href, error)
            db.session.rollback()
            return result
    return Result(unit, href)


def _refused(unit: Ticked, href: str, error: Exception) -> Result:
    if not isinstance(error, ReminderRefused):
        told = str(_("The unit did not exist in this month."))
        return Result(unit, href, NotReminded.SETTLED, told)
    told = str(WHY[error.why])
    if error.earlier:
        told += f" {name_of(error.earlier.person_id)}, {moment(error.earlier.at)}"
    return Result(unit, href, error.why, told)
