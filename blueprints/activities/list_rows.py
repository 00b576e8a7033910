"""The entries of a list of activities in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row

from blueprints.activities.entry_words import STATES, place_of
from blueprints.activities.organiser_words import organisers_of, own_name, short_name
from blueprints.filters import money, number
from models.activity import Activity, ActivityState
from models.activity_kind import OTHER, Kind
from models.activity_sums import Sums
from models.unit import Unit


class ListRow:
    """One entry for its reader; `unit` where it is another unit's. `others` are those who logged
    the same event, `because` says why it is in the list, where that is not plain."""

    because = ""

    def __init__(
        self, row: Row[Any], kinds: dict[str, Kind], others: Mapping[UUID, list[str | None]]
    ) -> None:
        self.activity: Activity = row.Activity
        self.is_corrected: bool = row.is_corrected
        self.others = others.get(self.activity.id, [])
        self.evidence: int = row.evidence
        self.lines: int = row.lines
        self.kind = kinds.get(self.activity.kind, OTHER)
        self.at: Unit = row.Unit
        self.href = url_for("activities.show", unit=self.at.slug, activity_id=self.activity.id)

    @property
    def unit(self) -> str | None:
        """Whose it is, where it is another unit's."""
        return self.at.name if self.at.id != g.unit.id else None

    @property
    def state(self) -> tuple[str, str, Any] | None:
        """The state in words, unless it counts as nearly all do."""
        state = ActivityState(self.activity.state)
        return None if state is ActivityState.COUNTED else STATES[state]

    @property
    def organisers(self) -> str:
        """Who held it; nobody is named where it was the unit itself alone."""
        names = organisers_of(self.activity, self.at) + [self._short(one) for one in self.others]
        is_unit_alone = self.activity.agency_id is None and len(names) == 1
        return "" if is_unit_alone else ", ".join(dict.fromkeys(names))

    def _short(self, name: str | None) -> str:
        return own_name(self.at) if name is None else short_name(name, self.at)

    @property
    def about(self) -> list[str]:
        """What it was, who held it and where, as far as that is known."""
        return [part for part in (self.kind.name, self.organisers, place_of(self.activity)) if part]

    @property
    def figures(self) -> list[str]:
        """The figures that are known, as a phone shows them."""
        one = self.activity
        told = [
            ngettext(
                "%(count)s child", "%(count)s children", one.children or 0, **_n(one.children)
            ),
            ngettext("%(count)s adult", "%(count)s adults", one.adults or 0, **_n(one.adults)),
            ngettext("%(count)s gift", "%(count)s gifts", one.gifts or 0, **_n(one.gifts)),
            money(one.cost),
        ]
        known = (one.children, one.adults, one.gifts, one.cost)
        return [text for text, value in zip(told, known, strict=True) if value is not None]

    @property
    def why(self) -> str:
        """What the unit said when it did not count the entry, or who took it back."""
        is_out = self.activity.state in {ActivityState.DECLINED, ActivityState.WITHDRAWN}
        return (self.activity.decision_note or "") if is_out else ""


def _n(value: int | None) -> dict[str, str]:
    return {"count": number(value)}


def sums_told(sums: Sums) -> list[tuple[str, str, str]]:
    """What the entries add up to: name, figure, and what is known of its parts."""
    people = {_("girls"): sums.girls, _("boys"): sums.boys}
    people |= {_("in special circumstances"): sums.special}
    sources = {_("state budget"): sums.budget, _("mobilised"): sums.mobilised}
    told = [
        (_("Activities"), number(sums.activities), _parts({_("sessions"): sums.sessions}, number)),
        (_("Children"), number(sums.children), _parts(people, number)),
        (_("Adults"), number(sums.adults), ""),
        (_("Gifts"), number(sums.gifts), _parts({_("worth"): sums.gift_value}, money)),
        (_("Cost"), money(sums.cost), _parts(sources, money)),
    ]
    return [one for one in told if one[1] not in {number(None), money(None)}]


def _parts(values: dict[str, int | None], written: Callable[[int | None], str]) -> str:
    known = {name: value for name, value in values.items() if value is not None}
    return ", ".join(f"{name} {written(value)}" for name, value in known.items())
