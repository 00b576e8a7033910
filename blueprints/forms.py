"""What all forms share: clean text, a one-time id, the version they were filled from."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from uuid_utils.compat import uuid7
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from blueprints.language import label as _l
from models.posted_form import first_time
from models.text import has_control_characters, normalise


class UnreadableCharacters:
    """Refuses characters that no keyboard makes, before they are dropped silently."""

    def __call__(self, _form: FlaskForm, field: Any) -> None:
        if any(has_control_characters(raw) for raw in field.raw_data or []):
            raise ValidationError(
                _l("There is a character that cannot be read. Delete the text and type it again.")
            )


class WillBePublic:
    """Marks a field that the public will read: the form says so beside its label."""

    field_flags: ClassVar = {"is_public": True}

    def __call__(self, _form: FlaskForm, _field: Any) -> None:
        """Every value fits."""


class TextField(StringField):
    """One line of text: NFC, single blanks, trimmed, at most `most` characters."""

    def __init__(self, label: Any, *, most: int, required: bool = True, **kwargs: Any) -> None:
        first = DataRequired(_l("Write something here.")) if required else Optional()
        too_long = _l("At most %(max)d characters.")
        validators = [UnreadableCharacters(), first, Length(max=most, message=too_long)]
        super().__init__(
            label,
            validators=[*validators, *kwargs.pop("validators", [])],
            filters=[lambda text: normalise(text) if text else text],
            render_kw={"maxlength": most, **kwargs.pop("render_kw", {})},
            **kwargs,
        )


class LongTextField(TextAreaField):
    """Several lines of text, cleaned line by line, at most `most` characters."""

    def __init__(self, label: Any, *, most: int, required: bool = True, **kwargs: Any) -> None:
        first = DataRequired(_l("Write something here.")) if required else Optional()
        too_long = _l("At most %(max)d characters.")
        validators = [UnreadableCharacters(), first, Length(max=most, message=too_long)]
        super().__init__(
            label,
            validators=[*validators, *kwargs.pop("validators", [])],
            filters=[lambda text: normalise(text, keep_lines=True) if text else text],
            render_kw={"maxlength": most},
            **kwargs,
        )


class Form(FlaskForm):
    """A form that is acted on once, however often it is posted."""

    form_id = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.posted_id:
            self.form_id.data = str(uuid7())

    def is_first_post(self) -> bool:
        """Whether this very form was not acted on before; ask after begin_write().

        The buttons of a page may have one id together: each address is another act, also for who
        goes back to the page as it was.
        """
        return first_time(uuid.uuid5(self.posted_id or uuid7(), request.path))

    @property
    def posted_id(self) -> uuid.UUID | None:
        """The one-time id that came with the post; None where it is none."""
        try:
            return uuid.UUID(self.form_id.data or "")
        except ValueError:
            return None


class EmptyForm(Form):
    """A single button: nothing to fill in."""


class EditForm(Form):
    """A form filled from a row: it carries the row's version."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def show_present(self, row: Any) -> None:
        """After somebody else's save: put his value beside each field that differs from it."""
        for field in self:
            present = getattr(row, field.name, field.data)
            if field.name == "version" or _is_same(present, field.data):
                continue
            said = _as_said(field, present)
            told = _("Meanwhile saved by somebody else: %(value)s", value=said)
            field.errors = [*field.errors, told]
        self.version.data = row.version
        self.version.raw_data = None
        self.form_id.data = str(uuid7())


def _is_same(present: Any, given: Any) -> bool:
    if isinstance(present, list) and isinstance(given, list):
        return set(present) == set(given)
    return (present or None) == (given or None)


def _as_said(field: Any, value: Any) -> str:
    """A value of a row as the form would show it: labels for codes, a day day first."""
    if isinstance(value, list):
        return ", ".join(_as_said(field, one) for one in value) or "–"
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    choices = field.iter_choices() if getattr(field, "choices", None) else ()
    labels = {one.value: one.label for one in choices}
    return str(labels.get(value, "–" if value is None else value))
