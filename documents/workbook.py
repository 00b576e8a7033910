"""Writing .xlsx: sheets with bold headings that stay in sight, nothing in a cell is worked out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, cast

from documents.linked import Link

FONT = "Times New Roman"
_BLUE = "0563C1"

Value = str | int | date
_TYPES = {str: ("s", "@"), int: ("n", "#,##0"), date: ("d", "dd/mm/yyyy")}
"""How a value is kept and shown; Excel writes numbers with the marks of its own language."""


@dataclass(frozen=True)
class Sheet:
    """One table: days and whole numbers as such, everything else as text, which stays text where
    it begins with = + - @. A Link is a value that leads somewhere."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]


def write_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet."""
    return write_sheets([Sheet(title, headings, rows)])


def write_sheets(sheets: Iterable[Sheet]) -> bytes:
    """A workbook; the titles of its sheets have to differ."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for one in sheets:
        _write(book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", one.title)[:31]), one)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def leading(value: Value | None, href: str) -> Link | None:
    """A value that leads to an address; nothing where there is none."""
    return None if value is None else Link(value, href)


def _write(sheet: Any, given: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    rows = [list(given.headings), *given.rows]
    table = [[_plain(_bare(cell)) for cell in row] for row in rows]
    letters = [get_column_letter(place) for place in range(1, len(given.headings) + 1)]
    for letter, width in zip(letters, _widths(table), strict=True):
        sheet.column_dimensions[letter].width = width
    looks = _Looks()
    for number, (row, values) in enumerate(zip(rows, table, strict=True)):
        cells = [_cell(sheet, value, looks.of(number == 0)) for value in values]
        for letter, made, one in zip(letters, cells, row, strict=True):
            if isinstance(one, Link):
                _lead(made, f"{letter}{number + 1}", one.href, looks)
        sheet.append(cells)


class _Looks:
    """The fonts of a sheet, made once: thousands of cells share them."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Font

        self.plain = Font(name=FONT, size=12)
        self.heading = Font(name=FONT, size=12, bold=True)
        self.link = Font(name=FONT, size=12, color=_BLUE, underline="single")
        self.alignment = Alignment(vertical="top", wrap_text=True)

    def of(self, is_heading: bool) -> tuple[Any, Any]:
        return self.heading if is_heading else self.plain, self.alignment


def _cell(sheet: Any, value: Value, look: tuple[Any, Any]) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.data_type, cell.number_format = _TYPES[type(value)]
    cell.font, cell.alignment = look
    return cell


def _lead(cell: Any, place: str, href: str, looks: _Looks) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell._hyperlink = Hyperlink(ref=place, target=href)  # its setter takes every cell for A1
    cell.font = looks.link


def _bare(value: Any) -> Any:
    return value.value if isinstance(value, Link) else value


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
