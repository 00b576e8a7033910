"""The forms of pledged and received gifts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from flask import g
from wtforms import BooleanField, RadioField, SelectChoice, SelectField
from wtforms.validators import AnyOf, DataRequired, Optional

from blueprints.activities.asking_back import AsksBack
from blueprints.campaigns.words import SOURCES
from blueprints.date_field import DateField
from blueprints.forms import EditForm, Form, LongTextField, TextField
from blueprints.language import label as _l
from blueprints.number_fields import CountField, money_field
from models.agency import Agency
from models.clock import today
from models.figure_rules import Figures, Finding, day_doubts, day_faults, doubts, faults
from models.gift_book import Promised
from models.gift_pledge import GiftPledge, GiftSource
from models.giving_rules import receipt_doubts
from models.pledge_gifts import Pledging
from models.receive_gifts import Came
from models.unit import Unit

IN_WORDS = "words"
"""The choice of a giver who is named in words."""
HERE = 0
"""The choice of the unit itself as the one that gets the gifts."""
_CHOOSE = _l("Choose one of these.")


def gifts_field() -> CountField:
    """A box for a number of gifts that must be there."""
    needed = DataRequired(_l("Write how many gifts: at least 1."))
    render = {"inputmode": "numeric", "maxlength": 12}
    return CountField(_l("Number of gifts"), validators=[needed], render_kw=render)


def source_field() -> RadioField:
    """Whose money the gifts are."""
    return RadioField(
        _l("Source of the gifts"),
        choices=[SelectChoice(code.value, text) for code, text in SOURCES.items()],
        validators=[DataRequired(_CHOOSE), AnyOf([*GiftSource], _CHOOSE)],
        validate_choice=False,
    )


def day_findings(day: date | None, name: str) -> tuple[list[Finding], list[Finding]]:
    """Why a day in a field is refused, and what is asked back of it: it is over or today."""
    if day is None:
        return [], []
    wrong = day_faults(day, today(), g.unit.valid_from, is_done=True)
    unsure = day_doubts(day, today())
    return [replace(one, field=name) for one in wrong], [replace(one, field=name) for one in unsure]


class GiftsForm(AsksBack):
    """A number of gifts, what they are worth and a day; what is absurd is asked back."""

    gifts = gifts_field()
    gift_value = money_field(_l("Value of all gifts (đồng)"))
    day_name = ""

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Whether all is in order and what was asked back is confirmed."""
        if not super().validate(*args, **kwargs):
            return False
        figures = Figures(gifts=self.gifts.data, gift_value=self.gift_value.data)
        wrong, unsure = day_findings(self[self.day_name].data, self.day_name)
        if self.refuse_all([*faults(figures), *wrong]):
            return False
        asked = [*doubts(figures, has_below=g.has_below), *unsure, *self.more_doubts()]
        return self.is_confirmed(asked)

    def more_doubts(self) -> list[Finding]:
        """What else is asked back."""
        return []


class PledgeForm(GiftsForm):
    """Who gives, how much, whose money it is, and which unit gets it."""

    chosen = SelectField(_l("Who gives"), validators=[DataRequired(_CHOOSE)])
    donor = TextField(
        _l("Somebody else"),
        most=200,
        required=False,
        description=_l("Where no agency of the list gives: the company, the group, the person"),
    )
    source = source_field()
    pledged_on = DateField(_l("Pledged on"), required=True)
    for_unit = SelectField(_l("Which unit gets the gifts"), coerce=int, validators=[Optional()])
    note = LongTextField(
        _l("Note"),
        most=1000,
        required=False,
        description=_l("For example: what is in a gift, when it comes. Name no child."),
    )
    names_donor = BooleanField(_l("Who gives agreed to be named on the public page"))
    has_come = BooleanField(_l("The gifts are here already: record them as received"))
    day_name = "pledged_on"

    def offer(self, agencies: Iterable[Agency], below: Iterable[Unit], *, is_partner: bool) -> None:
        """Who may be chosen; a partner gives for his agencies alone."""
        self.chosen.choices = [SelectChoice(f"a{one.id}", one.name) for one in agencies]
        if is_partner:
            del self.donor
        else:
            self.chosen.choices.insert(0, SelectChoice("", "–"))
            self.chosen.choices.append(SelectChoice(IN_WORDS, _l("Somebody else, named below")))
        units = [SelectChoice(one.id, one.name) for one in below]
        self.for_unit.choices = [SelectChoice(HERE, g.unit.name), *units]
        if not units:
            del self.for_unit
        if is_partner or units:
            del self.has_come

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Also: exactly one gives; who is written where nobody is chosen."""
        if self.donor is not None and self.donor.data and not self.chosen.data:
            self.chosen.data = IN_WORDS
        is_valid = super().validate(*args, **kwargs)
        if self.donor is None or self.donor.errors:
            return is_valid
        if (self.chosen.data == IN_WORDS) == bool(self.donor.data):
            return is_valid
        told = _l("Choose who gives, or write it here.")
        if self.donor.data:
            told = _l("Somebody is chosen above. Leave this empty.")
        self.donor.errors = [told]
        return False

    def pledging(self) -> Pledging:
        """What was typed; ask after validate()."""
        chosen = str(self.chosen.data)
        is_agency = chosen != IN_WORDS
        return Pledging(
            self.gifts.data or 0,
            GiftSource(self.source.data),
            self.pledged_on.data or today(),
            gift_value=self.gift_value.data,
            agency_id=int(chosen[1:]) if is_agency else None,
            donor=None if is_agency else self.donor.data,
            names_donor=bool(self.names_donor.data),
            for_unit_id=(self.for_unit.data or None) if self.for_unit is not None else None,
            note=self.note.data or None,
        )

    @property
    def is_here(self) -> bool:
        """Whether the gifts came with the pledge."""
        return self.has_come is not None and bool(self.has_come.data)

    def came(self) -> Came:
        """All of it, on the day of the pledge."""
        typed = self.pledging()
        return Came(typed.gifts, typed.pledged_on, typed.gift_value)


def filled(pledge: GiftPledge) -> dict[str, Any]:
    """A pledge as its form shows it."""
    names = ("gifts", "gift_value", "donor", "pledged_on", "note", "names_donor", "version")
    chosen = f"a{pledge.agency_id}" if pledge.agency_id else IN_WORDS
    more = {"chosen": chosen, "source": pledge.source, "for_unit": pledge.for_unit_id or HERE}
    return {name: getattr(pledge, name) for name in names} | more


class ReceiptForm(GiftsForm):
    """What came of a pledge, and when."""

    received_on = DateField(_l("Received on"), required=True)
    day_name = "received_on"

    def __init__(self, one: Promised, *args: Any, **kwargs: Any) -> None:
        """`one` is the pledge of which it comes; all that is missing is proposed."""
        super().__init__(*args, **kwargs)
        self.one = one

    def more_doubts(self) -> list[Finding]:
        """More than was pledged is asked back."""
        return receipt_doubts(self.gifts.data or 0, self.one.received, self.one.pledge.gifts)

    def came(self) -> Came:
        """What was typed; ask after validate()."""
        return Came(self.gifts.data or 0, self.received_on.data or today(), self.gift_value.data)


class WithdrawalForm(EditForm):
    """Why nothing more comes of a pledge, or why a receipt is taken back."""

    reason = LongTextField(_l("Reason"), most=300)


class ExplanationForm(Form):
    """Why more gifts were given than received."""

    note = LongTextField(
        _l("Why more was given than received"),
        most=1000,
        description=_l("For example: a donor brought 20 gifts to the hamlet itself."),
    )
