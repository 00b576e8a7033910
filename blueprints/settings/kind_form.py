"""The form of a kind of activities."""

from __future__ import annotations

from typing import Any

from wtforms import SelectChoice, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.forms import EditForm, TextField
from blueprints.language import label as _l
from blueprints.settings.kind_words import ASKS
from models.activity_kind import MOST_CHARACTERS


class KindForm(EditForm):
    """Its name, and the figures that it asks for."""

    name = TextField(
        _l("Name"),
        most=MOST_CHARACTERS,
        description=_l("It stands on a button of the log form, for example: Swimming lessons"),
    )
    asks = SelectMultipleField(
        _l("Figures that it asks for"),
        choices=[SelectChoice(code.value, text) for code, text in ASKS.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def typed(self) -> dict[str, Any]:
        """What the verbs of a kind are given."""
        return {"name": self.name.data, "asks": self.asks.data or []}
