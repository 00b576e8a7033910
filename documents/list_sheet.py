"""Lists in .xlsx, as an office fills them in: their rows, and why a file or a cell is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.refusal import Reason, RefusedError

LONGEST_CELL = 400
"""Characters of a cell that are read, but for what may be long."""


class SheetFault(StrEnum):
    """Why a whole file is refused."""

    NOT_XLSX = "not_xlsx"
    TOO_LARGE = "too_large"
    HEADERS = "headers"
    MERGED = "merged"
    TOO_MANY = "too_many"
    EMPTY = "empty"


_REFUSALS = {
    Reason.TOO_LARGE: SheetFault.TOO_LARGE,
    Reason.UNSAFE_ARCHIVE: SheetFault.TOO_LARGE,
    Reason.TOO_LONG: SheetFault.TOO_MANY,
}


class CellFault(StrEnum):
    """Why one cell is refused before its meaning is asked."""

    FORMULA = "formula"
    ERROR = "error"
    MERGED = "merged"
    TOO_LONG = "too_long"


class SheetRefused(ValueError):
    """The file cannot be used; `missing` and `twice` name headings that it lacks or repeats."""

    def __init__(
        self, fault: SheetFault, missing: Sequence[str] = (), twice: Sequence[str] = ()
    ) -> None:
        super().__init__(fault.value)
        self.fault, self.missing, self.twice = fault, tuple(missing), tuple(twice)

    @classmethod
    def of(cls, refused: RefusedError) -> SheetRefused:
        """The refusal of a file that could not even be opened."""
        return cls(_REFUSALS.get(refused.reason, SheetFault.NOT_XLSX))


@dataclass(frozen=True)
class SheetRow:
    """One filled row: its number in the file, text by field, and which cells are refused."""

    number: int
    cells: dict[str, str]
    faults: dict[str, CellFault]
