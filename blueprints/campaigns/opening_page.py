"""What the page on which a campaign is opened needs: kinds, years, days as they are computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from flask import g, request, url_for
from flask_babel import gettext as _

from blueprints.campaigns.age_bands import bands_text
from blueprints.campaigns.opening_forms import OWN
from blueprints.campaigns.opening_words import feast_text
from blueprints.settings.occasion_words import span
from models.campaign import AGE_BANDS, Campaign
from models.campaign_acts import report_due
from models.campaign_days import Days, LunarDays, days_in, next_days
from models.campaign_kind import OTHER, Occasion, occasions_by_code, occasions_of
from models.clock import today
from models.plan import UnitsBelow
from models.plan_addressing import count_addressed

YEARS_ON = 2
"""How many years ahead a campaign may be opened."""


@dataclass(frozen=True)
class Chosen:
    """A kind and the year for which its days are computed."""

    occasion: Occasion
    year: int

    @classmethod
    def asked(cls) -> Self | None:
        """What the address says; the year is that of the next days where it says none."""
        offered = {one.code: one for one in occasions_of(g.unit).occasions}
        occasion = offered.get(request.args.get("kind", ""))
        if occasion is None:
            return None
        soonest = _soonest(occasion)
        year = request.args.get("year", soonest, type=int)
        return cls(occasion, year if year in _years(soonest) else soonest)

    @classmethod
    def of(cls, campaign: Campaign) -> Self:
        """Of a draft: its kind, as it is called at the unit now."""
        occasion = occasions_by_code(g.unit).get(campaign.kind, OTHER)
        return cls(occasion, campaign.starts_on.year)

    @property
    def days(self) -> Days | None:
        """When it is held in the year; None where its kind has no days of its own."""
        return days_in(self.occasion.days, self.year) if self.occasion.days else None

    @property
    def feast(self) -> str:
        """The day it leads up to, in words; empty where there is none."""
        if self.days is None or self.days.feast is None:
            return ""
        return feast_text(self.days.feast, is_lunar=isinstance(self.occasion.days, LunarDays))

    @property
    def name(self) -> str:
        """What a new one is called; what is none of the kinds is given its name by who opens it."""
        if self.occasion.code == OTHER.code:
            return ""
        return str(_("%(occasion)s %(year)s", occasion=self.occasion.name, year=self.year))

    @property
    def years(self) -> list[tuple[int, str, bool]]:
        """The years to choose from: each with its address and whether it is the one chosen."""
        return [
            (year, _address(self.occasion, year), year == self.year)
            for year in _years(_soonest(self.occasion))
        ]

    def proposed(self, *, has_below: bool) -> dict[str, Any]:
        """What a new form is filled with."""
        days = self.days
        filled = {
            "name": self.name,
            "audience": UnitsBelow.DIRECT if has_below else OWN,
            "includes_own": True,
            "counts_gifts": self.occasion.counts_gifts,
            "bands": bands_text(AGE_BANDS),
            "asks": list(self.occasion.asks),
        }
        if days is None:
            return filled
        span = {"starts_on": days.first, "ends_on": days.last}
        return {**filled, **span, "report_due_on": report_due(days.last)}


def kinds_to_choose() -> list[dict[str, Any]]:
    """The kinds in force: name, next days, where to go on."""
    return [_kind(one) for one in occasions_of(g.unit).occasions]


def about(chosen: Chosen, campaign: Campaign | None) -> dict[str, Any]:
    """What the form's page shows beside the form."""
    back = url_for("campaigns.new")
    if campaign is not None:
        back = url_for("campaigns.show", campaign_id=campaign.id)
    return {"chosen": chosen, "campaign": campaign, "back": back}


def is_alone(campaign: Campaign) -> bool:
    """Whether a draft is for the unit itself alone."""
    return not count_addressed(campaign)


def _kind(one: Occasion) -> dict[str, Any]:
    days = next_days(one.days, today()) if one.days else None
    sub = _("on days that you name")
    if days is not None:
        sub = span(days)
        if days.feast and isinstance(one.days, LunarDays):
            sub = f"{feast_text(days.feast, is_lunar=True)} · {sub}"
    return {
        "title": one.name,
        "sub": sub,
        "symbol": "gift" if one.counts_gifts else "flag",
        "href": _address(one, _soonest(one)),
    }


def _address(occasion: Occasion, year: int) -> str:
    return url_for("campaigns.new", kind=occasion.code, year=year)


def _soonest(occasion: Occasion) -> int:
    """The year of its next days: of those over New Year the one in which they begin."""
    if occasion.days is None:
        return today().year
    year = today().year - 1
    while _last_day(occasion, year) < today():
        year += 1
    return year


def _last_day(occasion: Occasion, year: int) -> date:
    return days_in(occasion.days, year).last if occasion.days else today()


def _years(soonest: int) -> range:
    return range(min(soonest, today().year), soonest + YEARS_ON)
