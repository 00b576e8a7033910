"""The findings of a unit, and one of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from flask import g, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Select, func
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.asked import page_asked, page_count
from blueprints.findings import blueprint
from blueprints.findings.show_page import shown
from blueprints.findings.words import OVERDUE, STATES, row_of, status_of
from blueprints.keys import row_key
from documents.workbook import write_table
from models.agency import Agency
from models.base import db
from models.clock import today
from models.finding import Finding
from models.finding_acts import FindingState
from models.permissions import Permission

PAGE = 20
LATE = "overdue"
"""What is asked for beside a state: open findings whose day is over."""


class Listed:
    """The findings that are asked for: by state, by agency, and by page."""

    def __init__(self) -> None:
        show = request.args.get("show", "")
        self.show = show if show in {LATE, *FindingState} else ""
        self.agency_id = request.args.get("agency", type=row_key)
        self.page = page_asked()

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many there are of each state, and how many are overdue; one query."""
        late = func.count().filter(Finding.is_overdue_on(today()))
        query = self._asked.with_only_columns(Finding.state, func.count(), late)
        rows = db.session.execute(query.group_by(Finding.state)).all()
        found: dict[str, int] = {state: count for state, count, _late in rows}
        found[LATE] = sum(late for _state, _count, late in rows)
        return found

    @property
    def every(self) -> int:
        return sum(self.counts.get(state, 0) for state in FindingState)

    @property
    def pages(self) -> int:
        return page_count(self.counts.get(self.show, 0) if self.show else self.every, PAGE)

    @cached_property
    def found(self) -> list[Finding]:
        """Those of the page."""
        query = Finding.for_list(self._shown).limit(PAGE).offset(PAGE * (self.page - 1))
        return list(db.session.scalars(query))

    @property
    def whole(self) -> list[Finding]:
        """Those of all pages."""
        return list(db.session.scalars(Finding.for_list(self._shown)))

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [row_of(one) for one in self.found]

    @property
    def filters(self) -> list[tuple[str, str, int, bool]]:
        """Address, words, how many, and whether it is the one in force."""
        shown: dict[str, Any] = {LATE: OVERDUE[2]}
        shown |= {state: told[2] for state, told in STATES.items()}
        entries = [(self.address(show=None), str(_("All")), self.every, not self.show)]
        for show, words in shown.items():
            count, is_on = self.counts.get(show, 0), self.show == show
            entries.append((self.address(show=show), str(words), count, is_on))
        return entries

    @cached_property
    def agencies(self) -> list[Agency]:
        """Those by which may be asked: none for a partner, who reads what names his own."""
        if g.standing.is_only_partner:
            return []
        return list(db.session.scalars(Agency.for_list(g.unit.id)))

    def address(self, page: int | None = None, **other: Any) -> str:
        """The address of the same list, with something else asked."""
        asked = {"show": self.show or None, "agency": self.agency_id, **other}
        page = page if page and page > 1 else None
        return url_for(asked.pop("to", "findings.index"), page=page, **asked)

    @property
    def _asked(self) -> Select[Finding]:
        query = Finding.at(g.unit.id)
        return query.where(Finding.agency_id == self.agency_id) if self.agency_id else query

    @property
    def _shown(self) -> Select[Finding]:
        if self.show == LATE:
            return self._asked.where(Finding.is_overdue_on(today()))
        return self._asked.where(Finding.state == self.show) if self.show else self._asked


@blueprint.get("")
@needs(Permission.VIEW_ACTIVITIES)
def index() -> Response:
    """What the inspections of the unit found, and what it must mend itself."""
    return responses.page("findings/index.html", listed=Listed())


@blueprint.get("/list.xlsx")
@needs(Permission.VIEW_ACTIVITIES)
def download() -> Response:
    """The list as it is filtered, whole, as a workbook."""
    headings = [
        _("Inspected on"),
        _("Inspection"),
        _("What was found"),
        _("Who must mend it"),
        _("To be mended by"),
        _("State"),
    ]
    rows = [_cells(one) for one in Listed().whole]
    return responses.xlsx(
        write_table(_("Findings"), headings, rows), f"findings-{g.unit.slug}.xlsx"
    )


@blueprint.get("/<uuid:finding_id>")
@needs(Permission.VIEW_ACTIVITIES)
def show(finding_id: UUID) -> Response:
    """What was found, what came of it so far, and what can be done now."""
    return responses.page("findings/show.html", **shown(finding_id))


def _cells(finding: Finding) -> list[Any]:
    inspection = finding.activity
    of = [inspection.held_on, inspection.title] if inspection else [None, finding.unit.name]
    return [*of, finding.text, finding.mender_name, finding.due_on, status_of(finding)[2]]
