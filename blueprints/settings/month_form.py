"""The form of a rule of the months."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _
from wtforms import RadioField, SelectChoice, SelectField
from wtforms.validators import DataRequired, InputRequired, Regexp, ValidationError

from blueprints.checklists.month_words import month_name
from blueprints.forms import EditForm, TextField
from blueprints.language import label as _l
from blueprints.settings.month_words import FAULTS, KINDS
from models.month_calendar import (
    CLOSES_AFTER,
    DUE_DAYS,
    FIRST_DUE_DAYS,
    LAST_DUE_DAY,
    MOST_UNTIL_CLOSED,
    MonthKind,
    MonthRule,
    next_month,
)
from models.month_rules import Fault, Schedule


class DaysField(TextField):
    """One or two digits, or nothing for what is usual."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        digits = Regexp(r"^[0-9]{1,2}$", message=_l("Write digits only, for example: 16."))
        given = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            label, most=2, required=False, validators=[digits], render_kw=given, **kwargs
        )


class MonthForm(EditForm):
    """How months are cut, due and closed, and from which month on."""

    kind = RadioField(
        _l("Kind of month"),
        choices=[SelectChoice(kind.value, text) for kind, text in KINDS.items()],
        validators=[InputRequired(_l("Choose one of these."))],
        description=_l(
            "A month is named by the month in which it ends: administrative month 6 runs from "
            "15/05 to 14/06."
        ),
    )
    due_day = DaysField(
        _l("Day of the month on which it is due"),
        description=_l(
            "Day 1 to 28 of the next month, or day 15 to 28 of the same month where months are "
            "administrative. Left empty: 5 or 16."
        ),
    )
    closes_after = DaysField(
        _l("Days until closed"),
        description=_l("From 0 to 31 days after the due day. Left empty: 5."),
    )
    since = SelectField(
        _l("Counts from"),
        validate_choice=False,  # validate_since says more than "not a valid choice"
        validators=[DataRequired(_l("Choose one of these."))],
        description=_l(
            "Months before it stay as they are. What was planned from it on no longer counts."
        ),
    )

    def __init__(self, schedule: Schedule, *args: Any, **kwargs: Any) -> None:
        self.schedule = schedule
        super().__init__(*args, **kwargs)
        self.since.choices = [
            SelectChoice(named.isoformat(), month_name(named)) for named in schedule.offered
        ]

    @property
    def typed(self) -> tuple[date, MonthRule]:
        """The month from which it counts, and the rule; ValueError where there is none yet."""
        due, closes = self.due_day.data, self.closes_after.data
        rule = MonthRule(
            MonthKind(self.kind.data),
            int(due) if due else None,
            int(closes) if closes else CLOSES_AFTER,
        )
        return date.fromisoformat(self.since.data or ""), rule

    def validate_due_day(self, field: Any) -> None:
        first = FIRST_DUE_DAYS.get(self.kind.data, 1)
        if not field.errors and not first <= int(field.data) <= LAST_DUE_DAY:
            told = _("Write a day from %(first)d to %(last)d.", first=first, last=LAST_DUE_DAY)
            raise ValidationError(told)

    def validate_closes_after(self, field: Any) -> None:
        if not field.errors and int(field.data) > MOST_UNTIL_CLOSED:
            raise ValidationError(_("Write a number from 0 to %(most)d.", most=MOST_UNTIL_CLOSED))

    def validate_since(self, field: Any) -> None:
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(FAULTS[Fault.NOT_OFFERED])
        try:
            fault = self.schedule.fault(*self.typed)
        except ValueError:  # another answer is wrong, and says so
            return
        if fault is not None:
            raise ValidationError(FAULTS[fault])

    def show_present(self, row: Any) -> None:
        """After somebody else's save: the list above the form tells his rule in words."""
        super().show_present(SimpleNamespace(version=row.version))
        told = _("Somebody else changed these rules meanwhile. Look at the list, then save again.")
        self.form_errors.append(told)


def month_form(schedule: Schedule, version: int) -> MonthForm:
    """A form filled from the latest rule; what is usual is left empty."""
    rule = schedule.stated[-1].rule if schedule.stated else MonthRule()
    since = next_month(schedule.present, schedule.rules).named
    if schedule.stated and schedule.stated[-1].since in schedule.offered:
        since = schedule.stated[-1].since
    filled = {
        "kind": rule.kind.value,
        "due_day": "" if rule.due == DUE_DAYS[rule.kind] else str(rule.due),
        "closes_after": "" if rule.closes_after == CLOSES_AFTER else str(rule.closes_after),
        "since": since.isoformat(),
        "version": version,
    }
    return MonthForm(schedule, data=filled)
