"""Lists of people in .xlsx, as an office fills them in. A formula is refused where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from documents import workbook_reading
from documents.list_sheet import LONGEST_CELL, CellFault, SheetFault, SheetRefused, SheetRow
from documents.refusal import RefusedError
from documents.workbook_reading import text_of

MOST_ROWS = 500

HEADERS: dict[str, tuple[str, ...]] = {
    "name": ("Họ và tên", "Họ tên", "Full name", "Name"),
    "phone": ("Số điện thoại", "Điện thoại", "Phone number", "Phone"),
    "email": ("Thư điện tử", "Email", "E-mail"),
    "role": ("Vai trò", "Role"),
    "agency": ("Cơ quan", "Agency"),
    "starts_on": ("Từ ngày", "From"),
    "ends_on": ("Đến ngày", "Until"),
}
"""The columns by field; the first heading of each is the one that the template has."""

REQUIRED = ("name", "phone", "role")


def read_people(content: bytes, fold: Any) -> list[SheetRow]:
    """The filled rows of the first sheet; SheetRefused where the file cannot be used.

    `fold` is how headings are compared (without marks and capitals).
    """
    try:
        rows = list(_rows(content, fold))
    except RefusedError as refused:
        raise SheetRefused.of(refused) from None
    if not rows:
        raise SheetRefused(SheetFault.EMPTY)
    return rows


def _rows(content: bytes, fold: Any) -> Iterator[SheetRow]:
    """Refused with merged cells: reading row by row would hide the values they lose."""
    workbook_reading.check(content)
    if workbook_reading.has_merged_cells(content):
        raise SheetRefused(SheetFault.MERGED)
    first, *_others = workbook_reading.sheets(content) or [None]
    if first is not None:
        yield from _filled(workbook_reading.rows(first), fold)


def _filled(rows: Iterable[Sequence[Any]], fold: Any) -> Iterator[SheetRow]:
    fields: dict[int, str] = {}
    count = 0
    for number, cells in enumerate(rows, 1):
        if not any(cell.value is not None and str(cell.value).strip() for cell in cells):
            continue
        if not fields:
            fields = _fields(cells, fold)
            continue
        count += 1
        if count > MOST_ROWS:
            raise SheetRefused(SheetFault.TOO_MANY)
        yield _row(number, cells, fields)


def _fields(cells: Sequence[Any], fold: Any) -> dict[int, str]:
    """Which column holds which field, from the row of headings."""
    known = {fold(name): field for field, names in HEADERS.items() for name in names}
    headings = [fold(str(cell.value or "")) for cell in cells]
    fields = {place: known[name] for place, name in enumerate(headings) if name in known}
    missing = [HEADERS[field][0] for field in REQUIRED if field not in fields.values()]
    if missing or len(set(fields.values())) != len(fields):
        raise SheetRefused(SheetFault.HEADERS, missing)
    return fields


def _row(number: int, cells: Sequence[Any], fields: dict[int, str]) -> SheetRow:
    texts, faults = {}, {}
    for place, field in fields.items():
        cell = cells[place] if place < len(cells) else None
        fault = _fault(cell)
        if fault is not None:
            faults[field] = fault
        texts[field] = "" if cell is None or fault else text_of(cell.value)[:LONGEST_CELL]
    return SheetRow(number, texts, faults)


def _fault(cell: Any) -> CellFault | None:
    if workbook_reading.is_formula(cell):
        return CellFault.FORMULA
    return CellFault.ERROR if workbook_reading.is_error(cell) else None
