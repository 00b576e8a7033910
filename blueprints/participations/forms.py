"""The forms of a unit's part in a campaign."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wtforms import SelectChoice, SelectField
from wtforms.validators import NumberRange, Optional

from blueprints.activities.entry_words import place_in
from blueprints.activities.offered import Offered
from blueprints.date_field import DateField
from blueprints.filters import day
from blueprints.forms import EditForm, LongTextField, TextField, WillBePublic
from blueprints.language import label as _l
from blueprints.number_fields import MoneyField
from models.campaign import Campaign
from models.figure_rules import LARGEST_MONEY
from models.participation import Participation
from models.take_part import PartPlan, SheetWords

MOST_CHARACTERS = 2000
AROUND = timedelta(days=60)
"""How far a planned day may lie from the days of the campaign: farther is a slip of the finger."""


def _money(label: Any) -> MoneyField:
    too_much = _l("This number is too large. Check it.")
    checks = [Optional(), NumberRange(max=LARGEST_MONEY, message=too_much)]
    return MoneyField(label, validators=checks, render_kw={"inputmode": "numeric", "maxlength": 20})


class PlanForm(EditForm):
    """What a unit plans for a campaign."""

    what = LongTextField(
        _l("What the unit will do"),
        most=MOST_CHARACTERS,
        description=_l("For example: lantern night with games and gifts. Name no child."),
        validators=[WillBePublic()],
    )
    planned_on = DateField(_l("When"), validators=[WillBePublic()])
    where = TextField(
        _l("Where"),
        most=200,
        required=False,
        description=_l("A hamlet, or the place in words"),
        render_kw={"list": "places", "autocomplete": "off"},
        validators=[WillBePublic()],
    )
    lead_agency_id = SelectField(_l("Who leads"), coerce=int)
    lead_name = TextField(
        _l("Another office that leads"),
        most=120,
        required=False,
        description=_l("Where it is none of these. Write the office, for example: UBND xã"),
    )
    planned_budget = _money(_l("State budget (đồng)"))
    planned_mobilised = _money(_l("Mobilised (đồng)"))

    def __init__(self, campaign: Campaign, offered: Offered, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign, self.offered = campaign, offered
        self.lead_agency_id.choices = [
            SelectChoice(0, _l("Not decided yet, or written below")),
            *(SelectChoice(one.key, one.name) for one in offered.agencies),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: the day is near the campaign, and one at most leads."""
        is_valid = bool(super().validate(extra_validators))
        return self._is_near() and self._is_led_by_one() and is_valid

    def _is_near(self) -> bool:
        first, last = self.campaign.starts_on, self.campaign.ends_on
        given = self.planned_on.data
        if given is None or first - AROUND <= given <= last + AROUND:
            return True
        told = _l("Write a day near those of the campaign, %(first)s to %(last)s.")
        self.planned_on.errors = [str(told) % {"first": day(first), "last": day(last)}]
        return False

    def _is_led_by_one(self) -> bool:
        if not (self.lead_agency_id.data and self.lead_name.data):
            return True
        self.lead_name.errors = [_l("An office is chosen above. Leave this empty.")]
        return False

    def show_present(self, row: Participation) -> None:
        """Also where it was planned to be meanwhile: the form has one box for it."""
        present = place_of_plan(row)
        super().show_present(row)
        if present != (self.where.data or ""):
            told = _l("Meanwhile saved by somebody else: %(value)s")
            self.where.errors = [*self.where.errors, str(told) % {"value": present or "–"}]

    def plan(self) -> PartPlan:
        """What was typed; ask after validate()."""
        place = self.where.data or ""
        hamlet = self.offered.hamlet_in(place)
        is_hamlet_alone = hamlet is not None and hamlet.name.casefold() == place.casefold()
        return PartPlan(
            what=self.what.data or "",
            planned_on=self.planned_on.data,
            hamlet_id=hamlet.id if hamlet else None,
            place=None if is_hamlet_alone else place or None,
            lead_agency_id=self.lead_agency_id.data or None,
            lead_name=self.lead_name.data or None,
            planned_budget=self.planned_budget.data,
            planned_mobilised=self.planned_mobilised.data,
        )


class SheetForm(EditForm):
    """What is written on the result sheet beside its figures."""

    difficulties = LongTextField(
        _l("Difficulties"),
        most=MOST_CHARACTERS,
        required=False,
        description=_l("What stood in the way, and what was done about it. Name no child."),
    )
    proposals = LongTextField(_l("Proposals"), most=MOST_CHARACTERS, required=False)
    gift_note = LongTextField(
        _l("Note on the gifts"),
        most=MOST_CHARACTERS,
        required=False,
        description=_l("For example, why more gifts were given than received"),
    )

    def words(self) -> SheetWords:
        """What was typed."""
        values = (self.difficulties.data, self.proposals.data, self.gift_note.data)
        return SheetWords(*(value or None for value in values))


class SubmissionForm(EditForm):
    """A word to who decides; where something is missing, why it is handed in all the same."""

    word = LongTextField(_l("A word to the reviewer"), most=1000, required=False)


class ApprovalForm(EditForm):
    """A word to the unit, if there is one."""

    word = LongTextField(_l("A word to the unit"), most=1000, required=False)


class ReasonForm(EditForm):
    """Why a result sheet is sent back or opened again."""

    word = LongTextField(
        _l("Reason"),
        most=1000,
        description=_l("The unit reads it, for example: the mobilised money is missing"),
    )


def place_of_plan(row: Participation) -> str:
    """Where it is planned to be, as the form shows it."""
    return place_in(row.place, row.hamlet)
