"""The month to work on, as the first page of a unit shows it to who works there."""

from __future__ import annotations

from datetime import date

from flask import g
from flask_babel import gettext as _

from blueprints.access import may
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_rows import MonthRows, Row
from blueprints.checklists.months import reader_here
from blueprints.filters import day, days_left
from models.line_status import LineStatus
from models.month_acts import MonthState
from models.permissions import Permission
from models.unit_month import NoSuchMonth, UnitMonth, read_present_month

MOST_RETURNED, MOST_DUE = 3, 5


class MonthCard:
    """How far the month is, what came back, and what is due next."""

    def __init__(self, month: UnitMonth) -> None:
        self.page = MonthPage(month, reader_here())
        # Without the counts of evidence: nothing here shows them.
        self.rows = MonthRows(month, self.page.href, month.lines, {})

    @property
    def all(self) -> int:
        """How many lines the month holds, without those still to come."""
        return len(self.rows.present)

    @property
    def done_label(self) -> str:
        return str(_("%(done)s of %(all)s lines done", done=self.rows.done, all=self.all))

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Where the month stands once it was handed in, and what is still to be done, counted."""
        doing = sum(row.kind == LineStatus.DOING for row in self.rows.present)
        over, back = self.rows.counts["over"], len(self._unmended)
        told = (
            ("over", over, _("%(number)s overdue", number=over)),
            ("back", back, _("%(number)s returned", number=back)),
            ("doing", doing, _("%(number)s in progress", number=doing)),
        )
        counted = [(kind, str(words)) for kind, number, words in told if number]
        is_told = self.page.is_open or self.page.month.state is MonthState.RETURNED
        return counted if is_told else [self.page.state, *counted]

    @property
    def returned(self) -> list[Row]:
        """The lines that were sent back and are not mended yet."""
        return self._unmended[:MOST_RETURNED]

    @property
    def returned_in_all(self) -> int:
        return len(self._unmended)

    @property
    def returned_by(self) -> str:
        """Who sent them back, and when."""
        at = self.page.month.returned_at
        when = day(at) if at else ""
        return str(_("%(unit)s returned it on %(day)s", unit=self.page.above, day=when))

    @property
    def due(self) -> list[tuple[Row, str]]:
        """The lines that are overdue or due in the month, the most urgent first, with how far."""
        open_rows = [row for row in self.rows.present if not row.is_done and not row.reason]
        last_day = self.page.month.month.last_day
        dated = [row for row in open_rows if row.line.due_on and row.line.due_on <= last_day]
        dated.sort(key=lambda row: row.line.due_on or date.max)
        return [(row, self._distance(row)) for row in dated[:MOST_DUE]]

    def address_of(self, row: Row) -> str:
        """The line on the page of its month."""
        return f"{self.page.href}#line-{row.key}"

    @property
    def _unmended(self) -> list[Row]:
        return [row for row in self.rows.present if row.reason and not row.is_mended]

    def _distance(self, row: Row) -> str:
        due_on = row.line.due_on
        left = days_left(due_on, self.page.today) if due_on else ""
        return f"{row.due}, {left}" if left else row.due


def month_card() -> MonthCard | None:
    """For who works at the unit and reads its months; None where the month asks for nothing."""
    if not (may(Permission.VIEW_CHECKLISTS) and g.standing.works_here):
        return None
    try:
        card = MonthCard(read_present_month(g.unit, has_below=bool(g.has_below)))
    except NoSuchMonth:
        return None
    return card if card.all else None
