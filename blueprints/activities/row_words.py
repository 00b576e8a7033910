"""What is said of lists of activities: files and cells that are refused, what is asked back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.activities.entry_words import LABELS
from blueprints.activities.figure_words import say
from blueprints.filters import number
from blueprints.language import label as _l
from documents.list_sheet import CellFault, SheetFault, SheetRefused
from models.activity_rows import ListFault, ReadRow, Wrong
from models.figure_rules import Finding

COLUMNS: dict[str, Any] = {**LABELS, "organisers": _l("Organised by")}
SHEET_FAULTS: dict[SheetFault, Any] = {
    SheetFault.NOT_XLSX: _l("This is no .xlsx file. Save it as Excel workbook (.xlsx)."),
    SheetFault.TOO_LARGE: _l("The file is too large unpacked. Copy the rows into the template."),
    SheetFault.MERGED: _l("The file has very many merged cells. Unmerge them first."),
    SheetFault.TOO_MANY: _l("More than 2,000 rows. Split the list into several files."),
    SheetFault.EMPTY: _l("There is no activity in the list below the headings."),
}
_CELLS: dict[Any, Any] = {
    CellFault.FORMULA: _l("A formula without its result. Write the value itself."),
    CellFault.ERROR: _l("An error of Excel (such as #N/A). Write the value itself."),
    CellFault.MERGED: _l("Merged cells. Unmerge them and fill in each row."),
    CellFault.TOO_LONG: _l("Too long."),
    ListFault.MISSING: _l("Missing."),
    ListFault.BAD_DAY: _l("No day of the calendar, for example: 15/09/2026"),
    ListFault.BAD_COUNT: _l("Write a whole number, for example: 29 or 1.210"),
    ListFault.BAD_MONEY: _l("Write an amount, for example: 7.200.000 or 7,2 triệu"),
    ListFault.UNKNOWN_KIND: _l("No kind of activity of this unit."),
    ListFault.UNKNOWN_HAMLET: _l("No hamlet of this unit."),
    ListFault.UNKNOWN_AGENCY: _l("No agency of this unit."),
    ListFault.OTHERS_AGENCY: _l("You log for your own agency: write it first."),
}


@dataclass(frozen=True)
class Told:
    """What is said of a cell: the name of its column, and the words."""

    column: Any
    text: str


def refusal(refused: SheetRefused) -> str:
    """Why a whole file is refused."""
    if refused.fault is not SheetFault.HEADERS:
        return str(SHEET_FAULTS[refused.fault])
    if refused.missing:
        named = ", ".join(refused.missing)
        return str(_("The row of headings lacks: %(names)s. Use the template.", names=named))
    named = ", ".join(refused.twice)
    return str(_("Two columns are for the same: %(names)s. Keep one.", names=named))


def logged_words(count: int) -> str:
    """How many activities are logged."""
    return str(
        ngettext(
            "%(count)s activity is logged.",
            "%(count)s activities are logged.",
            count,
            count=number(count),
        )
    )


def faults_of(row: ReadRow) -> Iterator[Told]:
    """What is wrong with a row, column by column."""
    for name, wrong in row.faults.items():
        yield Told(COLUMNS[name], fault(name, wrong))


def fault(name: str, wrong: Wrong) -> str:
    """What is wrong with a cell."""
    if wrong.what is ListFault.TOO_LONG:
        return str(_("At most %(count)s characters.", count=number(wrong.values[0])))
    if wrong.what not in _CELLS:
        return say(Finding(wrong.what, name, wrong.values))
    text = str(_CELLS[wrong.what])
    if wrong.nearest:
        meant = _("Did you mean “%(name)s”?", name=wrong.nearest)
        return f"{text} {meant}"
    return text


def doubts_of(row: ReadRow) -> Iterator[Told]:
    """What is asked back of a row."""
    for finding in row.doubts:
        yield Told(COLUMNS[finding.field], say(finding))
