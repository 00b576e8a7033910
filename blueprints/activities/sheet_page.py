"""What the sheet of activities shows: its cells as they were typed, what is wrong beside each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.activities.row_words import COLUMNS, doubts_of, fault
from blueprints.activities.sheet_form import FIELDS, SheetForm
from models.activity_rows import ReadRow
from models.check_rows import RowsCheck, asked_key

NARROW = {"children", "girls", "boys", "adults", "gifts"}


@dataclass(frozen=True)
class Cell:
    """One box: what was typed, and what is wrong with it."""

    name: str
    number: int
    label: Any
    value: str
    error: str = ""

    @property
    def id(self) -> str:
        return f"{self.name}-{self.number}"

    @property
    def is_narrow(self) -> bool:
        """Whether words have no room beside it."""
        return self.name in NARROW


@dataclass(frozen=True)
class SheetRowShown:
    """One row with its boxes, what is asked of it, and what is logged already."""

    number: int
    cells: list[Cell]
    told: list[str]
    twin: str = ""

    @property
    def below(self) -> list[tuple[str, str]]:
        """What is said below the row, with the box that it is about."""
        narrow = [cell for cell in self.cells if cell.error and cell.is_narrow]
        said = [(cell.id, f"{cell.label}: {cell.error}") for cell in narrow]
        return said + [("", text) for text in self.told]


class SheetPage:
    """The sheet as it was typed; empty where nothing was."""

    def __init__(self, form: SheetForm, check: RowsCheck) -> None:
        self.form, self.check = form, check
        self.asked_key = asked_key(check.rows, check.same)
        self.is_judged = form.is_submitted() and not form.wants_more

    @property
    def columns(self) -> list[Any]:
        return [COLUMNS[name] for name in FIELDS]

    @property
    def kinds(self) -> list[str]:
        return self.check.words.kinds.names

    @property
    def hamlets(self) -> list[str]:
        return self.check.words.hamlets.names

    @property
    def organisers(self) -> list[str]:
        """Who may have held them: the unit and its agencies; of a partner his own."""
        words = self.check.words
        if words.own is None:
            return words.agencies.names
        return [words.agencies.name_of(key) for key in words.own]

    @property
    def is_sure(self) -> bool:
        return self.form.said_sure_of == self.asked_key

    def has_faults(self) -> bool:
        """Whether a cell has to be corrected, or nothing was typed."""
        count = sum(len(row.faults) for row in self.check.faulty)
        if count:
            self._object(ngettext("%(num)d box to correct.", "%(num)d boxes to correct.", count))
        elif not self.check.rows:
            self._object(_("Nothing was typed yet."))
        return bool(self.form.form_errors)

    def asks_more(self) -> bool:
        """Whether something is asked that was not answered."""
        if self.is_sure:
            return False
        self._object(_("Look at what is asked, and tick that it is right."))
        return True

    def rows(self) -> Iterator[SheetRowShown]:
        for number in range(1, self.form.count + 1):
            read = self._read.get(number)
            cells = [self._cell(number, name, read) for name in FIELDS]
            yield SheetRowShown(number, cells, [*self._told(read)], self._twin(number))

    @cached_property
    def _read(self) -> dict[int, ReadRow]:
        return {row.number: row for row in self.check.rows} if self.is_judged else {}

    def _cell(self, number: int, name: str, read: ReadRow | None) -> Cell:
        wrong = read.faults.get(name) if read else None
        error = fault(name, wrong) if wrong else ""
        return Cell(name, number, COLUMNS[name], self.form.typed(number, name), error)

    def _told(self, read: ReadRow | None) -> Iterator[str]:
        """What is wrong outside the boxes, and what is asked of the row."""
        if read is None:
            return
        if "organisers" in read.faults:
            yield fault("organisers", read.faults["organisers"])
        yield from (f"{told.column}: {told.text}" for told in doubts_of(read))
        if read.number in self.check.repeated:
            yield _("The same stands in a row above. Was it held twice?")
        elif read.number in self.check.logged:
            yield _("The same is logged already. Was it held twice?")

    def _twin(self, number: int) -> str:
        key = self.check.logged.get(number) if self.is_judged else None
        return url_for("activities.show", activity_id=key) if key else ""

    def _object(self, why: str) -> None:
        self.form.form_errors = [why]
