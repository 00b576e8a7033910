"""Which lines of a checklist an activity fills: ranked proposals, each with its reasons; pure.

An officer confirms them. A proposal needs something in common in the matter itself: the kind, a
topic, a phrase, or that the unit confirmed the same before. Month, agency and place only
strengthen it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.match_facts import Candidate, Confirmed, Logged, Proposal
from models.match_points import Weighed, weigh
from models.match_reading import ReadActivity, ReadTarget, common_topics

MOST_PROPOSALS = 5
MOST_SURE = 2
OFFERED, SURE = 2.0, 3.0
"""From how many points on a line is offered, and ticked."""
NOT_FAR, CLOSE = 0.3, 0.75
"""Which share of the best proposal's points another one needs to be offered, and ticked."""


def propose(
    logged: Logged, candidates: Sequence[Candidate], confirmed: Iterable[Confirmed] = ()
) -> list[Proposal]:
    """What an activity fills, the likeliest first; nothing where nothing fits."""
    read = [ReadTarget.of(one) for one in candidates]
    activity = ReadActivity.of(logged, common_topics(read), tuple(confirmed))
    weighed = [weigh(activity, one) for one in read]
    likely = [one for one in weighed if one.is_meant and one.points >= OFFERED]
    likely.sort(key=lambda one: (-one.points, one.target.candidate.is_finished))
    offered = [one for one in likely if one.points >= likely[0].points * NOT_FAR]
    offered = offered[:MOST_PROPOSALS]
    sure = [one for one in offered if _is_sure(one, offered[0])][:MOST_SURE]
    return [Proposal(one.target.candidate.key, one.told, is_sure=one in sure) for one in offered]


def _is_sure(weighed: Weighed, best: Weighed) -> bool:
    """Whether it is likely enough to be ticked: what is ticked wrongly does more harm than what
    is not. A line that asks for the kind, whatever it is about, is filled beside the best one."""
    if weighed.points < SURE or weighed is best:
        return weighed.points >= SURE
    is_close = weighed.points >= best.points * CLOSE and not weighed.is_first_of_else
    return is_close or weighed.asks_for_kind
