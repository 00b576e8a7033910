"""The form by which gifts are handed out: a row a hamlet, the rest once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from wtforms import SelectChoice, SelectField
from wtforms.validators import InputRequired

from blueprints.activities.asking_back import AsksBack
from blueprints.activities.offered import Organiser
from blueprints.date_field import DateField
from blueprints.gifts.pledge_forms import day_findings, source_field
from blueprints.language import label as _l
from blueprints.number_fields import count_field, money_field
from models.clock import today
from models.figure_rules import Figures, Finding, doubts, faults
from models.gift_pledge import GiftSource
from models.hamlet import Hamlet
from models.hand_out_gifts import Given, Giving


class HandOutForm(AsksBack):
    """When, who and whose money; what each hamlet was given is added by hand_out_form()."""

    held_on = DateField(_l("Handed out on"), required=True)
    lead = SelectField(
        _l("Who handed them out"),
        coerce=int,
        validators=[InputRequired(_l("Choose one of these."))],
    )
    source = source_field()
    each = money_field(_l("Value of one gift (đồng)"))
    hamlets: Sequence[Hamlet] = ()

    def offer(self, leads: Iterable[Organiser]) -> None:
        """Who may have handed them out."""
        self.lead.choices = [SelectChoice(one.key, one.name) for one in leads]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Whether all is in order and what was asked back is confirmed."""
        if not super().validate(*args, **kwargs):
            return False
        wrong, unsure = day_findings(self.held_on.data, "held_on")
        if self._lacks_gifts() or self.refuse_all([*wrong, *self._faults()]):
            return False
        return self.is_confirmed([*unsure, *self._doubts()])

    def boxes(self, hamlet: Hamlet) -> tuple[Any, Any]:
        """The fields of a hamlet: gifts and children."""
        return self[f"gifts_{hamlet.id}"], self[f"children_{hamlet.id}"]

    def givens(self) -> list[Given]:
        """What was typed of each hamlet; ask after validate()."""
        found = []
        for one in self.hamlets:
            gifts, children = self.boxes(one)
            if gifts.data:
                found.append(Given(one.id, one.name, gifts.data, children.data))
        return found

    def giving(self) -> Giving:
        """What is the same in all hamlets; ask after validate()."""
        source = GiftSource(self.source.data)
        return Giving(self.held_on.data or today(), source, self.lead.data or None, self.each.data)

    def _lacks_gifts(self) -> bool:
        """Whether nothing is given at all, or children came and nobody wrote the gifts."""
        told = str(_l("Write how many gifts: at least 1."))
        for one in self.hamlets:
            gifts, children = self.boxes(one)
            if children.data and not gifts.data:
                self.refuse(gifts.name, told)
        if not self.givens() and not self.errors:
            self.form_errors.append(str(_l("Write the gifts of one hamlet at least.")))
        return bool(self.errors)

    def _faults(self) -> list[Finding]:
        of_each = faults(Figures(gifts=1, gift_value=self.each.data))
        return [*_named(of_each, "each"), *self._of_hamlets(faults)]

    def _doubts(self) -> list[Finding]:
        of_each = doubts(Figures(gifts=1, gift_value=self.each.data))
        return [*_named(of_each, "each"), *self._of_hamlets(doubts)]

    def _of_hamlets(self, rule: Any) -> Iterator[Finding]:
        for one in self.givens():
            for found in rule(Figures(gifts=one.gifts, children=one.children)):
                yield replace(found, field=f"{found.field}_{one.hamlet_id}")


def _named(found: Iterable[Finding], name: str) -> list[Finding]:
    return [replace(one, field=name) for one in found]


def hand_out_form(hamlets: Sequence[Hamlet], given: dict[str, Any]) -> HandOutForm:
    """A form with two boxes for each hamlet."""
    boxes: dict[str, Any] = {"hamlets": hamlets}
    for one in hamlets:
        boxes[f"gifts_{one.id}"] = count_field(_l("Gifts"))
        boxes[f"children_{one.id}"] = count_field(_l("Children"))
    made: type[HandOutForm] = type("HandOutFormOf", (HandOutForm,), boxes)
    return made(data=given)
