"""Ending the second factor of somebody who has lost phone and recovery codes."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.people import blueprint
from blueprints.people.person import find_person, may_reset
from models import second_factor
from models.base import db
from models.permissions import Permission
from models.person import Person
from models.tenancy import begin_write, unscoped


@blueprint.post("/<int:person_id>/second-factor-removal")
@needs(Permission.MANAGE_PEOPLE)
def remove_second_factor(person_id: int) -> Response:
    """The password alone lets the person in again, until a new second factor is set up."""
    where = url_for("people.show", person_id=person_id)
    if not may_reset(find_person(person_id)):
        why = _("You may not switch it off: the person holds a role that you could not give.")
        return responses.refused(where, why)
    db.session.rollback()  # the look-up is over: one request, one transaction at a time
    with unscoped("a second factor is the person's own; for who lost the phone the unit ends it"):
        begin_write()
        second_factor.remove(db.session.get_one(Person, person_id))
        db.session.commit()
    return responses.saved(where, _("The second factor is switched off."))
