"""Everything the roll-up of a campaign shows, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _

from blueprints.asked import page_asked, page_count
from blueprints.campaign_totals.totals_words import (
    FIGURES,
    GIFTS,
    MEASURES,
    PLANNED,
    href_of,
    missing_told,
    part_href,
    stage_of,
)
from blueprints.campaigns.words import figure_value
from blueprints.filters import number
from blueprints.language import label as _l
from models.campaign import Measure
from models.campaign_photos import photos_of
from models.campaign_rollup import Part, Row
from models.read_campaign_rollup import CampaignRollup
from models.target_reached import Reached, reached

UNITS, QUOTED = 50, 5
"""Rows on one page, and difficulties that stand below them."""
SHOWS: dict[str, tuple[Any, Callable[[Row], bool]]] = {
    "": (_l("All units"), lambda row: True),
    "missing": (_l("Something is missing"), lambda row: row.total.lacking > 0),
    "handed_in": (_l("Result handed in"), lambda row: row.total.handed_in > 0),
    "difficulties": (_l("With difficulties"), lambda row: any(p.difficulties for p in row.parts)),
}


@dataclass(frozen=True)
class Line:
    """One figure of all units together: done, planned, a year before, and the difference."""

    name: str
    words: str
    done: int | None
    planned: int | None
    before: int | None

    def told(self, value: int | None) -> str:
        return figure_value(self.name, value)

    @property
    def change(self) -> str:
        """How much more or less than a year before; nothing where one year is not known."""
        if self.done is None or self.before is None:
            return ""
        more = self.done - self.before
        return f"{'+' if more > 0 else '−' if more < 0 else '±'}{number(abs(more))}"


@dataclass(frozen=True)
class Goal:
    """A wished result with what was reached of it."""

    text: str
    measure: Measure | None
    reached: Reached

    @property
    def told(self) -> str:
        """What was reached, in its unit."""
        if self.measure is None:
            return ""
        return f"{number(self.reached.reached)}/{number(self.reached.wanted)}"

    @property
    def noun(self) -> str:
        return str(MEASURES[self.measure]) if self.measure else ""


class TotalsPage:
    """A campaign as the unit of the URL reads it."""

    def __init__(self, found: CampaignRollup) -> None:
        self.found, self.campaign = found, found.campaign
        self.rollup, self.total = found.rollup, found.rollup.total
        shown = request.args.get("show", "")
        self.show = shown if shown in SHOWS else ""
        self.page = page_asked()

    @property
    def reads_below(self) -> bool:
        """Whether the pages of the units below can be opened."""
        return bool(g.standing.reaches_below)

    @property
    def is_alone(self) -> bool:
        """Whether the unit reads nothing but its own part."""
        return [part.unit_id for part in self.rollup.parts] == [g.unit.id]

    @property
    def chips(self) -> list[tuple[str, str, int, bool]]:
        """What may be asked for: address, words, how many rows, whether it is shown."""
        counts = {key: sum(map(fits, self.rollup.rows)) for key, (_w, fits) in SHOWS.items()}
        return [
            (self.address(show=key), str(words), counts[key], key == self.show)
            for key, (words, _fits) in SHOWS.items()
            if counts[key] or not key
        ]

    @cached_property
    def shown(self) -> list[Row]:
        """The rows that are asked for, the slowest first."""
        return [row for row in self.rollup.rows if SHOWS[self.show][1](row)]

    @property
    def pages(self) -> int:
        return page_count(len(self.shown), UNITS)

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """The units of the page, in words."""
        start = UNITS * (self.page - 1)
        for row in self.shown[start : start + UNITS]:
            yield {
                "name": row.name,
                "href": self._led(row.slug, href_of(row, self.campaign)),
                "stage": stage_of(row),
                "missing": missing_told(row),
                "sums": row.total.sums,
                "planned": row.total.money,
                "before": row.total.before,
                "needed": row.total.gifts.needed,
            }

    def _led(self, slug: str, href: str) -> str:
        """Where a unit's name leads, where that may be opened."""
        return href if self.reads_below or slug == g.unit.slug else ""

    @property
    def steps(self) -> list[tuple[str, int]]:
        """How many units got how far."""
        total = self.total
        counts = {
            _("Plan written"): total.planned,
            _("Activities held"): total.held,
            _("Result handed in"): total.handed_in,
            _("Result approved"): total.approved,
        }
        return list(counts.items())

    @cached_property
    def lines(self) -> list[Line]:
        """All units together, figure by figure; what nobody knows is left out, but for money."""
        sums, before, planned = self.total.sums, self.total.before, self.total.money
        found = [
            Line(
                name,
                str(words),
                getattr(sums, name),
                getattr(planned, name) if name in PLANNED else None,
                getattr(before, name) if before else None,
            )
            for name, words in FIGURES.items()
        ]
        return [one for one in found if one.name in PLANNED or self._is_known(one)]

    @property
    def gifts(self) -> list[tuple[str, str]]:
        """Gifts needed, pledged, received and left, as far as they are known."""
        values = [(words, getattr(self.total.gifts, name)) for name, words in GIFTS.items()]
        return [(str(words), number(value)) for words, value in values if value is not None]

    @staticmethod
    def _is_known(line: Line) -> bool:
        return line.done is not None or line.before is not None

    @property
    def goals(self) -> list[Goal]:
        """The wished results, held against all units together where all can be read."""
        return [
            Goal(one.text, one.measure, reached(one.measure, one.wanted, self.total))
            for one in self.campaign.targets
        ]

    @cached_property
    def photos(self) -> list[Any]:
        """Photos that may be shown, of the units whose pages can be opened."""
        return photos_of(self.campaign.id, g.unit, is_alone=not self.reads_below)

    @cached_property
    def quotes(self) -> list[tuple[Part, str]]:
        """The difficulties of the rows shown, in the words of the units, with where they stand."""
        return [
            (part, self._led(part.slug, part_href(part.slug, self.campaign)))
            for part in self.parts
            if part.difficulties
        ]

    @property
    def parts(self) -> list[Part]:
        """The units of the rows that are asked for, by name."""
        found = [part for row in self.shown for part in row.parts]
        return sorted(found, key=lambda part: (part.sort_key, part.path))

    @property
    def most_quoted(self) -> int:
        return len(self.quotes) if self.show == "difficulties" else QUOTED

    def address(self, endpoint: str = "campaign_totals.show", page: int = 1, **asked: Any) -> str:
        """The address of another form of what is shown, or of another page of it."""
        given = {"show": self.show, "page": page if page > 1 else None, **asked}
        told: dict[str, Any] = {name: value for name, value in given.items() if value}
        return url_for(endpoint, campaign_id=self.campaign.id, **told)

    def page_address(self, page: int) -> str:
        return self.address(page=page)
