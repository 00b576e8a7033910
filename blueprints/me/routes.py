"""One's own page: profile, what one signs in with, devices, the history of sign-ins."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from blueprints import responses, sessions
from blueprints.access import signed_in
from blueprints.forms import EmptyForm
from blueprints.language import LANGUAGES
from blueprints.language import label as _l
from blueprints.me import blueprint
from blueprints.me.forms import ContactForm, ProfileForm
from models import login_session
from models.base import db
from models.database import StaleVersion, expect_version
from models.login_session import LoginSession
from models.person import Person
from models.second_factor import SecondFactor
from models.sign_in import Outcome, SignIn
from models.tenancy import begin_write

SHOWN = 20
OUTCOMES = {
    Outcome.SIGNED_IN: _l("Signed in"),
    Outcome.WRONG_PASSWORD: _l("Wrong password"),
    Outcome.WRONG_CODE: _l("Wrong code"),
}


@blueprint.get("")
@signed_in
def show() -> Response:
    """Who you are here, where you are signed in, and who tried to be you."""
    person = db.session.get_one(Person, current_user.id)
    logins = db.session.scalars(LoginSession.for_list()).all()
    tries = db.session.scalars(SignIn.latest().limit(SHOWN)).all()
    return responses.page(
        "me/show.html",
        person=person,
        logins=logins,
        present=sessions.present().key,
        tries=[{"row": tried, "label": OUTCOMES[Outcome(tried.outcome)]} for tried in tries],
        has_factor=db.session.scalar(select(SecondFactor.id)) is not None,
        form=EmptyForm(),
        languages=LANGUAGES,
    )


@blueprint.route("/profile", methods=["GET", "POST"])
@signed_in
def profile() -> Response:
    """Your name and language, to change."""
    form = ProfileForm(obj=current_user)
    if not form.is_submitted():
        return responses.page("me/profile.html", form=form)
    if not form.validate():
        return responses.invalid("me/profile.html", form)
    begin_write()
    person = db.session.get_one(Person, current_user.id)
    try:
        if form.is_first_post():
            expect_version(person, form.version.data)
            person.change_profile(form.name.data, form.language.data)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale("me/profile.html", form, stale.row)
    return responses.saved(url_for("me.show"), _("Saved."))


@blueprint.route("/contact", methods=["GET", "POST"])
@signed_in
def contact() -> Response:
    """The phone number and e-mail you sign in with, to change."""
    form = ContactForm(current_user, obj=current_user)
    if not form.is_submitted():
        return responses.page("me/contact.html", form=form)
    if not form.validate():
        return responses.invalid("me/contact.html", form)
    begin_write()
    person = db.session.get_one(Person, current_user.id)
    try:
        _change_contact(person, form)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale("me/contact.html", form, stale.row)
    except IntegrityError:
        db.session.rollback()
        form.show_taken()
        return responses.invalid("me/contact.html", form)
    return responses.saved(url_for("me.show"), _("Saved. Sign in with this from now on."))


def _change_contact(person: Person, form: Any) -> None:
    if form.is_first_post():
        expect_version(person, form.version.data)
        person.change_contact(form.phone.data, form.email.data)


@blueprint.post("/sign-out-everywhere")
@signed_in
def end_sessions() -> Response:
    """The end of every session, on this device and all others."""
    begin_write()
    login_session.end_all(current_user.id)
    db.session.get_one(Person, current_user.id).record("person.signed_out_everywhere", after={})
    db.session.commit()
    sessions.forget()
    return responses.saved(url_for("home.index"), _("You have signed out on every device."))
