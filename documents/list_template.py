"""What templates of lists have in common: lists to choose from, kept on a sheet of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

WORDS = "Từ dùng"


def offer(
    sheet: Any, words: Any, column: str, place: int, choices: Sequence[str], *, last: int
) -> None:
    """Put the words of a column on the sheet of words, and a list to choose from on the column.

    `place` is the column, from 1, that they have on the sheet of words; `last` the last row that
    has the list. Other words can be typed all the same.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(place)
    for row, word in enumerate(choices, 1):
        cell = words.cell(row, place)
        cell.value, cell.data_type = word, "s"
    if choices:
        source = f"'{WORDS}'!${letter}$1:${letter}${len(choices)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        sheet.add_data_validation(rule)
        rule.add(f"{column}2:{column}{last}")
