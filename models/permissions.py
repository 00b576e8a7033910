"""Who may do what: the whole matrix on this screen (docs/permissions.md is checked against it)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person is at a unit."""

    OFFICER = "officer"
    PARTNER = "partner"
    REVIEWER = "reviewer"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What a view may ask for. An unknown name is an AttributeError, not a silent refusal."""

    VIEW_UNIT = "view_unit"
    VIEW_BELOW = "view_below"
    VIEW_AGENCIES = "view_agencies"
    MANAGE_AGENCIES = "manage_agencies"
    VIEW_HAMLETS = "view_hamlets"
    MANAGE_HAMLETS = "manage_hamlets"
    MANAGE_CONTACT = "manage_contact"
    VIEW_AUDIT = "view_audit"
    VIEW_PEOPLE = "view_people"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_SETTINGS = "manage_settings"
    MANAGE_REVIEWING = "manage_reviewing"
    VIEW_PLANS = "view_plans"
    MANAGE_PLANS = "manage_plans"
    PUBLISH_PLANS = "publish_plans"
    VIEW_CHECKLISTS = "view_checklists"
    WRITE_CHECKLISTS = "write_checklists"
    DECIDE_MONTHS = "decide_months"
    VIEW_REVIEWS = "view_reviews"
    DECIDE_BELOW = "decide_below"
    ASK_EXPLANATIONS = "ask_explanations"
    ANSWER_EXPLANATIONS = "answer_explanations"
    DELEGATE_REVIEWS = "delegate_reviews"
    END_DELEGATIONS = "end_delegations"
    VIEW_ACTIVITIES = "view_activities"
    LOG_ACTIVITIES = "log_activities"
    DECIDE_ACTIVITIES = "decide_activities"
    MANAGE_KINDS = "manage_kinds"
    VIEW_CAMPAIGNS = "view_campaigns"
    VIEW_CAMPAIGN_TOTALS = "view_campaign_totals"
    MANAGE_CAMPAIGNS = "manage_campaigns"
    PUBLISH_CAMPAIGNS = "publish_campaigns"
    TAKE_PART = "take_part"
    PLEDGE_GIFTS = "pledge_gifts"
    PUBLISH_PAGES = "publish_pages"


P = Permission

_READING = frozenset({P.VIEW_UNIT, P.VIEW_AGENCIES, P.VIEW_HAMLETS, P.VIEW_PLANS})
_READING_ALL = _READING | {P.VIEW_BELOW, P.VIEW_AUDIT, P.VIEW_PEOPLE}
_WORK = frozenset({P.MANAGE_PLANS, P.PUBLISH_PLANS})
_MONTH = frozenset({P.VIEW_CHECKLISTS, P.WRITE_CHECKLISTS})
"""What is written there may concern children: an administrator does not read it."""
_DECIDING = frozenset({P.DECIDE_MONTHS})
_ABOVE = frozenset({P.VIEW_REVIEWS})
_DECIDING_BELOW = _ABOVE | {P.DECIDE_BELOW}
"""At the unit whose units below hand their months in; who has this decides on each of them."""
_ANSWERING = frozenset({P.ANSWER_EXPLANATIONS})
_ASKING = frozenset({P.ASK_EXPLANATIONS})
"""Asked from above, answered by the unit itself."""
_DELEGATING = frozenset({P.DELEGATE_REVIEWS, P.END_DELEGATIONS})
_LOGGING = frozenset({P.VIEW_ACTIVITIES, P.LOG_ACTIVITIES})
_COUNTING = _LOGGING | {P.DECIDE_ACTIVITIES}
"""Log, and say what of the partners' entries counts in the unit's month."""
_ADDING_UP = frozenset({P.VIEW_CAMPAIGNS, P.VIEW_CAMPAIGN_TOTALS})
"""A partner reads his agency's share of a campaign, which is no total."""
_MONTHS_BELOW = frozenset({P.VIEW_CHECKLISTS, P.VIEW_ACTIVITIES}) | _ADDING_UP
_PLEDGING = frozenset({P.VIEW_CAMPAIGNS, P.PLEDGE_GIFTS})
_OPENING = _ADDING_UP | {P.MANAGE_CAMPAIGNS, P.PUBLISH_PAGES}
"""Draft campaigns, publish those of the own unit, and say what of them the public sees."""
_CAMPAIGNS = _OPENING | _PLEDGING | {P.TAKE_PART}
_OF_THE_WORK = (
    _WORK | _MONTH | _DECIDING | _DECIDING_BELOW | _ANSWERING | _ASKING | _DELEGATING | _COUNTING
) | (_CAMPAIGNS | {P.PUBLISH_CAMPAIGNS})
"""What an administrator does not do."""

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: _READING | _MONTH | _ANSWERING | _COUNTING | _CAMPAIGNS | {P.MANAGE_PLANS},
    Role.PARTNER: frozenset({P.VIEW_UNIT, P.VIEW_PLANS}) | _LOGGING | _PLEDGING,
    Role.REVIEWER: _READING_ALL
    | _MONTH
    | _WORK
    | _DECIDING_BELOW
    | _ANSWERING
    | _DELEGATING
    | _COUNTING
    | _CAMPAIGNS
    | {P.MANAGE_REVIEWING, P.MANAGE_KINDS, P.PUBLISH_CAMPAIGNS},
    Role.LEADER: _READING_ALL
    | _WORK
    | _ABOVE
    | _ANSWERING
    | _OPENING
    | {P.VIEW_CHECKLISTS, P.VIEW_ACTIVITIES, P.END_DELEGATIONS, P.PUBLISH_CAMPAIGNS},
    Role.ADMINISTRATOR: frozenset(P) - _OF_THE_WORK,
}
"""At the unit of the membership itself."""

