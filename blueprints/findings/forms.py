"""The forms of findings of inspections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import SelectChoice, SelectField
from wtforms.validators import InputRequired

from blueprints.date_field import DateField
from blueprints.forms import EditForm, Form, LongTextField, TextField
from blueprints.language import label as _l
from models.agency import Agency
from models.follow_finding import Found
from models.unit import Unit

IN_WORDS = "words"
"""The choice of somebody who is named in words."""


class FindingForm(Form):
    """What was found, who must mend it, and by when."""

    text = LongTextField(
        _l("What was found"),
        most=2000,
        description=_l("For example: the playground has no fence. Name no child."),
    )
    chosen = SelectField(
        _l("Who must mend it"), validators=[InputRequired(_l("Choose one of these."))]
    )
    mender = TextField(
        _l("Somebody else"),
        most=200,
        required=False,
        description=_l("Where nobody in the list fits: the place or the person in charge"),
    )
    due_on = DateField(_l("To be mended by"), required=True)

    def offer(self, agencies: Iterable[Agency], below: Iterable[Unit]) -> None:
        """Who may be chosen."""
        offices, units = str(_l("Agencies of the unit")), str(_l("Units below"))
        self.chosen.choices = [
            SelectChoice(IN_WORDS, _l("Somebody else, named below")),
            *(SelectChoice(f"a{one.id}", one.name, optgroup=offices) for one in agencies),
            *(SelectChoice(f"u{one.id}", one.name, optgroup=units) for one in below),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: exactly one is to mend it."""
        is_valid = bool(super().validate(extra_validators))
        if self.mender.errors or (self.chosen.data == IN_WORDS) == bool(self.mender.data):
            return is_valid
        told = _l("Choose who must mend it, or write it here.")
        if self.mender.data:
            told = _l("Somebody is chosen above. Leave this empty.")
        self.mender.errors = [told]
        return False

    def found(self) -> Found:
        """What was typed."""
        chosen, given = self.chosen.data, {"mender": self.mender.data}
        if chosen != IN_WORDS:
            given = {"agency_id" if chosen[0] == "a" else "unit_below_id": int(chosen[1:])}
        return Found(str(self.text.data), self.due_on.data, **given)  # type: ignore[arg-type]


class ReportForm(EditForm):
    """How it was mended."""

    word = LongTextField(
        _l("How it was mended"),
        most=2000,
        description=_l("For example: a fence of 20 m was put up on 20/09. Name no child."),
    )


class ReasonForm(EditForm):
    """Why it is sent back, or withdrawn."""

    word = LongTextField(_l("Reason"), most=2000)


class MoveForm(EditForm):
    """Another day, and why."""

    due_on = DateField(_l("New day to mend it by"), required=True)
    word = LongTextField(_l("Reason"), most=2000)
