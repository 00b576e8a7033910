"""Signing in, the second step, signing out, the language of visitors."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from blueprints import responses, sessions
from blueprints.access import public
from blueprints.auth import blueprint
from blueprints.auth.forms import CodeForm, LoginForm
from blueprints.language import LANGUAGES
from blueprints.limits import limiter
from blueprints.own_paths import own_path
from models import audit, login_session, password, second_factor
from models.base import db
from models.login_session import LoginSession
from models.person import Person
from models.second_factor import SecondFactor
from models.sign_in import Outcome, Tries, open_session
from models.tenancy import begin_write, unscoped

DOOR = "at the door nobody is bound yet"


@blueprint.route("/login", methods=["GET", "POST"])
@limiter.limit("60 per minute", methods=["POST"])
@public
def login() -> Response:
    """Phone number or e-mail, and the password."""
    form = LoginForm(next=own_path(request.args.get("next")))
    if current_user.is_authenticated and not form.is_submitted():
        return redirect(own_path(form.next.data) or url_for("home.index"), 303)
    if not form.is_submitted():
        return responses.page("auth/login.html", form=form)
    if not form.validate():
        return responses.invalid("auth/login.html", form)
    with unscoped(DOOR), audit.acting(_visitor()):
        return _try_password(form)


def _try_password(form: LoginForm) -> Response:
    tries = Tries.at_password(form.name.data, request.remote_addr or "")
    if not _take(tries):
        return _locked("auth/login.html", form)
    person = db.session.scalar(Person.named(form.name.data))
    if not password.fits(person.password_hash if person else None, form.password.data):
        return _refuse(form, tries, person)
    assert person is not None  # noqa: S101  # nobody's password fits nothing
    return _let_in(form, tries, person)


def _refuse(form: LoginForm, tries: Tries, person: Person | None) -> Response:
    """One answer for an unknown name and for a wrong password."""
    begin_write()
    locks = tries.fail(person, Outcome.WRONG_PASSWORD, sessions.agent())
    db.session.commit()
    if locks:
        return _locked("auth/login.html", form)
    wrong = _("Name and password do not fit together. Check both and try again.")
    form.form_errors.append(wrong)
    return responses.invalid("auth/login.html", form)


def _let_in(form: LoginForm, tries: Tries, person: Person) -> Response:
    stored = person.password_hash or ""
    fresh = password.rehashed(form.password.data) if password.is_outdated(stored) else stored
    must_enrol = second_factor.is_required_for(person.id)
    begin_write()
    db.session.refresh(person, with_for_update=True)
    if person.password_hash != stored:
        db.session.rollback()
        return _refuse(form, tries, person)
    with audit.acting(_himself(person)):
        tries.succeed()
        person.password_hash = fresh
        return _open(form, person, must_enrol=must_enrol)


def _open(form: LoginForm, person: Person, *, must_enrol: bool) -> Response:
    has_factor = db.session.scalar(SecondFactor.of(person.id)) is not None
    token = open_session(
        person,
        sessions.agent(),
        kept=form.keep.data,
        awaits_code=has_factor,
        must_enrol=must_enrol and not has_factor,
    )
    if has_factor:
        person.record("person.password_accepted", after={})
    db.session.commit()
    if not has_factor:
        return _inside(token, form.keep.data, form.next.data)
    sessions.await_code(token)
    return redirect(url_for("auth.code", next=own_path(form.next.data)), 303)


@blueprint.route("/login/code", methods=["GET", "POST"])
@limiter.limit("60 per minute", methods=["POST"])
@public
def code() -> Response:
    """The second step, for who has set up a second factor."""
    waiting = sessions.awaiting()
    if waiting is None:
        return redirect(url_for("auth.login", next=own_path(request.args.get("next"))), 303)
    form = CodeForm(next=own_path(request.args.get("next")))
    if not form.is_submitted():
        return responses.page("auth/code.html", form=form)
    if not form.validate():
        return responses.invalid("auth/code.html", form)
    with unscoped(DOOR), audit.acting(_himself(waiting.person)):
        return _try_code(form, waiting.person, waiting.login)


def _try_code(form: CodeForm, person: Person, waiting: LoginSession) -> Response:
    tries = Tries.at_code(person.id)
    if not _take(tries):
        return _locked("auth/code.html", form)
    begin_write()
    factor = db.session.scalar(SecondFactor.of(person.id))
    person = db.session.get_one(Person, person.id)
    if factor is None or not factor.takes(form.code.data):
        return _refuse_code(form, tries, person)
    tries.succeed()
    login_session.end(waiting.key)
    token = open_session(person, sessions.agent(), kept=waiting.is_kept, awaits_code=False)
    db.session.commit()
    return _inside(token, waiting.is_kept, form.next.data)


def _refuse_code(form: CodeForm, tries: Tries, person: Person) -> Response:
    locks = tries.fail(person, Outcome.WRONG_CODE, sessions.agent())
    db.session.commit()
    if locks:
        return _locked("auth/code.html", form)
    wrong = _("This code does not fit, or it was used before. Wait for the next one in the app.")
    form.code.errors = [wrong]
    return responses.invalid("auth/code.html", form)


@blueprint.post("/logout")
@public
def logout() -> Response:
    """The end of the session on this device."""
    if current_user.is_authenticated:
        with unscoped("the session of the cookie ends"), audit.acting(_himself(current_user)):
            begin_write()
            login_session.end(sessions.present().key)
            db.session.get_one(Person, current_user.id).record("person.signed_out", after={})
            db.session.commit()
    sessions.forget()
    return responses.saved(url_for("auth.login"), _("You have signed out."))


@blueprint.post("/language")
@public
def language() -> Response:
    """The language of the pages at the door; who is signed in chooses his at /me."""
    chosen = request.form.get("language")
    if chosen in LANGUAGES:
        session["language"] = chosen
    return redirect(own_path(request.form.get("back")) or url_for("auth.login"), 303)


def _take(tries: Tries) -> bool:
    begin_write()
    is_open = tries.take()
    db.session.commit()
    return is_open


def _locked(template: str, form: FlaskForm) -> Response:
    told = _("Too many failed tries. Wait 15 minutes, then try again, or ask for a new password.")
    form.form_errors.append(told)
    answer = responses.invalid(template, form)
    answer.status_code = 429
    answer.headers["Retry-After"] = "900"
    return answer


def _inside(token: str, kept: bool, back: str | None) -> Response:
    sessions.begin(token, kept=kept)
    return responses.saved(own_path(back) or url_for("home.index"))


def _visitor() -> audit.Actor:
    return audit.Actor(label="visitor", request_id=g.request_id)


def _himself(person: Any) -> audit.Actor:
    return audit.Actor(person_id=person.id, label=person.name, request_id=g.request_id)
