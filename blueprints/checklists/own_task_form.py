"""The form of a line that the unit adds itself."""

from __future__ import annotations

from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from blueprints.date_field import DateField
from blueprints.forms import EditForm, LongTextField
from blueprints.language import label as _l
from blueprints.plans.task_words import CADENCES
from models.add_own_task import BadOwnTask
from models.own_task import MOST_CHARACTERS
from models.task import Cadence

OFFERED = (
    Cadence.ONCE,
    Cadence.MONTHLY,
    Cadence.QUARTERLY,
    Cadence.HALF_YEARLY,
    Cadence.YEARLY,
)
"""A campaign's line differs in nothing from one that is done once."""

BAD_VALUES = {
    BadOwnTask.DAY_TOO_EARLY: _l("This day lies before the month. Write a later one."),
    BadOwnTask.DAY_TOO_FAR: _l("Write a day of this year or the next one."),
    BadOwnTask.DAY_UNWANTED: _l(
        "What is done again and again is due at the end of each period: leave the day empty."
    ),
    BadOwnTask.DAY_PASSED: _l("This day has passed. Ask for an extension of the line instead."),
    BadOwnTask.CADENCE_FIXED: _l("Something was written of this line: how often it is done stays."),
}


class OwnTaskForm(EditForm):
    """What is to be done, how often, until when."""

    text = LongTextField(
        _l("What is to be done"),
        most=MOST_CHARACTERS,
        description=_l("For example: visit children in hospital"),
    )
    cadence = RadioField(
        _l("How often"),
        choices=[SelectChoice(code, CADENCES[code]) for code in OFFERED],
        default=Cadence.ONCE,
        validators=[InputRequired(_l("Choose one of these."))],
    )
    due_on = DateField(
        _l("Due day"),
        description=_l(
            "Day/month/year; for what is done once or every year. Without a day a line that is"
            " done once goes on until it is done."
        ),
    )

    def refuse(self, field: str, why: BadOwnTask) -> None:
        """Say beside a field why its value is not taken."""
        self[field].errors = [*self[field].errors, BAD_VALUES[why]]
