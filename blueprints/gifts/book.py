"""What the gifts page shows of pledges and receipts, and what the person may do with them."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from flask import abort, g, url_for
from flask_babel import gettext as _

from blueprints.access import find_or_404, may
from blueprints.activities.organiser_words import short_name
from blueprints.campaigns.head import Head, head_or_404
from blueprints.campaigns.words import SOURCES
from blueprints.filters import day, money, number
from blueprints.gifts.pledge_words import STATES, giver_here, giver_name
from models.base import db
from models.campaign import Campaign
from models.clock import today
from models.gift_acts import GiftAct, why_not
from models.gift_book import Promised, given_of, promised, promised_at
from models.gift_pledge import GiftPledge, GiftSource
from models.gift_rules import GiftFigures
from models.gift_sheet import GiftSheet
from models.gift_shortage import forget_covered
from models.giving_rules import is_watched
from models.participation import Participation
from models.permissions import Permission
from models.receive_gifts import Direct, direct_of
from models.tenancy import begin_write, unscoped


class GiftBook:
    """The pledges that a unit made or gets in a campaign, with what came of them.

    Without the unit's gift sheet nothing is said of a shortage.
    """

    def __init__(self, head: Head, sheet: GiftSheet | None = None) -> None:
        self.head, self.sheet = head, sheet
        self.giver = giver_here()

    @property
    def figures(self) -> GiftFigures | None:
        return self.sheet.all if self.sheet else None

    @property
    def campaign(self) -> Campaign:
        return self.head.campaign

    @property
    def is_live(self) -> bool:
        """Whether the unit pledges and gets gifts in the campaign now."""
        return self.campaign.counts_gifts and self.campaign.is_in_force and self.head.is_here

    @property
    def is_partner(self) -> bool:
        """Whether the person acts for an agency alone."""
        return bool(g.standing.is_only_partner)

    @property
    def totals(self) -> list[tuple[str, str]]:
        """What a partner's agencies pledged, what came of it, and what they gave by what counts."""
        given = given_of(self.campaign.id, g.unit.id)
        numbers = (
            (_("Pledged so far"), sum(one.promise.gifts for one in self.promised)),
            (_("Received so far"), sum(one.received for one in self.promised)),
            (_("Given so far"), sum(sums.gifts or 0 for sums in given.values())),
        )
        return [(str(name), number(value)) for name, value in numbers]

    @property
    def may_pledge(self) -> bool:
        return self.is_live and may(Permission.PLEDGE_GIFTS)

    @property
    def may_hand_out(self) -> bool:
        return self.is_live and self.head.takes_part and may(Permission.LOG_ACTIVITIES)

    @property
    def may_explain(self) -> bool:
        return self.is_live and may(Permission.TAKE_PART)

    @cached_property
    def promised(self) -> list[Promised]:
        return promised_at(self.campaign.id, g.unit.id)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Those that stand, the latest first; withdrawn ones last."""
        found = sorted(self.promised, key=lambda one: one.is_withdrawn)
        return [self.row_of(one) for one in found]

    def row_of(self, one: Promised) -> dict[str, Any]:
        """A pledge of a list."""
        pledge = one.pledge
        key = self.campaign.id
        return {
            "href": url_for("gifts.show_pledge", campaign_id=key, pledge_id=pledge.id),
            "giver": giver_name(one),
            "gifts": number(pledge.gifts),
            "received": number(one.received),
            "value": money(pledge.gift_value) if pledge.gift_value else "",
            "source": SOURCES[GiftSource(pledge.source)],
            "day": day(pledge.pledged_on),
            "status": STATES[one.state],
            "for_unit": pledge.for_unit.name if self.goes_elsewhere(one) else "",
            "from_unit": pledge.unit.name if pledge.unit_id != g.unit.id else "",
        }

    def goes_elsewhere(self, one: Promised) -> bool:
        """Whether a unit below gets the gifts, and not this one."""
        return bool(one.receiving_unit_id != g.unit.id)

    def acts_on(self, one: Promised) -> set[GiftAct]:
        """What the person may do with a pledge now."""
        is_live = self.is_live
        return {act for act in GiftAct if why_not(act, self.giver, one, is_live=is_live) is None}

    @property
    def is_short(self) -> bool:
        """Whether a shortage is to be told: gifts are missing, and the feast is near."""
        one = self.campaign
        is_near = is_watched(today(), one.starts_on, one.ends_on, one.feast_on)
        return bool(self.figures and self.figures.short and is_near and one.is_in_force)

    @property
    def note(self) -> str:
        """Why more was given than received."""
        return (self._part.gift_note if self._part else None) or ""

    @cached_property
    def _part(self) -> Participation | None:
        if self.sheet is not None:
            return self.sheet.participation
        return db.session.scalar(Participation.of(self.campaign.id, g.unit.id))

    @cached_property
    def direct(self) -> list[tuple[str, Direct]]:
        """What agencies handed out themselves, where more was given than received: each agency and
        what is recorded with one tap."""
        over = self.figures.unreceived if self.figures and self.may_explain else 0
        given = given_of(self.campaign.id, g.unit.id) if over else {}
        found = direct_of(self.promised, given, over)
        return [(short_name(one.agency, g.unit), one) for one in found]


def book_or_404(campaign_id: int) -> GiftBook:
    """The book of a campaign that counts gifts and is published; 404 for another one."""
    head = head_or_404(campaign_id)
    if head.campaign.is_draft or not head.campaign.counts_gifts:
        abort(404)
    return GiftBook(head)


def pledge_or_404(book: GiftBook, pledge_id: UUID) -> Promised:
    """A pledge of the campaign that the unit of the URL made or gets; 404 for another one."""
    pledge = find_or_404(GiftPledge, pledge_id)
    concerns = g.unit.id in {pledge.unit_id, pledge.for_unit_id}
    if not concerns or pledge.campaign_id != book.campaign.id:
        abort(404)
    return promised(pledge)


def forget_what_is_covered(campaign_id: int) -> None:
    """After an act was committed: take back what was told of shortages that it covers."""
    with unscoped("whether a shortage is covered is asked of all pledges"):
        begin_write()
        forget_covered(campaign_id)
        db.session.commit()
