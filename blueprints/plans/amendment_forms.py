"""The forms of an amendment: its letter, a task as it will be."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from blueprints.date_field import DateField
from blueprints.filters import day
from blueprints.forms import EditForm, LongTextField, TextField
from blueprints.language import label as _l
from blueprints.plans.amendment_words import FIELDS
from blueprints.plans.task_forms import KindsField
from blueprints.plans.task_words import AUDIENCES, CADENCES
from models.plan import Plan
from models.plan_faults import days_outside
from models.task import DATED, MOST_CHARACTERS, Audience, Cadence
from models.wording import Wording


class LetterForm(EditForm):
    """The letter that corrects the plan, where there is one."""

    number = TextField(_l("Number"), most=60, required=False)
    issued_on = DateField(_l("Date"))
    subject = TextField(_l("Subject"), most=500, required=False)


class AmendedTaskForm(EditForm):
    """What a task will say. For a new task also whom it is for and under which heading."""

    text = LongTextField(FIELDS["text"], most=MOST_CHARACTERS)
    cadence = RadioField(
        FIELDS["cadence"],
        choices=[SelectChoice(one.value, name) for one, name in CADENCES.items()],
        default=Cadence.ONCE.value,
        validators=[InputRequired(_l("Choose how often."))],
    )
    starts_on = DateField(FIELDS["starts_on"])
    due_on = DateField(FIELDS["due_on"])
    product = TextField(FIELDS["product"], most=300, required=False)
    lead = KindsField(FIELDS["lead"])
    coordinating = KindsField(FIELDS["coordinating"])
    audience = RadioField(
        _l("Whom it is for"),
        choices=[SelectChoice(one.value, name) for one, name in AUDIENCES.items()],
        default=Audience.OWN.value,
    )
    section_id = SelectField(_l("Under the heading"), coerce=int, default=0)

    def __init__(self, plan: Plan, *, adds: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        if not adds:
            del self.audience, self.section_id
            return
        self.section_id.choices = [
            (0, _("Without a heading")),
            *((one.id, f"{one.number} {one.title}".strip()) for one in plan.sections),
        ]
        if not plan.addressees:
            self.audience.choices = [(Audience.OWN.value, AUDIENCES[Audience.OWN])]

    def validate(self, extra_validators: Any = None) -> bool:
        """The days count only for the cadences that have them."""
        for name in {"starts_on", "due_on"} - set(self._days()):
            self[name].process_errors, self[name].data = [], None
        good = bool(super().validate(extra_validators))
        period = self.plan.starts_on, self.plan.ends_on
        for name in self._days() if good else []:
            if days_outside(Cadence(self.cadence.data), [self[name].data], *period):
                told = {"first": day(period[0]), "last": day(period[1])}
                said = _(
                    "The plan runs from %(first)s to %(last)s: write a day in between.", **told
                )
                self[name].errors = [said]
        return good and not self.errors

    @property
    def wording(self) -> Wording:
        """What the task will say."""
        return Wording(
            text=self.text.data,
            lead=tuple(self.lead.data or ()),
            coordinating=tuple(k for k in self.coordinating.data or () if k not in self.lead.data),
            cadence=Cadence(self.cadence.data),
            starts_on=self.starts_on.data,
            due_on=self.due_on.data,
            product=self.product.data or None,
        )

    def _days(self) -> list[str]:
        if self.cadence.data == Cadence.CAMPAIGN:
            return ["starts_on", "due_on"]
        return ["due_on"] if self.cadence.data in DATED else []
