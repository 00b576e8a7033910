"""The forms in which a unit says what of a partner's entry counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import g
from wtforms import IntegerField, RadioField, SelectChoice, SelectField
from wtforms.validators import AnyOf, DataRequired, Optional
from wtforms.widgets import HiddenInput

from blueprints.activities.asking_back import AsksBack
from blueprints.date_field import DateField
from blueprints.forms import EditForm, LongTextField, TextField
from blueprints.language import label as _l
from blueprints.number_fields import count_field, money_field
from models.activity import FIGURES, Activity
from models.activity_kind import Kind
from models.clock import today
from models.figure_rules import Figures, Finding, complete, day_doubts, day_faults, doubts, faults
from models.hamlet import Hamlet
from models.log_activity import Entry, entry_of

_CHOOSE = _l("Choose one of these.")


class RefusalForm(EditForm):
    """Why an entry does not count."""

    reason = LongTextField(
        _l("Why it does not count"),
        most=500,
        description=_l(
            "The partner reads it. For example: this was held in another commune. Do not write a"
            " child's name."
        ),
    )


class CorrectionForm(AsksBack):
    """What counts in the unit's month; what the partner had logged stays beside it."""

    kind = SelectField(_l("Kind"), validators=[DataRequired()])
    title = TextField(_l("Name of the activity"), most=200)
    held_on = DateField(_l("Day"), required=True)
    hamlet_id = SelectField(
        _l("Hamlet"), coerce=lambda value: int(value) if value not in ("", "None") else None
    )
    place = TextField(_l("Place"), most=200, required=False)
    sessions = count_field(_l("Sessions"))
    children = count_field(_l("Children in all"))
    girls = count_field(_l("Girls"))
    boys = count_field(_l("Boys"))
    special = count_field(_l("Of them in special circumstances"))
    adults = count_field(_l("Adults"))
    gifts = count_field(_l("Gifts"))
    gift_value = money_field(_l("Value of all gifts (đồng)"))
    budget = money_field(_l("State budget (đồng)"))
    mobilised = money_field(_l("Mobilised (đồng)"))
    why = LongTextField(
        _l("Why it is corrected"),
        most=500,
        description=_l("The partner reads it. For example: counted from the signed list."),
    )

    def offer(self, kinds: list[Kind], hamlets: list[Hamlet], activity: Activity) -> None:
        """Offer kinds and hamlets, also those that only this entry still has."""
        codes = [SelectChoice(one.code, one.name) for one in kinds]
        if activity.kind not in {one.code for one in kinds}:
            codes.append(SelectChoice(activity.kind, activity.kind))
        kept = [one for one in hamlets if not one.has_ended or one.id == activity.hamlet_id]
        self.kind.choices = codes
        self.hamlet_id.choices = [
            SelectChoice("", "–"),
            *(SelectChoice(one.id, one.name) for one in kept),
        ]
        self.activity = activity

    @property
    def figure_fields(self) -> list[Any]:
        return [self[name] for name in FIGURES]

    @property
    def entry(self) -> Entry:
        """What is to count; ask after validate()."""
        figures = self._figures()
        return replace(
            entry_of(self.activity),
            kind=self.kind.data,
            title=self.title.data or "",
            held_on=self.held_on.data or self.activity.held_on,
            hamlet_id=self.hamlet_id.data,
            place=self.place.data or None,
            **{name: getattr(figures, name) for name in FIGURES},
        )

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """As usual; then whether the figures fit each other and the day, something changes, and
        what is absurd was confirmed."""
        if not super().validate(*args, **kwargs):
            return False
        if self.refuse_all([*faults(self._figures()), *self._day_faults()]):
            return False
        return self._changes_something() and self.is_confirmed(self._doubts())

    def _figures(self) -> Figures:
        return complete(Figures(**{name: self[name].data for name in FIGURES}))

    def _doubts(self) -> list[Finding]:
        """Of the day only where it is another one: the partner was asked about his."""
        day, found = self.held_on.data, doubts(self._figures(), has_below=g.has_below)
        if day is None or day == self.activity.held_on:
            return found
        return [*found, *day_doubts(day, today(), is_counted=True)]

    def _day_faults(self) -> list[Any]:
        day = self.held_on.data or self.activity.held_on
        return day_faults(day, today(), g.unit.valid_from, is_done=True)

    def _changes_something(self) -> bool:
        if self.entry != entry_of(self.activity):
            return True
        self.form_errors.append(_l("Nothing is changed: accept the entry as it is instead."))
        return False


LEADS, GOODS = ("this", "other"), ("added", "same")


class JoiningForm(EditForm):
    """Whose heads count for an event that two have logged, and what of the gifts."""

    lead = RadioField(
        _l("Whose numbers of people count"),
        choices=[SelectChoice("this", ""), SelectChoice("other", "")],
        validators=[AnyOf(LEADS, _l("Choose whose numbers count."))],
        validate_choice=False,
    )
    goods = RadioField(
        _l("Gifts and money"),
        choices=[
            SelectChoice("added", _l("Each gave its own: added up")),
            SelectChoice("same", _l("The same gifts and money: counted once")),
        ],
        validators=[AnyOf(GOODS, _l("Say whether they are the same gifts and money."))],
        validate_choice=False,
    )
    other_version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    has_goods = True

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Where not both gave something, there is nothing to be counted twice."""
        if not self.has_goods:
            self.goods.data = "added"
        return bool(super().validate(*args, **kwargs))

    def name_entries(self, here: str, there: str) -> None:
        """Call the two entries by what they say of people."""
        self.lead.choices = [SelectChoice("this", here), SelectChoice("other", there)]
