"""Which campaigns an activity is part of, and why; pure.

An activity falls in by itself where its day is one of the campaign's and nothing speaks against
it; what is less sure is proposed to an officer. Two campaigns of one occasion that one unit opened
for the same days are never told apart here: somebody is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from models.match_facts import Reason, Why
from models.match_reading import FREQUENT_WORDS, is_narrow, topics_in
from models.match_words import Lexicon, Words, shared_phrases

NEAR = timedelta(days=15)
"""So far before and after a campaign its words in a title still say that it belongs."""
WIDE = 8
"""A campaign of so many kinds of activity is about children altogether: whatever else a title
names is part of it."""


@dataclass(frozen=True)
class ActivityFacts:
    """An activity as far as campaigns look at it; `task_ids` are those of the lines it fills."""

    kind: str
    title: str
    held_on: date
    task_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class CampaignFacts:
    """A campaign that the unit takes part in, `issuer` the name of whose it is.

    `kinds` of activity and `words` are its occasion's, `tasks` the texts of its tasks by their
    key. What is closed takes nothing in by itself.
    """

    id: int
    issuer_id: int
    occasion: str
    name: str
    starts_on: date
    ends_on: date
    kinds: Collection[str] = ()
    words: tuple[str, ...] = ()
    theme: str = ""
    issuer: str = ""
    tasks: Mapping[int, str] = field(default_factory=dict)
    is_closed: bool = False

    @cached_property
    def days(self) -> tuple[str, str]:
        return self.starts_on.isoformat(), self.ends_on.isoformat()

    @property
    def is_wide(self) -> bool:
        return len(self.kinds) >= WIDE

    def holds(self, day: date, around: timedelta = timedelta()) -> bool:
        """Whether a day is one of its days, or so far from them at most."""
        return self.starts_on - around <= day <= self.ends_on + around


@dataclass(frozen=True)
class Fit:
    """A campaign that an activity may be part of, and why. `is_sure`: it falls in by itself;
    `is_asked`: another campaign of the same occasion fits as well."""

    campaign_id: int
    reasons: tuple[Reason, ...]
    is_sure: bool = False
    is_asked: bool = False

    @property
    def is_in_days(self) -> bool:
        return any(one.why is Why.IN_DAYS for one in self.reasons)

    @property
    def is_by_kind_alone(self) -> bool:
        return {one.why for one in self.reasons} == {Why.IN_DAYS, Why.SAME_KIND}


def fits(activity: ActivityFacts, campaigns: Sequence[CampaignFacts]) -> list[Fit]:
    """The campaigns that an activity may be part of, the sure ones first."""
    return fits_of_event([activity], campaigns)


def fits_of_event(
    entries: Iterable[ActivityFacts], campaigns: Sequence[CampaignFacts]
) -> list[Fit]:
    """The campaigns that an event may be part of, which was logged once or more than once: what
    fits one of its entries fits all."""
    known = list(entries)
    best = [_best(filter(None, [_fit(entry, one) for entry in known])) for one in campaigns]
    found = [(one, fit) for one, fit in zip(campaigns, best, strict=True) if fit is not None]
    told = [_held_against(one, fit, found) for one, fit in found]
    return sorted(filter(None, told), key=lambda one: not one.is_sure)


def _best(found: Iterable[Fit]) -> Fit | None:
    return max(found, key=lambda one: (one.is_in_days, one.is_sure), default=None)


_Found = tuple[CampaignFacts, Fit]


def _held_against(campaign: CampaignFacts, fit: Fit, found: Sequence[_Found]) -> Fit | None:
    """The fit beside the others. Of the same issuer's campaigns of the same occasion, what lies
    in the days of one is not of another that lies near, and between two it is asked. A kind alone
    decides nothing where campaigns of two occasions want it."""
    occasion = campaign.issuer_id, campaign.occasion
    same = [each for one, each in found if (one.issuer_id, one.occasion) == occasion]
    if not fit.is_in_days and any(one.is_in_days for one in same):
        return None
    if sum(one.is_in_days == fit.is_in_days for one in same) > 1:
        return replace(fit, is_sure=False, is_asked=True)
    is_wanted = fit.is_by_kind_alone and not campaign.is_wide and _is_of_others(campaign, found)
    return replace(fit, is_sure=False) if is_wanted else fit


def _is_of_others(campaign: CampaignFacts, found: Iterable[_Found]) -> bool:
    others = (fit for one, fit in found if not one.is_wide and one.occasion != campaign.occasion)
    return any(one.is_in_days for one in others)


def _fit(activity: ActivityFacts, campaign: CampaignFacts) -> Fit | None:
    if campaign.holds(activity.held_on):
        found = _in_days(_Read(activity, campaign))
    elif campaign.holds(activity.held_on, NEAR):
        found = _near_days(_Read(activity, campaign))
    else:
        return None
    if found is None or not campaign.is_closed:
        return found
    return replace(found, is_sure=False)


def _in_days(read: _Read) -> Fit | None:
    """On one of its days a task, its words or the kind speaks for it; of a title about another
    matter the kind alone only proposes it, of one about another occasion not even that."""
    if read.tasks or read.words:
        return read.fit(Why.IN_DAYS, is_sure=True)
    if read.is_of_another_occasion or not (read.is_of_kind or read.phrases):
        return None
    return read.fit(Why.IN_DAYS, is_sure=read.is_of_kind and not read.is_about_else)


def _near_days(read: _Read) -> Fit | None:
    """Shortly before and after only words speak for it."""
    if read.words:
        return read.fit(Why.NEAR_DAYS, is_sure=read.is_of_kind)
    is_like = read.phrases and read.is_of_kind and not read.is_of_another_occasion
    return read.fit(Why.NEAR_DAYS, is_sure=False) if is_like else None


class _Read:
    """An activity beside one campaign: what its title says of it."""

    def __init__(self, activity: ActivityFacts, campaign: CampaignFacts) -> None:
        self.activity, self.campaign = activity, campaign
        self.title, self.topics = Words.of(activity.title), topics_in(activity.title)
        self.mine = topics_in("; ".join((*campaign.words, campaign.name)))
        self.told = f"{campaign.name}; {campaign.theme}"

    @property
    def tasks(self) -> tuple[str, ...]:
        """The campaign's tasks whose lines it fills."""
        tasks = self.campaign.tasks
        return tuple(tasks[key] for key in sorted(self.activity.task_ids & tasks.keys()))

    @property
    def is_of_kind(self) -> bool:
        return self.activity.kind in self.campaign.kinds

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the occasion, as the title writes them."""
        found = _lexicon(tuple(self.campaign.words)).find(self.title)
        written = (self.title.written(one.first, one.last) for one in found)
        return tuple(dict.fromkeys(written))

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """What the title has in common with the campaign's name and theme."""
        told = Words.of(self.told)
        shared = shared_phrases(self.title, told, *map(FREQUENT_WORDS.find, (self.title, told)))
        topics = self.topics & topics_in(self.told)
        named = sorted(topics) if is_narrow(topics) else ()
        return (*(one.what for one in shared), *named)

    @property
    def is_about_else(self) -> bool:
        """Whether it names something that the campaign does not."""
        others = self.topics - self.mine - topics_in(self.told)
        return is_narrow(others) and not self.campaign.is_wide

    @property
    def is_of_another_occasion(self) -> bool:
        """Whether it names an occasion, and not that of the campaign."""
        is_other = bool(self.topics & OCCASIONS) and not self.topics & self.mine
        return is_other and not self.campaign.is_wide

    def fit(self, when: Why, *, is_sure: bool) -> Fit:
        told = {Why.WORDS: self.words or self.phrases, Why.TASK: self.tasks}
        reasons = [Reason(why, values) for why, values in told.items() if values]
        kind = [Reason(Why.SAME_KIND)] if self.is_of_kind else []
        whole = (Reason(when, self.campaign.days), *reasons, *kind)
        return Fit(self.campaign.id, whole, is_sure)


OCCASIONS = frozenset(
    {
        *("Trung thu", "1/6", "Tháng hành động vì trẻ em", "Tháng hành động vì bình đẳng giới"),
        *("Tết Nguyên đán", "hè", "khai giảng"),
    }
)
"""The topics (models.match_terms) that are occasions of campaigns."""


@lru_cache(maxsize=256)
def _lexicon(words: tuple[str, ...]) -> Lexicon:
    return Lexicon({"": words})
