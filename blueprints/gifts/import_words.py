"""What is said of a list of children and gifts: files and cells that are refused."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from blueprints.activities.row_words import refusal as refusal_of_list
from blueprints.gifts.need_words import FAULTS
from blueprints.language import label as _l
from documents.list_sheet import CellFault, SheetFault, SheetRefused
from models.need_rows import ListedFault, ReadNeeds

_SHEETS: dict[SheetFault, Any] = {
    SheetFault.TOO_MANY: _l("More than 500 rows. Send one row for each hamlet."),
    SheetFault.EMPTY: _l("There is no hamlet in the list below the headings."),
}
_CELLS: dict[Any, Any] = {
    **FAULTS,
    CellFault.FORMULA: _l("A formula without its result. Write the value itself."),
    CellFault.ERROR: _l("An error of Excel (such as #N/A). Write the value itself."),
    CellFault.TOO_LONG: _l("Too long."),
    ListedFault.MISSING: _l("Write which hamlet it is."),
    ListedFault.UNKNOWN: _l("No hamlet of this unit."),
    ListedFault.TWICE: _l("This hamlet stands in a row above."),
}


def refusal(refused: SheetRefused) -> str:
    """Why a whole file is refused."""
    own = _SHEETS.get(refused.fault)
    return refusal_of_list(refused) if own is None else str(own)


def fault_text(row: ReadNeeds, name: str) -> str:
    """Why a cell is refused, with the hamlet that may have been meant."""
    told = str(_CELLS[row.faults[name]])
    if name == "hamlet" and row.nearest:
        meant = _("Did you mean “%(name)s”?", name=row.nearest)
        return f"{told} {meant}"
    return told
