"""The form of an agency."""

from __future__ import annotations

from wtforms import SelectChoice, SelectField
from wtforms.validators import DataRequired

from blueprints.forms import EditForm, TextField
from blueprints.language import label as _l
from models.agency_kind import AGENCY_KINDS


class AgencyForm(EditForm):
    """Name and kind."""

    name = TextField(
        _l("Name"), most=200, description=_l("The full name, as it stands in official letters.")
    )
    kind = SelectField(
        _l("Kind"),
        choices=[SelectChoice(kind.code, kind.label) for kind in AGENCY_KINDS],
        validators=[DataRequired()],
        description=_l("Plans name agencies by kind: this is how a task finds this agency."),
    )
