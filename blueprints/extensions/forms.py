"""The form of a request for a later day."""

from __future__ import annotations

from blueprints.date_field import DateField
from blueprints.forms import Form, LongTextField
from blueprints.language import label as _l


class ExtensionForm(Form):
    """The new day, and why."""

    new_on = DateField(_l("New day"), required=True)
    reason = LongTextField(
        _l("Reason"),
        most=1000,
        description=_l("For example: the storm cut the power for three days"),
    )
