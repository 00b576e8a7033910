"""Where an amendment of a task is refused: every case, and how wordings are compared and kept."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from models.amendment_rule import ChangeKind, Conflict, conflict
from models.task import Cadence
from models.wording import Wording, differences

ONE_LINE = {Cadence.ONCE, Cadence.CAMPAIGN}
FULL = Wording(
    text="Tổ chức truyền thông.",
    lead=("women",),
    coordinating=("youth", "hamlet"),
    cadence=Cadence.CAMPAIGN,
    starts_on=date(2026, 6, 1),
    due_on=date(2026, 6, 30),
    product="Báo cáo",
)


@pytest.mark.parametrize("cadence", list(Cadence))
@pytest.mark.parametrize("frozen", [0, 1, 7])
def test_what_is_frozen_is_changed_only_where_another_period_comes(
    cadence: Cadence, frozen: int
) -> None:
    expected = Conflict.FROZEN if frozen and cadence in ONE_LINE else None
    assert conflict(ChangeKind.CHANGE, cadence, frozen) is expected
    assert conflict(ChangeKind.END, cadence, frozen) is None
    assert conflict(ChangeKind.ADD, cadence, frozen) is None


@pytest.mark.parametrize("kind", [ChangeKind.CHANGE, ChangeKind.END])
@pytest.mark.parametrize(
    ("is_ended", "has_changed", "frozen"), list(product((True, False), (True, False), (0, 1)))
)
def test_the_gravest_is_named(
    kind: ChangeKind, is_ended: bool, has_changed: bool, frozen: int
) -> None:
    found = conflict(kind, Cadence.ONCE, frozen, is_ended=is_ended, has_changed=has_changed)
    if is_ended:
        assert found is Conflict.ENDED
    elif has_changed:
        assert found is Conflict.CHANGED
    else:
        assert found is (Conflict.FROZEN if frozen and kind is ChangeKind.CHANGE else None)


def test_a_task_to_be_added_meets_nothing() -> None:
    assert conflict(ChangeKind.ADD, Cadence.ONCE, 3, is_ended=True, has_changed=True) is None


def test_a_wording_is_kept_whole() -> None:
    assert Wording.from_json(FULL.as_json()) == FULL
    assert Wording.from_json(Wording("Họp.").as_json()) == Wording("Họp.")


def test_only_what_differs_is_told() -> None:
    assert differences(FULL, FULL) == []
    other = Wording(**{**FULL.as_form(), "due_on": None, "product": ""})
    assert [one.field for one in differences(FULL, other)] == ["due_on", "product"]
    assert [one.field for one in differences(None, Wording("Họp."))] == ["text", "cadence"]