ROLE_PERMISSIONS_BELOW: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset(),
    Role.PARTNER: frozenset(),
    Role.REVIEWER: _READING_ALL | _DECIDING | _DECIDING_BELOW | _ASKING | _MONTHS_BELOW,
    Role.LEADER: _READING_ALL | _ABOVE | _ASKING | _MONTHS_BELOW,
    Role.ADMINISTRATOR: frozenset(P) - _OF_THE_WORK,
}
"""At every unit below it. Who has nothing here is a stranger there."""

ROLE_PERMISSIONS_AT_ROOT: dict[Role, frozenset[Permission]] = {Role.LEADER: _DECIDING}
"""Besides, at a unit that has none above it: there its own leader decides."""

DELEGATED_PERMISSIONS: frozenset[Permission] = _DECIDING_BELOW
"""What a reviewer's colleague gets at their unit while he stands in for him (models.delegation)."""

DELEGATED_PERMISSIONS_BELOW: frozenset[Permission] = (
    frozenset({P.VIEW_UNIT, P.VIEW_PLANS}) | _MONTHS_BELOW | _DECIDING | _DECIDING_BELOW
)
"""And at every unit below it: what is read there to decide. Nothing of it is handed on."""


STANDS_IN: frozenset[Role] = frozenset({Role.OFFICER, Role.REVIEWER, Role.LEADER})
"""Whose holders can stand in for a reviewer: partners and administrators do not read what units
write, and do not come to it by a delegation."""


@dataclass(frozen=True)
class Delegated:
    """Reviewing that was delegated to who holds a membership: by whom, and its last day."""

    delegation_id: UUID
    giver_id: int
    giver_name: str
    ends_on: date


def roles_with(permission: Permission) -> list[Role]:
    """The roles that have a permission at the unit of the membership itself."""
    return [role for role, granted in ROLE_PERMISSIONS.items() if permission in granted]


@dataclass(frozen=True)
class Held:
    """One membership in force, as the gate needs it; `delegated` goes with it, to its holder."""

    role: Role
    unit_id: int
    unit_path: str
    agency_id: int | None = None
    unit_name: str = ""
    agency_name: str | None = None
    delegated: Delegated | None = None

    @property
    def slug(self) -> str:
        """The slug of the unit: the last part of its path."""
        return self.unit_path.split(".")[-2]


@dataclass(frozen=True)
class Standing:
    """What a person is at one unit, all memberships taken together."""

    here: tuple[Held, ...] = ()
    above: tuple[Held, ...] = ()
    permissions: frozenset[Permission] = field(default_factory=frozenset)

    @property
    def is_stranger(self) -> bool:
        return not self.permissions

    @property
    def is_only_partner(self) -> bool:
        """Whether all that is held here comes from partner memberships: then the agency limits."""
        return bool(self.here) and not self.above and {h.role for h in self.here} == {Role.PARTNER}

    @property
    def works_here(self) -> bool:
        """Whether something but a partner's role is held at the unit itself."""
        return any(h.role != Role.PARTNER for h in self.here)

    @property
    def agency_ids(self) -> frozenset[int]:
        return frozenset(h.agency_id for h in self.here if h.agency_id is not None)

    @property
    def reaches_below(self) -> bool:
        """Whether what is held counts at the units below as well."""
        return any(_granted_below(h) for h in (*self.here, *self.above))

    def source_of(self, permission: Permission) -> Held | None:
        """The membership that grants a permission: by its role before by a delegation, and one
        here before one above."""
        return next(self._by_role(permission), None) or next(self._by_delegation(permission), None)

    def delegated_for(self, permission: Permission) -> Delegated | None:
        """By which delegation a permission is held; None where it is held by a role, or not."""
        source = self.source_of(permission)
        is_by_role = any(self._by_role(permission))
        return None if source is None or is_by_role else source.delegated

    def _by_role(self, permission: Permission) -> Iterator[Held]:
        yield from (h for h in self.here if permission in _of_role_here(h))
        yield from (h for h in self.above if permission in ROLE_PERMISSIONS_BELOW[h.role])

    def _by_delegation(self, permission: Permission) -> Iterator[Held]:
        yield from (h for h in self.here if h.delegated and permission in DELEGATED_PERMISSIONS)
        below = (h for h in self.above if permission in DELEGATED_PERMISSIONS_BELOW)
        yield from (h for h in below if h.delegated)


