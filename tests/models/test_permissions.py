"""The matrix, and what memberships amount to at a unit."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from uuid import UUID

import pytest

from config import ROOT
from models.permissions import (
    DELEGATED_PERMISSIONS,
    DELEGATED_PERMISSIONS_BELOW,
    ROLE_PERMISSIONS,
    ROLE_PERMISSIONS_BELOW,
    Delegated,
    Held,
    Permission,
    Role,
    standing_at,
)

PATHS = {"here": "vn.45.468.", "above": "vn.45.", "below": "vn.45.468.19612.", "aside": "vn.62."}


COLUMNS = [
    *((ROLE_PERMISSIONS[role], ROLE_PERMISSIONS_BELOW[role]) for role in Role),
    (DELEGATED_PERMISSIONS, DELEGATED_PERMISSIONS_BELOW),
]
"""Of the document: each role, then what a delegation adds."""
DELEGATED = Delegated(UUID(int=1), 2, "Người duyệt", date(2026, 9, 30))


def held(role: Role, where: str, delegated: Delegated | None = None) -> Held:
    return Held(role, 1, PATHS[where], 7 if role is Role.PARTNER else None, delegated=delegated)


@pytest.mark.parametrize(("role", "where"), list(product(Role, PATHS)))
def test_each_role_from_each_place_gives_what_the_table_says(role: Role, where: str) -> None:
    tables = {"here": ROLE_PERMISSIONS, "above": ROLE_PERMISSIONS_BELOW}
    expected = tables[where][role] if where in tables else frozenset()
    standing = standing_at(PATHS["here"], [held(role, where)])
    assert standing.permissions == expected
    assert standing.is_stranger == (not expected)


@pytest.mark.parametrize(("one", "other"), list(product(Role, Role)))
def test_rights_of_several_memberships_are_joined(one: Role, other: Role) -> None:
    standing = standing_at(PATHS["here"], [held(one, "here"), held(other, "above")])
    assert standing.permissions == ROLE_PERMISSIONS[one] | ROLE_PERMISSIONS_BELOW[other]


def test_a_path_that_only_begins_alike_is_not_above() -> None:
    assert standing_at("vn.45.4680.", [Held(Role.ADMINISTRATOR, 1, "vn.45.468.")]).is_stranger


@pytest.mark.parametrize("other", [role for role in Role if role is not Role.PARTNER])
def test_who_is_more_than_a_partner_is_not_limited_to_the_agency(other: Role) -> None:
    partner = held(Role.PARTNER, "here")
    assert standing_at(PATHS["here"], [partner]).is_only_partner
    assert standing_at(PATHS["here"], [partner]).agency_ids == {7}
    assert not standing_at(PATHS["here"], [partner, held(other, "here")]).is_only_partner


def test_an_officer_and_a_partner_are_strangers_below() -> None:
    assert ROLE_PERMISSIONS_BELOW[Role.OFFICER] == frozenset()
    assert ROLE_PERMISSIONS_BELOW[Role.PARTNER] == frozenset()


def test_where_there_is_no_unit_above_its_leader_decides() -> None:
    leader, decide = Held(Role.LEADER, 1, "vn."), Permission.DECIDE_MONTHS
    assert standing_at("vn.", [leader]).source_of(decide) == leader
    assert decide not in standing_at("vn.45.", [leader]).permissions
    assert decide not in standing_at(PATHS["here"], [held(Role.LEADER, "here")]).permissions


def test_the_source_of_a_right_is_the_nearest_membership() -> None:
    standing = standing_at(PATHS["here"], [held(Role.LEADER, "above"), held(Role.LEADER, "here")])
    assert standing.source_of(Permission.VIEW_UNIT) == held(Role.LEADER, "here")
    assert standing.source_of(Permission.MANAGE_AGENCIES) is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PARTNER])
@pytest.mark.parametrize("where", PATHS)
def test_a_delegation_adds_what_deciding_needs(role: Role, where: str) -> None:
    tables = {"here": DELEGATED_PERMISSIONS, "above": DELEGATED_PERMISSIONS_BELOW}
    plain = standing_at(PATHS["here"], [held(role, where)]).permissions
    standing = standing_at(PATHS["here"], [held(role, where, DELEGATED)])
    assert standing.permissions == plain | tables.get(where, frozenset())


def test_what_is_delegated_is_all_that_a_reviewer_decides_with() -> None:
    here, below = ROLE_PERMISSIONS[Role.REVIEWER], ROLE_PERMISSIONS_BELOW[Role.REVIEWER]
    assert here > DELEGATED_PERMISSIONS == {Permission.VIEW_REVIEWS, Permission.DECIDE_BELOW}
    assert below > DELEGATED_PERMISSIONS_BELOW
    given = DELEGATED_PERMISSIONS | DELEGATED_PERMISSIONS_BELOW
    for never in ("publish_plans", "write_checklists", "manage_people", "delegate_reviews"):
        assert Permission(never) not in given


def test_a_right_by_a_role_goes_before_one_by_a_delegation() -> None:
    decide, view = Permission.DECIDE_MONTHS, Permission.VIEW_CHECKLISTS
    officer = held(Role.OFFICER, "above", DELEGATED)
    standing = standing_at(PATHS["here"], [officer])
    assert standing.source_of(decide) == officer
    assert standing.delegated_for(decide) == standing.delegated_for(view) == DELEGATED
    assert standing.delegated_for(Permission.PUBLISH_PLANS) is None
    in_between = Held(Role.REVIEWER, 3, "vn.45.")
    both = standing_at(PATHS["below"], [held(Role.OFFICER, "here", DELEGATED), in_between])
    assert both.source_of(decide) == in_between
    assert both.delegated_for(decide) is None


def test_the_document_says_what_the_table_says() -> None:
    lines = (ROOT / "docs" / "permissions.md").read_text().splitlines()
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in lines if line.startswith("| `")]
    told = {row[0].strip("`"): row[1:] for row in rows}
    for permission in Permission:
        cells = [
            ("own" if permission in own else "") + (" + below" if permission in below else "")
            for own, below in COLUMNS
        ]
        assert told.pop(permission.value) == [cell.strip(" +") or "–" for cell in cells]
    assert told == {}
