"""What a campaign's public page shows of its content on a day: the same for everybody, and for who
looks at it before it is out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.campaigns.words import SOURCES
from blueprints.filters import day as day_text
from blueprints.filters import money, number
from blueprints.language import label as _l
from models.clock import vietnam_day
from models.page_content import Content, UnitProgress
from models.public_figures import FEWEST, Hidden

PROGRESS = {
    UnitProgress.NO_PLAN: ("none", _l("No plan yet")),
    UnitProgress.PLANNED: ("doing", _l("Planned")),
    UnitProgress.HELD: ("done", _l("Held")),
    UnitProgress.CLOSED: ("done", _l("Held and closed")),
}
NOT_IN_YET = (UnitProgress.NO_PLAN, UnitProgress.PLANNED)
"""Units whose figures are not part of the sums yet."""


@dataclass(frozen=True)
class Picture:
    """A photo as the page shows it: its address and what it is of."""

    src: str
    alt: str


@dataclass(frozen=True)
class PageShown:
    """The content on a day; `address` is where everybody finds it, whole.

    `place` names the unit and those above it; `first_on` is the day it was first out.
    """

    content: Content
    day: date
    address: str
    place: str
    pictures: Sequence[Picture] = ()
    picture_address: str | None = None
    first_on: date | None = None

    @property
    def title(self) -> str:
        return str(self.content["name"])

    @property
    def poster(self) -> str:
        return f"{self.address}/poster"

    @property
    def days(self) -> str:
        """From when to when, and the feast."""
        shown = {name: self._day(name) for name in ("starts_on", "ends_on", "feast_on")}
        if shown["feast_on"]:
            return str(_("From %(starts_on)s to %(ends_on)s, feast on %(feast_on)s.", **shown))
        return str(_("From %(starts_on)s to %(ends_on)s.", **shown))

    @property
    def written_on(self) -> date:
        """The day whose figures are shown."""
        return vietnam_day(datetime.fromisoformat(self.content["written_at"]))

    @cached_property
    def to_come(self) -> list[dict[str, Any]]:
        """What is planned from today on."""
        return [one for one in self.content["days"] if one["on"] >= self.day.isoformat()]

    @property
    def main_figures(self) -> list[tuple[str, str]]:
        """The three that matter."""
        totals = self.content["totals"]
        return [
            (str(_("Activities")), number(totals["activities"])),
            (str(_("Children who took part")), figure(totals["children"])),
            (str(_("Gifts given to children")), figure(self.content["gifts"]["given"])),
        ]

    @property
    def people(self) -> list[tuple[str, str]]:
        """Who took part; what nobody wrote is left out."""
        totals = self.content["totals"]
        named = [
            ("girls", _("Girls")),
            ("boys", _("Boys")),
            ("special", _("Children in special circumstances")),
            ("adults", _("Adults")),
        ]
        return [(str(word), figure(totals[key])) for key, word in named if totals[key] is not None]

    @property
    def gifts(self) -> list[tuple[str, str]]:
        """Pledged, received and given, where there are any."""
        gifts = self.content["gifts"]
        if not any(gifts.values()):
            return []
        return [
            (str(_("Pledged")), number(gifts["pledged"])),
            (str(_("Received")), number(gifts["received"])),
            (str(_("Given")), figure(gifts["given"])),
        ]

    @property
    def has_money(self) -> bool:
        """Whether anything is told of money."""
        totals, money_in = self.content["totals"], self.content["money_in"]
        return any(totals[one] or any(money_in[one].values()) for one in SOURCES)

    @property
    def sources(self) -> list[tuple[str, str, str, str]]:
        """Of each source: what was pledged, received and spent."""
        totals, money_in = self.content["totals"], self.content["money_in"]
        return [
            (
                str(words),
                money(money_in[source]["pledged"]),
                money(money_in[source]["received"]),
                money(totals[source] or 0),
            )
            for source, words in SOURCES.items()
        ]

    @property
    def goods(self) -> str | None:
        """What the gifts that were given are worth; None where nobody wrote it."""
        value = self.content["totals"]["gift_value"]
        return None if value is None else money(value)

    @property
    def donors(self) -> list[tuple[str, str]]:
        """Who agreed to be named, with what he gives, and how many others there are."""
        told = self.content["donors"]
        rows = [(one["name"], self._gift(one)) for one in told["named"]]
        if told["others"]:
            others = ngettext(
                "%(num)s donor who is not named", "%(num)s donors who are not named", told["others"]
            )
            rows.append((str(others), ""))
        return rows

    @property
    def units(self) -> list[dict[str, Any]]:
        return [
            {
                "name": one["name"],
                "progress": PROGRESS[UnitProgress(one["progress"])],
                "activities": number(one["activities"]),
                "children": figure(one["children"]),
                "gifts": figure(one["gifts"]),
            }
            for one in self.content["units"]
        ]

    @property
    def units_in(self) -> str:
        """How many of the units the sums hold."""
        units = self.content["units"]
        held = sum(one["progress"] not in NOT_IN_YET for one in units)
        return str(_("The sums hold %(held)s of %(all)s units so far.", held=held, all=len(units)))

    @property
    def hides(self) -> bool:
        """Whether a number is hidden anywhere."""
        shown = [*self.content["totals"].values()]
        shown += [value for one in self.content["units"] for value in one.values()]
        return any(value in {*Hidden} for value in shown if isinstance(value, str))

    @property
    def few(self) -> str:
        return str(
            _(
                "Numbers of children under %(num)s are not shown, nor is a number beside them from"
                " which they could be worked out.",
                num=FEWEST,
            )
        )

    @property
    def summary(self) -> str:
        """What a shared link tells."""
        told = [f"{words}: {value}" for words, value in self.main_figures if value != "–"]
        theme = [self.content["theme"]] if self.content["theme"] else []
        return " ".join([*(f"{one}." for one in theme), self.days, *(f"{one}." for one in told)])

    def _gift(self, donor: dict[str, Any]) -> str:
        gifts = ngettext("%(num)s gift", "%(num)s gifts", donor["gifts"])
        return f"{gifts}, {money(donor['value'])}" if donor["value"] else str(gifts)

    def _day(self, name: str) -> str:
        given = self.content[name]
        return day_text(date.fromisoformat(given)) if given else ""


def figure(value: int | str | None) -> str:
    """A number of children, or why it is not shown."""
    if value == Hidden.FEW:
        return str(_("under %(num)s", num=FEWEST))
    if value == Hidden.KEPT:
        return str(_("not shown"))
    return number(value if isinstance(value, int) else None)
