"""Boxes for a day, a phone number and an e-mail address, as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import StringField
from wtforms.validators import DataRequired, Optional, ValidationError
from wtforms.widgets import EmailInput, TelInput

from blueprints.forms import TextField
from blueprints.language import label as _l
from models.days import BadDay, parse_day
from models.email import BadEmail, normalise_email
from models.phone import BadPhone, PhoneFault, normalise_phone

PHONE_WORDS = {
    PhoneFault.CHARACTERS: _l("Only digits, for example: 0912 345 678"),
    PhoneFault.OLD: _l("Numbers of eleven digits became ten in 2018. Write the present number."),
    PhoneFault.ABROAD: _l("Only numbers of Vietnam, for example: 0912 345 678"),
    PhoneFault.DIGITS: _l("Ten digits for a mobile phone, for example: 0912 345 678"),
}


class DateField(StringField):
    """A day as a text box: 15/09/2026, and also 15-9 or 15092026. Its data is a date or None."""

    def __init__(self, label: Any, *, required: bool = False, **kwargs: Any) -> None:
        first = DataRequired(_l("Write a day, for example: 15/09/2026")) if required else Optional()
        kwargs.setdefault("description", _l("Day/month/year"))
        super().__init__(label, validators=[first], render_kw={"maxlength": 12}, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data: date | None = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            self.data = parse_day(valuelist[0])
        except BadDay:
            raise ValueError(_l("Write a day of the calendar, for example: 15/09/2026")) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%d/%m/%Y") if self.data else ""


class TelField(TextField):
    """A phone number; its data is the form that is stored."""

    widget = TelInput()

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {"autocomplete": "off"})
        super().__init__(label or _l("Phone number"), most=24, **kwargs)

    def post_validate(self, _form: Any, validation_stopped: bool) -> None:
        if validation_stopped or not self.data:
            return
        try:
            self.data = normalise_phone(self.data)
        except BadPhone as bad:
            raise ValidationError(PHONE_WORDS[bad.fault]) from None


class EmailField(TextField):
    """An e-mail address, not required; its data is the form that is stored."""

    widget = EmailInput()

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {"autocomplete": "off"})
        kwargs.setdefault("required", False)
        super().__init__(label or _l("E-mail"), most=254, **kwargs)

    def post_validate(self, _form: Any, validation_stopped: bool) -> None:
        if validation_stopped or not self.data:
            self.data = self.data or None
            return
        try:
            self.data = normalise_email(self.data)
        except BadEmail:
            raise ValidationError(
                _l("This is no e-mail address. For example: ten@camlo.gov.vn")
            ) from None
