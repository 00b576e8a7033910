"""The form of a unit's settings, built from the table of settings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _
from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from blueprints.forms import EditForm
from blueprints.language import label as _l
from models.setting import QUESTIONS, SETTINGS, Found, Setting
from models.unit import Unit

INHERIT = "inherit"
LABELS: dict[str, tuple[Any, Any]] = {
    "second_factor": (
        _l("Second factor when signing in"),
        _l(
            "Reviewers, leaders and administrators of this unit and of all units below type a code "
            "from an app beside the password."
        ),
    ),
    "digest": (
        _l("Notifications by e-mail"),
        _l("Once a day, to people of this unit who have an e-mail address."),
    ),
}
CHOICES: dict[str, dict[Any, Any]] = {
    "second_factor": {True: _l("Required"), False: _l("Left to each person")},
    "digest": {"daily": _l("Once a day"), "off": _l("No e-mail")},
}


def shown(name: str, value: Any) -> str:
    """A value in words."""
    return str(CHOICES[name][value])


def source(name: str, found: Found) -> str:
    """An inherited value in words, and whose it is."""
    value = shown(name, found.value)
    if found.unit is None:
        return str(_("As in the whole portal: %(value)s", value=value))
    return str(_("As %(unit)s states it: %(value)s", unit=found.unit.name, value=value))


class SettingsForm(EditForm):
    """One radio for each setting."""

    def show_present(self, row: Any) -> None:
        """After somebody else's save: his choices in words."""
        words = {name: _code(getattr(row, name)) for name in QUESTIONS if name in self}
        words = {
            name: _label(self[name], code)
            for name, code in words.items()
            if code != self[name].data
        }
        super().show_present(SimpleNamespace(version=row.version, **words))


def settings_form(unit: Unit, inherited: dict[str, Found], stated: Any) -> EditForm:
    """A form with one question for each setting that may be stated at the unit."""
    asked = [name for name in QUESTIONS if SETTINGS[name].may_be_stated_at(unit)]
    questions = {name: _question(name) for name in asked}
    form: EditForm = type("QuestionsForm", (SettingsForm,), questions)(
        data={name: _code(getattr(stated, name)) for name in questions}
        | {"version": stated.version}
    )
    for name in questions:
        form[name].choices = [
            SelectChoice(INHERIT, source(name, inherited[name])),
            *_choices(name),
        ]
    return form


def value_of(setting: Setting, code: str) -> Any:
    """What a posted choice means; None: inherit."""
    return next((value for value in setting.choices if _code(value) == code), None)


def _question(name: str) -> RadioField:
    label, description = LABELS[name]
    chosen = InputRequired(_l("Choose one of these."))
    return RadioField(label, description=description, validators=[chosen])


def _choices(name: str) -> list[SelectChoice]:
    return [SelectChoice(_code(value), str(text)) for value, text in CHOICES[name].items()]


def _label(field: Any, code: str) -> str:
    return next(str(choice.label) for choice in field.choices if choice.value == code)


def _code(value: Any) -> str:
    return INHERIT if value is None else str(value).lower()
