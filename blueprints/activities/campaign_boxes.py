"""The boxes of the campaigns that an activity may belong to, beside the log form.

`put-7` is ticked for a campaign, `stood-7` says how its box stood before anybody touched it, and
`campaign` names the one from whose page the person came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import g, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from blueprints.activities.doer import doer_here
from blueprints.activities.match_words import because
from models.activity import Activity
from models.activity_acts import Act, obstacle
from models.campaign_links import put_in, take_out
from models.campaign_match_rules import ActivityFacts, CampaignFacts
from models.campaign_proposals import Proposed, proposed_for
from models.campaigns_around import campaigns_around
from models.clock import today

PUT, STOOD, FROM = "put-", "stood-", "campaign"
_LONGEST_KEY = 18


@dataclass(frozen=True)
class Boxes:
    """What a form says of the campaigns that it showed."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, values: MultiDict[str, str]) -> Boxes:
        mine = (PUT, STOOD)
        return cls(
            {name: text for name, text in values.items() if name == FROM or name.startswith(mine)}
        )

    @cached_property
    def ticked(self) -> set[int]:
        return self._keys(PUT) | (_key(self.values.get(FROM, "")) - self.shown)

    @cached_property
    def shown(self) -> set[int]:
        return self._keys(STOOD)

    def _keys(self, prefix: str) -> set[int]:
        named = (name.removeprefix(prefix) for name in self.values if name.startswith(prefix))
        return {key for name in named for key in _key(name)}

    def is_as_it_was(self, key: int) -> bool:
        """Whether the person left the box as it stood by itself."""
        return (self.values.get(f"{STOOD}{key}", "0") == "1") == (key in self.ticked)


def _key(text: str) -> set[int]:
    return {int(text)} if text.isdecimal() and len(text) <= _LONGEST_KEY else set()


@dataclass(frozen=True)
class CampaignRow:
    """One campaign to tick; `by_itself` is how the box stands before anybody touches it."""

    id: int
    name: str
    issuer: str
    because: str
    by_itself: bool
    is_ticked: bool
    is_asked: bool


def rows_typed(facts: ActivityFacts, boxes: Boxes) -> list[CampaignRow]:
    """The campaigns that are proposed for what is typed, and those that were ticked by hand."""
    proposed, known = proposed_for(g.unit, facts, boxes.ticked)
    rows = [_row(one.campaign, boxes, one) for one in proposed]
    there = {one.id for one in rows}
    by_hand = [key for key in boxes.ticked - there if not boxes.is_as_it_was(key)]
    return rows + [_row(known[key], boxes) for key in sorted(by_hand) if key in known]


def rows_named(boxes: Boxes) -> list[CampaignRow]:
    """The campaigns that were ticked alone."""
    known = {one.id: one for one in campaigns_around(g.unit, today(), today(), boxes.ticked)}
    return [_row(known[key], boxes) for key in sorted(boxes.ticked) if key in known]


def _row(campaign: CampaignFacts, boxes: Boxes, one: Proposed | None = None) -> CampaignRow:
    by_itself = one is not None and one.fit.is_sure
    is_left = boxes.is_as_it_was(campaign.id)
    return CampaignRow(
        id=campaign.id,
        name=campaign.name,
        issuer=campaign.issuer,
        because=because(one.fit.reasons) if one else str(_("chosen by hand")),
        by_itself=by_itself,
        is_ticked=by_itself if is_left else campaign.id in boxes.ticked,
        is_asked=one is not None and one.fit.is_asked,
    )


def place_ticked(activity: Activity) -> None:
    """Put an entry into the campaigns that were ticked by hand in the form that was posted, and
    take it out of those that were unticked, in the transaction that writes. What nobody touched
    falls in by itself or not; of two of one kind, one that was ticked answers for both."""
    boxes, doer = Boxes.of(request.form), doer_here()
    if not boxes.values or obstacle(Act.PLACE, doer, activity, today()) is not None:
        return
    facts = ActivityFacts(activity.kind, activity.title, activity.held_on)
    proposed, known = proposed_for(g.unit, facts, boxes.ticked | boxes.shown)
    reasons = {one.campaign.id: one.fit.reasons for one in proposed}
    chosen = {key for key in boxes.ticked & known.keys() if not boxes.is_as_it_was(key)}
    for key in sorted(chosen):
        put_in(activity, key, reasons.get(key), doer)
    for key in sorted({*_unticked(boxes, known), *_not_chosen(proposed, chosen)}):
        take_out(activity, key, doer)


def _unticked(boxes: Boxes, known: Iterable[int]) -> Iterator[int]:
    return (key for key in known if key not in boxes.ticked and not boxes.is_as_it_was(key))


def _not_chosen(proposed: Iterable[Proposed], chosen: set[int]) -> Iterator[int]:
    """Of the campaigns of one kind of which one was chosen, the others."""
    asked = [one.campaign for one in proposed if one.fit.is_asked]
    answered = {(one.issuer_id, one.occasion) for one in asked if one.id in chosen}
    others = (one for one in asked if one.id not in chosen)
    return (one.id for one in others if (one.issuer_id, one.occasion) in answered)
