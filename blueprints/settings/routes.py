"""Stating the settings of a unit."""

from __future__ import annotations

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.settings import blueprint
from blueprints.settings.forms import LABELS, settings_form, source, value_of
from models import setting
from models.base import db
from models.database import StaleVersion
from models.permissions import Permission
from models.setting import SETTINGS
from models.tenancy import begin_write
from models.unit import Unit


@blueprint.route("", methods=["GET", "POST"])
@needs(Permission.MANAGE_SETTINGS)
def edit() -> Response:
    """What holds at this unit: stated here, or inherited from the units above."""
    inherited = {name: setting.found_at(g.unit, name, itself=False) for name in SETTINGS}
    form = settings_form(g.unit, inherited, setting.stated(g.unit.id))
    context = {"fixed": _fixed(inherited), "questions": [n for n in SETTINGS if n in form]}
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
    """The unit's row is locked, because a setting stated for the first time has none."""
    db.session.scalar(select(Unit.id).where(Unit.id == g.unit.id).with_for_update(key_share=True))
    present = setting.stated(g.unit.id)
    if present.version != form.version.data:
        raise StaleVersion(present)
    for name, what in SETTINGS.items():
        if name in form:
            setting.state(g.unit, name, value_of(what, form[name].data))


def _fixed(inherited: Any) -> list[tuple[str, str]]:
    """What holds here and is stated higher up only."""
    elsewhere = [s.name for s in SETTINGS.values() if not s.may_be_stated_at(g.unit)]
    return [(str(LABELS[name][0]), source(name, inherited[name])) for name in elsewhere]
