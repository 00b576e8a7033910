"""What the page of a list shows before it is logged: sums, rows, what hinders, what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from blueprints.activities.entry_words import figures_of, written
from blueprints.activities.import_forms import ConfirmForm
from blueprints.activities.row_words import COLUMNS, Told, doubts_of, faults_of
from blueprints.asked import page_asked, page_count
from documents.activity_sheet import ActivityTable
from models.activity import FIGURES
from models.activity_rows import TEXTS, ReadRow, Words
from models.check_rows import RowsCheck, asked_key, sums_of_rows
from models.child_names import NameFound, names_in
from models.clock import today

MOST_SHOWN = 50
"""Rows with errors, rows logged before, and questions that the page shows of each."""
PER_PAGE = 25


@dataclass(frozen=True)
class Shown:
    """One row in words."""

    number: int
    day: str
    kind: str
    title: str
    where: str
    figures: list[tuple[Any, str]]
    faults: list[Told]
    is_planned: bool = False


class Preview:
    """A list as it was read, for its page."""

    def __init__(self, table: ActivityTable, check: RowsCheck, form: ConfirmForm) -> None:
        self.check, self.form, self.unread = check, form, table.unread
        self.token = form.kept.data
        self.rows = check.taken(form.again)
        self.asked_key = asked_key(row for row in check.rows if not row.faults)

    @property
    def count(self) -> int:
        return len(self.rows)

    @cached_property
    def faulty(self) -> list[ReadRow]:
        return self.check.faulty

    @property
    def is_asked(self) -> bool:
        """Whether something of the rows to log is asked back."""
        return any(row.doubts for row in self.rows)

    @property
    def is_sure(self) -> bool:
        return self.form.said_sure_of == self.asked_key

    def objections(self) -> bool:
        """Whether something hinders the import; it is said beside what to tick."""
        if self.faulty and not self.form.leave_out.data:
            self._object(
                self.form.leave_out, _("Correct the rows, or tick that they are left out.")
            )
        if self.is_asked and not self.is_sure:
            self._object(self.form.sure, _("Look at what is asked, and tick that it is right."))
        if not self.rows:
            is_known = self.check.same and not self.faulty
            why = _("All of it is logged already.") if is_known else _("There is nothing to log.")
            self.form.form_errors = [why]
        return bool(self.form.errors)

    def sums(self) -> list[tuple[str, str]]:
        """What the rows add up to, as far as it is known."""
        return figures_of(sums_of_rows(self.rows))

    def wrong_rows(self) -> list[Shown]:
        return [*map(self._shown, self.faulty[:MOST_SHOWN])]

    def same_rows(self) -> list[tuple[Shown, str, bool]]:
        """Rows logged before: where the same stands, and whether the row is logged again."""
        again = self.form.again
        rows = self.check.same[:MOST_SHOWN]
        return [(self._shown(row), self._twin(row), row.number in again) for row in rows]

    def questions(self) -> list[tuple[int, Told]]:
        """What is asked back, with the number of its row."""
        asked = ((row.number, told) for row in self.rows for told in doubts_of(row))
        return [pair for pair, _place in zip(asked, range(MOST_SHOWN), strict=False)]

    def names(self) -> tuple[NameFound, ...]:
        """What looks like names of children; asked once, on the first page of the rows."""
        if self.page > 1:
            return ()
        return names_in(*(row.values[name] for row in self.rows for name in TEXTS))

    @property
    def page(self) -> int:
        return min(page_asked(), self.pages)

    @property
    def pages(self) -> int:
        return page_count(self.count, PER_PAGE)

    def page_rows(self) -> list[Shown]:
        start = (self.page - 1) * PER_PAGE
        return [*map(self._shown, self.rows[start : start + PER_PAGE])]

    def address(self, page: int) -> str:
        where = url_for("activities.import_preview", list=self.token, page=page)
        return f"{where}#rows"

    def _twin(self, row: ReadRow) -> str:
        key = self.check.logged.get(row.number)
        return url_for("activities.show", activity_id=key) if key else ""

    def _shown(self, row: ReadRow) -> Shown:
        """What a row means; what it says itself where its meaning is not known."""
        words, values = self.check.words, row.values
        held_on, said = values.get("held_on"), row.cells.get
        names = (words.agencies.name_of(key) for key in _organisers(row))
        return Shown(
            row.number,
            written("held_on", held_on) if held_on else said("held_on", ""),
            words.kinds.name_of(values.get("kind")) or said("kind", ""),
            values["title"] or "–",
            ", ".join(filter(None, (_place(row, words), *names))),
            [(COLUMNS[name], text) for name, text in _figures(row)],
            [*faults_of(row)],
            bool(held_on and held_on > today()),
        )

    def _object(self, field: Any, why: str) -> None:
        field.errors = [*field.errors, why]


def _place(row: ReadRow, words: Words) -> str:
    return str(row.values["place"] or words.hamlets.name_of(row.values["hamlet_id"]))


def _organisers(row: ReadRow) -> Iterable[int]:
    """Those that are named; that the unit itself held it goes without saying."""
    values = row.values
    named = [values.get("agency_id"), *sorted(values.get("organisers", ()))]
    return [key for key in named if key]


def _figures(row: ReadRow) -> Iterator[tuple[str, str]]:
    for name in FIGURES:
        value = row.values.get(name)
        if value is not None:
            yield name, written(name, value)
