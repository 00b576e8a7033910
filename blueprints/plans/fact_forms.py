"""The forms of what a plan says beside its tasks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from wtforms import RadioField, SelectChoice, SelectField
from wtforms.validators import Regexp, ValidationError

from blueprints.forms import EditForm, LongTextField, TextField
from blueprints.language import label as _l
from models.days import BadDay
from models.figures import (
    BadFigure,
    parse_figure,
    parse_money,
    parse_report_days,
    written_day,
    written_figure,
)
from models.plan_facts import BudgetLine, PlanTarget, ReportDue

DIRECTIONS = {
    "": "–",
    "tăng": _l("increase"),
    "giảm": _l("decrease"),
    ">=": _l("at least"),
    "<=": _l("at most"),
    "=": _l("exactly"),
}
BASELINE = {"": _l("A target to reach"), "y": _l("A baseline to compare with")}


def _choices(words: dict[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(code, text) for code, text in words.items()]


class FactForm(EditForm):
    """A form filled with words, as a person would write what the row holds."""

    @classmethod
    def words(cls, fact: Any) -> dict[str, str]:
        """What the fields show of a row."""
        raise NotImplementedError

    @property
    def values(self) -> dict[str, Any]:
        """The columns that the fields mean; ask after validate()."""
        raise NotImplementedError

    def show_present(self, row: Any) -> None:
        """After somebody else's save: his words beside each field that differs."""
        present = {
            name: _choice(self[name], word)
            for name, word in self.words(row).items()
            if word != (self[name].data or "")
        }
        super().show_present(SimpleNamespace(version=row.version, **present))


def _choice(field: Any, word: str) -> str:
    choices = getattr(field, "choices", None) or []
    return next((str(choice.label) for choice in choices if choice.value == word), word or "–")


def _text() -> LongTextField:
    return LongTextField(_l("What the plan says"), most=4000)


class TargetForm(FactForm):
    """A target with its figure, or a baseline."""

    text = _text()
    is_baseline = RadioField(_l("What it is"), choices=_choices(BASELINE), default="")
    direction = SelectField(_l("Direction"), choices=_choices(DIRECTIONS))
    written = TextField(
        _l("Figure"), most=40, description=_l("For example: 75; 1.210; 1,7; 9/9; 5-10")
    )
    measure = TextField(
        _l("Unit of measure"), most=40, required=False, description=_l("For example: %, communes")
    )
    year = TextField(
        _l("Year"),
        most=10,
        required=False,
        description=_l("The year that the figure is of, or is compared with."),
        validators=[Regexp(r"(\d{4}(-\d{4})?)?$", message=_l("Write a year, for example: 2025"))],
    )

    @classmethod
    def words(cls, fact: PlanTarget) -> dict[str, str]:
        return {
            "text": fact.text,
            "is_baseline": "y" if fact.is_baseline else "",
            "direction": fact.direction or "",
            "written": figure_of(fact),
            "measure": fact.measure or "",
            "year": fact.year or "",
        }

    @property
    def values(self) -> dict[str, Any]:
        figure = parse_figure(str(self.written.data))
        return {
            "text": self.text.data,
            "is_baseline": bool(self.is_baseline.data),
            "direction": self.direction.data or None,
            "written": figure.written,
            "value": figure.value,
            "measure": self.measure.data or None,
            "year": self.year.data or None,
        }

    def validate_written(self, field: Any) -> None:
        try:
            parse_figure(field.data)
        except BadFigure:
            told = _l("Write figures: a dot parts thousands, a comma decimals.")
            raise ValidationError(told) from None


class ReportForm(FactForm):
    """Who reports to whom, and when."""

    who = TextField(_l("Who reports"), most=300, required=False)
    to = TextField(_l("To whom"), most=300, required=False)
    via = TextField(_l("Through whom"), most=300, required=False)
    days = TextField(
        _l("Due days"),
        most=300,
        description=_l("15/6, 15/12 for every year; 10/12/2026 for one day."),
    )

    @classmethod
    def words(cls, fact: ReportDue) -> dict[str, str]:
        parties = {name: getattr(fact, name) or "" for name in ("who", "to", "via")}
        return {**parties, "days": days_of(fact)}

    @property
    def values(self) -> dict[str, Any]:
        parties = {name: self[name].data or None for name in ("who", "to", "via")}
        text = " → ".join(party for party in parties.values() if party)
        return {**parties, "text": text, "days": parse_report_days(str(self.days.data))}

    def validate_days(self, field: Any) -> None:
        try:
            if parse_report_days(field.data):
                return
        except BadDay:
            pass
        raise ValidationError(_l("Write days such as 15/6 or 10/12/2026, parted by commas."))


class BudgetForm(FactForm):
    """Money that the plan names."""

    text = _text()
    amount = TextField(
        _l("Amount in đồng"),
        most=40,
        required=False,
        description=_l("For example: 25.000.000 or 6,35 tỷ"),
    )
    source = TextField(
        _l("Source of the money"),
        most=300,
        required=False,
        description=_l("For example: the district's budget, mobilised"),
    )

    @classmethod
    def words(cls, fact: BudgetLine) -> dict[str, str]:
        amount = "" if fact.amount is None else f"{fact.amount:,}".replace(",", ".")
        return {"text": fact.text, "amount": amount, "source": fact.source or ""}

    @property
    def values(self) -> dict[str, Any]:
        amount = parse_money(self.amount.data) if self.amount.data else None
        return {"text": self.text.data, "amount": amount, "source": self.source.data or None}

    def validate_amount(self, field: Any) -> None:
        try:
            parse_money(field.data)
        except BadFigure:
            told = _l("Write whole đồng, for example: 25.000.000")
            raise ValidationError(told) from None


def figure_of(fact: PlanTarget) -> str:
    """The figure as people write it here; the reader keeps 1.7 for 1,7."""
    return fact.written if fact.value is None else written_figure(fact.value)


def days_of(fact: ReportDue) -> str:
    """The due days as people write them."""
    return ", ".join(written_day(day) for day in fact.days)
