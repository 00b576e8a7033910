"""Lists of activities in .xlsx, as an office fills them in: the text of each cell, by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents import workbook_reading
from documents.list_reading import (
    BLANK,
    LONGEST,
    Cell,
    Fold,
    Line,
    filled,
    in_sight,
    plain_heading,
)
from documents.list_sheet import CellFault, SheetFault, SheetRefused, SheetRow
from documents.refusal import RefusedError
from documents.workbook_reading import Range

MOST_ROWS = 2000
LONGEST_NOTE = 2000
"""Characters of a note that are read."""

HEADERS: dict[str, tuple[str, ...]] = {
    "held_on": ("Ngày", "Ngày tổ chức", "Ngày thực hiện", "Ngày tháng", "Thời gian", "Date"),
    "kind": ("Loại", "Loại hoạt động", "Loại hình", "Kind"),
    "title": ("Tên hoạt động", "Hoạt động", "Nội dung", "Nội dung hoạt động", "Title"),
    "place": ("Địa điểm (thôn)", "Thôn", "Nơi tổ chức", "Place"),
    "organisers": ("Đơn vị tổ chức", "Đơn vị", "Đơn vị thực hiện", "Cơ quan tổ chức", "Organiser"),
    "sessions": ("Số buổi", "Số cuộc", "Sessions"),
    "girls": ("Trẻ em gái", "Trẻ em nữ", "TE gái", "TE nữ", "Nữ", "Girls"),
    "boys": ("Trẻ em trai", "Trẻ em nam", "TE trai", "TE nam", "Nam", "Boys"),
    "children": ("Tổng số trẻ em", "Số trẻ em", "Trẻ em", "Tổng số TE", "Số TE", "Children"),
    "special": (
        "Trong đó HCĐB", "HCĐB", "Trẻ em HCĐB", "TE HCĐB", "Trẻ em có hoàn cảnh đặc biệt",
        "Children in special circumstances",
    ),
    "adults": ("Người lớn", "Số người lớn", "Adults"),
    "gifts": ("Số suất quà", "Suất quà", "Số quà", "Gifts"),
    "gift_value": ("Trị giá quà", "Giá trị quà", "Trị giá", "Value of the gifts"),
    "budget": ("Ngân sách", "Ngân sách nhà nước", "Kinh phí ngân sách", "State budget"),
    "mobilised": ("Vận động", "Xã hội hóa", "Vận động, xã hội hóa", "Mobilised"),
    "note": ("Ghi chú", "Note"),
}  # fmt: skip
"""The columns by field; the first heading of each is the one that the template has."""

REQUIRED = ("held_on", "kind", "title")
PASSED_OVER = ("Lỗi", "STT", "TT")
"""Headings of columns that are not read, and nobody has to be told so."""
ERRORS = PASSED_OVER[0]

EXAMPLE_TITLE = "Ví dụ: Vui Tết Trung thu"
EXAMPLE_NOTE = "Dòng ví dụ, không nhập vào."

_TITLE_ROWS = 20
"""Filled rows above the headings, at most."""
_MOST_JOINED = 200


@dataclass(frozen=True)
class ActivityTable:
    """The filled rows of a list; `unread` are headings of columns that are not known."""

    rows: tuple[SheetRow, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Head:
    """Where each field stands, from the row of headings."""

    number: int
    fields: dict[int, str]
    unread: tuple[str, ...]


def read_activities(content: bytes, fold: Fold) -> ActivityTable:
    """The activities of the first filled sheet in sight; SheetRefused where it cannot be used."""
    try:
        workbook_reading.check(content)
        return _table(content, fold)
    except RefusedError as refused:
        raise SheetRefused.of(refused) from None


def _table(content: bytes, fold: Fold) -> ActivityTable:
    for sheet, values in in_sight(content):
        lines = filled(sheet, values)
        head = _head(lines, fold)
        if head is not None:
            rows = tuple(_rows(lines, head, workbook_reading.merged_ranges(content, sheet)))
            return _with_any(ActivityTable(rows, head.unread))
    raise SheetRefused(SheetFault.EMPTY)


def _with_any(table: ActivityTable) -> ActivityTable:
    if not table.rows:
        raise SheetRefused(SheetFault.EMPTY)
    return table


def _head(lines: Iterator[Line], fold: Fold) -> _Head | None:
    """The row of headings, titles above it passed over; None where the sheet is blank."""
    best: _Head | None = None
    for place, (number, cells) in enumerate(lines, 1):
        head = _headings(number, [cell.text for cell in cells], fold)
        if best is None or len(head.fields) > len(best.fields):
            best = head
        if len(head.fields) > 1 or place == _TITLE_ROWS:
            break
    if best is not None:
        _check(best)
    return best


def _headings(number: int, texts: Sequence[str], fold: Fold) -> _Head:
    known = {plain_heading(name, fold): field for field, names in HEADERS.items() for name in names}
    passed = {plain_heading(name, fold) for name in PASSED_OVER}
    plain = [plain_heading(text, fold) for text in texts]
    fields = {place: known[name] for place, name in enumerate(plain) if name in known}
    unread = [
        text
        for text, name in zip(texts, plain, strict=True)
        if name and name not in {*known, *passed}
    ]
    return _Head(number, fields, tuple(text[:60] for text in unread[:20]))


def _check(head: _Head) -> None:
    """Refused where a heading that is needed is missing, or two columns are for the same."""
    found = list(head.fields.values())
    missing = [HEADERS[field][0] for field in REQUIRED if field not in found]
    twice = [names[0] for field, names in HEADERS.items() if found.count(field) > 1]
    if missing or twice:
        raise SheetRefused(SheetFault.HEADERS, missing, twice)


def _rows(lines: Iterator[Line], head: _Head, joined: Sequence[Range]) -> Iterator[SheetRow]:
    below = [found for found in joined if found[3] > head.number]
    if len(below) > _MOST_JOINED:
        raise SheetRefused(SheetFault.MERGED)
    count = 0
    for number, cells in lines:
        row = _row(number, cells, head.fields, below)
        if _is_left_out(row):
            continue
        count += 1
        if count > MOST_ROWS:
            raise SheetRefused(SheetFault.TOO_MANY)
        yield row


def _row(
    number: int, cells: Sequence[Cell], fields: dict[int, str], joined: Sequence[Range]
) -> SheetRow:
    texts: dict[str, str] = {}
    faults: dict[str, CellFault] = {}
    for place, field in fields.items():
        cell = cells[place] if place < len(cells) else BLANK
        fault = cell.fault or _too_long(field, cell.text)
        if fault is not None:
            faults[field] = fault
        texts[field] = "" if fault else cell.text
    for found in joined:
        if found[1] <= number <= found[3] and (inside := _within(found, fields)):
            faults.setdefault(inside[0], CellFault.MERGED)
    return SheetRow(number, texts, faults)


def _too_long(field: str, text: str) -> CellFault | None:
    most = LONGEST_NOTE if field == "note" else LONGEST
    return CellFault.TOO_LONG if len(text) > most else None


def _within(found: Range, fields: dict[int, str]) -> list[str]:
    """The fields that a joined cell covers."""
    return [field for place, field in fields.items() if found[0] <= place + 1 <= found[2]]


def _is_left_out(row: SheetRow) -> bool:
    """Whether nothing stands in the columns that are read, or it is the template's example."""
    cells = row.cells
    is_example = cells["title"] == EXAMPLE_TITLE and cells.get("note") == EXAMPLE_NOTE
    return is_example or not (any(cells.values()) or row.faults)
