"""Whatever is pasted or brought: rows or a clear refusal, and no word lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from documents.refusal import RefusedError
from documents.task_table import RowFault, TaskTable, read_pasted, read_workbook
from documents.wording import tidy
from tests.documents.test_task_table_workbook import GOOD

DAY = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")
PIECES = [
    "STT", "TT", "Nội dung", "Nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời gian", "Sản phẩm",
    "Định kỳ", "Ghi chú", "1", "1.", "1.1", "(2)", "a)", "I", "II.", "A", "-", "+", "*", "Phần I",
    "Họp thôn", "- Tặng quà", "1. Khám sức khỏe", "I. CÔNG TÁC CHUNG", "TRUYỀN THÔNG", "Về quà:",
    "Phòng Y tế", "trước 15/6", "15/6 và 15/12/2026", "31/02", "Hằng tháng", "Quý II", "15.6.2026",
    "từ 01/6 đến 30/6", "(từ", "“Vẽ", '"Vẽ tranh"', '"', '""', "./.", "|", ":", "x" * 70, "", " ",
    "Tổ chức\nlễ", "ngày 5 hằng tháng", "Điều 1. Giao", "\u200b", "=1+1", "Đắk Lắk", "ốc",
]  # fmt: skip
cells = st.sampled_from(PIECES) | st.text(max_size=12)
tables = st.lists(st.lists(cells, max_size=7), min_size=1, max_size=12)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", tidy(text)))


def said(table: TaskTable) -> Iterator[str]:
    """Every text of a table."""
    yield from (*table.headings, *table.sections, *table.aside)
    for row in table.rows:
        yield from (row.marker, row.text, row.lead, row.coordinating, row.due_text, row.product)
        yield row.cadence if row.cadence != row.due_text else ""
        yield from (text for pair in row.others for text in pair)


def check(table: TaskTable, source: str) -> None:
    missing = words(source) - words("\n".join(said(table)))
    assert not missing
    for row in table.rows:
        assert row.due is None or DAY.fullmatch(row.due)
        assert (RowFault.NO_TEXT in row.faults) == (not row.text)
        assert row.section is None or row.section
    assert [row.number for row in table.rows] == sorted(row.number for row in table.rows)


def read(text: str) -> None:
    try:
        check(read_pasted(text), text)
    except RefusedError:
        assert not words(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    read(text)


@settings(max_examples=300, deadline=None)
@given(tables, st.sampled_from(["\t", " | ", "   "]), st.sampled_from(["\n", "\r\n"]))
def test_any_table_pasted(table: list[list[str]], sign: str, end: str) -> None:
    read(end.join(sign.join(line) for line in table))


@settings(max_examples=150, deadline=None)
@given(tables)
def test_any_table_as_excel_copies_it(table: list[list[str]]) -> None:
    quoted = (
        "\t".join(f'"{c.replace(chr(34), chr(34) * 2)}"' if "\n" in c or '"' in c else c for c in r)
        for r in ([c.replace("\t", " ").replace("\r", " ") for c in row] for row in table)
    )
    read("\n".join(quoted))


ranges = st.tuples(st.integers(1, 8), st.integers(1, 12), st.integers(0, 3), st.integers(0, 3))


@settings(max_examples=100, deadline=None)
@given(tables, st.lists(ranges, max_size=3))
def test_any_table_in_a_workbook(
    table: list[list[str]], joined: list[tuple[int, int, int, int]]
) -> None:
    book = Workbook()
    texts = [[ILLEGAL_CHARACTERS_RE.sub("", cell).lstrip("=#") for cell in row] for row in table]
    for row in texts:
        book.active.append([cell or None for cell in row])
    for column, row, wide, high in joined:
        book.active.merge_cells(None, row, column, row + high, column + wide)
    kept = [cell.value for row in book.active for cell in row if getattr(cell, "value", None)]
    out = BytesIO()
    book.save(out)
    try:
        check(read_workbook(out.getvalue()), "\n".join(map(str, kept)))
    except RefusedError:
        assert not words("\n".join(map(str, kept)))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD)), st.binary(max_size=6))
def test_any_damage_to_a_workbook(place: int, damage: bytes) -> None:
    try:
        read_workbook(GOOD[:place] + damage + GOOD[place + len(damage) :])
    except RefusedError:
        return


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    try:
        read_workbook(content)
    except RefusedError:
        return
