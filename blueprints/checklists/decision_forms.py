"""The forms of who decides on a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, RadioField, SelectChoice
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, ValidationError

from blueprints.forms import EditForm, LongTextField
from blueprints.language import label as _l
from models.return_reason import Reason

MOST_CHARACTERS = 1000


class ApprovalForm(EditForm):
    """A word to the unit, if there is one."""

    word = LongTextField(_l("A word to the unit"), most=MOST_CHARACTERS, required=False)


class ReopeningForm(EditForm):
    """Why an approved month is opened again."""

    reason = LongTextField(
        _l("Reason"),
        most=MOST_CHARACTERS,
        description=_l("The unit reads it, for example: the number of gifts has to be corrected"),
    )


class ExcuseForm(EditForm):
    """Why a month need not be handed in."""

    reason = LongTextField(
        _l("Reason"),
        most=MOST_CHARACTERS,
        description=_l("The unit reads it, for example: the commune was cut off by floods"),
    )


class ReturnForm(EditForm):
    """A word that concerns the whole month; the lines have forms of their own."""

    word = LongTextField(_l("A word on the whole month"), most=MOST_CHARACTERS, required=False)


class LineReturnForm(PlainForm):
    """One line of the month: whether it is sent back, why, and what is asked for."""

    is_returned = BooleanField(_l("Return this line"))
    reason = RadioField(
        _l("Reason"),
        validate_choice=False,  # validate_reason says more than "not a valid choice"
        validators=[InputRequired(_l("Choose one of these."))],
    )
    word = LongTextField(_l("What is to be completed"), most=MOST_CHARACTERS, required=False)

    def __init__(self, reasons: Mapping[str, Reason], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = reasons
        self.reason.choices = [SelectChoice(code, one.name) for code, one in reasons.items()]

    def validate_reason(self, field: Any) -> None:
        if field.data and field.data not in self.reasons:
            raise ValidationError(_l("This reason is no longer offered. Choose another one."))

    @property
    def chosen(self) -> Reason:
        """The reason that was given; ask after is_in_order()."""
        return self.reasons[str(self.reason.data)]

    def is_in_order(self) -> bool:
        """Whether nothing is missing; only asked of a line that is sent back."""
        if not self.validate():
            return False
        if self.chosen.needs_word and not self.word.data:
            self.word.errors = [*self.word.errors, _l("Write what is to be completed.")]
            return False
        return True
