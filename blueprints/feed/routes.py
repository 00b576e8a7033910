"""The calendar that a secret link opens."""

from __future__ import annotations

from flask import Response, abort, make_response, request
from flask_babel import force_locale
from flask_babel import gettext as _

from blueprints.access import public
from blueprints.feed import blueprint
from blueprints.feed.feed_days import feed_days
from blueprints.standing import memberships_of
from documents.calendar_feed import write_feed
from models.base import db
from models.calendar_link import DeadLink, person_id_of
from models.clock import start_of_day, today
from models.person import Person
from models.tenancy import bind_person


@blueprint.get("/<calendar_token>.ics")
@public
def show(calendar_token: str) -> Response:
    """What is dated at all units of the person whose link it is, as an iCalendar file."""
    try:
        person_id = person_id_of(calendar_token)
    except DeadLink as dead:
        abort(410 if dead.was_ours else 404)
    held = memberships_of(person_id)
    if not held:
        abort(410)
    with bind_person(person_id):
        language = db.session.get_one(Person, person_id).language
    with force_locale(language):
        days = feed_days(person_id, held)
        content = write_feed(str(_("Măng Non: children's work")), days, start_of_day(today()))
    return _answer(content)


def _answer(content: bytes) -> Response:
    """For this person alone; a program that asks again is told when nothing is new."""
    answer = make_response(content)
    answer.content_type = "text/calendar; charset=utf-8"
    answer.headers.set("Content-Disposition", "inline", filename="mang-non.ics")
    answer.cache_control.private = True
    answer.cache_control.max_age = 0
    answer.cache_control.must_revalidate = True
    answer.add_etag()
    answer.make_conditional(request)
    return answer
