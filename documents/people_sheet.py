"""Lists of people in .xlsx, as an office fills them in. A formula is refused where it stands."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

MOST_ROWS = 500
MOST_UNPACKED = 40 * 2**20
"""Bytes of an unpacked file beyond which it is not opened."""

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


class SheetFault(StrEnum):
    """Why a whole file is refused."""

    NOT_XLSX = "not_xlsx"
    TOO_LARGE = "too_large"
    HEADERS = "headers"
    MERGED = "merged"
    TOO_MANY = "too_many"
    EMPTY = "empty"


class CellFault(StrEnum):
    """Why one cell is refused before its meaning is asked."""

    FORMULA = "formula"
    ERROR = "error"


class SheetRefused(ValueError):
    """The file cannot be used; `missing` names headings that it lacks."""

    def __init__(self, fault: SheetFault, missing: Sequence[str] = ()) -> None:
        super().__init__(fault.value)
        self.fault, self.missing = fault, tuple(missing)


@dataclass(frozen=True)
class SheetRow:
    """One filled row: its number in the file, text by field, and which cells are refused."""

    number: int
    cells: dict[str, str]
    faults: dict[str, CellFault]


def read_people(content: bytes, fold: Any) -> list[SheetRow]:
    """The filled rows of the first sheet; SheetRefused where the file cannot be used.

    `fold` is how headings are compared (without marks and capitals).
    """
    _refuse_bad_archive(content)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = list(_filled(sheet.iter_rows(), fold))
    except (KeyError, IndexError, ValueError, TypeError, ParseError, InvalidFileException) as error:
        if isinstance(error, SheetRefused):
            raise
        raise SheetRefused(SheetFault.NOT_XLSX) from None
    if not rows:
        raise SheetRefused(SheetFault.EMPTY)
    return rows


def _refuse_bad_archive(content: bytes) -> None:
    """Look at the archive before it is unpacked: its size, its first sheet's merged cells."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise SheetRefused(SheetFault.TOO_LARGE)
            sheets = [n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+", n)]
            if any(_has_merged_cells(archive, name) for name in sheets):
                raise SheetRefused(SheetFault.MERGED)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        raise SheetRefused(SheetFault.NOT_XLSX) from None


def _has_merged_cells(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a sheet's XML joins cells: the streaming reader would hide the values they lose."""
    tail = b""
    with archive.open(name) as part:
        while block := part.read(1 << 16):
            if b"mergeCell " in tail + block:
                return True
            tail = block[-16:]
    return False


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
        texts[field] = "" if cell is None or fault else _text(cell.value)
    return SheetRow(number, texts, faults)


def _fault(cell: Any) -> CellFault | None:
    kind = getattr(cell, "data_type", "n")
    return {"f": CellFault.FORMULA, "e": CellFault.ERROR}.get(kind)


def _text(value: Any) -> str:
    """A cell as somebody reads it; a phone number kept as a number comes back with its zero."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()[:400]
