"""The forms of evidence: adding it, saying who agreed, withdrawing it."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from flask_wtf.file import FileRequired, MultipleFileField
from uuid_utils.compat import uuid7
from wtforms import BooleanField

from blueprints.forms import EditForm, Form, LongTextField, TextField
from blueprints.language import label as _l
from models.posted_form import first_time

FACES = _l("Faces can be recognised on it")
AGREED = _l("Who agreed, and how")
HINT = _l("For example: the parents, by word of mouth, on 12/09. Do not write a child's name.")
MISSING = _l("Write who agreed that this is kept.")
TAKEN = _l("JPEG, PNG, WebP, HEIC, PDF, .docx or .xlsx; at most 10 MB each.")
LENGTH = 300


def asks_for_consent(form: Any) -> bool:
    """Whether it is still to be said who agreed to a face; puts the word beside the field."""
    is_missing = form.shows_faces.data and not form.consent.data
    if is_missing:
        form.consent.errors = [*form.consent.errors, str(MISSING)]
    return bool(is_missing)


class FilesForm(Form):
    """A form with photos or files; what is said of faces is said of all of them."""

    file = MultipleFileField(_l("Photos and files"), description=TAKEN)
    shows_faces = BooleanField(FACES)
    consent = TextField(AGREED, most=LENGTH, required=False, description=HINT)

    def is_first_post_of(self, digest: str) -> bool:
        """As is_first_post(), for each file of the post by itself."""
        return first_time(uuid5(self.posted_id or uuid7(), digest))


class AddForm(FilesForm):
    """Photos or files of one line or activity."""

    file = MultipleFileField(
        _l("Add photos or files"),
        validators=[FileRequired(_l("Choose a photo or file."))],
        description=TAKEN,
    )

    def __init__(self, line_key: int | str, *args: Any, **kwargs: Any) -> None:
        """`line_key` keeps the forms of several lines of one page apart."""
        super().__init__(*args, **kwargs)
        for field in self:
            field.id = f"{field.id}-{line_key}"

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        is_valid = super().validate(*args, **kwargs)
        return not asks_for_consent(self) and is_valid


class ConsentForm(EditForm):
    """Whether faces are shown, and who agreed to that."""

    shows_faces = BooleanField(FACES)
    consent = TextField(AGREED, most=LENGTH, required=False, description=HINT)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        is_valid = super().validate(*args, **kwargs)
        return not asks_for_consent(self) and is_valid


class WithdrawalForm(Form):
    """Why a photo or file is withdrawn."""

    reason = LongTextField(
        _l("Reason"),
        most=LENGTH,
        description=_l("Who looks for it later reads this. Do not write a child's name."),
    )
