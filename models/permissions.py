"""Who may do what: the whole matrix on this screen (docs/permissions.md is checked against it)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


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
    VIEW_AGENCIES = "view_agencies"
    MANAGE_AGENCIES = "manage_agencies"
    VIEW_HAMLETS = "view_hamlets"
    MANAGE_HAMLETS = "manage_hamlets"
    MANAGE_CONTACT = "manage_contact"
    VIEW_AUDIT = "view_audit"
    MANAGE_SETTINGS = "manage_settings"


P = Permission

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset({P.VIEW_UNIT, P.VIEW_AGENCIES, P.VIEW_HAMLETS}),
    Role.PARTNER: frozenset({P.VIEW_UNIT}),
    Role.REVIEWER: frozenset({P.VIEW_UNIT, P.VIEW_AGENCIES, P.VIEW_HAMLETS, P.VIEW_AUDIT}),
    Role.LEADER: frozenset({P.VIEW_UNIT, P.VIEW_AGENCIES, P.VIEW_HAMLETS, P.VIEW_AUDIT}),
    Role.ADMINISTRATOR: frozenset(P),
}
"""At the unit of the membership itself."""

ROLE_PERMISSIONS_BELOW: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset(),
    Role.PARTNER: frozenset(),
    Role.REVIEWER: frozenset({P.VIEW_UNIT, P.VIEW_AGENCIES, P.VIEW_HAMLETS, P.VIEW_AUDIT}),
    Role.LEADER: frozenset({P.VIEW_UNIT, P.VIEW_AGENCIES, P.VIEW_HAMLETS, P.VIEW_AUDIT}),
    Role.ADMINISTRATOR: frozenset(P),
}
"""At every unit below it. Who has nothing here is a stranger there."""


@dataclass(frozen=True)
class Held:
    """One membership in force, as the gate needs it."""

    role: Role
    unit_id: int
    unit_path: str
    agency_id: int | None = None
    unit_name: str = ""
    agency_name: str | None = None

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
    def agency_ids(self) -> frozenset[int]:
        return frozenset(h.agency_id for h in self.here if h.agency_id is not None)

    def source_of(self, permission: Permission) -> Held | None:
        """The membership that grants a permission: one here before one above."""
        here = (h for h in self.here if permission in ROLE_PERMISSIONS[h.role])
        above = (h for h in self.above if permission in ROLE_PERMISSIONS_BELOW[h.role])
        return next(here, None) or next(above, None)


def standing_at(unit_path: str, memberships: Iterable[Held]) -> Standing:
    """What memberships in force amount to at a unit: those there, and those above that count."""
    held = tuple(memberships)
    here = tuple(h for h in held if h.unit_path == unit_path)
    above = tuple(
        h
        for h in held
        if unit_path.startswith(h.unit_path)
        and h.unit_path != unit_path
        and ROLE_PERMISSIONS_BELOW[h.role]
    )
    granted = [ROLE_PERMISSIONS[h.role] for h in here]
    granted += [ROLE_PERMISSIONS_BELOW[h.role] for h in above]
    return Standing(here, above, frozenset().union(*granted))
