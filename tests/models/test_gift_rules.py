"""Gift arithmetic: needed, pledged, received, given, left and short."""

from __future__ import annotations

import pytest

from models.gift_rules import (
    GiftFigures,
    HamletFigures,
    Need,
    NeedDoubt,
    NeedFault,
    Promise,
    by_hamlet,
    doubt_of,
    fault_of,
    promises_of,
    together,
    total,
)


def figures(
    needed: int | None, given: int | None, *promises: tuple[int, int], unwritten: int = 0
) -> GiftFigures:
    pledged = tuple(Promise(*one) for one in promises)
    return GiftFigures(None, needed, given, pledged, unwritten)


@pytest.mark.parametrize(
    ("children", "gifts", "needed"),
    [(None, None, None), (30, None, 30), (30, 12, 12), (30, 0, 0), (0, None, 0), (None, 12, 12)],
)
def test_one_gift_for_each_child_unless_said_otherwise(
    children: int | None, gifts: int | None, needed: int | None
) -> None:
    need = Need(children, gifts)
    assert need.needed == needed
    assert need.is_blank == (needed is None)


@pytest.mark.parametrize(
    ("said", "there", "expected"),
    [
        (Need(), Need(5, 3), Need(5, 3)),
        (Need(6), Need(5, 3), Need(6, 3)),
        (Need(None, 0), Need(5, 3), Need(5, 0)),
        (Need(6, 4), Need(), Need(6, 4)),
    ],
)
def test_what_is_left_blank_stays(said: Need, there: Need, expected: Need) -> None:
    assert said.over(there) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [((), None), ((None, None), None), ((None, 0), 0), ((3, None, 4), 7)],
)
def test_what_is_not_known_is_not_zero(
    values: tuple[int | None, ...], expected: int | None
) -> None:
    assert total(values) == expected


@pytest.mark.parametrize(
    ("needed", "given", "to_give"),
    [
        (None, None, None),
        (None, 5, None),
        (30, None, 30),
        (30, 12, 18),
        (30, 41, 0),
        (0, 2, 0),
    ],
)
def test_a_hamlet(needed: int | None, given: int | None, to_give: int | None) -> None:
    row = HamletFigures(1, (Need(needed),), given)
    assert (row.needed, row.to_give) == (needed, to_give)


ALL = ("pledged", "received", "left", "unreceived", "secured", "short", "to_spare", "to_give")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (figures(None, None), (0, 0, 0, 0, 0, None, 0, None)),
        (figures(100, None), (0, 0, 0, 0, 0, 100, 0, 100)),
        (figures(0, None), (0, 0, 0, 0, 0, 0, 0, 0)),
        # promised, then come, then given
        (figures(100, None, (60, 0)), (60, 0, 0, 0, 60, 40, 0, 100)),
        (figures(100, None, (60, 60)), (60, 60, 60, 0, 60, 40, 0, 100)),
        (figures(100, 45, (60, 60)), (60, 60, 15, 0, 60, 40, 0, 55)),
        (figures(100, 60, (60, 60), (40, 0)), (100, 60, 0, 0, 100, 0, 0, 40)),
        (figures(100, 100, (100, 100)), (100, 100, 0, 0, 100, 0, 0, 0)),
        # one pledge brought more than was promised, another has not come
        (figures(100, None, (50, 60), (30, 0)), (80, 60, 60, 0, 90, 10, 0, 100)),
        # a part of a pledge has come; the rest of it is still promised
        (figures(100, None, (50, 20)), (50, 20, 20, 0, 50, 50, 0, 100)),
        # withdrawn after a part had come
        (figures(100, 10, (0, 20)), (0, 20, 10, 0, 20, 80, 0, 90)),
        # more than is needed
        (figures(100, None, (120, 0)), (120, 0, 0, 0, 120, 0, 20, 100)),
        (figures(100, 110, (120, 120)), (120, 120, 10, 0, 120, 0, 20, 0)),
        # more given than received
        (figures(100, 80, (60, 60)), (60, 60, 0, 20, 80, 20, 0, 20)),
        (figures(100, 80), (0, 0, 0, 80, 80, 20, 0, 20)),
        (figures(100, 70, (80, 60)), (80, 60, 0, 10, 80, 20, 0, 30)),
        # nobody said what is needed
        (figures(None, 80, (60, 60)), (60, 60, 0, 20, 80, None, 0, None)),
    ],
)
def test_all_together(found: GiftFigures, expected: tuple[int | None, ...]) -> None:
    assert tuple(getattr(found, name) for name in ALL) == expected


@pytest.mark.parametrize("needed", [None, 0, 7, 40])
@pytest.mark.parametrize("given", [None, 0, 7, 40])
@pytest.mark.parametrize("promised", [0, 7, 40])
@pytest.mark.parametrize("received", [0, 7, 40])
def test_nothing_is_below_zero_and_nothing_is_lost(
    needed: int | None, given: int | None, promised: int, received: int
) -> None:
    found = figures(needed, given, (promised, received))
    assert found.received + found.unreceived == (given or 0) + found.left
    assert not (found.left and found.unreceived)
    assert found.secured >= max(found.pledged, found.received, given or 0)
    if needed is not None:
        assert needed + found.to_spare == found.secured + (found.short or 0)
    values = [getattr(found, name) for name in ALL]
    assert [value for value in values if value is not None and value < 0] == []


def test_the_rows_of_a_sheet() -> None:
    needs = {(1, 0): Need(30), (1, 1): Need(20, 25), (2, 1): Need(None, 10), (None, 0): Need(5)}
    rows = by_hamlet(needs, {1: 40, 3: 2}, [1, 2, 3, None], 2)
    assert [(row.children, row.needed, row.given, row.to_give) for row in rows] == [
        (50, 55, 40, 15),
        (None, 10, None, 10),
        (None, None, 2, None),
        (5, 5, None, 5),
    ]
    found = together(rows, [Promise(50, 45)], asked={1, 2, 3})
    assert (found.children, found.needed, found.given) == (55, 70, 42)
    assert (found.left, found.short, found.unwritten) == (3, 20, 1)


def test_no_rows() -> None:
    assert together([]) == GiftFigures()


def test_each_pledge_has_what_came_of_it() -> None:
    found = promises_of({"a": 50, "b": 30}, [("a", 20), ("a", 25), ("gone", 7)])
    assert found == [Promise(50, 45), Promise(30, 0), Promise(0, 7)]


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (-1, NeedFault.NEGATIVE),
        (0, None),
        (1_000_000, None),
        (1_000_001, NeedFault.TOO_LARGE),
    ],
)
def test_numbers_that_are_refused(value: int, fault: NeedFault | None) -> None:
    assert fault_of(value) is fault


@pytest.mark.parametrize(
    ("children", "gifts", "of_hamlet", "doubt"),
    [
        (None, None, True, None),
        (2_000, None, True, None),
        (2_001, None, True, NeedDoubt.MANY_CHILDREN),
        (2_001, None, False, None),
        (200_001, None, False, NeedDoubt.MANY_CHILDREN),
        (30, 90, True, None),
        (30, 91, True, NeedDoubt.MANY_EACH),
        (0, 5, True, None),
        (None, 6_000, True, None),
        (None, 6_001, True, NeedDoubt.MANY_GIFTS),
        (None, 6_001, False, None),
    ],
)
def test_numbers_that_are_asked_back(
    children: int | None, gifts: int | None, of_hamlet: bool, doubt: NeedDoubt | None
) -> None:
    assert doubt_of(Need(children, gifts), of_hamlet=of_hamlet) is doubt
