"""Lists of activities in .xlsx: what is read, what is refused, what is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from documents.activity_sheet import EXAMPLE_TITLE, HEADERS, MOST_ROWS, read_activities
from documents.activity_template import Choices, template, with_errors
from documents.list_sheet import CellFault, SheetFault, SheetRefused, SheetRow
from models.text import fold
from tests.documents.test_task_table_workbook import SHEET, book, merged, replaced, saved

HEAD = ["Ngày", "Loại", "Tên hoạt động", "Trẻ em gái"]
ROW = ["15/9/2026", "Tặng quà", "Trao quà Trung thu", "31"]
CHOICES = Choices(["Tặng quà", "Truyền thông"], ["Thôn Tân Định"], ["Hội LHPN"])


def rows(content: bytes) -> tuple[SheetRow, ...]:
    return read_activities(content, fold).rows


def refusal(content: bytes) -> SheetRefused:
    with pytest.raises(SheetRefused) as refused:
        read_activities(content, fold)
    return refused.value


def test_a_row_is_read_as_it_looks() -> None:
    (row,) = rows(book(HEAD, ROW))
    fields = ("held_on", "kind", "title", "girls")
    assert row == SheetRow(2, dict(zip(fields, ROW, strict=True)), {})


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (date(2026, 9, 15), "15/09/2026"),
        (15092026, "15092026"),
        (7_200_000.0, "7200000"),
        (1.21, "1.21"),
        (" 1.210 ", "1.210"),
    ],
)
def test_days_and_numbers_are_read_without_what_excel_adds(typed: Any, read: str) -> None:
    (row,) = rows(book(HEAD, [typed, "x", "y"]))
    assert row.cells["held_on"] == read


def test_headings_are_found_in_any_order_and_spelling_below_titles() -> None:
    content = book(
        ["UBND XÃ CAM THÀNH"], [], ["DANH SÁCH HOẠT ĐỘNG", None, "Ngày 15 tháng 9"],
        ["STT", "TÊN HOẠT ĐỘNG:", "loai hoat dong", "Ngày (dd/mm)", "Người ký", "TE nữ", "Lỗi"],
        [1, "Họp", "Khác", "15-9", "Ai đó", 3, "x"],
    )  # fmt: skip
    table = read_activities(content, fold)
    assert table.rows[0].number == 5
    assert table.rows[0].cells == {"title": "Họp", "kind": "Khác", "held_on": "15-9", "girls": "3"}
    assert table.unread == ("Người ký",)


@pytest.mark.parametrize(
    ("head", "missing", "twice"),
    [
        (["a", "b"], ("Ngày", "Loại", "Tên hoạt động"), ()),
        (["Ngày", "Tên", "Loại"], ("Tên hoạt động",), ()),
        ([*HEAD, "TE gái"], (), ("Trẻ em gái",)),
    ],
)
def test_wrong_headings_are_named(
    head: list[str], missing: tuple[str, ...], twice: tuple[str, ...]
) -> None:
    refused = refusal(book(["Tiêu đề"], head, ROW))
    assert refused.fault is SheetFault.HEADERS
    assert (refused.missing, refused.twice) == (missing, twice)


def test_a_title_across_joined_cells_above_the_headings_is_no_fault() -> None:
    assert rows(book(["Danh sách"], HEAD, ROW, change=merged("A1:D1")))[0].faults == {}


def test_joined_cells_are_refused_where_they_stand() -> None:
    content = book(HEAD, ROW, ROW, [*ROW, "x"], change=merged("A2:B3", "E3:F4"))
    assert [row.faults for row in rows(content)] == [
        {"held_on": CellFault.MERGED}, {"held_on": CellFault.MERGED}, {},
    ]  # fmt: skip


def test_hundreds_of_joined_cells_are_refused_at_once() -> None:
    marks = b"".join(b'<mergeCell ref="A2:XFD1048576"/>' for _ in range(300))
    content = book(HEAD, ROW, change=merged("A2:B2"))
    hostile = replaced(content, SHEET, lambda xml: re.sub(rb"<mergeCell [^>]*/>", marks, xml))
    assert refusal(hostile).fault is SheetFault.MERGED


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1"])
def test_a_formula_without_its_result_is_refused_where_it_stands(formula: str) -> None:
    (row,) = rows(book(HEAD, [*ROW[:3], formula]))
    assert (row.cells["girls"], row.faults) == ("", {"girls": CellFault.FORMULA})


@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_a_formula_counts_as_what_it_came_to(prefix: bytes) -> None:
    cell = b'<c r="D2"><f>SUM(1,30)</f><v>31</v></c>'
    content = replaced(
        book(HEAD, [*ROW[:3], "=1"]), SHEET,
        lambda xml: re.sub(rb"<c r=\"D2\".*?</c>", cell, xml),
    )  # fmt: skip
    if prefix:
        content = replaced(content, SHEET, _prefixed)
    (row,) = rows(content)
    assert (row.cells["girls"], row.faults) == ("31", {})


def _prefixed(xml: bytes) -> bytes:
    """The same part with a prefix before each name, as some programs write it."""
    named = re.sub(rb"<(/?)(\w+)", rb"<\1x:\2", xml)
    return named.replace(b"xmlns=", b"xmlns:x=")


def test_what_excel_could_not_work_out_is_refused_where_it_stands() -> None:
    assert rows(book(HEAD, [*ROW[:3], "#REF!"]))[0].faults == {"girls": CellFault.ERROR}


def test_a_cell_of_endless_text_is_refused_where_it_stands() -> None:
    (row,) = rows(book([*HEAD, "Ghi chú"], [*ROW[:2], "x" * 301, "", "y" * 301]))
    assert row.faults == {"title": CellFault.TOO_LONG}
    assert row.cells["note"] == "y" * 301


def test_empty_rows_are_passed_over_and_numbers_stay() -> None:
    assert [row.number for row in rows(book(HEAD, [], ROW, ["  "], ROW))] == [3, 5]


@pytest.mark.parametrize("count", [MOST_ROWS, MOST_ROWS + 1])
def test_two_thousand_rows_are_the_most(count: int) -> None:
    content = book(HEAD, *([ROW] * count))
    if count == MOST_ROWS:
        assert len(rows(content)) == MOST_ROWS
    else:
        assert refusal(content).fault is SheetFault.TOO_MANY


def test_a_hundred_thousand_rows_are_not_read_to_the_end() -> None:
    line = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    content = replaced(
        book(HEAD), SHEET,
        lambda xml: xml.replace(b"</sheetData>", line * 100_000 + b"<broken </sheetData>"),
    )  # fmt: skip
    assert refusal(content).fault is SheetFault.TOO_MANY


GOOD = book(HEAD, ROW)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", SheetFault.NOT_XLSX),
        (b"PK\x03\x04 broken", SheetFault.NOT_XLSX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .xls", SheetFault.NOT_XLSX),
        (replaced(GOOD, SHEET, lambda xml: xml[:200]), SheetFault.NOT_XLSX),
        (replaced(GOOD, SHEET, lambda xml: b"<!DOCTYPE x>" + xml), SheetFault.NOT_XLSX),
        (replaced(GOOD, "xl/workbook.xml", lambda xml: b"<x/>"), SheetFault.EMPTY),
        (replaced(GOOD, "docProps/app.xml", lambda xml: b"0" * 41 * 2**20), SheetFault.TOO_LARGE),
        (b"0" * (20 * 2**20 + 1), SheetFault.TOO_LARGE),
        (book(HEAD), SheetFault.EMPTY),
        (book(), SheetFault.EMPTY),
    ],
    ids=["empty", "broken", "xls", "cut", "declaration", "no sheets", "bomb", "large",
         "headings only", "blank"],
)  # fmt: skip
def test_what_is_no_list_is_refused(content: bytes, fault: SheetFault) -> None:
    assert refusal(content).fault is fault


def test_a_hidden_sheet_is_read_last() -> None:
    made = load_workbook(BytesIO(book(["Ẩn"], ROW)))
    made.active.sheet_state = "hidden"
    shown = made.create_sheet("hoạt động")
    shown.append(HEAD)
    shown.append(ROW)
    assert [row.cells["title"] for row in rows(saved(made))] == [ROW[2]]


def test_the_template_offers_the_words_of_the_unit() -> None:
    made = load_workbook(BytesIO(template(CHOICES, 2026)))
    sheet = made.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [names[0] for names in HEADERS.values()]
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert offered == {
        "B2:B2001": "'Từ dùng'!$A$1:$A$2",
        "D2:D2001": "'Từ dùng'!$B$1:$B$1",
        "E2:E2001": "'Từ dùng'!$C$1:$C$1",
    }
    assert [cell.value for cell in made["Từ dùng"]["A"]] == list(CHOICES.kinds)


def test_the_example_is_not_read_back_but_what_stands_in_its_place_is() -> None:
    made = load_workbook(BytesIO(template(CHOICES, 2026)))
    assert made.worksheets[0]["C2"].value == EXAMPLE_TITLE
    assert refusal(saved(made)).fault is SheetFault.EMPTY
    made.worksheets[0]["C2"].value = "Trao quà"
    assert rows(saved(made))[0].cells["girls"] == "31"


letters = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"
)
texts = st.text(letters, max_size=20).map(str.strip) | st.sampled_from(["=1+1", "+x", "@y", "-5"])
lists = st.lists(st.fixed_dictionaries(dict.fromkeys(HEADERS, texts)), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(lists)
def test_what_is_written_is_read_back(listed: list[Mapping[str, str]]) -> None:
    filled = [cells for cells in listed if any(cells.values())]
    content = with_errors(CHOICES, [(cells, "Sai ngày") for cells in filled])
    if filled:
        found = rows(content)
        assert [(row.cells, row.faults) for row in found] == [(cells, {}) for cells in filled]
