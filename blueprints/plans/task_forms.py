"""The forms of a review: a task, its splitting and moving, a heading."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import RadioField, SelectChoice, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.date_field import DateField
from blueprints.filters import day
from blueprints.forms import EditForm, Form, LongTextField, TextField
from blueprints.language import label as _l
from blueprints.plans.task_words import AUDIENCES, CADENCES, KINDS
from models.plan import Plan
from models.plan_section import PlanSection
from models.task import DATED, MOST_CHARACTERS, Audience, Cadence
from models.task_review import Step

TO_SECTION = "section"


class KindsField(SelectMultipleField):
    """Kinds of agency, to tick."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        choices = [SelectChoice(code, name) for code, name in KINDS.items()]
        widgets = {"option_widget": CheckboxInput(), "widget": ListWidget(prefix_label=False)}
        super().__init__(label, choices=choices, **widgets, **kwargs)


class TaskForm(EditForm):
    """Everything of a task but its place."""

    text = LongTextField(_l("Task"), most=MOST_CHARACTERS)
    cadence = RadioField(
        _l("How often"),
        choices=[SelectChoice(one.value, name) for one, name in CADENCES.items()],
        default=Cadence.ONCE.value,
        validators=[InputRequired(_l("Choose how often."))],
    )
    starts_on = DateField(_l("First day of the campaign"))
    due_on = DateField(_l("Due day"))
    audience = RadioField(
        _l("Whom it is for"),
        choices=[SelectChoice(one.value, name) for one, name in AUDIENCES.items()],
        default=Audience.BELOW.value,
        validators=[InputRequired(_l("Choose whom it is for."))],
    )
    lead_kinds = KindsField(_l("Leading agencies"))
    coordinating_kinds = KindsField(_l("Coordinating agencies"))
    product = TextField(_l("Expected product"), most=300, required=False)
    marker = TextField(_l("Mark in the list"), most=10, required=False)
    clause = TextField(_l("Clause"), most=300, required=False)

    def __init__(self, plan: Plan, *, has_below: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        if not has_below:
            del self.audience

    def validate(self, extra_validators: Any = None) -> bool:
        """The days count only for the cadences that have them; what else stands there is let be."""
        given = set(self._days())
        for name in {"starts_on", "due_on"} - given:
            self[name].process_errors, self[name].validators = [], []
        good = bool(super().validate(extra_validators))
        for name in given - set(self.errors):
            self._check_day(self[name])
        self._check_window()
        return good and not self.errors

    def _days(self) -> list[str]:
        if self.cadence.data == Cadence.CAMPAIGN:
            return ["starts_on", "due_on"]
        return ["due_on"] if self.cadence.data in DATED else []

    def _check_day(self, field: Any) -> None:
        if field.data is not None and not self.plan.holds(field.data):
            period = {"first": day(self.plan.starts_on), "last": day(self.plan.ends_on)}
            told = _("The plan runs from %(first)s to %(last)s: write a day in between.", **period)
            field.errors = [told]
        elif field.data is None and self.cadence.data == Cadence.CAMPAIGN:
            field.errors = [_("A campaign has a first and a last day.")]

    def _check_window(self) -> None:
        days = [self[name].data for name in self._days()]
        if len(days) == 2 and all(days) and days[0] > days[1]:
            self.due_on.errors = [_("The last day lies before the first one.")]

    @property
    def values(self) -> dict[str, Any]:
        """What `TaskReview.edit` and `.add` take."""
        days = {name: self[name].data for name in self._days()}
        values = {
            "text": self.text.data,
            "cadence": Cadence(self.cadence.data),
            "product": self.product.data or None,
            "marker": self.marker.data or "",
            "clause": self.clause.data or "",
            "lead": self.lead_kinds.data or [],
            "coordinating": self.coordinating_kinds.data or [],
            "starts_on": None,
            "due_on": None,
            **days,
        }
        audience = Audience(self.audience.data) if "audience" in self else Audience.OWN
        return values | {"audience": audience}


class SplitForm(EditForm):
    """One text, to be several."""

    text = LongTextField(
        _l("One task per line"),
        most=MOST_CHARACTERS + 500,
        description=_l("Start a new line where a task ends. The first line keeps this place."),
    )

    @property
    def texts(self) -> list[str]:
        lines = (self.text.data or "").split("\n")
        return [line.strip() for line in lines if line.strip()]

    def validate_text(self, _field: Any) -> None:
        if len(self.texts) < 2:
            raise ValidationError(_l("Write at least two lines: one task in each."))


class MoveForm(Form):
    """Where a task goes: a step up or down, or to the end of another section."""

    step = SelectField(choices=[SelectChoice(step, step) for step in (*Step, TO_SECTION)])
    section = SelectField(_l("Section"), coerce=int, validate_choice=False)

    def __init__(self, sections: list[PlanSection], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.section.choices = [
            SelectChoice(0, _("Without a section")),
            *(SelectChoice(one.id, f"{one.number} {one.title}".strip()) for one in sections),
        ]

    def validate_section(self, field: Any) -> None:
        known = {choice.value for choice in field.choices}
        if self.step.data == TO_SECTION and field.data not in known:
            raise ValidationError(_l("Choose a section."))


class SectionForm(EditForm):
    """A heading: its number in the document and its title."""

    number = TextField(_l("Number of the section"), most=40, required=False)
    title = TextField(_l("Title of the section"), most=600)
