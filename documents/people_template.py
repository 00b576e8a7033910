"""The .xlsx in which an office lists people to invite: headings, and the words that are allowed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from documents.list_template import WORDS, offer
from documents.people_sheet import HEADERS, MOST_ROWS
from documents.workbook import FONT


def template(roles: Sequence[str], agencies: Sequence[str]) -> bytes:
    """The file to fill in; roles and agencies can be chosen from lists."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  # a new workbook has one sheet
    sheet.title, sheet.freeze_panes = "Danh sách", "A2"
    _head(sheet)
    words = book.create_sheet(WORDS)
    for place, (field, choices) in enumerate((("role", roles), ("agency", agencies)), 1):
        column = sheet.cell(1, list(HEADERS).index(field) + 1).column_letter
        offer(sheet, words, column, place, choices, last=MOST_ROWS + 1)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Any) -> None:
    """Bold headings; every cell is text, so that a phone number keeps its zero."""
    from openpyxl.styles import Font

    for place, names in enumerate(HEADERS.values(), 1):
        cell = sheet.cell(1, place, names[0])
        cell.font = Font(name=FONT, size=12, bold=True)
        sheet.column_dimensions[cell.column_letter].width = 26
        for row in range(2, MOST_ROWS + 2):
            sheet.cell(row, place).number_format = "@"
