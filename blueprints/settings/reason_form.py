"""The form of a reason for returning a line."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from wtforms import BooleanField, RadioField, SelectChoice
from wtforms.validators import InputRequired

from blueprints.forms import EditForm, TextField
from blueprints.language import label as _l
from blueprints.settings.reason_words import LOOKS_FOR
from models.return_reason import MOST_CHARACTERS

_ASKED = {True: _l("a word is required"), False: _l("a word is not required")}


class ReasonForm(EditForm):
    """Its name, what is missing where it is given, whether a word belongs to it."""

    name = TextField(
        _l("Name"),
        most=MOST_CHARACTERS,
        description=_l(
            "The unit reads it beside the line, for example: Photo of the meeting missing"
        ),
    )
    looks_for = RadioField(
        _l("What is missing"),
        choices=[SelectChoice(code.value, text) for code, text in LOOKS_FOR.items()],
        validators=[InputRequired(_l("Choose one of these."))],
        description=_l(
            "A unit that was sent lines back for it is asked for that before it submits the next "
            "month."
        ),
    )
    needs_word = BooleanField(
        _l("Who returns a line for this reason also writes what is to be completed")
    )

    def typed(self) -> dict[str, Any]:
        """What the verbs of a reason are given."""
        return {name: self[name].data for name in ("name", "looks_for", "needs_word")}

    def show_present(self, row: Any) -> None:
        """After somebody else's save: also whether a word is required, said in words."""
        told = SimpleNamespace(name=row.name, looks_for=row.looks_for, version=row.version)
        if bool(self.needs_word.data) != row.needs_word:
            told.needs_word = _ASKED[row.needs_word]
        super().show_present(told)
