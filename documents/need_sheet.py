"""Lists of children and gifts by hamlet in .xlsx, two columns for each age band."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents import workbook_reading
from documents.list_reading import BLANK, LONGEST, Cell, Fold, Line, filled, in_sight, plain_heading
from documents.list_sheet import CellFault, SheetFault, SheetRefused, SheetRow
from documents.refusal import RefusedError

MOST_ROWS = 500

HAMLET = ("Thôn", "Thôn, tổ dân phố", "Thôn, bản", "Tên thôn", "Tổ dân phố", "Hamlet")
"""How the column of hamlets may be headed; the template has the first."""
WHOLE_UNIT = "Toàn đơn vị"
"""In the place of a hamlet: what is counted for the unit as a whole."""

Band = Sequence[int]
"""The first and the last year of age, both included."""

_TITLE_ROWS = 20
"""Filled rows above the headings, at most."""
_AGES = re.compile(r"(\d{1,2})\D+(\d{1,2})\b")
_GIFTS = re.compile(r"\b(?:suat|qua|gifts?)\b")
_SUMS = re.compile(r"tong(?: cong| so)?\b.*|cong|total")
_PASSED_OVER = re.compile(r"stt|tt|ghi chu|tong\b.*")
"""Columns that are not read, and nobody has to be told so."""


@dataclass(frozen=True)
class NeedTable:
    """The filled rows; `unread` are headings of columns that are not known."""

    rows: tuple[SheetRow, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Head:
    fields: dict[int, str]
    unread: tuple[str, ...]


def children_heading(band: Band) -> str:
    """ "Trẻ em 3–5 tuổi"."""
    return f"Trẻ em {band[0]}–{band[1]} tuổi"


def gifts_heading(band: Band) -> str:
    """ "Suất quà 3–5 tuổi"."""
    return f"Suất quà {band[0]}–{band[1]} tuổi"


def read_needs(content: bytes, bands: Sequence[Band], fold: Fold) -> NeedTable:
    """The filled rows of the first sheet that has such columns; rows of sums are passed over.

    Fields are "hamlet", and "children-0", "gifts-0", … by the place of the band. SheetRefused where
    the file cannot be used.
    """
    try:
        workbook_reading.check(content)
        return _read(content, bands, fold)
    except RefusedError as refused:
        raise SheetRefused.of(refused) from None


def _read(content: bytes, bands: Sequence[Band], fold: Fold) -> NeedTable:
    for sheet, values in in_sight(content):
        lines = filled(sheet, values)
        head = _head(lines, bands, fold)
        if head is not None and (rows := tuple(_rows(lines, head.fields, fold))):
            return NeedTable(rows, head.unread)
    raise SheetRefused(SheetFault.EMPTY)


def _head(lines: Iterator[Line], bands: Sequence[Band], fold: Fold) -> _Head | None:
    """The row of headings, titles above it passed over; None where the sheet is blank."""
    texts: list[str] = []
    for place, (_number, cells) in enumerate(lines, 1):
        texts = [cell.text for cell in cells]
        head = _headings(texts, bands, fold)
        if {"hamlet"} < {*head.fields.values()}:
            return _once(head)
        if place == _TITLE_ROWS:
            break
    if not texts:
        return None
    raise SheetRefused(SheetFault.HEADERS, [HAMLET[0], *(children_heading(band) for band in bands)])


def _once(head: _Head) -> _Head:
    """Refused where two columns are for the same."""
    found = list(head.fields.values())
    if len({*found}) != len(found):
        raise SheetRefused(SheetFault.HEADERS, twice=sorted({*found}, key=found.count)[-1:])
    return head


def _headings(texts: Sequence[str], bands: Sequence[Band], fold: Fold) -> _Head:
    hamlet = {plain_heading(name, fold) for name in HAMLET}
    # Ages often stand in brackets, which headings are else read without.
    plain = [plain_heading(re.sub(r"[()]", " ", text), fold) for text in texts]
    named = ("hamlet" if name in hamlet else _field(name, bands) for name in plain)
    fields = {place: field for place, field in enumerate(named) if field}
    unread = [
        text[:60]
        for place, (text, name) in enumerate(zip(texts, plain, strict=True))
        if name and place not in fields and not _PASSED_OVER.fullmatch(name)
    ]
    return _Head(fields, tuple(unread[:20]))


def _field(heading: str, bands: Sequence[Band]) -> str:
    """The field of a heading that names the ages of a band; empty for any other."""
    ages = _AGES.search(heading)
    listed = [list(map(int, band)) for band in bands]
    if ages is None or [int(ages[1]), int(ages[2])] not in listed:
        return ""
    kind = "gifts" if _GIFTS.search(heading) else "children"
    return f"{kind}-{listed.index([int(ages[1]), int(ages[2])])}"


def _rows(lines: Iterator[Line], fields: dict[int, str], fold: Fold) -> Iterator[SheetRow]:
    count = 0
    for number, cells in lines:
        row = _row(number, cells, fields)
        if not (any(row.cells.values()) or row.faults) or _SUMS.fullmatch(
            fold(row.cells["hamlet"])
        ):
            continue
        count += 1
        if count > MOST_ROWS:
            raise SheetRefused(SheetFault.TOO_MANY)
        yield row


def _row(number: int, cells: Sequence[Cell], fields: dict[int, str]) -> SheetRow:
    texts: dict[str, str] = {}
    faults: dict[str, CellFault] = {}
    for place, field in fields.items():
        cell = cells[place] if place < len(cells) else BLANK
        fault = cell.fault or (CellFault.TOO_LONG if len(cell.text) > LONGEST else None)
        if fault is not None:
            faults[field] = fault
        texts[field] = "" if fault else cell.text
    return SheetRow(number, texts, faults)
