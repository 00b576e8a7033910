"""What speaks for a line being filled by an activity, and against it: one rule, one function."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from models.lunar import BigDay, feast_near
from models.match_facts import Reason, Why
from models.match_reading import (
    FREQUENT_WORDS,
    KNOWN_TERMS,
    OFFICE,
    ReadActivity,
    ReadTarget,
    is_like,
    is_narrow,
)
from models.match_words import Found, Words, shared_phrases
from models.task import DATED, Cadence
from models.text import fold

NEAR: Final = timedelta(days=15)
"""How far from its due day a line still counts as near it."""
OF_FEASTS: Final = {"gifts", "play", "visit"}
FEASTS: Final = {
    BigDay.MID_AUTUMN: "Trung thu",
    BigDay.CHILDREN: "1/6",
    BigDay.TET: "Tết Nguyên đán",
}
"""The topic of a feast (models.match_terms), which needs no saying in its days."""
_OF_THE_MATTER = {Why.SAME_KIND, Why.WORDS, Why.FEAST, Why.SAME_AS_BEFORE}
"""Without one of these nothing is proposed."""
_MOST_OF_TOPICS, _MOST_OF_PHRASES = 6.0, 3.0
_BODY, _LATE = 30, 0.85
"""After so many words a topic is one more example, and counts so much of itself."""


@dataclass
class Weighed:
    """A line with the points that speak for it and why.

    `is_first_of_else`: what it names first is not what the activity is about.
    """

    target: ReadTarget
    points: float = 0.0
    is_first_of_else: bool = False
    reasons: dict[Why, list[str]] = field(default_factory=dict)

    def add(self, points: float, why: Why, values: Iterable[str] = ()) -> None:
        self.points += points
        told = self.reasons.setdefault(why, [])
        told.extend(one for one in values if fold(one) not in map(fold, told))

    @property
    def is_meant(self) -> bool:
        """Whether something in the matter itself speaks for it."""
        return not _OF_THE_MATTER.isdisjoint(self.reasons)

    @property
    def asks_for_kind(self) -> bool:
        """Whether it asks for the kind of the activity, whatever it is about."""
        return Why.SAME_KIND in self.reasons and self.target.is_general

    @property
    def told(self) -> tuple[Reason, ...]:
        return tuple(Reason(why, tuple(self.reasons[why])) for why in Why if why in self.reasons)


def weigh(activity: ReadActivity, target: ReadTarget) -> Weighed:
    """What the rules together say of a line."""
    weighed = Weighed(target)
    for rule in RULES:
        rule(activity, weighed)
    return weighed


def _by_kind(activity: ReadActivity, weighed: Weighed) -> None:
    """The kind of the activity, most in what a line begins with, least in its heading."""
    target, asks_for = weighed.target, weighed.target.begins_with
    chosen, spoken = activity.kinds_in(target), activity.spoken_of_in(target)
    if chosen or spoken:
        points = 2.0 if target.leads_with(chosen) else 1.5 if target.leads_with(spoken) else 1.0
        points += 1 if activity.says_one_of(target, (*chosen, *spoken)) else 0
        weighed.add(points, Why.SAME_KIND, target.written(chosen or spoken))
    elif OFFICE in activity.title_kinds & asks_for:
        weighed.points += 0.5
    elif asks_for - ({OFFICE} if activity.is_of_no_known_kind else set()):
        weighed.points -= 0.5 if activity.shares_topic_with(target) else 1
    elif activity.logged.kind in target.above:
        weighed.add(0.5, Why.SAME_KIND)


def _by_topic(activity: ReadActivity, weighed: Weighed) -> None:
    """What both are about; a line about something else is held back."""
    target, asked = weighed.target, activity.asked
    meant = [one for one in target.topics if one.what in asked]
    meant.sort(key=lambda one: (not activity.says_one_of(target, [one]), one.first))
    shared = {one.what: one for one in reversed(meant)}
    found = sorted(shared.values(), key=lambda one: one.first)
    above = sorted(asked & target.above - shared.keys())
    points = sum(_points_of(one, activity, target) for one in found)
    points += sum(_most_of(what, activity) / 2 for what in above)
    if points:
        values = [*target.written(found), *above]
        weighed.add(min(points, _MOST_OF_TOPICS), Why.WORDS, values)
    _hold_back({*shared, *above}, activity, weighed)


def _hold_back(shared: Set[str], activity: ReadActivity, weighed: Weighed) -> None:
    """A line about something else counts less; one that begins with it may come to this."""
    topics = [one.what for one in weighed.target.topics if is_narrow({one.what})]
    weighed.is_first_of_else = bool(topics) and topics[0] not in shared
    if topics and not is_narrow(shared):
        weighed.points -= 2 if is_narrow(activity.asked) else 1
    elif weighed.is_first_of_else and shared <= activity.common:
        weighed.points -= 0.5


def _points_of(found: Found, activity: ReadActivity, target: ReadTarget) -> float:
    points = _most_of(found.what, activity) * (1 if found.first < _BODY else _LATE)
    return points + (0.5 if activity.says_one_of(target, [found]) else 0)


def _most_of(what: str, activity: ReadActivity) -> float:
    most = 1.0 if KNOWN_TERMS[what].is_broad else 3.0
    return most / 2 if what in activity.common else most


def _by_feast(activity: ReadActivity, weighed: Weighed) -> None:
    """Gifts and play in the days of a feast, of a line that names it; what is about something
    else is not for the feast."""
    logged = activity.logged
    if logged.kind not in OF_FEASTS or is_narrow(activity.asked):
        return
    feast = feast_near(logged.held_on)
    named = [one for one in weighed.target.topics if feast and one.what == FEASTS[feast]]
    if named:
        weighed.add(2, Why.FEAST, [named[0].what])


def _by_phrase(activity: ReadActivity, weighed: Weighed) -> None:
    """Phrases of both that are no known terms."""
    target = weighed.target
    taken = (*activity.topics, *activity.frequent, *activity.kinds)
    there = (*target.topics, *target.frequent, *activity.kinds_in(target))
    found = shared_phrases(activity.words, target.words, taken, there)
    points = sum(min(one.last - one.first - 1, 2) for one in found)
    if points:
        values = [one.what for one in found]
        weighed.add(min(points, _MOST_OF_PHRASES), Why.WORDS, values)


def _by_earlier(activity: ReadActivity, weighed: Weighed) -> None:
    """What the unit confirmed before of the same duty."""
    key, logged = weighed.target.candidate.key, activity.logged
    same = [one for one in activity.confirmed if one.assignment_id == key.assignment_id]
    if any(is_like(one.title, logged.title) for one in same):
        weighed.add(4, Why.SAME_AS_BEFORE)
    elif any(one.kind == logged.kind for one in same):
        weighed.add(2, Why.SAME_AS_BEFORE)


def _by_day(activity: ReadActivity, weighed: Weighed) -> None:
    candidate, month, day = weighed.target.candidate, activity.logged.month, activity.logged.held_on
    starts, due = candidate.starts_on, candidate.due_on
    is_in_days = starts is not None and due is not None and starts <= day <= due
    if is_in_days or candidate.cadence is Cadence.MONTHLY or (due and month.holds(due)):
        weighed.add(1, Why.SAME_MONTH)
    elif due is not None and abs(due - day) <= NEAR:
        weighed.add(0.5, Why.NEAR_DUE)
    elif candidate.cadence not in DATED:
        weighed.points += 0.5
    elif starts is not None and not is_in_days:
        weighed.points -= 2


def _by_agency(activity: ReadActivity, weighed: Weighed) -> None:
    candidate = weighed.target.candidate
    for organiser in activity.logged.organisers:
        if organiser.kind in candidate.lead_kinds or fold(organiser.name) == fold(candidate.bearer):
            weighed.add(1.5, Why.AGENCY, [organiser.name])
        elif organiser.kind in candidate.coordinating_kinds:
            weighed.add(0.75, Why.AGENCY, [organiser.name])


def _by_place(activity: ReadActivity, weighed: Weighed) -> None:
    """The place in the words of the line; a line given to somebody else is held back."""
    target, place = weighed.target, activity.place
    bearer = Words.of(target.candidate.bearer)
    if len(bearer) and place.holds(bearer):
        weighed.add(2, Why.PLACE, [target.candidate.bearer])
    elif len(bearer) and Why.AGENCY not in weighed.reasons:
        weighed.points -= 2
    there = (*target.topics, *target.frequent)
    found = shared_phrases(place, target.words, FREQUENT_WORDS.find(place), there)
    if found:
        weighed.add(1, Why.PLACE, [one.what for one in found])


RULES = (_by_kind, _by_topic, _by_feast, _by_phrase, _by_earlier, _by_day, _by_agency, _by_place)
