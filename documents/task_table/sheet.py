"""The rows of an .xlsx: joined cells with the text of their first, formulas with kept values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from documents import workbook_reading
from documents.refusal import Reason, RefusedError
from documents.task_table.table import MOST_ROWS, Cell, Line, RowFault
from documents.wording import tidy
from documents.workbook_reading import Range

_ROWS_ABOVE = 50
"""Titles, headings and the like that a sheet may have besides its rows."""

_WIDEST = 200


def lines_of(content: bytes) -> list[Line]:
    """The filled rows of the first sheet that has any; RefusedError where it cannot be read."""
    workbook_reading.check(content)
    written = workbook_reading.sheets(content)
    kept = workbook_reading.sheets(content, kept_values=True)
    both = zip(written, kept, strict=True)
    for sheet, values in sorted(both, key=lambda pair: pair[0].sheet_state != "visible"):
        if lines := _filled(content, sheet, values):
            return lines
    raise RefusedError(Reason.EMPTY)


def _filled(content: bytes, sheet: Any, values: Any) -> list[Line]:
    joined = _Joined(workbook_reading.merged_ranges(content, sheet))
    lines: list[Line] = []
    both = zip(workbook_reading.rows(sheet), workbook_reading.rows(values), strict=True)
    for number, (cells, kept) in enumerate(both, 1):
        line = Line(number, joined.filled(number, [*map(_cell, cells, kept)]))
        if line.own:
            lines.append(line)
        if len(lines) > MOST_ROWS + _ROWS_ABOVE:
            raise RefusedError(Reason.TOO_LONG)
    return lines


def _cell(cell: Any, kept: Any) -> Cell:
    """A formula is never worked out: its kept value counts, and without one the cell is refused."""
    if workbook_reading.is_error(cell) or workbook_reading.is_error(kept):
        return Cell(fault=RowFault.CELL_ERROR)
    if workbook_reading.is_formula(cell) and kept.value is None:
        return Cell(fault=RowFault.FORMULA)
    return Cell(tidy(workbook_reading.text_of(kept.value)), _day(kept.value))


def _day(value: object) -> str | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else None


class _Joined:
    """The joined cells of a sheet, handed down row by row."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self._waiting = sorted(ranges, key=lambda found: found[1], reverse=True)
        self._open: list[tuple[Range, Cell]] = []
        self._copies = 0

    def filled(self, number: int, cells: list[Cell]) -> tuple[Cell, ...]:
        """The cells of a row with the copies that joined cells put there."""
        self._begin(number, cells)
        self._open = [(found, cell) for found, cell in self._open if found[3] >= number]
        if any(cell.is_own for cell in cells):
            cells += [Cell()] * (self._reach() - len(cells))
        width = len(cells)
        for found, first in self._open:
            for place in _places(found, number, width):
                self._count()
                if not cells[place].is_own:
                    cells[place] = _copy(first, found, place)
        return tuple(cells)

    def _reach(self) -> int:
        """The last column of the joined cells: a row may end before it without saying so."""
        return min(_WIDEST, max((found[2] for found, _cell in self._open), default=0))

    def _begin(self, number: int, cells: Sequence[Cell]) -> None:
        while self._waiting and self._waiting[-1][1] <= number:
            found = self._waiting.pop()
            first = cells[found[0] - 1] if found[0] <= len(cells) else Cell()
            self._open.append((found, first if found[1] == number else Cell()))
            self._count()

    def _count(self) -> None:
        self._copies += 1
        if self._copies > workbook_reading.MOST_CELLS:
            raise RefusedError(Reason.TOO_LONG)


def _places(found: Range, number: int, width: int) -> Iterator[int]:
    """Where in a row a joined cell reaches, its own first cell left out."""
    first, top, last, _bottom = found
    start = first if number == top else first - 1
    return iter(range(start, min(last, width)))


def _copy(first: Cell, found: Range, place: int) -> Cell:
    start = found[0] - 1
    return replace(first, is_copy=True, across_from=start if place > start else None)
