"""The forms of opening a campaign."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.campaigns.opening_words import BAD_DAYS, FIGURES, MEASURES, wished
from blueprints.date_field import DateField
from blueprints.filters import day
from blueprints.forms import EditForm, LongTextField, TextField, WillBePublic
from blueprints.language import label as _l
from blueprints.number_fields import MoneyField
from models.campaign import Campaign, Measure
from models.campaign_acts import BadDays, bad_days, last_report_day, report_due
from models.open_campaign import Wish
from models.plan import UnitsBelow

OWN = "own"
"""The choice of a campaign in which no unit below takes part."""
EMPTY_ROWS = 2
MOST_WISHES = 20
MOST_BANDS = 8
OLDEST = 18
_BAND = re.compile(r"(\d{1,2})\s*(?:-|–|đến)\s*(\d{1,2})")
_PARTS = re.compile(r"[,;\n]")


class BandsField(TextField):
    """Age bands as people type them, "0-2, 3-5"; its data are the pairs."""

    def process_data(self, value: Any) -> None:
        self.data: Any = ", ".join(f"{low}-{high}" for low, high in value or [])

    @property
    def bands(self) -> list[list[int]]:
        """The pairs of first and last year; ValueError where they are none, or overlap."""
        found = [_BAND.fullmatch(part.strip()) for part in _PARTS.split(self.data or "") if part]
        bands = [[int(one[1]), int(one[2])] for one in found if one]
        years = [year for band in bands for year in band]
        goes_up = all(low <= high for low, high in bands)
        parted = all(one[1] < other[0] for one, other in zip(bands, bands[1:], strict=False))
        if len(bands) != len(found) or not goes_up or not parted or max(years, default=0) > OLDEST:
            raise ValueError(self.data)
        return bands


class WishForm(PlainForm):
    """One wished result: words, and a number of something."""

    text = TextField(_l("Wished result"), most=300, required=False)
    measure = SelectField(_l("The number counts"), validators=[Optional()])
    wanted = MoneyField(
        _l("Number"),
        validators=[Optional()],
        render_kw={"inputmode": "numeric", "maxlength": 20},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = SelectChoice("", _l("Words alone, no number"))
        self.measure.choices = [none, *(SelectChoice(*one) for one in MEASURES.items())]
        self.measure.data = self.measure.data or ""

    @property
    def is_empty(self) -> bool:
        return not (self.text.data or self.measure.data or self.wanted.raw_number)

    @property
    def wish(self) -> Wish:
        """What was typed; without words of its own it is called by what it counts."""
        measure = Measure(self.measure.data) if self.measure.data else None
        text = self.text.data or str(MEASURES[measure]) if measure else self.text.data
        return Wish(str(text), measure, self.wanted.data if measure else None)
