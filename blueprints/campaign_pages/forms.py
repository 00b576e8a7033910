"""The forms of a public page: publishing what was looked at, withdrawing it, choosing a photo."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField

from blueprints.forms import EditForm, Form, LongTextField, TextField
from blueprints.language import label as _l

LENGTH = 300


class PublicationForm(EditForm):
    """Publish what was looked at: `seen` says what that was; `sure`, that no word of it names a
    child."""

    seen = HiddenField()
    sure = BooleanField(_l("I have read them: none of them is a child's name"))


class WithdrawalForm(EditForm):
    """Why a page is withdrawn."""

    reason = LongTextField(
        _l("Reason"),
        most=LENGTH,
        description=_l("People of the unit read this later. Do not write a child's name."),
    )


class PhotoForm(Form):
    """Put one photo on the page."""

    consent = TextField(
        _l("Who agreed that it is published, and how"),
        most=LENGTH,
        required=False,
        description=_l("For example: the parents and the children, in writing. Write no names."),
    )
