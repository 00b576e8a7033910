"""Boxes for counts and money, as people type them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wtforms import StringField
from wtforms.validators import Optional

from blueprints.language import label as _l
from models.figure_rules import LARGEST_COUNT
from models.figures import BadFigure, parse_figure, parse_money, written_figure


class CountField(StringField):
    """A count as people type it (1.210); its data is an int or None."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data: int | None = None
        text = valuelist[0].strip() if valuelist else ""
        if text:
            self.data = self._read(text)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self._written(self.data)

    def _read(self, text: str) -> int:
        try:
            value = parse_figure(text).value
        except BadFigure:
            value = None
        if value is None or value != int(value):
            raise ValueError(_l("Write digits only, for example: 29"))
        if value > LARGEST_COUNT:
            raise ValueError(_l("This number is too large. Check it."))
        return int(value)

    def _written(self, value: int) -> str:
        return written_figure(Decimal(value))


class MoneyField(CountField):
    """Whole đồng as people type them: 5.000.000, 5 triệu."""

    def _read(self, text: str) -> int:
        try:
            return parse_money(text)
        except BadFigure:
            raise ValueError(_l("Write an amount, for example: 5.000.000 or 5 triệu")) from None


def count_field(label: Any) -> CountField:
    """A short box for a count."""
    return CountField(
        label, validators=[Optional()], render_kw={"inputmode": "numeric", "maxlength": 12}
    )


def money_field(label: Any) -> MoneyField:
    """A box for an amount."""
    return MoneyField(
        label, validators=[Optional()], render_kw={"inputmode": "numeric", "maxlength": 20}
    )
