"""The forms of publishing and withdrawing a plan."""

from __future__ import annotations

from wtforms import BooleanField, IntegerField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from blueprints.forms import Form, LongTextField
from blueprints.language import label as _l
from models.plan import REASON_LENGTH
from models.plan_faults import FaultKind


class PublicationForm(Form):
    """The plan as it was looked at, and what may be missing from it."""

    revision = IntegerField(widget=HiddenInput(), validators=[Optional()])
    no_number = BooleanField(_l("Publish without a number"))
    no_date = BooleanField(_l("Publish without a date"))

    @property
    def confirmed(self) -> set[str]:
        """The faults that somebody has ticked to be meant."""
        return {kind for kind in FaultKind if kind in self and self[kind].data}


class WithdrawalForm(Form):
    """Why a plan is withdrawn."""

    reason = LongTextField(
        _l("Reason"),
        most=REASON_LENGTH,
        description=_l("Everybody who reads the plan sees it."),
    )
