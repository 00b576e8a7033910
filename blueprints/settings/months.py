"""Stating how the months of a province are cut, due and closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.forms import EditForm
from blueprints.settings import blueprint
from blueprints.settings.month_form import MonthForm, month_form
from blueprints.settings.month_words import FAULTS, example, number_of, rows_of
from models import setting
from models.base import db
from models.database import StaleVersion
from models.month_calendar import month_named, next_month
from models.month_rules import BadMonthRule, Schedule, schedule_at, state_rule, take_back_planned
from models.permissions import Permission
from models.setting import MONTHS, SETTINGS
from models.tenancy import begin_write

PAGE = "settings/months.html"


@blueprint.route("/months", methods=["GET", "POST"])
@needs(Permission.MANAGE_SETTINGS)
def months() -> Response:
    """How months are counted here and who states it; a form where this unit may."""
    schedule, where = schedule_at(g.unit), url_for("settings.months")
    form = month_form(schedule, setting.stated(g.unit.id, [MONTHS]).version)
    if not form.is_submitted():
        return responses.page(PAGE, form=form, **_context(schedule, form))
    if not SETTINGS[MONTHS].may_be_stated_at(g.unit):
        return responses.refused(where, _("The province states this."))
    if not form.validate():
        return responses.invalid(PAGE, form, **_context(schedule, form))
    try:
        _write(form, lambda: state_rule(g.unit, *form.typed))
    except StaleVersion as stale:
        return responses.stale(PAGE, form, stale.row, **_context(schedule_at(g.unit), form))
    except BadMonthRule as bad:
        form.since.errors = [FAULTS[bad.fault]]
        return responses.invalid(PAGE, form, **_context(schedule, form))
    month = number_of(form.typed[0])
    return responses.saved(where, _("Saved. It counts from month %(month)s on.", month=month))


@blueprint.post("/months/taking-back")
@needs(Permission.MANAGE_SETTINGS)
def take_back() -> Response:
    """Take the rule back that was planned last and has not begun."""
    form, where = EditForm(), url_for("settings.months")
    try:
        _write(form, lambda: take_back_planned(g.unit))
    except StaleVersion:
        changed = _("Somebody else changed these rules meanwhile. Look at the list first.")
        return responses.refused(where, changed)
    except BadMonthRule as bad:
        return responses.refused(where, str(FAULTS[bad.fault]))
    return responses.saved(where, _("Taken back."))


@blueprint.get("/months/example")
@needs(Permission.MANAGE_SETTINGS)
def months_example() -> Response:
    """The first months under what is typed just now, for the page of the rules."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(url_for("settings.months"), 303)
    form = MonthForm(schedule_at(g.unit), request.args, meta={"csrf": False})
    return responses.fragment("settings/_example.html", examples=_examples(form))


def _write(form: EditForm, act: Callable[[], None]) -> None:
    begin_write()
    if form.is_first_post():
        setting.expect_stated(g.unit.id, [MONTHS], form.version.data)
        act()
    db.session.commit()


def _context(schedule: Schedule, form: MonthForm) -> dict[str, Any]:
    may_state = SETTINGS[MONTHS].may_be_stated_at(g.unit)
    planned = schedule.planned_by(g.unit)
    return {
        "rules": rows_of(schedule),
        "may_state": may_state,
        "planned": number_of(planned.since) if planned else None,
        "examples": _examples(form),
    }


def _examples(form: MonthForm) -> list[str]:
    """The first two months under what was typed, or why it cannot be stated."""
    try:
        since, rule = form.typed
    except ValueError:
        return []
    fault = form.schedule.fault(since, rule)
    if fault is not None:
        return [str(FAULTS[fault])]
    rules = form.schedule.with_rule(since, rule)
    first = month_named(since.year, since.month, rules)
    return [example(first), example(next_month(first, rules))]
