"""Stating the settings of a unit."""

from __future__ import annotations

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.settings import blueprint, kind_words, occasion_words
from blueprints.settings.forms import LABELS, settings_form, source, value_of
from blueprints.settings.month_words import row_of
from blueprints.settings.reason_words import reviewing_rows
from models import setting
from models.activity_kind import kinds_of
from models.base import db
from models.campaign_kind import occasions_of
from models.database import StaleVersion
from models.month_rules import schedule_at
from models.permissions import Permission
from models.setting import QUESTIONS, SETTINGS
from models.tenancy import begin_write


@blueprint.route("", methods=["GET", "POST"])
@needs(Permission.MANAGE_SETTINGS)
def edit() -> Response:
    """What holds at this unit: stated here, or inherited from the units above."""
    above = setting.found_all(g.unit, QUESTIONS, itself=False)
    inherited = {name: found[0] for name, found in above.items()}
    form = settings_form(g.unit, inherited, setting.stated(g.unit.id, QUESTIONS))
    context = {
        "fixed": _fixed(inherited),
        "questions": [name for name in QUESTIONS if name in form],
        "months": [row_of(schedule_at(g.unit))],
        "activities": [kind_words.way_to(kinds_of(g.unit))],
        "campaigns": [occasion_words.way_to(occasions_of(g.unit))],
        "reviewing": reviewing_rows() if g.has_below else [],
    }
    if not form.is_submitted():
        return responses.page("settings/edit.html", form=form, **context)
    if not form.validate():
        return responses.invalid("settings/edit.html", form, **context)
    begin_write()
    try:
        if form.is_first_post():
            _state(form)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale("settings/edit.html", form, stale.row, **context)
    return responses.saved(url_for("settings.edit"), _("Settings saved."))


def _state(form: Any) -> None:
    setting.expect_stated(g.unit.id, QUESTIONS, form.version.data)
    for name in QUESTIONS:
        if name in form:
            setting.state(g.unit, name, value_of(SETTINGS[name], form[name].data))


def _fixed(inherited: Any) -> list[tuple[str, str]]:
    """What holds here and is stated higher up only."""
    elsewhere = [name for name in QUESTIONS if not SETTINGS[name].may_be_stated_at(g.unit)]
    return [(str(LABELS[name][0]), source(name, inherited[name])) for name in elsewhere]
