"""Writing .xlsx: one sheet, bold headings that stay in sight, nothing in a cell is worked out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, cast

FONT = "Times New Roman"

Value = str | int | date
_TYPES = {str: ("s", "@"), int: ("n", "#,##0"), date: ("d", "dd/mm/yyyy")}
"""How a value is kept and shown; Excel writes numbers with the marks of its own language."""


def write_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet: days and whole numbers as such, everything else as text. Text that
    begins with = + - @ stays text: never a formula."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    table: list[list[Value]] = [list(headings), *([_plain(value) for value in row] for row in rows)]
    for place, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(table):
        sheet.append([_cell(sheet, value, bold=number == 0) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Value, *, bold: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet, value)
    cell.data_type, cell.number_format = _TYPES[type(value)]
    cell.font = Font(name=FONT, size=12, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _widths(table: Sequence[Sequence[Value]]) -> list[int]:
    """Wide enough for the longest line of each column, within reason."""
    columns = zip(*table, strict=True)
    longest = [max(map(_length, column)) for column in columns]
    return [min(60, max(10, length + 2)) for length in longest]


def _length(value: Value) -> int:
    """How many letters the longest line of a cell shows."""
    if isinstance(value, date):
        return len("01/01/2026")
    shown = f"{value:,}" if isinstance(value, int) else value
    return max(map(len, shown.split("\n")))


def _plain(value: Any) -> Value:
    if type(value) in (int, date):
        return cast(Value, value)
    text = "" if value is None else str(value)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)[:32_000]
