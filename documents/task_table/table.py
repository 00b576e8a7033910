"""What a table of tasks says, row by row, and the cells it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_ROWS = 1000


class RowFault(StrEnum):
    """What somebody should look at in a row before it becomes a task."""

    NO_TEXT = "no_text"
    FORMULA = "formula"
    CELL_ERROR = "cell_error"
    DUE_NOT_A_DAY = "due_not_a_day"
    SEVERAL_DAYS = "several_days"
    TOO_LONG = "too_long"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as its row says it.

    `number` is the row of the sheet, or the line of the pasted text. `due` is "2026-06-15", or
    "--06-15" without a year, of what `due_text` (or without one the text) says; None where that is
    no day. `others` are the
    cells of columns that are for something else, each with its heading.
    """

    number: int
    section: str | None
    marker: str
    text: str
    lead: str
    coordinating: str
    due_text: str
    due: str | None
    product: str
    cadence: str
    others: tuple[tuple[str, str], ...] = ()
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The tasks of a table; what is no task is kept beside them.

    `headings` are as written, () where the table has none. `sections` are all group rows in order.
    `aside` are rows that are neither: titles above, headings again, rows of column numbers.
    """

    rows: tuple[TaskRow, ...]
    headings: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read. A copy has the text of the joined cell that it is a part of.

    `across_from` is the first column of a joined cell that reaches this one from the left.
    """

    text: str = ""
    day: str | None = None
    fault: RowFault | None = None
    is_copy: bool = False
    across_from: int | None = None

    @property
    def is_own(self) -> bool:
        return bool(self.text or self.fault) and not self.is_copy


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row, with the number of the row in its source."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, place: int | None) -> Cell:
        """A cell; an empty one where the row is shorter or there is no such column."""
        if place is None or place >= len(self.cells):
            return Cell()
        return self.cells[place]

    @property
    def own(self) -> list[int]:
        """The places that are filled and not only copies."""
        return [place for place, cell in enumerate(self.cells) if cell.is_own]

    @property
    def words(self) -> str:
        """The row as one line of text."""
        return " | ".join(self.cells[place].text for place in self.own if self.cells[place].text)
