"""The forms of the four ways to a new plan."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from blueprints.forms import Form
from blueprints.language import label as _l
from blueprints.plans.forms import PaperFields
from models.clock import today

MOST_CHARACTERS = 300_000


class RawTextField(TextAreaField):
    """Text as it was pasted: its lines, tabs and gaps say what belongs together."""

    def __init__(self, label: Any, *, required: bool = True, **kwargs: Any) -> None:
        too_long = _l("This is too much for one plan: 300,000 characters at most.")
        validators: list[Any] = [Length(max=MOST_CHARACTERS, message=too_long)]
        if required:
            validators.insert(0, DataRequired(_l("Paste the text here.")))
        super().__init__(label, validators=validators, **kwargs)


class BroughtForm(Form):
    """What can bring a file; `kept` names one that was brought already and waits for an answer."""

    file: Any
    kept = HiddenField()

    @property
    def has_file(self) -> bool:
        return bool(self.file.data)


class FileForm(BroughtForm):
    """A document as a file."""

    file = FileField(
        _l("The document"), description=_l(".docx, .pdf, .odt, .doc or .txt, at most 20 MB.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file.flags.required = True

    def validate_file(self, field: Any) -> None:
        if not field.data and not self.kept.data:
            raise ValidationError(_l("Choose the file."))


class TextForm(Form):
    """A document as pasted text."""

    text = RawTextField(
        _l("Text of the document"),
        description=_l("From the first line of the paper to its recipients."),
    )


class TypedForm(PaperFields, Form):
    """A plan without a document."""

    def offer_this_year(self) -> None:
        """Fill in the period that most plans have."""
        year = today().year
        self.starts_on.data = today().replace(month=1, day=1)
        self.ends_on.data = today().replace(year=year, month=12, day=31)


class TableForm(TypedForm, BroughtForm):
    """A table of tasks, pasted or as a file, and what it does not say: the paper's own data."""

    table = RawTextField(
        _l("The table"),
        required=False,
        description=_l("Mark it in Word or Excel with its row of headings, copy and paste it."),
    )
    file = FileField(_l("Or the file"), description=_l(".xlsx, at most 20 MB."))

    def validate_table(self, field: Any) -> None:
        if not (field.data or "").strip() and not self.has_file and not self.kept.data:
            raise ValidationError(_l("Paste the table, or choose the file."))
        if (field.data or "").strip() and self.has_file:
            raise ValidationError(_("Both a table and a file: keep one of them."))
