"""The form of a kind of campaigns."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _
from wtforms import (
    BooleanField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.forms import EditForm, LongTextField, TextField
from blueprints.language import label as _l
from blueprints.number_fields import CountField
from blueprints.settings.occasion_words import FIGURES
from models.activity_kind import Kind
from models.campaign_days import MOST_AROUND, DayRule, FixedDays, LunarDays, YearDay
from models.campaign_kind import A_WORD, MOST_CHARACTERS, MOST_WORDS, Occasion

FIXED, LUNAR, UNKNOWN = "fixed", "lunar", "unknown"
_COUNTED = {True: _l("gifts are counted"), False: _l("gifts are not counted")}


class YearDayField(StringField):
    """A day and a month as people type them (15/8); its data is a YearDay or None."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        kwargs.setdefault("description", _l("Day/month"))
        super().__init__(label, render_kw={"maxlength": 7, "autocomplete": "off"}, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data: YearDay | None = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            self.data = YearDay.parse(valuelist[0])
        except ValueError:
            raise ValueError(_l("Write a day and a month, for example: 15/8")) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data or "")


def _ticks(label: Any, **kwargs: Any) -> SelectMultipleField:
    return SelectMultipleField(
        label, option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False), **kwargs
    )


def _days_field(label: Any) -> CountField:
    return CountField(label, render_kw={"inputmode": "numeric", "maxlength": 4})


class OccasionForm(EditForm):
    """Its name, when it is held, what belongs to it, and what its result sheet asks for."""

    name = TextField(
        _l("Name"), most=MOST_CHARACTERS, description=_l("For example: Week for safe swimming")
    )
    when = RadioField(
        _l("When it is held"),
        choices=[
            SelectChoice(FIXED, _l("Between two days of the year")),
            SelectChoice(LUNAR, _l("Around a day of the lunar calendar")),
            SelectChoice(UNKNOWN, _l("On days that each campaign names")),
        ],
        validators=[InputRequired(_l("Choose one of these."))],
        default=FIXED,
    )
    first = YearDayField(_l("First day"))
    last = YearDayField(
        _l("Last day"),
        description=_l("Day/month. A day before the first one is of the year after."),
    )
    feast = YearDayField(_l("The day that it leads up to"))
    lunar = YearDayField(
        _l("Day of the lunar calendar"),
        description=_l("Day/month, for example: 15/8. A leap month never counts."),
    )
    before = _days_field(_l("Begins so many days before it"))
    after = _days_field(_l("Ends so many days after it"))
    activity_kinds = _ticks(_l("Kinds of activities by which it is held"))
    words = LongTextField(
        _l("Words that tell an activity of it"),
        most=(A_WORD + 1) * MOST_WORDS,
        required=False,
        description=_l("One on each line, as they stand in titles, for example: swimming lessons"),
    )
    asks = _ticks(
        _l("Figures of the result sheet"),
        choices=[SelectChoice(code, text) for code, text in FIGURES.items()],
    )
    counts_gifts = BooleanField(
        _l("Gifts are counted: needed, pledged, received, given and left, by hamlet")
    )

    def __init__(self, kinds: list[Kind], occasion: Occasion | None = None, version: Any = None):
        told = {"version": version, **_as_typed(occasion)} if occasion else {}
        super().__init__(data=told)
        names = {one.code: one.name for one in kinds}
        codes = [*names, *(code for code in told.get("activity_kinds", ()) if code not in names)]
        choices = [SelectChoice(code, names.get(code, code)) for code in codes]
        self.activity_kinds.choices = choices

    def typed(self) -> Occasion:
        """What the verbs of a kind are given."""
        return Occasion(
            code="",
            name=self.name.data or "",
            days=self._rule(),
            activity_kinds=tuple(self.activity_kinds.data or ()),
            words=tuple(_lines(self.words.data)),
            asks=tuple(self.asks.data or ()),
            counts_gifts=bool(self.counts_gifts.data),
        )

    def validate_first(self, field: Any) -> None:
        self._expect_solar(field)

    def validate_last(self, field: Any) -> None:
        self._expect_solar(field)

    def validate_feast(self, field: Any) -> None:
        """Within the days, where there is one."""
        if field.data is not None:
            self._expect_solar(field)
        days = (self.first.data, self.last.data, field.data)
        if self.when.data != FIXED or not all(day and day.is_solar for day in days):
            return
        if not FixedDays(*days).holds_feast:  # type: ignore[arg-type]
            raise ValidationError(_("This day lies outside the days from the first to the last."))

    def validate_lunar(self, field: Any) -> None:
        if self.when.data == LUNAR and not (field.data and field.data.is_lunar):
            raise ValidationError(_("Write a day of the lunar calendar, for example: 15/8"))

    def validate_before(self, field: Any) -> None:
        self._expect_number(field)

    def validate_after(self, field: Any) -> None:
        self._expect_number(field)

    def validate_words(self, field: Any) -> None:
        """At most so many, none of them too long."""
        lines = _lines(field.data)
        if len(lines) > MOST_WORDS:
            raise ValidationError(_("At most %(most)d lines.", most=MOST_WORDS))
        if any(len(one) > A_WORD for one in lines):
            raise ValidationError(_("At most %(most)d characters on a line.", most=A_WORD))

    def show_present(self, row: Any) -> None:
        """After somebody else's save: his days, words and ticks, as they are typed."""
        told = _as_typed(row.occasion)
        told["counts_gifts"] = _COUNTED[row.counts_gifts]
        if bool(self.counts_gifts.data) == row.counts_gifts:
            del told["counts_gifts"]
        super().show_present(SimpleNamespace(version=row.version, **told))

    def _rule(self) -> DayRule | None:
        if self.when.data == FIXED:
            return FixedDays(self.first.data, self.last.data, self.feast.data)  # type: ignore[arg-type]
        if self.when.data == LUNAR:
            return LunarDays(self.lunar.data, self.before.data, self.after.data)  # type: ignore[arg-type]
        return None

    def _expect_solar(self, field: Any) -> None:
        if self.when.data == FIXED and not (field.data and field.data.is_solar):
            raise ValidationError(_("Write a day of the calendar, for example: 1/6"))

    def _expect_number(self, field: Any) -> None:
        given = field.data
        if self.when.data == LUNAR and (given is None or given > MOST_AROUND):
            raise ValidationError(_("Write a number from 0 to %(most)s.", most=MOST_AROUND))


def _as_typed(occasion: Occasion) -> dict[str, Any]:
    return {
        "name": occasion.name,
        "activity_kinds": list(occasion.activity_kinds),
        "words": "\n".join(occasion.words),
        "asks": list(occasion.asks),
        "counts_gifts": occasion.counts_gifts,
        **_days_typed(occasion.days),
    }


def _days_typed(rule: DayRule | None) -> dict[str, Any]:
    if isinstance(rule, FixedDays):
        return {"when": FIXED, "first": rule.first, "last": rule.last, "feast": rule.feast}
    if isinstance(rule, LunarDays):
        return {"when": LUNAR, "lunar": rule.feast, "before": rule.before, "after": rule.after}
    return {"when": UNKNOWN}


def _lines(text: str | None) -> list[str]:
    """Each once, in the order in which they were typed."""
    return list(dict.fromkeys(line for line in (text or "").split("\n") if line))
