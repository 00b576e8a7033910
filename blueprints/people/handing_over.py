"""Handing over what somebody who leaves has open."""

from __future__ import annotations

import uuid
from typing import Any

from flask import abort, g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.people import blueprint
from blueprints.people.acting import appointer
from blueprints.people.forms import HandoverForm
from blueprints.people.person import find_person
from blueprints.people.words import KINDS_OF_WORK, STAYS
from blueprints.shell import ROLES
from models.base import db
from models.clock import today
from models.handover import REGISTRY, Handover, Transfer, open_work_of, successors
from models.permissions import Permission
from models.person import Person
from models.tenancy import begin_write


@blueprint.route("/<int:person_id>/handover", methods=["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def handover(person_id: int) -> Response:
    """All that somebody has open at this unit, to hand to a successor and to print."""
    giver = find_person(person_id)
    form = _form(giver)
    if not form.is_submitted():
        return responses.page("people/handover.html", form=form, **_about(giver))
    if not form.validate():
        return responses.invalid("people/handover.html", form, **_about(giver))
    begin_write()
    if not form.is_first_post():
        db.session.rollback()
        return responses.saved(url_for("people.show", person_id=person_id))
    done = Handover.carry_out(_transfer(giver, form), form.kinds.data)
    db.session.commit()
    where = url_for("people.handover_sheet", handover_id=done.id)
    told = _("Handed over to %(name)s. Print the sheet and let both sign.", name=done.receiver.name)
    return responses.saved(where, told)


def _form(giver: Person) -> HandoverForm:
    others = db.session.scalars(successors(giver.id)).all()
    form = HandoverForm(last_on=today(), kinds=list(REGISTRY))
    form.receiver_id.choices = [("", "–"), *((one.id, one.name) for one in others)]
    form.kinds.choices = [(kind, KINDS_OF_WORK[kind][0]) for kind in REGISTRY]
    return form


def _transfer(giver: Person, form: HandoverForm) -> Transfer:
    receiver = db.session.get(Person, form.receiver_id.data)
    if receiver is None:
        abort(404)
    return Transfer(giver, receiver, appointer(), form.last_on.data or today())


def _about(giver: Person) -> dict[str, Any]:
    sections = open_work_of(giver.id, appointer())
    shown = [{"kind": section.kind, "items": section.items} for section in sections]
    return {"giver": giver, "sections": shown, "today": today(), **_words()}


def _words() -> dict[str, Any]:
    return {"kinds": KINDS_OF_WORK, "stays": STAYS, "roles": ROLES, "unit": g.unit}


@blueprint.get("/handovers/<uuid:handover_id>")
@needs(Permission.VIEW_PEOPLE)
def handover_sheet(handover_id: uuid.UUID) -> Response:
    """The sheet of a handover that was done, to print and sign."""
    done = find_own_or_404(Handover, handover_id)
    return responses.page("people/sheet.html", done=done, **_words())
