"""Writing .xlsx: one sheet, bold headings that stay in sight, every cell plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

FONT = "Times New Roman"


def write_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet. Text that begins with = + - @ stays text: never a formula."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    table = [list(headings), *([_plain(value) for value in row] for row in rows)]
    for place, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(table):
        sheet.append([_cell(sheet, value, bold=number == 0) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: str, *, bold: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet, value)
    cell.data_type, cell.number_format = "s", "@"
    cell.font = Font(name=FONT, size=12, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _widths(table: Sequence[Sequence[str]]) -> list[int]:
    """Wide enough for the longest line of each column, within reason."""
    columns = zip(*table, strict=True)
    longest = [max(len(line) for text in column for line in text.split("\n")) for column in columns]
    return [min(60, max(10, length + 2)) for length in longest]


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    text = "" if value is None else str(value)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)[:32_000]
