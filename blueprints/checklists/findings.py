"""What deserves a look, in words: for who submits, and for who decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g

from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_rows import Row
from blueprints.language import label as _l
from models.month_findings import Lack, findings, findings_for_decider, returned_for

WORDS: dict[Lack, tuple[str, str, Any]] = {
    Lack.NOT_MENDED: ("back", "arrow-return-left", _l("was returned and not written since.")),
    Lack.OVERDUE: (
        "over",
        "exclamation-triangle-fill",
        _l("is overdue: write the difficulty and when it will be done."),
    ),
    Lack.CARRIED_OVER: (
        "over",
        "exclamation-triangle-fill",
        _l("has been carried over for three months or more."),
    ),
    Lack.NOT_BEGUN: ("none", "circle", _l("is due this month and not begun: choose a state.")),
    Lack.NO_EVIDENCE: ("wait", "camera", _l("is done without a photo or file.")),
    Lack.NO_NUMBERS: ("wait", "info-circle-fill", _l("is done without numbers.")),
    Lack.NO_NOTE: ("wait", "pencil", _l("is done without a word on the result.")),
    Lack.NOTHING_SAID: (
        "wait",
        "info-circle-fill",
        _l("is done, but nothing is written of it: add a photo, a number or a word."),
    ),
}


@dataclass
class Shown:
    """One hint on the page."""

    row: Row
    kind: str
    symbol: str
    text: str


def findings_of(page: MonthPage) -> list[Shown]:
    """The hints for a month, the most urgent first."""
    rows = {row.key: row for row in page.rows.rows}
    unmended = [row.key for row in rows.values() if row.reason and not row.is_mended]
    found = findings(
        page.month.lines,
        page.month.as_at,
        evidence=page.rows.evidence,
        unmended=unmended,
        returned_for=returned_for(g.unit.id),
    )
    return [_shown(rows[one.line.assignment_id], one.lack) for one in found]


def findings_to_decide(page: MonthPage) -> list[Shown]:
    """What who decides on a month looks at first, the most urgent first."""
    rows = {row.key: row for row in page.rows.rows}
    month = page.month
    found = findings_for_decider(
        month.lines,
        month.as_at,
        evidence=page.rows.evidence,
        returned=month.returned_last,
        returned_for=returned_for(g.unit.id),
    )
    return [_decided(rows[one.line.assignment_id], one.lack) for one in found]


_OF_ABOVE = {
    Lack.OVERDUE: _l("is overdue, and no difficulty is written."),
    Lack.NOT_BEGUN: _l("was due this month and is not begun."),
    Lack.NOTHING_SAID: _l("is done, but nothing is written of it."),
}
"""What is said to who decides, where the words for who submits ask for something."""


def _decided(row: Row, lack: Lack) -> Shown:
    shown = _shown(row, lack)
    shown.text = str(_OF_ABOVE.get(lack, shown.text))
    return shown


def _shown(row: Row, lack: Lack) -> Shown:
    kind, symbol, words = WORDS[lack]
    return Shown(row, kind, symbol, str(words))
