"""The month of all units below in one, and what each of its numbers is made of."""

from __future__ import annotations

from datetime import date

from flask import g
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.reviews import blueprint
from blueprints.reviews.summary_page import SummaryPage
from blueprints.reviews.summary_source import (
    SourcePage,
    added_page,
    difficulties_page,
    task_page,
    units_page,
)
from models.permissions import Permission
from models.read_summary import MonthSummary, read_summary
from models.unit_month import refuse_no_month


@blueprint.get("/<month:month>/summary")
@needs(Permission.VIEW_REVIEWS)
def summary(month: date) -> Response:
    """What the approved months of the units below add up to, by task."""
    return responses.page("reviews/summary.html", page=SummaryPage(find_summary(month)))


@blueprint.get("/<month:month>/summary/units")
@needs(Permission.VIEW_REVIEWS)
def summary_units(month: date) -> Response:
    """The units below with their figures."""
    return _source(units_page(find_summary(month)))


@blueprint.get("/<month:month>/summary/<int:task_id>")
@needs(Permission.VIEW_REVIEWS)
def summary_task(month: date, task_id: int) -> Response:
    """What each unit did of one task."""
    return _source(task_page(find_summary(month, task_id), task_id))


@blueprint.get("/<month:month>/summary/difficulties")
@needs(Permission.VIEW_REVIEWS)
def summary_difficulties(month: date) -> Response:
    """What stands in the way of the units, in their words."""
    return _source(difficulties_page(find_summary(month)))


@blueprint.get("/<month:month>/summary/added")
@needs(Permission.VIEW_REVIEWS)
def summary_added(month: date) -> Response:
    """What the units gave themselves to do."""
    return _source(added_page(find_summary(month)))


def find_summary(month: date, task_id: int | None = None) -> MonthSummary:
    """The summary of a month; raises NoSuchMonth, which `refusals` answers."""
    found = read_summary(g.unit, month, task_id)
    refuse_no_month(g.unit, found.queue.month)
    return found


def _source(page: SourcePage) -> Response:
    return responses.page("reviews/source.html", page=page)
