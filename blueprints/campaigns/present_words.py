"""The campaigns of these days in words: what is next for the unit, and how far all units are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from blueprints.access import may
from blueprints.campaigns.words import days_text, status_of
from blueprints.filters import money, number
from blueprints.language import label as _l
from models.campaign_next import Next
from models.campaigns_now import Present, campaigns_now
from models.clock import today
from models.permissions import Permission

MOST = 3
"""So many are shown with their figures."""
_URGENT = (Next.MEND, Next.HAND_IN, Next.PLAN)
_NEXT: dict[Next, tuple[str, str, Any]] = {
    Next.MEND: ("back", "arrow-return-left", _l("The result sheet came back: complete it")),
    Next.HAND_IN: ("wait", "clipboard-check", _l("Hand in the result sheet")),
    Next.PLAN: ("wait", "pencil", _l("Write what the unit plans")),
    Next.LOG: ("doing", "play-circle", _l("Running: log what is done")),
    Next.BEGIN: ("none", "calendar-event", _l("Planned, to begin")),
}
_LATE = ("over", "exclamation-triangle-fill")


@dataclass(frozen=True)
class Shown:
    """A campaign with its figures, ready to print."""

    title: str
    href: str
    unit: str
    status: tuple[str, str, Any]
    days: str
    figures: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class PresentCampaigns:
    """What the first page of a unit tells of its campaigns: what is next, and how far they are."""

    rows: list[dict[str, Any]]
    shown: list[Shown]


def present_campaigns() -> PresentCampaigns | None:
    """For who reads campaigns; None where there is nothing to tell."""
    if not may(Permission.VIEW_CAMPAIGNS):
        return None
    adds_up = _adds_up()
    found = campaigns_now(g.unit, today(), adds_up=adds_up)
    rows = list(_rows(found, _URGENT if adds_up else tuple(_NEXT)))
    shown = _with_figures(found) if adds_up else []
    return PresentCampaigns(rows, shown) if rows or shown else None


def campaigns_shown() -> list[Shown]:
    """The running campaigns with their figures, for the board."""
    may_read = may(Permission.VIEW_CAMPAIGNS) and _adds_up()
    return _with_figures(campaigns_now(g.unit, today(), adds_up=True)) if may_read else []


def _adds_up() -> bool:
    """Whether the person reads what came of it in all units, as reviewers and leaders do."""
    return bool(g.standing.reaches_below) and not g.standing.is_only_partner


def _rows(found: Iterable[Present], told: tuple[Next, ...]) -> Iterator[dict[str, Any]]:
    for one in found:
        if one.next in told:
            yield _row(one, _look(one, one.next))


def _row(one: Present, look: tuple[str, str, Any]) -> dict[str, Any]:
    kind, symbol, words = look
    told = [str(words), days_text(one.campaign, one.day)]
    return {
        "title": one.campaign.name,
        "sub": " · ".join(part for part in told if part),
        "href": url_for("participations.show", campaign_id=one.campaign.id),
        "symbol": symbol,
        "kind": kind,
    }


def _look(one: Present, step: Next) -> tuple[str, str, Any]:
    """What is next; a partner plans nothing for the unit: he reads where the campaign stands."""
    if g.standing.is_only_partner:
        return status_of(one.campaign, one.day)
    kind, symbol, words = _NEXT[step]
    is_late = step is Next.HAND_IN and one.campaign.report_due_on < one.day
    return (*_LATE, words) if is_late else (kind, symbol, words)


def _with_figures(found: Iterable[Present]) -> list[Shown]:
    return [_shown(one) for one in found if one.is_on][:MOST]


def _shown(one: Present) -> Shown:
    campaign = one.campaign
    return Shown(
        title=campaign.name,
        href=url_for("campaigns.show", campaign_id=campaign.id),
        unit="" if campaign.unit_id == g.unit.id else campaign.unit.name,
        status=status_of(campaign, one.day),
        days=days_text(campaign, one.day),
        figures=list(_figures(one)),
    )


def _figures(one: Present) -> Iterator[tuple[str, list[str]]]:
    """How many units held it, how many children came, what was given."""
    sums = one.held.sums
    if one.units > 1:
        told = _("%(held)s of %(units)s", held=number(one.held.units), units=number(one.units))
        yield str(_("Units that held it")), [str(told)]
    else:
        yield str(_("Activities")), [number(sums.activities)]
    yield str(_("Children")), [number(sums.children)]
    if one.campaign.counts_gifts:
        yield str(_("Gifts given so far")), [number(sums.gifts)]
    else:
        yield str(_("State budget / mobilised")), [money(sums.budget), money(sums.mobilised)]
