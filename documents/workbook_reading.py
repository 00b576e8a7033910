"""Reading .xlsx that somebody brought: looked over before it is opened, row by row, never run."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from documents.extraction import LARGEST_FILE, archive
from documents.extraction.sniffing import is_locked_office, is_old_office
from documents.refusal import Reason, RefusedError

MOST_UNPACKED = 40 * 2**20
"""Bytes of an unpacked file beyond which it is not opened."""

MOST_CELLS = 500_000
"""Cells, blank rows and padding included, after which nothing more is read."""

_WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MERGED = re.compile(
    rb"mergeCell\s[^<>]{0,200}?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']"
)
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[\s/>]")
_BROKEN = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, SyntaxError, OSError,
    EOFError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What openpyxl raises on files that no office wrote."""

Range = tuple[int, int, int, int]
"""First column, first row, last column, last row; all from 1."""


def check(content: bytes) -> None:
    """Raise RefusedError where a file is no .xlsx, locked, too large or unsafe to unpack."""
    if len(content) > LARGEST_FILE:
        raise RefusedError(Reason.TOO_LARGE)
    if is_locked_office(content):
        raise RefusedError(Reason.ENCRYPTED)
    if is_old_office(content):
        raise RefusedError(Reason.OTHER_CONTENT)
    archive.check(content, _WORKBOOK)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            raise RefusedError(Reason.UNSAFE_ARCHIVE)


def sheets(content: bytes, *, kept_values: bool = False) -> list[Any]:
    """The sheets of a checked file, to be read with `rows`.

    With `kept_values` a formula's cell has the value it had when the file was last saved, or None.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(
            BytesIO(content), read_only=True, data_only=kept_values, keep_links=False
        )
    except (*_BROKEN, InvalidFileException):
        raise RefusedError(Reason.DAMAGED) from None
    return list(book.worksheets)


def rows(sheet: Any) -> Iterator[Sequence[Any]]:
    """The cells of each row from the first, blank rows too; the size a file claims is not asked."""
    read = 0
    try:
        sheet.reset_dimensions()
        for cells in sheet.iter_rows():
            read += len(cells) + 1
            if read > MOST_CELLS:
                raise RefusedError(Reason.TOO_LONG)
            yield cells
    except _BROKEN:
        raise RefusedError(Reason.DAMAGED) from None


def has_merged_cells(content: bytes) -> bool:
    """Whether any sheet joins cells."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if _SHEET.fullmatch(name)]
        return any(b"mergeCell " in parts.read(name) for name in names)


def has_formulas(content: bytes, sheet: Any) -> bool:
    """Whether a sheet has a formula, so that its kept values have to be read besides."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return _FORMULA.search(parts.read(sheet._worksheet_path)) is not None
    except _BROKEN:
        raise RefusedError(Reason.DAMAGED) from None


def merged_ranges(content: bytes, sheet: Any) -> list[Range]:
    """The joined cells of a sheet, which reading row by row does not tell."""
    from openpyxl.utils import range_boundaries

    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            found = _MERGED.findall(parts.read(sheet._worksheet_path))
        return [range_boundaries(name.decode()) for name in found]
    except _BROKEN:
        raise RefusedError(Reason.DAMAGED) from None


def is_formula(cell: Any) -> bool:
    return getattr(cell, "data_type", "n") == "f"


def is_error(cell: Any) -> bool:
    return getattr(cell, "data_type", "n") == "e"


def text_of(value: Any) -> str:
    """A cell as somebody reads it: days day first, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.12g}"
    return str(value).strip()
