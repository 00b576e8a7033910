"""The list of campaigns as it is asked for: a page of it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from flask import g, request, url_for
from sqlalchemy import Select

from blueprints.asked import page_asked, page_count
from blueprints.campaigns.list_words import GROUPS, group_of, of_words, result_words
from blueprints.campaigns.words import days_text, status_of
from models.base import db
from models.campaign import A_KIND, Campaign
from models.campaign_kind import Occasion, occasions_by_code
from models.campaign_list import Whose, listed, size_of
from models.campaign_sums import Held, held_in
from models.clock import today
from models.text import normalise

PAGE = 20


@dataclass(frozen=True)
class Asked:
    """What the address says: whose campaigns, of which kind, of which year, which page."""

    of: str
    kind: str
    year: int | None
    page: int

    @classmethod
    def now(cls) -> Asked:
        """The filter of the request; what it does not know counts as not asked."""
        given, year = request.args, request.args.get("year", type=int)
        return cls(
            of=given.get("of", "") if given.get("of") in set(Whose) and g.has_below else "",
            kind=normalise(given.get("kind", "")[:A_KIND]),
            year=year if year and 1990 <= year <= 2100 else None,
            page=page_asked(),
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.of or self.kind or self.year)

    def address(self, endpoint: str = "campaigns.index", page: int = 1, **changed: Any) -> str:
        """The address of the same list otherwise, or of its workbook."""
        given = {"of": self.of, "kind": self.kind, "year": self.year, **changed}
        told = {name: value for name, value in given.items() if value}
        return url_for(endpoint, page=page if page > 1 else None, **told)

    def page_address(self, page: int) -> str:
        return self.address(page=page)


@dataclass(frozen=True)
class Row:
    """A campaign of the list, ready to print."""

    campaign: Campaign
    kind: str
    held: Held

    @property
    def status(self) -> tuple[str, str, Any]:
        return status_of(self.campaign, today())

    @property
    def days(self) -> str:
        return days_text(self.campaign, today())

    @property
    def unit(self) -> str:
        """Who opened it, where that is another unit."""
        return "" if self.campaign.unit_id == g.unit.id else self.campaign.unit.name

    @property
    def results(self) -> list[str]:
        return result_words(self.held)


class ListPage:
    """The campaigns of the address."""

    def __init__(self) -> None:
        self.asked = Asked.now()
        self.occasions: dict[str, Occasion] = occasions_by_code(g.unit)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds that can be asked for: code and name."""
        return [(code, one.name) for code, one in self.occasions.items()]

    @property
    def years(self) -> list[int]:
        return list(reversed(self._size[1]))

    @property
    def number(self) -> int:
        return self._size[0]

    @property
    def pages(self) -> int:
        return page_count(self.number, PAGE)

    @property
    def chips(self) -> list[tuple[str, Any, bool]]:
        """Whose campaigns: address, words, whether it is the one in force."""
        if not g.has_below or g.standing.is_only_partner:
            return []
        found = of_words().items()
        return [(self.asked.address(of=of), told, of == self.asked.of) for of, told in found]

    @cached_property
    def rows(self) -> list[Row]:
        """Those of the page."""
        return self._rows(self._query.limit(PAGE).offset(PAGE * (self.asked.page - 1)))

    @property
    def whole(self) -> list[Row]:
        """Those of all pages."""
        return self._rows(self._query)

    @property
    def groups(self) -> Iterator[tuple[str, Any, list[Row]]]:
        """The rows of the page by where they stand: an id, a heading, and its rows."""
        for group, rows in groupby(self.rows, lambda row: group_of(row.campaign, today())):
            yield group, GROUPS[group], list(rows)

    @property
    def _query(self) -> Select[Campaign]:
        asked = self.asked
        return listed(
            g.unit,
            today(),
            of=Whose(asked.of) if asked.of else None,
            kind=asked.kind,
            year=asked.year,
            drafts=g.standing.works_here,
        )

    @cached_property
    def _size(self) -> tuple[int, range]:
        return size_of(self._query, drafts=g.standing.works_here)

    def _rows(self, query: Select[Campaign]) -> list[Row]:
        """With what came of each; a partner reads his own entries alone, which are no result."""
        found = db.session.scalars(query).all()
        told = [] if g.standing.is_only_partner else found
        held = held_in([one.id for one in told if not one.is_draft])
        return [Row(one, self._kind_of(one), held.get(one.id, Held())) for one in found]

    def _kind_of(self, campaign: Campaign) -> str:
        occasion = self.occasions.get(campaign.kind)
        return occasion.name if occasion else ""
