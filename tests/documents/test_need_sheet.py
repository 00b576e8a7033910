"""Children and gifts by hamlet in .xlsx: what is written, read and refused."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from documents.list_sheet import CellFault, SheetFault, SheetRefused
from documents.need_sheet import NeedTable, read_needs
from documents.need_template import need_template
from models.text import fold

BANDS = [[0, 2], [3, 5]]
HEAD = ["STT", "Thôn", "Trẻ em 0–2 tuổi", "Suất quà 0–2 tuổi", "Trẻ em 3–5 tuổi"]


def book(*rows: list[Any]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)  # type: ignore[union-attr]
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def read(*rows: list[Any]) -> NeedTable:
    return read_needs(book(*rows), BANDS, fold)


def refusal(*rows: list[Any]) -> SheetRefused:
    with pytest.raises(SheetRefused) as refused:
        read(*rows)
    return refused.value


def test_the_template_is_read_back_as_it_was_filled_in() -> None:
    filled = {"children-0": 12, "gifts-0": 10, "children-1": 0}
    table = read_needs(need_template(BANDS, [("Thôn Phan Xá", filled), ("=1", {})]), BANDS, fold)
    told = {name: text for name, text in table.rows[0].cells.items() if text}
    assert told == {"hamlet": "Thôn Phan Xá", **{name: str(n) for name, n in filled.items()}}
    assert table.rows[1].cells["hamlet"] == "=1"
    assert table.unread == ()


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Trẻ em từ 0 đến 2 tuổi", "children-0"),
        ("0-2 tuổi", "children-0"),
        ("Số TE (3-5 tuổi)", "children-1"),
        ("Số trẻ 03 - 05 tuổi", "children-1"),
        ("QUÀ 3–5 TUỔI", "gifts-1"),
        ("Trẻ em 0–3 tuổi", None),
        ("Năm 2025-2026", None),
    ],
)
def test_headings_as_offices_write_them(heading: str, field: str | None) -> None:
    table = read(["Bảng tổng hợp"], ["Thôn", "Suất quà 0–2 tuổi", heading], ["An Thái", 1, 2])
    assert table.rows[0].cells.get(field or "") == ("2" if field else None)
    assert table.unread == (() if field else (heading,))


def test_rows_of_sums_and_blank_ones_are_passed_over() -> None:
    table = read(HEAD, [1, "Cộng Hòa", 5], [], ["", "Tổng cộng", 5], ["", "CỘNG", 5])
    assert [row.cells["hamlet"] for row in table.rows] == ["Cộng Hòa"]


def test_what_nobody_worked_out_is_refused() -> None:
    (row,) = read(HEAD, [1, "An Thái", "=2+3", "x" * 301]).rows
    assert row.faults == {"children-0": CellFault.FORMULA, "gifts-0": CellFault.TOO_LONG}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([], SheetFault.EMPTY),
        ([HEAD], SheetFault.EMPTY),
        ([["Thôn", "Số trẻ"], ["An Thái", 5]], SheetFault.HEADERS),
        ([[*HEAD, "0-2 tuổi"], [1, "An Thái", 5]], SheetFault.HEADERS),
        ([HEAD, *([n, f"Thôn {n}", 5] for n in range(501))], SheetFault.TOO_MANY),
    ],
)
def test_files_that_cannot_be_used(rows: list[list[Any]], fault: SheetFault) -> None:
    assert refusal(*rows).fault is fault


def test_no_workbook() -> None:
    with pytest.raises(SheetRefused) as refused:
        read_needs(b"Th\xc3\xb4n;5", BANDS, fold)
    assert refused.value.fault is SheetFault.NOT_XLSX
