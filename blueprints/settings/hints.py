"""Stating from when on something in the months of the units below deserves a look."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists.hint_words import WORDS, far_example, meaning
from blueprints.settings import blueprint
from blueprints.settings.hint_form import HintForm
from models import setting
from models.base import db
from models.database import StaleVersion
from models.hint_rules import LEARNED, RULES, Hint, HintRule
from models.permissions import Permission
from models.setting import SETTINGS
from models.tenancy import begin_write
from models.thresholds import OFF, THRESHOLDS, Thresholds

PAGE = "settings/hints.html"


@blueprint.route("/hints", methods=["GET", "POST"])
@needs(Permission.MANAGE_REVIEWING)
def hints() -> Response:
    """What deserves a look in a month, in words, and a form for the thresholds."""
    where, may_state = url_for("settings.hints"), _may_state()
    inherited = _inherited()
    form = HintForm(obj=setting.stated(g.unit.id, THRESHOLDS))
    form.show_inherited(inherited)
    context = {"rules": rules_in_words(form.told(inherited)), "may_state": may_state}
    if not form.is_submitted():
        return responses.page(PAGE, form=form, **context)
    if not may_state:
        return responses.refused(where, _("The units above state this."))
    if not form.validate():
        return responses.invalid(PAGE, form, **context)
    try:
        _state(form)
    except StaleVersion as stale:
        return responses.stale(PAGE, form, stale.row, **context)
    return responses.saved(where, _("Settings saved."))


@blueprint.get("/hints/example")
@needs(Permission.MANAGE_REVIEWING)
def hints_example() -> Response:
    """What deserves a look under the thresholds that are typed just now, for their page."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(url_for("settings.hints"), 303)
    form = HintForm(request.args, meta={"csrf": False})
    rules = rules_in_words(form.told(_inherited()))
    return responses.fragment("settings/_hint_rules.html", rules=rules)


def rules_in_words(told: Thresholds) -> list[dict[str, Any]]:
    """Every rule with what it means under these thresholds, as rows of a list."""
    return [_row(rule, told) for rule in (*RULES, *LEARNED.values())]


def _row(rule: HintRule, told: Thresholds) -> dict[str, Any]:
    words = WORDS[rule.hint]
    is_off = any(getattr(told, name) == OFF for name in rule.thresholds[:1])
    said = [_("Switched off.")] if is_off else _said(rule, told)
    row = {"title": words.title, "sub": " ".join(said)}
    return row | {"symbol": words.symbol, "kind": "none" if is_off else words.kind}


def _said(rule: HintRule, told: Thresholds) -> list[str]:
    if rule in LEARNED.values():
        return [_("Only where lines of the unit came back for that in the last twelve months.")]
    more = [far_example(told)] if rule.hint is Hint.FAR_OFF else []
    return [meaning(rule.hint, told), *more]


def _state(form: HintForm) -> None:
    begin_write()
    if form.is_first_post():
        setting.expect_stated(g.unit.id, THRESHOLDS, form.version.data)
        for name in THRESHOLDS:
            setting.state(g.unit, name, form[name].data)
    db.session.commit()


def _inherited() -> dict[str, setting.Found]:
    found = setting.found_all(g.unit, THRESHOLDS, itself=False)
    return {name: told[0] for name, told in found.items()}


def _may_state() -> bool:
    return all(SETTINGS[name].may_be_stated_at(g.unit) for name in THRESHOLDS)
