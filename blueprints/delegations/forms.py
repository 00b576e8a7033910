"""The form with which reviewing is delegated."""

from __future__ import annotations

from datetime import date

from wtforms import SelectField
from wtforms.validators import DataRequired

from blueprints.date_field import DateField
from blueprints.forms import Form, LongTextField
from blueprints.language import label as _l
from models.clock import today


class DelegationForm(Form):
    """To whom, from when to when, and a word."""

    receiver_id = SelectField(
        _l("Colleague"),
        coerce=lambda value: int(value) if value else None,
        validators=[DataRequired(_l("Choose who reviews on your behalf."))],
        description=_l("Somebody who works at this unit and does not review here."),
    )
    starts_on = DateField(_l("From"), description=_l("Day/month/year. Empty: from today."))
    ends_on = DateField(
        _l("Last day"),
        required=True,
        description=_l("Day/month/year. This day still counts, until 23:59."),
    )
    word = LongTextField(
        _l("A word to your colleague"),
        most=1000,
        required=False,
        description=_l("Only the two of you read it."),
    )

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day; ask after validate()."""
        return self.starts_on.data or today(), self.ends_on.data or today()
