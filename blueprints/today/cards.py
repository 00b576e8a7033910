"""What the first page of a unit tells each person, from what exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.access import may
from blueprints.checklists.month_words import month_name
from blueprints.filters import day, number
from blueprints.shell import ROLES
from models import clock
from models.permissions import Delegated, Permission
from models.unit import Unit

Card = dict[str, Any]


def waiting(counts: Any, unstaffed: list[Unit]) -> list[Card]:
    """What this person can do here today, the most urgent first."""
    return [
        *_reminded(counts),
        *_explaining(counts),
        *_short(counts),
        *_mending(counts),
        *_mended(counts),
        *_activities(counts),
        *_reviews(counts),
        *_explained(counts),
        *_plans(counts),
        *_people(counts),
        *_set_up(counts),
        *_unstaffed(unstaffed),
    ]


def _reviews(counts: Any) -> Iterator[Card]:
    if not may(Permission.DECIDE_BELOW):
        return
    if counts.awaited:
        told = ngettext(
            "%(num)d month of a unit below waits for review",
            "%(num)d months of units below wait for review",
            counts.awaited,
        )
        yield _card(told, "reviews.index", "check2-all")
    if counts.results:
        told = ngettext(
            "%(num)d result sheet of a campaign waits for a decision",
            "%(num)d result sheets of campaigns wait for a decision",
            counts.results,
        )
        yield _card(told, "participations.waiting", "flag")
    if counts.asked:
        told = ngettext(
            "%(num)d request for an extension waits for an answer",
            "%(num)d requests for an extension wait for an answer",
            counts.asked,
        )
        yield _card(told, "reviews.index", "clock-history")


def _reminded(counts: Any) -> Iterator[Card]:
    """A month that a unit above waits for; one that was sent back stands at the top already."""
    month = counts.reminded_of
    if not (may(Permission.WRITE_CHECKLISTS) and month):
        return
    told = _("%(month)s is not submitted", month=month_name(month))
    sub = _("You were reminded of it.")
    symbol = "exclamation-triangle-fill"
    yield _card(told, "checklists.show", symbol, "over", sub=sub, month=month)


def _explaining(counts: Any) -> Iterator[Card]:
    """What the unit itself is asked to explain."""
    if not (may(Permission.ANSWER_EXPLANATIONS) and counts.to_explain):
        return
    told = ngettext(
        "%(num)d explanation is asked of the unit",
        "%(num)d explanations are asked of the unit",
        counts.to_explain,
    )
    by = day(counts.explain_by)
    is_late = counts.explain_by < clock.today()
    sub = _("Answer by %(day)s, overdue", day=by) if is_late else _("Answer by %(day)s", day=by)
    kind, symbol = ("over", "exclamation-triangle-fill") if is_late else ("wait", "chat-dots")
    of = "here" if may(Permission.VIEW_REVIEWS) else None
    yield _card(told, "explanations.index", symbol, kind, sub=sub, of=of)


def _activities(counts: Any) -> Iterator[Card]:
    if may(Permission.DECIDE_ACTIVITIES) and counts.to_accept:
        told = ngettext(
            "%(num)d activity of a partner waits to be accepted",
            "%(num)d activities of partners wait to be accepted",
            counts.to_accept,
        )
        yield _card(told, "activities.waiting", "hourglass-split")


def _explained(counts: Any) -> Iterator[Card]:
    """What units below have explained, and what they have not in time."""
    if not may(Permission.VIEW_REVIEWS):
        return
    if counts.explained:
        told = ngettext(
            "%(num)d explanation of a unit below is to be read",
            "%(num)d explanations of units below are to be read",
            counts.explained,
        )
        yield _card(told, "explanations.index", "chat-dots", show="answered")
    if counts.unexplained:
        told = ngettext(
            "%(num)d explanation of a unit below is overdue",
            "%(num)d explanations of units below are overdue",
            counts.unexplained,
        )
        symbol = "exclamation-triangle-fill"
        yield _card(told, "explanations.index", symbol, "over", show="waiting")


def _short(counts: Any) -> Iterator[Card]:
    """Gifts that are missing where the feast is near."""
    if not (may(Permission.TAKE_PART) and counts.gifts_short):
        return
    gifts = int(counts.gifts_short)
    told = ngettext(
        "%(gifts)s gift is short for the children",
        "%(gifts)s gifts are short for the children",
        gifts,
        gifts=number(gifts),
    )
    symbol = "exclamation-triangle-fill"
    yield _card(told, "gifts.show", symbol, "over", campaign_id=counts.short_in)


def _mending(counts: Any) -> Iterator[Card]:
    """What an inspection found and this unit, or the partner's agency, must mend."""
    if not (may(Permission.LOG_ACTIVITIES) and counts.to_mend):
        return
    told = ngettext(
        "%(num)d finding of an inspection is to be mended",
        "%(num)d findings of inspections are to be mended",
        counts.to_mend,
    )
    by = day(counts.mend_by)
    is_late = counts.mend_by < clock.today()
    sub = _("By %(day)s, overdue", day=by) if is_late else _("By %(day)s", day=by)
    kind, symbol = ("over", "exclamation-triangle-fill") if is_late else ("wait", "clipboard-check")
    yield _card(told, "findings.index", symbol, kind, sub=sub, show="open")


