"""The form of the thresholds from which on something in a month deserves a look."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _
from wtforms.validators import Optional, ValidationError

from blueprints.filters import money, number
from blueprints.forms import EditForm
from blueprints.language import label as _l
from blueprints.number_fields import CountField, MoneyField
from models.setting import Found
from models.thresholds import BOUNDS, THRESHOLDS, Thresholds


def _within(_form: Any, field: Any) -> None:
    bounds = BOUNDS[field.name]
    if field.data is None or field.data in bounds:
        return
    most = number(bounds.most)
    if 1 in bounds:
        raise ValidationError(_("Write a number from 0 to %(most)s.", most=most))
    raise ValidationError(_("Write 0, or a number from 2 to %(most)s.", most=most))


def _given(most: int) -> dict[str, Any]:
    return {
        "validators": [Optional(), _within],
        "render_kw": {"inputmode": "numeric", "autocomplete": "off", "maxlength": most},
    }


class HintForm(EditForm):
    """One number for each threshold; empty follows the units above, 0 switches a rule off."""

    late_months = CountField(
        _l("Months late from which a line is named"),
        description=_l("A line carried over for so many months or more. 0: never."),
        **_given(6),
    )
    far_times = CountField(
        _l("How many times as large, or as small a part"),
        description=_l(
            "A number beside that of the same line in the period before, as it was handed in. "
            "0: numbers are not compared."
        ),
        **_given(6),
    )
    far_least = CountField(
        _l("And a difference of at least"),
        description=_l("Of times, children and adults: 2 after 1 is twice as many, yet no news."),
        **_given(12),
    )
    far_money = MoneyField(
        _l("And a difference of at least (đồng)"),
        description=_l("Of money."),
        **_given(20),
    )
    nothing_periods = CountField(
        _l("Periods running in which nothing arose"),
        description=_l("From the last of so many on, the line is named. 0: never."),
        **_given(6),
    )

    def show_inherited(self, inherited: dict[str, Found]) -> None:
        """Say below each field what counts where it is left empty."""
        for name in THRESHOLDS:
            field = self[name]
            field.description = f"{field.description} {_left_empty(inherited[name], name)}"

    def told(self, inherited: dict[str, Found]) -> Thresholds:
        """The thresholds as they would be; what is wrong or empty is inherited."""
        typed = {name: self[name].data for name in THRESHOLDS}
        return Thresholds(
            **{
                name: value if value in BOUNDS[name] else inherited[name].value
                for name, value in typed.items()
            }
        )

    def show_present(self, row: Any) -> None:
        """After somebody else's save: his numbers, as they are written."""
        shown = {name: _shown(name, getattr(row, name)) for name in THRESHOLDS}
        typed = {name: _shown(name, self[name].data) for name in THRESHOLDS}
        other = {name: value for name, value in shown.items() if value != typed[name]}
        super().show_present(SimpleNamespace(version=row.version, **other))


def _left_empty(found: Found, name: str) -> str:
    value = _shown(name, found.value)
    if found.unit is None:
        return str(_("Left empty: %(value)s, as in the whole portal.", value=value))
    unit = found.unit.name
    return str(_("Left empty: %(value)s, as %(unit)s states it.", value=value, unit=unit))


def _shown(name: str, value: int | None) -> str:
    if value is None:
        return str(_("left empty"))
    return money(value) if name == "far_money" else number(value)
