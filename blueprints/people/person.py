"""One person of a unit: his roles, their ends, a link for a new password."""

from __future__ import annotations

from typing import Any

from flask import abort, g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import mail, responses
from blueprints.access import find_or_404, find_own_or_404, may, needs
from blueprints.forms import EmptyForm
from blueprints.people import blueprint
from blueprints.people.acting import agencies, appointer, said
from blueprints.people.forms import EndForm, RoleForm
from blueprints.shell import ROLES
from models.appointer import NotAllowed
from models.audit import AuditEvent
from models.base import db
from models.clock import today
from models.database import StaleVersion, expect_version, lock
from models.handover import Handover
from models.membership import AlreadyHeld, Membership, held_by
from models.permissions import Permission, Role, may_vouch_for
from models.person import Person
from models.tenancy import begin_write

HISTORY = 30


@blueprint.get("/<int:person_id>")
@needs(Permission.VIEW_PEOPLE)
def show(person_id: int) -> Response:
    """What a person is and was, at this unit and below it."""
    return _page(find_person(person_id))


def find_person(person_id: int) -> Person:
    """A person with a role, past or present, in reach: 404 for everybody else, and for oneself."""
    person = find_or_404(Person, person_id)
    if not db.session.scalar(Membership.of_person(person.id).limit(1)):
        abort(404)
    return person


def _page(person: Person, **more: Any) -> Response:
    memberships = db.session.scalars(Membership.of_person(person.id)).all()
    handovers = db.session.scalars(Handover.of_giver(person.id)).all()
    return responses.page(
        "people/show.html",
        person=person,
        memberships=memberships,
        handovers=handovers,
        history=_history(memberships),
        roles=ROLES,
        may_reset=may_reset(person),
        is_himself=person.id == appointer().person_id,
        form=EmptyForm(),
        today=today(),
        unit_id=g.unit.id,
        **{"link": "", **more},
    )


def _history(memberships: Any) -> list[AuditEvent]:
    keys = [str(membership.id) for membership in memberships]
    query = AuditEvent.latest().where(AuditEvent.subject_type == "membership")
    return list(db.session.scalars(query.where(AuditEvent.subject_id.in_(keys)).limit(HISTORY)))


def may_reset(person: Person) -> bool:
    """Whether this administrator stands over all that the person is, wherever he is it."""
    by = appointer()
    if not may(Permission.MANAGE_PEOPLE) or person.id == by.person_id:
        return False
    return may_vouch_for(held_by(by.person_id), held_by(person.id))


@blueprint.post("/<int:person_id>/password-link")
@needs(Permission.MANAGE_PEOPLE)
def password_link(person_id: int) -> Response:
    """A link with which the person chooses a new password, to copy and send."""
    person = find_person(person_id)
    if not may_reset(person):
        why = _("You may not make this link: the person holds a role that you could not give.")
        return responses.refused(url_for("people.show", person_id=person_id), why)
    begin_write()
    token = person.make_password_link()
    db.session.commit()
    return _page(person, link=mail.public_address(f"/password/{token}"))


@blueprint.route("/<int:person_id>/role", methods=["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def give_role(person_id: int) -> Response:
    """One more role at this unit for somebody who is known here."""
    person = find_person(person_id)
    form = RoleForm()
    form.offer_choices(appointer().grantable(), agencies())
    if not form.is_submitted():
        return responses.page("people/role.html", form=form, person=person)
    if not form.validate():
        return responses.invalid("people/role.html", form, person=person)
    begin_write()
    try:
        if form.is_first_post():
            _grant(person, form)
        db.session.commit()
    except (NotAllowed, AlreadyHeld) as refused:
        return _refuse(form, person_id, refused)
    told = _("%(name)s is now %(role)s.", name=person.name, role=ROLES[Role(form.role.data)])
    return responses.saved(url_for("people.show", person_id=person_id), told)


def _grant(person: Person, form: RoleForm) -> None:
    Membership.grant(
        person,
        Role(form.role.data),
        by=appointer(),
        agency_id=form.agency_id.data,
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
    )


def _refuse(form: RoleForm, person_id: int, refused: NotAllowed | AlreadyHeld) -> Response:
    why = said(refused) if isinstance(refused, NotAllowed) else None
    db.session.rollback()
    form.role.errors = [why or _("The person has this role at that time already.")]
    return responses.invalid("people/role.html", form, person=find_person(person_id))


@blueprint.route("/memberships/<int:membership_id>", methods=["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def membership(membership_id: int) -> Response:
    """The last day of a role, to set, move or take off."""
    found = find_own_or_404(Membership, membership_id)
    form = EndForm(obj=found)
    if not form.is_submitted():
        return _end_page(found, form)
    if not form.validate():
        return responses.invalid("people/membership.html", form, **_about(found))
    begin_write()
    try:
        if form.is_first_post():
            expect_version(found, form.version.data)
            found.change_end(form.ends_on.data, by=appointer())
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale("people/membership.html", form, stale.row, **_about(found))
    except NotAllowed as refused:
        return _not_allowed(membership_id, form, refused)
    return _back_to(found, _("Saved."))


def _end_page(found: Membership, form: EndForm) -> Response:
    return responses.page("people/membership.html", form=form, **_about(found))


def _about(found: Membership) -> dict[str, Any]:
    """The membership, its words, and why it cannot be ended or prolonged, where that is so."""
    by = appointer()
    why_not = by.refusal_to_end(found, today()) or None
    return {
        "membership": found,
        "person": found.person,
        "role": ROLES[Role(found.role)],
        "refusal": said(NotAllowed(why_not)) if why_not else "",
        "today": today(),
    }


def _not_allowed(membership_id: int, form: EndForm, refused: NotAllowed) -> Response:
    db.session.rollback()
    form.ends_on.errors = [said(refused)]
    found = find_own_or_404(Membership, membership_id)
    return responses.invalid("people/membership.html", form, **_about(found))


@blueprint.post("/memberships/<int:membership_id>/end")
@needs(Permission.MANAGE_PEOPLE)
def end(membership_id: int) -> Response:
    """End a role today; it still counts until midnight."""
    found = find_own_or_404(Membership, membership_id)
    person_id = found.person_id
    begin_write()
    lock(found)
    try:
        found.change_end(today(), by=appointer())
        db.session.commit()
    except NotAllowed as refused:
        db.session.rollback()
        return responses.refused(url_for("people.show", person_id=person_id), said(refused))
    return _back_to(found, _("The role ends today. It counts until midnight."))


def _back_to(found: Membership, told: str) -> Response:
    return responses.saved(url_for("people.show", person_id=found.person_id), told)
