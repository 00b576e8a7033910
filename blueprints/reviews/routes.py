"""The queue of the months of the units below."""

from __future__ import annotations

from datetime import date

from flask import g, redirect, url_for
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.reviews import blueprint
from blueprints.reviews.queue_page import Asked, QueuePage
from models.permissions import Permission
from models.review_queue import month_to_review, queue_of
from models.unit_month import refuse_no_month


@blueprint.get("")
@needs(Permission.VIEW_REVIEWS)
def index() -> Response:
    """Leads to the month to decide on."""
    return redirect(url_for("reviews.show", month=month_to_review(g.unit).named), 303)


@blueprint.get("/<month:month>")
@needs(Permission.VIEW_REVIEWS)
def show(month: date) -> Response:
    """The months of the units below, those that wait first."""
    queue = queue_of(g.unit, month)
    refuse_no_month(g.unit, queue.month)
    return responses.page("reviews/show.html", page=QueuePage(queue, Asked.from_request()))
