"""The page behind the link of an invitation."""

from __future__ import annotations

from typing import Any

from flask import g, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from blueprints import language, responses, sessions
from blueprints.access import public
from blueprints.forms import EmptyForm
from blueprints.invitations import blueprint, links
from blueprints.invitations.forms import TAKEN, JoinForm
from blueprints.invitations.links import DeadLink
from blueprints.limits import limiter
from blueprints.shell import ROLES
from models import audit, password, second_factor
from models.appointer import NotAllowed
from models.base import db
from models.database import lock
from models.invitation import Invitation
from models.permissions import Role
from models.person import Person
from models.sign_in import open_session
from models.tenancy import begin_write, bind, unscoped

LIMIT = "30 per minute"
STATUS = {"tampered": 400}
GONE = 410


@blueprint.route("/<invitation_token>", methods=["GET", "POST"])
@limiter.limit(LIMIT, methods=["POST"])
@public
def show(invitation_token: str) -> Response:
    """Who invites to what; for somebody new the form that makes his account."""
    try:
        invitation = links.find(invitation_token)
        if current_user.is_authenticated:
            return _for_a_member(invitation, invitation_token)
        return _for_a_visitor(invitation, invitation_token)
    except DeadLink as dead:
        return _dead(dead)


def _for_a_member(invitation: Invitation, token: str) -> Response:
    is_his = invitation.is_for(current_user.phone, current_user.email)
    page = "invitations/accept.html" if is_his else "invitations/foreign.html"
    answer = responses.page(page, **_told(invitation, token), form=EmptyForm())
    answer.status_code = 200 if is_his else 409
    return answer


def _for_a_visitor(invitation: Invitation, token: str) -> Response:
    form = JoinForm(invitation, name=invitation.name)
    told = _told(invitation, token)
    if not form.is_submitted():
        return responses.page("invitations/join.html", form=form, **told)
    if not form.validate():
        return responses.invalid("invitations/join.html", form, **told)
    hashed = password.hashed(form.password.data, *form.about)
    try:
        person_id = _join(invitation, form, hashed)
    except IntegrityError:
        db.session.rollback()
        form.phone.errors = [TAKEN]
        return responses.invalid("invitations/join.html", form, **told)
    _sign_in(person_id)
    return _welcome(invitation)


def _join(invitation: Invitation, form: JoinForm, hashed: str) -> int:
    """Make the account and take up the role, in one step; its key."""
    with bind(invitation.unit_id), audit.acting(_actor(invitation, form.name.data)):
        begin_write()
        own = _locked(invitation)
        person = Person(
            name=form.name.data,
            phone=form.phone.data,
            email=form.email.data,
            language=language.choose(),
            password_hash=hashed,
        )
        db.session.add(person)
        audit.record("person.joined", person)
        own.accept(person)
        db.session.commit()
        return person.id


def _locked(invitation: Invitation) -> Invitation:
    """The invitation in the write transaction, asked once more; DeadLink."""
    own = db.session.get(Invitation, invitation.id)
    if own is None:
        raise DeadLink("expired", invitation)
    lock(own)
    try:
        links.refuse_dead(own, invitation.serial)
    except DeadLink as dead:
        raise DeadLink(dead.why, invitation) from None
    return own


def _sign_in(person_id: int) -> None:
    must_enrol = second_factor.is_required_for(person_id)
    with unscoped("somebody has just made his account"):
        begin_write()
        person = db.session.get_one(Person, person_id)
        with audit.acting(audit.Actor(person.id, person.name, request_id=g.request_id)):
            token = open_session(
                person, sessions.agent(), kept=False, awaits_code=False, must_enrol=must_enrol
            )
            db.session.commit()
    sessions.begin(token, kept=False)


@blueprint.post("/<invitation_token>/acceptance")
@limiter.limit(LIMIT)
@public
def accept(invitation_token: str) -> Response:
    """Take up the role with the account one has."""
    if not current_user.is_authenticated:
        return responses.saved(url_for("invitations.show", invitation_token=invitation_token))
    try:
        invitation = links.find(invitation_token)
        if not invitation.is_for(current_user.phone, current_user.email):
            return _for_a_member(invitation, invitation_token)
        _take_up(invitation)
    except DeadLink as dead:
        return _dead(dead)
    except NotAllowed:
        return _dead(DeadLink("own", invitation))
    return _welcome(invitation)


def _take_up(invitation: Invitation) -> None:
    actor = _actor(invitation, current_user.name, current_user.id)
    with bind(invitation.unit_id, person_id=current_user.id), audit.acting(actor):
        begin_write()
        own = _locked(invitation)
        own.accept(db.session.get_one(Person, current_user.id))
        db.session.commit()


def _actor(invitation: Invitation, name: str, person_id: int | None = None) -> audit.Actor:
    return audit.Actor(person_id, name[:80], invitation.unit_id, g.request_id)


def _welcome(invitation: Invitation) -> Response:
    session["unit"] = invitation.unit.slug
    told = _("Welcome to %(unit)s.", unit=invitation.unit.name)
    return responses.saved(url_for("today.show", unit=invitation.unit.slug), told)


def _told(invitation: Invitation, token: str) -> dict[str, Any]:
    return {
        "invitation": invitation,
        "role": ROLES[Role(invitation.role)],
        "token": token,
        "tail": (invitation.phone or "")[-3:],
        "here": url_for("invitations.show", invitation_token=token),
    }


def _dead(dead: DeadLink) -> Response:
    """Why the link opens nothing, and what to do next."""
    sender = dead.invitation.sender if dead.invitation else None
    unit = dead.invitation.unit.name if dead.invitation else ""
    answer = responses.page(
        "invitations/dead.html", why=dead.why, sender=sender.name if sender else "", unit=unit
    )
    answer.status_code = STATUS.get(dead.why, GONE)
    return answer
