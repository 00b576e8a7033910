"""Who may give and end which role: the whole table, written out by hand."""

from __future__ import annotations

import itertools

import pytest

from models.permissions import (
    ROLE_PERMISSIONS,
    ROLE_PERMISSIONS_BELOW,
    Act,
    Held,
    Permission,
    Refusal,
    Role,
    may_end,
    may_grant,
    may_vouch_for,
    refusal,
    standing_at,
)

HERE, ABOVE, TOP, BESIDE, BELOW = "vn.45.468.", "vn.45.", "vn.", "vn.45.469.", "vn.45.468.19612."
F, P, R, L, A = Role
NO_ONE: frozenset[Role] = frozenset()
WEAKER = frozenset({F, P, R, L})
ALL = frozenset(Role)

# What each membership alone lets a person give to somebody else at HERE.
GRANTABLE = {
    **{(role, place): NO_ONE for role in (F, P, R, L) for place in (HERE, ABOVE, TOP, BESIDE)},
    **{(role, BELOW): NO_ONE for role in Role},
    (A, HERE): WEAKER,
    (A, ABOVE): ALL,
    (A, TOP): ALL,
    (A, BESIDE): NO_ONE,
}


def _held(role: Role, path: str) -> Held:
    return Held(role, len(path), path, 1 if role is P else None)


@pytest.mark.parametrize("given", list(Role))
@pytest.mark.parametrize(("role", "place"), GRANTABLE)
def test_one_membership_gives_what_the_table_says(role: Role, place: str, given: Role) -> None:
    standing = standing_at(HERE, [_held(role, place)])
    assert may_grant(standing, given) == (given in GRANTABLE[role, place])
    assert not may_grant(standing, given, is_himself=True)


@pytest.mark.parametrize("pair", list(itertools.combinations(sorted(GRANTABLE), 2)), ids=str)
def test_two_memberships_give_what_both_give_together(pair: tuple[tuple[Role, str], ...]) -> None:
    standing = standing_at(HERE, [_held(role, place) for role, place in pair])
    given = {role for role in Role if may_grant(standing, role)}
    assert given == GRANTABLE[pair[0]] | GRANTABLE[pair[1]]


@pytest.mark.parametrize("managed", [True, False])
@pytest.mark.parametrize("himself", [True, False])
@pytest.mark.parametrize("ended", list(Role))
@pytest.mark.parametrize(("role", "place"), GRANTABLE)
def test_a_membership_is_ended_as_the_table_says(
    role: Role, place: str, ended: Role, himself: bool, managed: bool
) -> None:
    standing = standing_at(HERE, [_held(role, place)])
    resigns = (role, place) == (A, HERE) and ended is A and himself and managed
    expected = ended in GRANTABLE[role, place] or resigns
    assert may_end(standing, ended, is_himself=himself, stays_managed=managed) == expected


@pytest.mark.parametrize(
    ("act", "place", "role", "himself", "why"),
    [
        (Act.GRANT, BESIDE, F, False, Refusal.NOT_ADMINISTRATOR),
        (Act.GRANT, HERE, F, True, Refusal.HIMSELF),
        (Act.GRANT, ABOVE, A, True, Refusal.HIMSELF),
        (Act.GRANT, HERE, A, False, Refusal.NOT_WEAKER),
        (Act.END, HERE, A, False, Refusal.NOT_WEAKER),
        (Act.END, HERE, A, True, Refusal.LAST_ADMINISTRATOR),
        (Act.END, ABOVE, A, True, None),
    ],
)
def test_the_refusal_says_why(
    act: Act, place: str, role: Role, himself: bool, why: Refusal | None
) -> None:
    standing = standing_at(HERE, [_held(A, place)])
    assert refusal(act, standing, role, is_himself=himself, stays_managed=False) is why


@pytest.mark.parametrize(
    ("manager", "person", "expected"),
    [
        ([(A, HERE)], [(F, HERE)], True),
        ([(A, HERE)], [(F, HERE), (R, BELOW)], True),
        ([(A, HERE)], [(F, HERE), (F, BESIDE)], False),
        ([(A, HERE)], [(F, HERE), (R, ABOVE)], False),
        ([(A, HERE)], [(A, HERE)], False),
        ([(A, ABOVE)], [(A, HERE), (F, BESIDE)], True),
        ([(R, ABOVE)], [(F, HERE)], False),
        ([(A, HERE)], [], False),
    ],
)
def test_an_account_is_opened_anew_only_by_who_stands_over_all_of_it(
    manager: list[tuple[Role, str]], person: list[tuple[Role, str]], expected: bool
) -> None:
    held = [[_held(*one) for one in side] for side in (manager, person)]
    assert may_vouch_for(*held) is expected


@pytest.mark.parametrize("role", list(Role))
def test_people_are_managed_by_administrators_and_seen_by_who_reads_the_unit(role: Role) -> None:
    seen = role in {R, L, A}
    for table in (ROLE_PERMISSIONS, ROLE_PERMISSIONS_BELOW):
        assert (Permission.MANAGE_PEOPLE in table[role]) == (role is A)
        assert (Permission.VIEW_PEOPLE in table[role]) == seen
