"""The forms of an activity: logging it, taking it back, planning it again and again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import g, request
from wtforms import RadioField, SelectChoice, SelectMultipleField
from wtforms.validators import AnyOf, DataRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.activities.asking_back import AsksBack
from blueprints.activities.entry_words import proposed_title
from blueprints.activities.offered import Offered
from blueprints.date_field import DateField
from blueprints.evidence.forms import FilesForm, asks_for_consent
from blueprints.forms import Form, LongTextField, TextField
from blueprints.language import label as _l
from blueprints.number_fields import count_field, money_field
from models.activity import FIGURES, TITLE, ActivityState
from models.activity_rhythm import Rhythm
from models.clock import today
from models.figure_rules import (
    Fault,
    Figures,
    Finding,
    Source,
    complete,
    day_doubts,
    day_faults,
    doubts,
    faults,
)
from models.log_activity import Entry

OTHER_DAY = "other"
SOURCES = {
    Source.BUDGET: _l("State budget"),
    Source.MOBILISED: _l("Mobilised"),
    Source.BOTH: _l("Both"),
}
RHYTHMS = {
    Rhythm.WEEKLY: _l("Every week"),
    Rhythm.FORTNIGHTLY: _l("Every two weeks"),
    Rhythm.MONTHLY: _l("Every month"),
}
_OF_DRAFT = {Fault.NEGATIVE, Fault.TOO_LARGE, Fault.BEFORE_UNIT}
"""What is refused of a draft too: the rest may still be missing."""
_CHOOSE = _l("Choose one of these.")


class ActivityForm(FilesForm, AsksBack):
    """What is typed of an activity; only kind, organiser and day must be there."""

    kind = RadioField(
        _l("Kind"),
        validators=[DataRequired(_l("Choose what it was."))],
        validate_choice=False,
    )
    day = RadioField(_l("Day"), validators=[Optional()], validate_choice=False)
    held_on = DateField(_l("Which day"))
    place = TextField(_l("Place"), most=200, required=False)
    title = TextField(_l("Name of the activity"), most=TITLE, required=False)
    lead = RadioField(
        _l("Organiser"), coerce=int, validators=[AnyOf([], _CHOOSE)], validate_choice=False
    )
    others = SelectMultipleField(
        _l("Organised together with"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(),
    )
    girls = count_field(_l("Girls"))
    boys = count_field(_l("Boys"))
    children = count_field(_l("Children in all"))
    special = count_field(_l("Of them in special circumstances"))
    adults = count_field(_l("Adults"))
    sessions = count_field(_l("Sessions"))
    gifts = count_field(_l("Gifts"))
    gift_value = money_field(_l("Value of all gifts (đồng)"))
    source = RadioField(
        _l("Source of the gifts"),
        choices=[SelectChoice(code, text) for code, text in SOURCES.items()],
        validators=[Optional(), AnyOf([*Source], _CHOOSE)],
        validate_choice=False,
    )
    budget = money_field(_l("State budget (đồng)"))
    mobilised = money_field(_l("Mobilised (đồng)"))
    note = LongTextField(_l("Note"), most=2000, required=False)

    def __init__(self, offered: Offered, *args: Any, is_done: bool = False, **kwargs: Any) -> None:
        """`is_done`: what was planned is said to have been done."""
        super().__init__(*args, **kwargs)
        self.offered, self.is_done = offered, is_done
        self._offer()

    def _offer(self) -> None:
        offered, now = self.offered, today()
        keys = [one.key for one in offered.leads]
        self.kind.choices = [SelectChoice(one.code, one.name) for one in offered.kinds]
        self.kind.validators = [*self.kind.validators, AnyOf([*offered.codes], _CHOOSE)]
        self.lead.choices = [SelectChoice(one.key, one.name) for one in offered.leads]
        self.lead.validators = [AnyOf(keys, _CHOOSE)]
        self.others.choices = [SelectChoice(one.key, one.name) for one in offered.agencies]
        self.day.choices = [
            SelectChoice(now.isoformat(), _l("Today")),
            SelectChoice((now - timedelta(days=1)).isoformat(), _l("Yesterday")),
            SelectChoice(OTHER_DAY, _l("Another day")),
        ]
        self._put_day_in_box()

    def _put_day_in_box(self) -> None:
        """A day of no chip stands in the box: of an older entry, or of a page left open."""
        day = self.chosen_day
        if day is None or self.day.data in {choice.value for choice in self.day.choices}:
            return
        self.day.data, self.held_on.data, self.held_on.raw_data = OTHER_DAY, day, None

    @property
    def is_draft(self) -> bool:
        """Whether it is to be kept as a draft; what is none any more has to be right."""
        present = self.offered.present
        may_be = present is None or present.state == ActivityState.DRAFT
        return may_be and request.form.get("save") == "draft"

    @property
    def chosen_day(self) -> date | None:
        """The day of the chip, else of the box; None where neither says one."""
        try:
            return date.fromisoformat(self.day.data or "")
        except ValueError:
            return self.held_on.data

    @property
    def figures(self) -> Figures:
        """What was typed, with what follows from it."""
        return complete(Figures(**{name: self[name].data for name in FIGURES}), self._source)

    @property
    def _source(self) -> Source | None:
        return Source(self.source.data) if self.source.data else None

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Whether all is in order and what was asked back is confirmed."""
        is_valid = super().validate(*args, **kwargs)
        if self.chosen_day is None and not self.held_on.errors:
            self.refuse("held_on", str(_l("Write a day, for example: 15/09/2026")))
        has_files = any(one and one.filename for one in self.file.data or [])
        is_agreed = not (has_files and asks_for_consent(self))
        return is_valid and self.chosen_day is not None and is_agreed and self._is_right()

    def _is_right(self) -> bool:
        """Whether no finding stands in the way; the words of each go beside its field."""
        if self.refuse_all(self._faults()):
            return False
        return self.is_draft or self.is_confirmed(self._doubts())

    def _faults(self) -> list[Finding]:
        given, began = self.figures, g.unit.valid_from
        found = faults(given, self._source)
        if self.chosen_day is not None:
            found += day_faults(self.chosen_day, today(), began, is_done=self.is_done)
        return [one for one in found if not self.is_draft or one.what in _OF_DRAFT]

    def _doubts(self) -> list[Finding]:
        given, day = self.figures, self.chosen_day
        found = doubts(given, has_below=g.has_below)
        if day is not None:
            found += day_doubts(day, today(), is_counted=not given.are_empty)
        return found

    def entry(self) -> Entry:
        """What is to be logged; ask after validate()."""
        place = self.place.data or ""
        hamlet = self.offered.hamlet_in(place)
        is_hamlet_alone = hamlet is not None and hamlet.name.casefold() == place.casefold()
        agency_id = self.lead.data or None
        return Entry(
            kind=self.kind.data,
            title=self.title.data or proposed_title(self._kind_name, place),
            held_on=self.chosen_day or today(),
            agency_id=agency_id,
            hamlet_id=hamlet.id if hamlet else None,
            place=None if is_hamlet_alone else place or None,
            note=self.note.data or None,
            organisers=frozenset({*(self.others.data or [])} - {agency_id}),
            **{name: getattr(self.figures, name) for name in FIGURES},
        )

    @property
    def _kind_name(self) -> str:
        return self.offered.codes[self.kind.data].name


class ReasonForm(Form):
    """Why an entry is taken back."""

    reason = LongTextField(
        _l("Reason"),
        most=500,
        description=_l("For example: it was logged twice. Do not write a child's name."),
    )


class RhythmForm(Form):
    """How often, and until when; then which of the days."""

    rhythm = RadioField(
        _l("How often"),
        choices=[SelectChoice(code, text) for code, text in RHYTHMS.items()],
        default=Rhythm.WEEKLY,
        validators=[AnyOf([*Rhythm], _CHOOSE)],
        validate_choice=False,
    )
    until = DateField(_l("Until"), required=True)
