"""The rows of the form of opening a campaign: wished results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from wtforms import FieldList, SelectChoice, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import Optional

from blueprints.campaigns.opening_words import MEASURES
from blueprints.forms import TextField, WillBePublic
from blueprints.language import label as _l
from blueprints.number_fields import MoneyField
from models.campaign import Measure
from models.open_campaign import Wish

_ROW = re.compile(r"-[0-9]{1,3}-")


class WishForm(PlainForm):
    """One wished result: words, and a number of something."""

    text = TextField(_l("Wished result"), most=300, required=False, validators=[WillBePublic()])
    measure = SelectField(_l("What is counted"), validators=[Optional()])
    wanted = MoneyField(
        _l("How many of them"),
        validators=[Optional()],
        render_kw={"inputmode": "numeric", "maxlength": 20},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [SelectChoice("", _l("Words alone"))]
        self.measure.choices = words + [SelectChoice(*one) for one in MEASURES.items()]

    @property
    def is_empty(self) -> bool:
        return not (self.text.data or self.measure.data or self.wanted.data is not None)

    @property
    def wish(self) -> Wish:
        """What was typed; without words it is called by what is counted."""
        if not self.measure.data:
            return Wish(self.text.data or "")
        measure = Measure(self.measure.data)
        return Wish(self.text.data or str(MEASURES[measure]), measure, self.wanted.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: a number comes with what it counts."""
        is_valid = bool(super().validate(extra_validators))
        if not is_valid or bool(self.measure.data) == (self.wanted.data is not None):
            return is_valid
        if self.measure.data:
            self.wanted.errors = [_l("Write how many, digits only.")]
        else:
            self.measure.errors = [_l("Choose what the number counts.")]
        return False


class Rows(FieldList):
    """Rows of a form; those whose number no page wrote are left out."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        named = (name for name in formdata if _ROW.match(name.removeprefix(prefix)))
        found: Iterator[int] = super()._extract_indices(prefix, named)
        return found
