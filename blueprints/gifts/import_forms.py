"""The forms of a list of children and gifts: the file, and what is confirmed."""

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
        description=_l("One row for each hamlet, in the columns of the template."),
    )


class ConfirmForm(Form):
    """The list as it was read, signed, to be written."""

    sealed_list = HiddenField(validators=[DataRequired()])
    sure = BooleanField(_l("I have looked at what is asked: it is right"))

    @property
    def said_sure_of(self) -> str:
        """What was asked when the answer was given."""
        return request.form.get("sure", "")
