"""The forms of a list of activities: the file, and what is decided on its preview."""

from __future__ import annotations

from flask import request
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from blueprints.forms import Form
from blueprints.language import label as _l


class ListForm(Form):
    """The list to import."""

    file = FileField(
        _l("List (.xlsx)"),
        validators=[FileRequired(_l("Choose the file."))],
        description=_l("At most 2,000 activities, in the columns of the template, in any order."),
    )


class ConfirmForm(Form):
    """What becomes of the rows of a list: which are logged again, left out, or right as asked."""

    kept = HiddenField(validators=[DataRequired()])
    leave_out = BooleanField(_l("Leave out the rows with errors and log the others"))
    sure = BooleanField(_l("I have looked at what is asked: it is right"))

    @property
    def again(self) -> set[int]:
        """The numbers of rows that are logged though the same was logged before."""
        return set(request.form.getlist("again", type=int))

    @property
    def said_sure_of(self) -> str:
        """What was asked when the answer was given."""
        return request.form.get("sure", "")