def _mended(counts: Any) -> Iterator[Card]:
    """What the unit's own inspections found: what is late, and what is to be checked."""
    if not may(Permission.DECIDE_ACTIVITIES):
        return
    if counts.unmended:
        told = ngettext(
            "%(num)d finding of the unit's inspections is overdue",
            "%(num)d findings of the unit's inspections are overdue",
            counts.unmended,
        )
        yield _card(told, "findings.index", "exclamation-triangle-fill", "over", show="overdue")
    if counts.to_check:
        told = ngettext(
            "%(num)d finding is reported as mended: check it",
            "%(num)d findings are reported as mended: check them",
            counts.to_check,
        )
        yield _card(told, "findings.index", "eye", show="mended")


def _plans(counts: Any) -> Iterator[Card]:
    if not may(Permission.MANAGE_PLANS):
        return
    if counts.drafts:
        told = ngettext(
            "%(num)d draft of a plan waits for review",
            "%(num)d drafts of plans wait for review",
            counts.drafts,
        )
        yield _card(told, "plans.index", "pencil", state="draft")
    if counts.unadopted:
        told = ngettext(
            "%(num)d plan from above waits for the unit's own plan",
            "%(num)d plans from above wait for the unit's own plan",
            counts.unadopted,
        )
        yield _card(told, "plans.index", "file-earmark-text", of="above")


def _people(counts: Any) -> Iterator[Card]:
    if not may(Permission.MANAGE_PEOPLE):
        return
    if counts.ending:
        told = ngettext(
            "%(num)d role ends within 30 days", "%(num)d roles end within 30 days", counts.ending
        )
        yield _card(told, "people.index", "clock-history", "late")
    if counts.invitations:
        told = ngettext(
            "%(num)d invitation waits for an answer",
            "%(num)d invitations wait for an answer",
            counts.invitations,
        )
        yield _card(told, "people.invitations", "envelope", "wait")


def _set_up(counts: Any) -> Iterator[Card]:
    if may(Permission.MANAGE_CONTACT) and not counts.contacts:
        yield _card(_("State whom to call about a child in danger"), "contact.edit", "telephone")
    if may(Permission.MANAGE_AGENCIES) and not counts.agencies:
        yield _card(_("Add the agencies of the unit"), "agencies.index", "building")
    if may(Permission.MANAGE_HAMLETS) and not counts.hamlets and not counts.below:
        yield _card(_("Add the hamlets and residential groups"), "hamlets.index", "geo-alt")


def _unstaffed(units: list[Unit]) -> Iterator[Card]:
    for unit in units:
        title = _("Invite somebody for %(unit)s", unit=unit.name)
        yield _card(title, "people.index", "person-plus", unit=unit.slug)


def about(counts: Any) -> list[Card]:
    """What is known of the unit, with the way to it."""
    shown = (
        (Permission.VIEW_PEOPLE, counts.people, "people.index", "people", _("People")),
        (Permission.VIEW_AGENCIES, counts.agencies, "agencies.index", "building", _("Agencies")),
        (Permission.VIEW_HAMLETS, counts.hamlets, "hamlets.index", "geo-alt", _("Hamlets")),
        (Permission.VIEW_BELOW, counts.below, "today.below", "diagram-3", _("Units below")),
    )
    return [
        _card(title, endpoint, symbol, "none", end=str(number))
        for permission, number, endpoint, symbol, title in shown
        if may(permission) and number
    ]


def roles() -> list[Card]:
    """What the person is here, and for which agency."""
    held = (*g.standing.here, *g.standing.above)
    told = [
        {"title": str(ROLES[h.role]).capitalize(), "sub": h.agency_name or h.unit_name}
        for h in held
    ]
    return told + [_stood_in(given) for given in {h.delegated for h in held if h.delegated}]


def _stood_in(given: Delegated) -> Card:
    told = _(
        "You review on behalf of %(name)s until the end of %(day)s.",
        name=given.giver_name,
        day=day(given.ends_on),
    )
    return {"title": str(_("reviewer by delegation")).capitalize(), "sub": told}


ASKED = ("unit", "state", "of", "show", "month", "campaign_id")
"""What may stand in the address of a card."""


def _card(title: str, endpoint: str, symbol: str, kind: str = "wait", **more: Any) -> Card:
    values = {name: more.pop(name) for name in ASKED if name in more}
    href = url_for(endpoint, **values)
    return {"title": title, "href": href, "symbol": symbol, "kind": kind, **more}
