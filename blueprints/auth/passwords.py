"""Changing one's own password, and getting a new one when it is lost."""

from __future__ import annotations

from flask import g, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import mail, responses, sessions
from blueprints.access import public, signed_in
from blueprints.auth import blueprint
from blueprints.auth.forms import ChangePasswordForm, ForgottenForm, NewPasswordForm
from blueprints.limits import limiter
from models import attempt_count, audit, password
from models.base import db
from models.person import LINK_VALID_FOR, Person, person_of_link
from models.secret import keyed_hash
from models.sign_in import open_session
from models.signed_link import BadLink
from models.tenancy import begin_write, bind_person, unscoped

MAILS_A_DAY = 5


@blueprint.route("/password", methods=["GET", "POST"])
@signed_in
def change_password() -> Response:
    """A new password for who knows the present one; every other device is signed out."""
    form = ChangePasswordForm(current_user)
    if not form.is_submitted():
        return responses.page("auth/change_password.html", form=form)
    if not form.validate():
        return responses.invalid("auth/change_password.html", form)
    hashed, login = password.hashed(form.password.data), sessions.present()
    begin_write()
    person = db.session.get_one(Person, current_user.id, with_for_update=True)
    person.change_password(hashed)
    token = open_session(
        person, sessions.agent(), kept=login.is_kept, awaits_code=False, must_enrol=login.must_enrol
    )
    db.session.commit()
    sessions.begin(token, kept=login.is_kept)
    told = _("Password changed. Every other device has been signed out.")
    return responses.saved(url_for("me.show"), told)


@blueprint.route("/password/forgotten", methods=["GET", "POST"])
@limiter.limit("20 per minute", methods=["POST"])
@public
def forgotten() -> Response:
    """A link by e-mail, where there is an address; the same answer for every name."""
    form = ForgottenForm()
    if not form.is_submitted():
        return responses.page("auth/forgotten.html", form=form, can_mail=mail.is_set_up())
    if not form.validate():
        return responses.invalid("auth/forgotten.html", form, can_mail=mail.is_set_up())
    answer = responses.page("auth/link_sent.html", can_mail=mail.is_set_up())
    with unscoped("somebody who is not signed in asks for a new password"):
        begin_write()
        count = attempt_count.take(_asked(form.name.data), LINK_VALID_FOR)
        db.session.commit()
        person = db.session.scalar(Person.named(form.name.data))
    if person is not None and person.email and count <= MAILS_A_DAY:
        _send_link(answer, person, person.email)
    return answer


def _asked(name: str) -> str:
    return keyed_hash("forgotten password", name.strip().lower())


def _send_link(answer: Response, person: Person, email: str) -> None:
    path = url_for("auth.new_password", token=person.password_token())
    link = mail.public_address(path)
    mail.send_after(answer, email, "new_password", person.language, link=link, name=person.name)


@blueprint.route("/password/<token>", methods=["GET", "POST"])
@limiter.limit("20 per minute", methods=["POST"])
@public
def new_password(token: str) -> Response:
    """A new password for who holds a link: once, within a day."""
    try:
        person = person_of_link(token)
        return _unstored(_take_new_password(person, token))
    except BadLink:
        answer = responses.page("auth/bad_link.html")
        answer.status_code = 410
        return answer


def _take_new_password(person: Person, token: str) -> Response:
    form = NewPasswordForm(person.own_words)
    if not form.is_submitted():
        return responses.page("auth/new_password.html", form=form, name=person.name)
    if not form.validate():
        return responses.invalid("auth/new_password.html", form, name=person.name)
    hashed = password.hashed(form.password.data)
    himself = audit.Actor(person_id=person.id, label=person.name, request_id=g.request_id)
    with bind_person(person.id), audit.acting(himself):
        begin_write()
        person = db.session.get_one(Person, person.id, with_for_update=True)
        person.expect_link(token)
        person.change_password(hashed)
        db.session.commit()
    sessions.forget()
    return responses.saved(url_for("auth.login"), _("Password saved. Sign in with it now."))


def _unstored(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
