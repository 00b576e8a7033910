"""The month on paper: a sheet to tick by hand, with a code that opens each line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.line_forms import STATES
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_rows import MonthRows, Row
from blueprints.checklists.months import find_month, reader_here
from blueprints.filters import day
from blueprints.mail import public_address
from blueprints.plans.task_words import CADENCES
from blueprints.qr_codes import QUICK_MASK, qr_code
from models.line import LineState
from models.month_line import MonthLine
from models.permissions import Permission
from models.unit_month import SETTLED


@blueprint.get("/<month:month>/print")
@needs(Permission.VIEW_CHECKLISTS)
def print_month(month: date) -> Response:
    """The month as a sheet of A4, to tick and write on by hand."""
    return responses.page(
        "checklists/print.html",
        page=MonthSheet(find_month(month), reader_here()),
        states=[(code, str(words)) for code, words in STATES.items()],
        cadences={code: str(words) for code, words in CADENCES.items()},
    )


class MonthSheet(MonthPage):
    """A month as it is printed: as it stands, or as it was handed in."""

    def rows_of(self, lines: Iterable[MonthLine]) -> MonthRows:
        """Rows for these lines; paper tells nothing of photos."""
        return MonthRows(self.month, self.href, lines, {})

    @property
    def title(self) -> str:
        named = self.month.month.named
        return str(_("Checklist of month %(month)s", month=f"{named.month}/{named.year}"))

    @property
    def is_handed_in(self) -> bool:
        return self.month.state in SETTLED

    @property
    def standing(self) -> str:
        """What the sheet shows: the month as it stands on a day."""
        shown = day(self.month.as_at)
        if self.is_handed_in:
            return str(_("As submitted on %(day)s", day=shown))
        return str(_("As of %(day)s", day=shown))

    def ticked(self, row: Row) -> LineState | None:
        """The state to tick beforehand; None where nobody has written anything yet."""
        is_written = row.line.line_id is not None or self.is_handed_in
        return row.line.state if is_written else None

    def code(self, row: Row) -> Markup:
        """The code that opens the line; its cell is the quiet zone."""
        return qr_code(public_address(row.href), error="l", border=0, mask=QUICK_MASK)