def _of_role_here(held: Held) -> frozenset[Permission]:
    is_root = held.unit_path.count(".") == 1
    more = ROLE_PERMISSIONS_AT_ROOT.get(held.role, frozenset()) if is_root else frozenset()
    return ROLE_PERMISSIONS[held.role] | more


def _granted_here(held: Held) -> frozenset[Permission]:
    return _of_role_here(held) | (DELEGATED_PERMISSIONS if held.delegated else frozenset())


def _granted_below(held: Held) -> frozenset[Permission]:
    delegated = DELEGATED_PERMISSIONS_BELOW if held.delegated else frozenset()
    return ROLE_PERMISSIONS_BELOW[held.role] | delegated


def standing_at(unit_path: str, memberships: Iterable[Held]) -> Standing:
    """What memberships in force amount to at a unit: those there, and those above that count."""
    held = tuple(memberships)
    here = tuple(h for h in held if h.unit_path == unit_path)
    above = tuple(
        h
        for h in held
        if unit_path.startswith(h.unit_path) and h.unit_path != unit_path and _granted_below(h)
    )
    granted = [_granted_here(h) for h in here]
    granted += [_granted_below(h) for h in above]
    return Standing(here, above, frozenset().union(*granted))


RANK: dict[Role, int] = {
    Role.OFFICER: 1,
    Role.PARTNER: 1,
    Role.REVIEWER: 2,
    Role.LEADER: 2,
    Role.ADMINISTRATOR: 3,
}
"""Who is strictly weaker than whom at one unit; who stands above is stronger than all of it."""


class Act(StrEnum):
    """What is done to somebody's role."""

    GRANT = "grant"  # also: move its end further away
    END = "end"  # also: move its end nearer


class Refusal(StrEnum):
    """Why a role may not be granted or ended."""

    NOT_ADMINISTRATOR = "not_administrator"
    NOT_WEAKER = "not_weaker"
    HIMSELF = "himself"
    LAST_ADMINISTRATOR = "last_administrator"


def refusal(
    act: Act,
    standing: Standing,
    role: Role,
    *,
    is_himself: bool = False,
    stays_managed: bool = True,
) -> Refusal | None:
    """Why somebody with this standing at a unit may not do the act to a role there; None: he may.

    An administrator of a unit above may give and end every role; one of the unit itself only the
    weaker ones. Nobody gives a role to himself: who administers would so come to read what an
    administrator does not read. An administrator may end his own role unless nobody would be
    left, here or above, who manages the unit (`stays_managed`).
    """
    if Permission.MANAGE_PEOPLE not in standing.permissions:
        return Refusal.NOT_ADMINISTRATOR
    if act is Act.GRANT and is_himself:
        return Refusal.HIMSELF
    if any(held.role == Role.ADMINISTRATOR for held in standing.above):
        return None
    if RANK[role] < max(RANK[held.role] for held in standing.here):
        return None
    if act is Act.END and is_himself:
        return None if stays_managed else Refusal.LAST_ADMINISTRATOR
    return Refusal.NOT_WEAKER


def may_grant(standing: Standing, role: Role, *, is_himself: bool = False) -> bool:
    """Whether somebody with this standing at a unit may give this role there."""
    return refusal(Act.GRANT, standing, role, is_himself=is_himself) is None


def may_end(
    standing: Standing, role: Role, *, is_himself: bool = False, stays_managed: bool = True
) -> bool:
    """Whether somebody with this standing at a unit may end a membership with this role there."""
    asked = {"is_himself": is_himself, "stays_managed": stays_managed}
    return refusal(Act.END, standing, role, **asked) is None


def may_vouch_for(manager: Iterable[Held], person: Iterable[Held]) -> bool:
    """Whether a manager may open a person's account anew (a link for a new password).

    Only when he could have given that person every role he holds, wherever he holds it: else the
    administrator of a commune could take the account of somebody who also decides above him.
    """
    managing, held = tuple(manager), tuple(person)
    return bool(held) and all(may_grant(standing_at(h.unit_path, managing), h.role) for h in held)
