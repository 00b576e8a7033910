"""Forms for plans made of others."""

from __future__ import annotations

from wtforms import BooleanField

from blueprints.date_field import DateField
from blueprints.forms import Form
from blueprints.language import label as _l


class ReissueForm(Form):
    """From which day a plan is issued again."""

    starts_on = DateField(_l("First day of the new plan"), required=True)


class AdoptionForm(Form):
    """One button; with a tick where the unit has adopted the plan before."""

    again = BooleanField(_l("Make another draft of the same plan"))
