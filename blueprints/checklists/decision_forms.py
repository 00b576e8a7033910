"""The forms of who decides on a month."""

from __future__ import annotations

from wtforms import BooleanField, RadioField, SelectChoice
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired

from blueprints.checklists.month_words import REASONS
from blueprints.forms import EditForm, LongTextField
from blueprints.language import label as _l
from models.return_reason import ReturnReason

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


class ReturnForm(EditForm):
    """A word that concerns the whole month; the lines have forms of their own."""

    word = LongTextField(_l("A word on the whole month"), most=MOST_CHARACTERS, required=False)


class LineReturnForm(PlainForm):
    """One line of the month: whether it is sent back, why, and what is asked for."""

    is_returned = BooleanField(_l("Return this line"))
    reason = RadioField(
        _l("Reason"),
        choices=[SelectChoice(code, words) for code, words in REASONS.items()],
        validators=[InputRequired(_l("Choose one of these."))],
    )
    word = LongTextField(_l("What is to be completed"), most=MOST_CHARACTERS, required=False)

    def is_in_order(self) -> bool:
        """Whether nothing is missing; only asked of a line that is sent back."""
        if not self.validate():
            return False
        if self.reason.data == ReturnReason.OTHER and not self.word.data:
            self.word.errors = [*self.word.errors, _l("Write what is to be completed.")]
            return False
        return True
