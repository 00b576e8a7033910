"""Why a line or a campaign is proposed, and why two entries may be one event, in words."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from blueprints.activities.list_words import shortened
from blueprints.filters import iso_day
from models.match_facts import Reason, Why
from models.same_event import Likeness

_MOST_WORDS = 3
"""So many words of a line are told; a long line has many of a kind."""


def because(reasons: Iterable[Reason]) -> str:
    """The reasons for a line or a campaign in one phrase: because: same month, "Trung thu"; empty
    for none."""
    told = [_said(reason) for reason in reasons]
    return str(_("because: %(reasons)s", reasons=", ".join(told))) if told else ""


def _said(reason: Reason) -> str:
    words = reason.values[:_MOST_WORDS]
    if reason.why is Why.SAME_AS_BEFORE:
        return str(_("as confirmed before"))
    if reason.why is Why.SAME_MONTH:
        return str(_("same month"))
    if reason.why is Why.NEAR_DUE:
        return str(_("near the due day"))
    if reason.why is Why.WORDS:
        return ", ".join(f"‘{word}’" for word in words)
    if reason.why in _OF_CAMPAIGNS:
        return _of_campaign(reason)
    return _named(reason, ", ".join(words))


_OF_CAMPAIGNS = {Why.IN_DAYS, Why.NEAR_DAYS, Why.TASK, Why.SAME_EVENT}


def _of_campaign(reason: Reason) -> str:
    if reason.why is Why.SAME_EVENT:
        return str(_("logged for the same event"))
    if reason.why is Why.TASK:
        return str(_("fills the line ‘%(line)s’", line=shortened(reason.values[0])))
    first, last = map(iso_day, reason.values)
    if reason.why is Why.IN_DAYS:
        return str(_("on one of its days (%(first)s–%(last)s)", first=first, last=last))
    return str(_("near its days (%(first)s–%(last)s)", first=first, last=last))


def _named(reason: Reason, words: str) -> str:
    if reason.why is Why.FEAST:
        return str(_("in the days of %(words)s", words=words))
    if reason.why is Why.AGENCY:
        return words
    if reason.why is Why.PLACE:
        return str(_("place: %(words)s", words=words))
    return str(_("same kind: %(words)s", words=words) if words else _("same kind"))


def alike(reasons: Iterable[Likeness]) -> str:
    """What two entries have in common: same day, same hamlet."""
    told = {
        Likeness.SAME_DAY: _("same day"),
        Likeness.SAME_HAMLET: _("same hamlet"),
        Likeness.NEAR_PLACE: _("a place nearby"),
        Likeness.SAME_KIND: _("same kind"),
        Likeness.LIKE_TITLE: _("a similar name"),
    }
    return ", ".join(told[reason] for reason in reasons)
