"""The forms of whom a plan is for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import ngettext
from wtforms import HiddenField, RadioField, SelectChoice, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.forms import Form, TextField
from blueprints.keys import row_key
from blueprints.language import label as _l
from models.plan import UnitsBelow


class TicksField(SelectMultipleField):
    """Rows to tick; the verb behind it refuses what may not be ticked."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(
            label,
            coerce=lambda value: row_key(str(value)),
            choices=[],
            validate_choice=False,
            option_widget=CheckboxInput(),
            widget=ListWidget(prefix_label=False),
            **kwargs,
        )
        self.flags.required = True  # not to be marked as optional: none ticked is an answer, too

    def offer(self, rows: Iterable[Any]) -> None:
        """Offer rows by their names."""
        self.choices = [SelectChoice(row.id, row.name) for row in rows]


class MarkedForm(Form):
    """A form that knows from which addressing it was filled."""

    mark = HiddenField()


class AddresseesForm(MarkedForm):
    """Units below, own agencies, own hamlets."""

    units_below = RadioField(
        _l("Units below"), validators=[InputRequired(_l("Choose one of these."))]
    )
    agency_ids = TicksField(_l("Own agencies"))
    hamlet_ids = TicksField(_l("Own hamlets and residential groups"))

    def offer_below(self, direct: int, every: int, chosen: int) -> None:
        """Offer the choices with the number of units that each means."""
        if not every:
            del self.units_below
            return
        self.units_below.choices = [
            SelectChoice(UnitsBelow.DIRECT.value, _directly(direct)),
            SelectChoice(UnitsBelow.ALL.value, _every(every)),
            SelectChoice(UnitsBelow.CHOSEN.value, _chosen(chosen)),
        ]


class UnitsForm(MarkedForm):
    """Units below, ticked one by one or as they were found."""

    q = TextField(_l("Search a unit"), most=100, required=False)
    shown = HiddenField()
    unit_ids = TicksField(_l("Units"))

    @property
    def shown_ids(self) -> set[int]:
        """The units that stood on the page, ticked or not."""
        keys = (self.shown.data or "").split(",")
        return {int(key) for key in keys if key.isdecimal() and len(key) <= 18}


def _directly(count: int) -> str:
    return str(
        ngettext("The %(num)d unit directly below", "All %(num)d units directly below", count)
    )


def _every(count: int) -> str:
    told = ngettext("The %(num)d unit below", "All %(num)d units at every level below", count)
    return str(told)


def _chosen(count: int) -> str:
    told = ngettext("Chosen units: %(num)d so far", "Chosen units: %(num)d so far", count)
    return str(told)
