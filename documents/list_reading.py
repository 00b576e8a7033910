"""Reading the rows of a list in .xlsx: filled rows with their numbers, text as somebody reads it.

What a formula came to when the file was last saved counts; nothing is ever worked out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from documents import workbook_reading
from documents.list_sheet import CellFault
from documents.workbook_reading import text_of

LONGEST = 300
"""Characters of a heading, and of a cell that is no note, that are read."""

Fold = Callable[[str], str]
"""How headings are compared: without marks and capitals."""

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, or why it is refused."""

    text: str = ""
    fault: CellFault | None = None


BLANK = Cell()
Line = tuple[int, list[Cell]]


def in_sight(content: bytes) -> Iterator[tuple[Any, Any]]:
    """The sheets of a checked file, hidden ones last, each with what its formulas came to."""
    listed = enumerate(workbook_reading.sheets(content))
    for place, sheet in sorted(listed, key=lambda pair: pair[1].sheet_state != "visible"):
        yield sheet, _with_results(content, sheet, place)


def filled(sheet: Any, values: Any) -> Iterator[Line]:
    """Each row in which anything stands, with its number."""
    for number, (written, kept) in enumerate(_both(sheet, values), 1):
        cells = [_cell(*pair) for pair in zip(written, kept, strict=True)]
        if any(cell.text or cell.fault for cell in cells):
            yield number, cells


def plain_heading(heading: str, fold: Fold) -> str:
    """A heading without what stands in brackets, signs and marks."""
    return " ".join(_SIGNS.sub(" ", fold(_IN_BRACKETS.sub(" ", heading[:LONGEST]))).split())


def _with_results(content: bytes, sheet: Any, place: int) -> Any:
    """The same sheet with what its formulas came to; itself where it has none: reading is slow."""
    if not workbook_reading.has_formulas(content, sheet):
        return sheet
    return workbook_reading.sheets(content, kept_values=True)[place]


def _both(sheet: Any, values: Any) -> Iterator[tuple[Sequence[Any], Sequence[Any]]]:
    if sheet is values:
        yield from ((cells, cells) for cells in workbook_reading.rows(sheet))
    else:
        yield from zip(workbook_reading.rows(sheet), workbook_reading.rows(values), strict=True)


def _cell(written: Any, kept: Any) -> Cell:
    if workbook_reading.is_error(written) or workbook_reading.is_error(kept):
        return Cell(fault=CellFault.ERROR)
    if kept.value is None and workbook_reading.is_formula(written):
        return Cell(fault=CellFault.FORMULA)
    text = text_of(kept.value)
    return Cell(text) if text else BLANK
