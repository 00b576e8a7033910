"""The link under which one's own calendar is read by other programs."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import signed_in
from blueprints.forms import EmptyForm
from blueprints.mail import public_address
from blueprints.me import blueprint
from models.base import db
from models.calendar_link import CalendarLink
from models.person import Person
from models.tenancy import begin_write


@blueprint.get("/calendar")
@signed_in
def calendar() -> Response:
    """Your link, where there is one, and how a phone takes it."""
    link = db.session.scalar(CalendarLink.own())
    address = _address(link) if link else ""
    return responses.page("me/calendar.html", link=link, address=address, form=EmptyForm())


@blueprint.post("/calendar")
@signed_in
def make_calendar_link() -> Response:
    """A new link; the one before leads nowhere from then on."""
    form = EmptyForm()
    begin_write()
    if form.is_first_post():
        CalendarLink.make(_person())
    db.session.commit()
    return responses.saved(url_for("me.calendar"), _("A new link was made."))


@blueprint.post("/calendar/end")
@signed_in
def end_calendar_link() -> Response:
    """No link any more."""
    begin_write()
    CalendarLink.end(_person())
    db.session.commit()
    return responses.saved(url_for("me.calendar"), _("The link was switched off."))


def _person() -> Person:
    """Locked, so that of two posts at once the second waits for the first."""
    return db.session.get_one(Person, current_user.id, with_for_update=True)


def _address(link: CalendarLink) -> str:
    return public_address(url_for("feed.show", calendar_token=link.token))
