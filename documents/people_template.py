"""The .xlsx in which an office lists people to invite: headings, and the words that are allowed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from documents.people_sheet import HEADERS, MOST_ROWS
from documents.workbook import FONT

WORDS = "Từ dùng"


def template(roles: Sequence[str], agencies: Sequence[str]) -> bytes:
    """The file to fill in; roles and agencies can be chosen from lists."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  # a new workbook has one sheet
    sheet.title, sheet.freeze_panes = "Danh sách", "A2"
    _head(sheet)
    words = book.create_sheet(WORDS)
    for letter, field, choices in (("A", "role", roles), ("B", "agency", agencies)):
        _offer(sheet, words, letter, field, choices)
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


def _offer(sheet: Any, words: Any, letter: str, field: str, choices: Sequence[str]) -> None:
    """Put the allowed words of a column on the second sheet, and a list to choose from on it."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for row, word in enumerate(choices, 1):
        cell = words[f"{letter}{row}"]
        cell.value, cell.data_type = word, "s"
    if choices:
        source = f"'{WORDS}'!${letter}$1:${letter}${len(choices)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        sheet.add_data_validation(rule)
        column = sheet.cell(1, list(HEADERS).index(field) + 1).column_letter
        rule.add(f"{column}2:{column}{MOST_ROWS + 1}")
