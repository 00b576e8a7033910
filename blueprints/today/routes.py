"""What a person finds when opening a unit."""

from __future__ import annotations

from flask import Response, g

from blueprints import responses
from blueprints.access import may, needs
from blueprints.asked import words_asked
from blueprints.campaigns.present_words import present_campaigns
from blueprints.today import blueprint, cards
from blueprints.today.month_card import month_card
from blueprints.today.partner_card import partner_card
from models import clock
from models.base import db
from models.overview import below as units_below
from models.overview import overview, unstaffed
from models.permissions import Permission

MOST_UNSTAFFED = 5


@blueprint.get("/")
@needs(Permission.VIEW_UNIT)
def show() -> Response:
    """The day, the month to work on, what waits for this person, and what is known of the unit."""
    today = clock.today()
    counts = overview(g.unit.id, today)
    units = []
    if counts.unstaffed and may(Permission.MANAGE_PEOPLE):
        units = list(db.session.scalars(unstaffed(g.unit.id, today).limit(MOST_UNSTAFFED)))
    return responses.page(
        "today/show.html",
        today=today,
        month=month_card(),
        partner=partner_card(),
        campaigns=present_campaigns(),
        waiting=cards.waiting(counts, units),
        unstaffed=counts.unstaffed if units else 0,
        about=cards.about(counts),
        roles=cards.roles(),
    )


@blueprint.get("/units")
@needs(Permission.VIEW_BELOW)
def below() -> Response:
    """The units directly below, to open one: a search over their names, marks ignored."""
    term = words_asked()
    units = db.session.execute(units_below(g.unit.id, clock.today(), term)).all()
    return responses.page("today/below.html", units=units, term=term)
