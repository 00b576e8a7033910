"""Lists of people in .xlsx: what is read, what is refused, what is written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from time import perf_counter
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from documents.list_sheet import CellFault, SheetFault, SheetRefused
from documents.people_sheet import read_people
from documents.people_template import template
from documents.workbook import write_table
from models.text import fold

HEAD = ["Họ và tên", "Số điện thoại", "Thư điện tử", "Vai trò", "Cơ quan", "Từ ngày", "Đến ngày"]
ROW = ["Nguyễn Thị Mới", "0911222333", "", "Cán bộ", "", "", ""]


def book(*rows: list[Any], change: Callable[[Any], None] | None = None) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made.active)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _refusal(content: bytes) -> SheetRefused:
    with pytest.raises(SheetRefused) as refused:
        read_people(content, fold)
    return refused.value


def test_a_row_is_read_as_it_looks() -> None:
    (row,) = read_people(book(HEAD, ROW), fold)
    assert (row.number, row.cells["name"], row.cells["phone"]) == (2, ROW[0], ROW[1])
    assert row.faults == {}


@pytest.mark.parametrize(
    ("typed", "read"),
    [(911222333, "911222333"), (911222333.0, "911222333"), ("+84 911", "+84 911")],
)
def test_a_number_kept_as_a_number_is_read_whole(typed: Any, read: str) -> None:
    (row,) = read_people(book(HEAD, ["A", typed, "", "x"]), fold)
    assert row.cells["phone"] == read


def test_days_are_read_day_first() -> None:
    (row,) = read_people(book(HEAD, [*ROW[:5], date(2026, 9, 5), None]), fold)
    assert (row.cells["starts_on"], row.cells["ends_on"]) == ("05/09/2026", "")


def test_headings_are_found_in_any_order_and_spelling() -> None:
    (row,) = read_people(book([], ["VAI TRO", "ho va ten", "Phone"], ["x", "A", "1"]), fold)
    assert row.cells == {"role": "x", "name": "A", "phone": "1"}


def test_empty_rows_are_passed_over_and_numbers_stay() -> None:
    rows = read_people(book(HEAD, [], ROW, ["  "], ROW), fold)
    assert [row.number for row in rows] == [3, 5]


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1"])
def test_a_formula_is_refused_where_it_stands_and_never_read(formula: str) -> None:
    (row,) = read_people(book(HEAD, [formula, *ROW[1:]]), fold)
    assert row.faults == {"name": CellFault.FORMULA}
    assert row.cells["name"] == ""


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        (["a", "b"], ("Họ và tên", "Số điện thoại", "Vai trò")),
        (["Họ và tên", "Số điện thoại"], ("Vai trò",)),
        (["Họ và tên", "Họ tên", "Số điện thoại", "Vai trò"], ()),
    ],
)
def test_wrong_headings_are_named(head: list[str], missing: tuple[str, ...]) -> None:
    refused = _refusal(book(head, ROW))
    assert (refused.fault, refused.missing) == (SheetFault.HEADERS, missing)


def test_merged_cells_are_refused() -> None:
    merged = book(HEAD, ROW, change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert _refusal(merged).fault is SheetFault.MERGED


def test_ten_thousand_rows_are_refused_at_once() -> None:
    content = book(HEAD, *([ROW] * 10_000))
    begin = perf_counter()
    assert _refusal(content).fault is SheetFault.TOO_MANY
    assert perf_counter() - begin < 2


@pytest.mark.parametrize(("count", "fits"), [(500, True), (501, False)])
def test_five_hundred_rows_are_the_most(count: int, fits: bool) -> None:
    content = book(HEAD, *([ROW] * count))
    if fits:
        assert len(read_people(content, fold)) == 500
    else:
        assert _refusal(content).fault is SheetFault.TOO_MANY


def _archive(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", SheetFault.NOT_XLSX),
        (b"PK\x03\x04 broken", SheetFault.NOT_XLSX),
        (b"\xd0\xcf\x11\xe0 an old .xls", SheetFault.NOT_XLSX),
        (_archive(xl__worksheets__sheet1=b"<x"), SheetFault.NOT_XLSX),
        (_archive(bomb=b"0" * (41 * 2**20)), SheetFault.TOO_LARGE),
        (book(HEAD), SheetFault.EMPTY),
        (book(), SheetFault.EMPTY),
    ],
    ids=["empty", "broken", "xls", "no workbook", "bomb", "headings only", "blank"],
)
def test_what_is_no_list_is_refused(content: bytes, fault: SheetFault) -> None:
    assert _refusal(content).fault is fault


def test_what_is_written_is_text_and_never_a_formula() -> None:
    content = write_table("Người: danh/sách", ["=A1", "Số"], [["=1+1", "0912"], ["+x", None]])
    sheet = load_workbook(BytesIO(content)).active
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}
    assert sheet["A2"].value == "=1+1"
    assert sheet["B2"].value == "0912"


def test_days_and_whole_numbers_can_be_reckoned_with() -> None:
    content = write_table("Bảng", ["Ngày", "Tiền"], [[date(2026, 9, 12), 5_000_000], ["", None]])
    (_headings, row, blank) = load_workbook(BytesIO(content)).active.iter_rows()
    assert [cell.is_date for cell in row] == [True, False]
    assert [cell.number_format for cell in row] == ["dd/mm/yyyy", "#,##0"]
    assert (row[0].value.date(), row[1].value) == (date(2026, 9, 12), 5_000_000)
    assert [cell.value for cell in blank] == [None, None]


def test_the_template_is_read_back() -> None:
    made = load_workbook(BytesIO(template(["Cán bộ"], ["Hội LHPN"])))
    sheet = made.worksheets[0]
    for place, value in enumerate(ROW, 1):
        sheet.cell(2, place).value = value or None
    out = BytesIO()
    made.save(out)
    (row,) = read_people(out.getvalue(), fold)
    assert row.cells["phone"] == "0911222333"
