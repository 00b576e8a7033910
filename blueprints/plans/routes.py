"""The list of plans and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.asked import page_asked, page_count, words_asked
from blueprints.plans import blueprint
from blueprints.plans.plan_acts import acts_on
from blueprints.plans.plan_beside import beside
from blueprints.plans.plan_page import PlanPage
from blueprints.plans.plan_words import KINDS, STATES, WHOSE, parts_of, progress_text
from blueprints.plans.task_words import CADENCES
from blueprints.plans.task_words import KINDS as AGENCIES
from blueprints.plans.workbooks import task_headings, task_rows, unit_headings, unit_rows
from documents.workbook import write_table
from models import plan_list, plan_progress
from models.base import db
from models.clock import today
from models.permissions import Permission
from models.plan import Plan, PlanKind, PlanState
from models.plan_list import Whose

PAGE = 40


@dataclass(frozen=True)
class Filter:
    """What of the list is asked for."""

    q: str
    of: str
    state: str
    year: int | None
    page: int

    @classmethod
    def asked(cls) -> Filter:
        """The filter of the request; what it does not know counts as not asked."""
        given, year = request.args, request.args.get("year", type=int)
        return cls(
            q=words_asked(),
            of=given.get("of", "") if given.get("of") in set(Whose) else "",
            state=given.get("state", "") if given.get("state") in set(PlanState) else "",
            year=year if year and 1990 <= year <= 2100 else None,
            page=page_asked(),
        )

    def query(self) -> Select[Plan]:
        return plan_list.listed(
            g.unit,
            of=Whose(self.of) if self.of else None,
            state=PlanState(self.state) if self.state else None,
            year=self.year,
            term=self.q,
            drafts=g.standing.works_here,
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.q or self.of or self.state or self.year)

    def address(self, endpoint: str = "plans.index", page: int | None = None) -> str:
        """The address of the same list, or of its workbook."""
        asked = {"q": self.q, "of": self.of, "state": self.state, "year": self.year}
        given: dict[str, Any] = {name: value for name, value in asked.items() if value}
        return url_for(endpoint, page=page if page and page > 1 else None, **given)

    def next_page(self, page: int) -> str:
        return self.address(page=page)


@blueprint.get("")
@needs(Permission.VIEW_PLANS)
def index() -> Response:
    """The plans this unit issued, got from above or oversees, with their progress."""
    asked = Filter.asked()
    query = asked.query()
    count = plan_list.number_of(query)
    plans = db.session.scalars(query.limit(PAGE).offset(PAGE * (asked.page - 1))).all()
    progress = plan_progress.of_plans(plans, today())
    return responses.page(
        "plans/index.html",
        asked=asked,
        rows=[_row(plan, progress.get(plan.id)) for plan in plans],
        pages=page_count(count, PAGE),
        years=reversed(plan_list.years_of(drafts=g.standing.works_here)),
        states=STATES,
        whose=WHOSE,
    )


def _row(plan: Plan, progress: plan_progress.Progress | None) -> dict[str, Any]:
    """A plan of the list in words."""
    colour, symbol, word = STATES[plan.state]
    return {
        "id": plan.id,
        "href": url_for("plans.show", plan_id=plan.id),
        "subject": plan.subject or _("(no subject found)"),
        "kind": KINDS[PlanKind(plan.kind)],
        "number": plan.number or _("no number yet"),
        "issued_on": plan.issued_on,
        "issuer": plan.unit.name,
        "state": (colour, word, symbol),
        "whose": WHOSE[plan_list.whose(plan, g.unit)],
        "told": progress_text(progress) if progress else "",
        "parts": parts_of(progress) if progress else [],
    }


@blueprint.get("/list.xlsx")
@needs(Permission.VIEW_PLANS)
def download() -> Response:
    """The list as it is filtered, whole, as a workbook."""
    plans = db.session.scalars(Filter.asked().query()).all()
    progress = plan_progress.of_plans(plans, today())
    headings = [
        _("Number"),
        _("Date"),
        _("Issuer"),
        _("Subject"),
        _("State"),
        _("From"),
        _("Until"),
    ]
    headings += [_("Assignments"), _("Done"), _("Overdue"), _("Whose")]
    rows = [_cells(plan, progress.get(plan.id)) for plan in plans]
    return responses.xlsx(write_table(_("Plans"), headings, rows), f"plans-{g.unit.slug}.xlsx")


def _cells(plan: Plan, progress: plan_progress.Progress | None) -> list[Any]:
    counts = [progress.total, progress.settled, progress.over] if progress else ["", "", ""]
    state = str(STATES[plan.state][2])
    head = [plan.number, plan.issued_on, plan.unit.name, plan.subject, state]
    of = str(WHOSE[plan_list.whose(plan, g.unit)])
    return [*head, plan.starts_on, plan.ends_on, *counts, of]


@blueprint.get("/<int:plan_id>")
@needs(Permission.VIEW_PLANS)
def show(plan_id: int) -> Response:
    """One plan: what it says, its tasks with their clauses, how far they are and where."""
    page = PlanPage.of(plan_id)
    return responses.page(
        "plans/show.html",
        page=page,
        plan=page.plan,
        acts=acts_on(page.plan, page.campaign_id, is_addressed=page.is_addressed),
        cadences=CADENCES,
        kinds=AGENCIES,
        **beside(page.plan),
    )


@blueprint.get("/<int:plan_id>/tasks.xlsx")
@needs(Permission.VIEW_PLANS)
def tasks(plan_id: int) -> Response:
    """The tasks as they are filtered, with their progress, as a workbook."""
    page = PlanPage.of(plan_id)
    content = write_table(_("Tasks"), task_headings(page), task_rows(page))
    return responses.xlsx(content, f"plan-{plan_id}-tasks.xlsx")


@blueprint.get("/<int:plan_id>/units")
@needs(Permission.VIEW_PLANS)
def units(plan_id: int) -> Response:
    """How far each unit addressed is, the slowest first."""
    page = PlanPage.of(plan_id)
    return responses.page("plans/units_progress.html", page=page, plan=page.plan)


@blueprint.get("/<int:plan_id>/units.xlsx")
@needs(Permission.VIEW_PLANS)
def units_download(plan_id: int) -> Response:
    """How far each unit addressed is, and how it stands with each task, as a workbook."""
    page = PlanPage.of(plan_id)
    content = write_table(_("Units"), unit_headings(page), unit_rows(page))
    return responses.xlsx(content, f"plan-{plan_id}-units.xlsx")
