"""What deserves a last look, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g

from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_rows import Row
from blueprints.language import label as _l
from models.month_findings import Lack, findings, returned_for

WORDS: dict[Lack, tuple[str, str, Any]] = {
    Lack.NOT_MENDED: ("back", "arrow-return-left", _l("was returned and not written since.")),
    Lack.OVERDUE: (
        "over",
        "exclamation-triangle-fill",
        _l("is overdue: write the difficulty and when it will be done."),
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


def _shown(row: Row, lack: Lack) -> Shown:
    kind, symbol, words = WORDS[lack]
    return Shown(row, kind, symbol, str(words))
