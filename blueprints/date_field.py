"""A box for a day, as people type it."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import StringField
from wtforms.validators import DataRequired, Optional

from blueprints.language import label as _l
from models.days import BadDay, parse_day


class DateField(StringField):
    """A day as a text box: 15/09/2026, and also 15-9 or 15092026. Its data is a date or None."""

    def __init__(self, label: Any, *, required: bool = False, **kwargs: Any) -> None:
        first = DataRequired(_l("Write a day, for example: 15/09/2026")) if required else Optional()
        kwargs.setdefault("description", _l("Day/month/year"))
        validators = [first, *kwargs.pop("validators", [])]
        super().__init__(label, validators=validators, render_kw={"maxlength": 12}, **kwargs)

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
