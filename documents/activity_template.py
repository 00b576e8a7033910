"""The .xlsx in which an office lists its activities, with the words of its unit to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from documents.activity_sheet import ERRORS, EXAMPLE_NOTE, EXAMPLE_TITLE, HEADERS, MOST_ROWS
from documents.list_template import WORDS, offer
from documents.workbook import FONT

_WIDTHS = {"title": 44, "note": 30, "place": 26, "organisers": 34, "kind": 22, ERRORS: 60}
_TEXT = "@"
"""Every cell is text, so that no Excel takes 5/9 for the ninth of May or 1.210 for 1,21."""

_HELP = (
    "Mỗi dòng là một hoạt động. Giữ nguyên dòng tiêu đề; thứ tự các cột thế nào cũng được.",
    "Bắt buộc ghi: Ngày, Loại, Tên hoạt động. Ô nào không có số liệu thì để trống, không ghi 0.",
    "Ngày: 15/9/2026, 15-9 (năm nay) hoặc 15092026. Ngày chưa tới được ghi là dự kiến.",
    "Địa điểm: chọn thôn trong danh sách, hoặc ghi nơi khác, ví dụ: Trường TH Cam Thành.",
    "Đơn vị tổ chức: chọn trong danh sách. Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy.",
    "Đơn vị chủ trì đứng đầu. Để trống là UBND ghi; đối tác để trống là đơn vị mình.",
    "Số: 1210 hoặc 1.210. Tiền: 7200000, 7.200.000 hoặc 7,2 triệu.",
    "Ngân sách và Vận động là toàn bộ kinh phí theo nguồn, gồm cả trị giá quà.",
    "Chỉ ghi số lượng trẻ em, không ghi tên trẻ.",
    f"Mỗi tệp ghi nhiều nhất {MOST_ROWS:,} dòng.".replace(",", "."),
)


@dataclass(frozen=True)
class Choices:
    """The words of a unit: its kinds of activity, hamlets and agencies."""

    kinds: Sequence[str] = ()
    hamlets: Sequence[str] = ()
    agencies: Sequence[str] = ()


def template(choices: Choices, year: int) -> bytes:
    """The file to fill in, with an example that is not read back while it stays as it is."""
    return _written(choices, list(HEADERS), [_example(choices, year)], italic=True)


def with_errors(choices: Choices, rows: Iterable[tuple[Mapping[str, str], str]]) -> bytes:
    """The rows of a list as they were read, by field, each with what is wrong with it."""
    return _written(choices, [*HEADERS, ERRORS], [{**cells, ERRORS: told} for cells, told in rows])


def _example(choices: Choices, year: int) -> dict[str, str]:
    figures = {"girls": "31", "boys": "29", "children": "60", "special": "5", "adults": "24"}
    goods = {"gifts": "60", "gift_value": "7.200.000", "mobilised": "7,2 triệu"}
    words = {"kind": choices.kinds, "place": choices.hamlets, "organisers": choices.agencies}
    first = {field: listed[0] for field, listed in words.items() if listed}
    said = {"held_on": f"15/9/{year}", "title": EXAMPLE_TITLE, "note": EXAMPLE_NOTE}
    return said | figures | goods | first


def _written(
    choices: Choices,
    fields: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    italic: bool = False,
) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  # a new workbook has one sheet
    sheet.title, sheet.freeze_panes = "Hoạt động", "B2"
    bold, plain = Font(name=FONT, size=12, bold=True), Font(name=FONT, size=12, italic=italic)
    _put(sheet, 1, [HEADERS[field][0] if field in HEADERS else field for field in fields], bold)
    for number, row in enumerate(rows, 2):
        _put(sheet, number, [row.get(field, "") for field in fields], plain)
    _columns(sheet, fields)
    _help(book.create_sheet("Hướng dẫn"), plain=Font(name=FONT, size=12))
    _offers(sheet, book.create_sheet(WORDS), choices, fields)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Any, number: int, texts: Sequence[str], font: Any) -> None:
    """A row of texts, which stay text where they begin with = + - @."""
    for place, text in enumerate(texts, 1):
        if text:
            cell = sheet.cell(number, place)
            cell.value, cell.data_type = text, "s"
            cell.font, cell.number_format = font, _TEXT


def _columns(sheet: Any, fields: Sequence[str]) -> None:
    """Widths, and text as the form of cells that are still empty."""
    for place, field in enumerate(fields, 1):
        column = sheet.column_dimensions[sheet.cell(1, place).column_letter]
        column.width, column.number_format = _WIDTHS.get(field, 14), _TEXT


def _help(sheet: Any, plain: Any) -> None:
    from openpyxl.styles import Alignment

    sheet.column_dimensions["A"].width = 110
    for number, text in enumerate(_HELP, 1):
        cell = sheet.cell(number, 1, text)
        cell.font, cell.alignment = plain, Alignment(wrap_text=True, vertical="top")


def _offers(sheet: Any, words: Any, choices: Choices, fields: Sequence[str]) -> None:
    listed = {"kind": choices.kinds, "place": choices.hamlets, "organisers": choices.agencies}
    for place, (field, offered) in enumerate(listed.items(), 1):
        column = sheet.cell(1, fields.index(field) + 1).column_letter
        offer(sheet, words, column, place, offered, last=MOST_ROWS + 1)
