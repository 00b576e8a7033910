"""The words for what a task is: how often, for whom, where from, which agencies."""

from __future__ import annotations

from collections.abc import Iterable

from blueprints.language import label as _l
from models.agency_kind import AGENCY_KINDS, HAMLETS
from models.task import Audience, Cadence, Origin

CADENCES = {
    Cadence.ONCE: _l("once"),
    Cadence.MONTHLY: _l("monthly"),
    Cadence.QUARTERLY: _l("quarterly"),
    Cadence.HALF_YEARLY: _l("every six months"),
    Cadence.YEARLY: _l("yearly"),
    Cadence.CAMPAIGN: _l("in a campaign"),
}
AUDIENCES = {
    Audience.BELOW: _l("Units below"),
    Audience.OWN: _l("Own agencies and hamlets"),
}
ORIGINS = {
    Origin.DEADLINE: _l("From a deadline"),
    Origin.UNREAD: _l("From what was not read"),
    Origin.TYPED: _l("Typed in"),
    Origin.TABLE: _l("From a table"),
    Origin.COPIED: _l("From an earlier plan"),
}
"""Of what was read from the document nothing is said: its passage stands beside it."""

KINDS = {
    **{kind.code: kind.label for kind in AGENCY_KINDS},
    HAMLETS: _l("Hamlets, residential groups"),
}


def names_of(kinds: Iterable[str]) -> str:
    """Kinds of agency in words, in the order given."""
    return ", ".join(str(KINDS.get(kind, kind)) for kind in kinds)
