"""Rows of a list of children and gifts: what they mean, what is wrong with them."""

from __future__ import annotations

from typing import Any

import pytest

from documents.list_sheet import CellFault, SheetRow
from models.gift_rules import Need, NeedDoubt, NeedFault
from models.known_names import Known, KnownNames
from models.need_rows import ListedFault, ReadNeeds, asked_key, read_rows

HAMLETS = KnownNames([Known("Thôn Phan Xá", 1), Known("Thôn An Thái", 2), Known("Cả xã", 0)])


def read(*rows: dict[str, str]) -> list[ReadNeeds]:
    return read_rows([SheetRow(n, cells, {}) for n, cells in enumerate(rows, 2)], HAMLETS, 2)


@pytest.mark.parametrize(
    ("name", "hamlet"),
    [("thôn phan xá", 1), ("THON AN THAI", 2), ("An Thái", 2), ("cả xã", None)],
)
def test_hamlets_are_found_however_they_are_written(name: str, hamlet: int | None) -> None:
    (row,) = read({"hamlet": name, "children-0": "1.210", "gifts-1": "5 suất"})
    assert (row.hamlet_id, row.faults) == (hamlet, {})
    assert row.needs == {0: Need(1_210), 1: Need(None, 5)}


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ({"hamlet": ""}, {"hamlet": ListedFault.MISSING}),
        ({"hamlet": "Thôn Phan Sá"}, {"hamlet": ListedFault.UNKNOWN}),
        ({"hamlet": "An Thái", "children-0": "-5"}, {"children-0": NeedFault.NEGATIVE}),
        ({"hamlet": "An Thái", "gifts-1": "nhiều"}, {"gifts-1": NeedFault.NO_COUNT}),
        ({"hamlet": "An Thái", "gifts-1": "2,5"}, {"gifts-1": NeedFault.NO_COUNT}),
        ({"hamlet": "An Thái", "children-0": "9000000"}, {"children-0": NeedFault.TOO_LARGE}),
    ],
)
def test_what_is_refused(cells: dict[str, str], faults: dict[str, Any]) -> None:
    (row,) = read(cells)
    assert row.faults == faults


def test_what_may_have_been_meant_is_named() -> None:
    assert read({"hamlet": "Thôn Phan Sá"})[0].nearest == "Thôn Phan Xá"


def test_a_hamlet_stands_once() -> None:
    _first, second = read({"hamlet": "An Thái"}, {"hamlet": "thon an thai"})
    assert second.faults == {"hamlet": ListedFault.TWICE}


def test_a_cell_that_could_not_be_read_stays_refused() -> None:
    rows = [SheetRow(2, {"hamlet": "An Thái"}, {"children-0": CellFault.FORMULA})]
    assert read_rows(rows, HAMLETS, 2)[0].faults == {"children-0": CellFault.FORMULA}


def test_an_answer_is_to_what_was_asked() -> None:
    one, other = (read({"hamlet": "An Thái", "children-0": text}) for text in ("2500", "2600"))
    assert one[0].doubts == {0: NeedDoubt.MANY_CHILDREN}
    assert asked_key(one) not in {"", asked_key(other)}
    assert asked_key(read({"hamlet": "An Thái", "children-0": "30"})) == ""
