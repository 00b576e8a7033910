"""The .xlsx in which a unit counts its children and gifts by hamlet, the hamlets filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from documents.need_sheet import HAMLET, Band, children_heading, gifts_heading
from documents.workbook import FONT

_HELP = (
    "Mỗi dòng là một thôn, bản, tổ dân phố. Giữ nguyên dòng tiêu đề và tên thôn.",
    "Chỉ ghi số trẻ em theo độ tuổi, không ghi tên trẻ. Ô chưa có số liệu thì để trống.",
    "Suất quà để trống là mỗi trẻ em một suất; ghi số khi số suất khác số trẻ em.",
    "Số: 1210 hoặc 1.210. Dòng Tổng cộng không cần ghi, phần mềm tự cộng.",
)


def need_template(bands: Sequence[Band], hamlets: Sequence[tuple[str, Mapping[str, int]]]) -> bytes:
    """The file to fill in: each hamlet with the numbers that are there, by field."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  # a new workbook has one sheet
    sheet.title, sheet.freeze_panes = "Trẻ em, suất quà", "B2"
    fields = [f"{kind}-{place}" for place, _band in enumerate(bands) for kind in _HEADINGS]
    _head(sheet, [HAMLET[0], *(name(band) for band in bands for name in _HEADINGS.values())])
    for number, (hamlet, values) in enumerate(hamlets, 2):
        _put(sheet, number, [hamlet, *(values.get(field) for field in fields)])
    _help(book.create_sheet("Hướng dẫn"))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


_HEADINGS = {"children": children_heading, "gifts": gifts_heading}


def _head(sheet: Any, headings: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    for column, heading in enumerate(headings, 1):
        cell = sheet.cell(1, column, heading)
        cell.font = Font(name=FONT, size=12, bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = 13 if column > 1 else 30


def _put(sheet: Any, number: int, values: Sequence[str | int | None]) -> None:
    """A row; a name stays text where it begins with = + - @."""
    from openpyxl.styles import Font

    for column, value in enumerate(values, 1):
        cell = sheet.cell(number, column)
        cell.font = Font(name=FONT, size=12)
        if value is not None:
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else "n"


def _help(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 100
    for number, text in enumerate(_HELP, 1):
        cell = sheet.cell(number, 1, text)
        cell.font, cell.alignment = Font(name=FONT, size=12), Alignment(wrap_text=True)
