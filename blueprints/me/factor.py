"""Setting up, renewing and ending one's own second factor."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import update
from werkzeug.wrappers import Response

from blueprints import responses, sessions
from blueprints.access import signed_in
from blueprints.me import blueprint
from blueprints.me.forms import ConfirmationForm, EnrolmentForm
from blueprints.qr_codes import qr_code
from models import second_factor as factors
from models.base import db
from models.login_session import LoginSession
from models.person import Person
from models.second_factor import RecoveryCode, SecondFactor
from models.tenancy import begin_write


@blueprint.route("/second-factor", methods=["GET", "POST"])
@signed_in
def second_factor() -> Response:
    """Setting up the second factor; where there is one, what it is and how to end it."""
    if db.session.scalar(SecondFactor.of(current_user.id)) is not None:
        return _present()
    form = EnrolmentForm()
    if not form.is_submitted():
        return _enrolment(form, factors.new_secret())
    secret = factors.open_secret(current_user.id, form.sealed.data or "")
    if secret is None or not form.validate():
        return _enrolment(form, secret or factors.new_secret(), 422)
    begin_write()
    person = db.session.get_one(Person, current_user.id, with_for_update=True)
    codes = SecondFactor.enrol(person, secret, form.code.data)
    if codes is None:
        db.session.rollback()
        form.code.errors = [_("This code does not fit. Write the one that the app shows now.")]
        return _enrolment(form, secret, 422)
    _free_this_session()
    db.session.commit()
    return _codes(codes)


@blueprint.post("/second-factor/codes")
@signed_in
def renew_codes() -> Response:
    """Ten new recovery codes; the earlier ones end."""
    form = ConfirmationForm(current_user)
    if not form.validate():
        return _present(codes_form=form, status=422)
    begin_write()
    person = db.session.get_one(Person, current_user.id)
    codes = RecoveryCode.renew(person.id) if form.is_first_post() else []
    person.record("person.recovery_codes_renewed", after={})
    db.session.commit()
    return _codes(codes) if codes else responses.saved(url_for("me.second_factor"))


@blueprint.post("/second-factor/removal")
@signed_in
def remove_second_factor() -> Response:
    """The end of the second factor, where nobody asks for it."""
    form = ConfirmationForm(current_user)
    required = factors.is_required_for(current_user.id)
    if required or not form.validate():
        return _present(removal_form=form, status=422)
    begin_write()
    factors.remove(db.session.get_one(Person, current_user.id))
    db.session.commit()
    return responses.saved(url_for("me.show"), _("The second factor is switched off."))


def _enrolment(form: EnrolmentForm, secret: str, status: int = 200) -> Response:
    form.sealed.data = factors.seal_secret(current_user.id, secret)
    answer = responses.page(
        "me/enrol.html",
        form=form,
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        qr=qr_code(
            factors.address_of(secret, current_user.phone or current_user.email or ""), error="m"
        ),
        required=sessions.present().must_enrol,
    )
    answer.status_code = status
    return answer


def _present(
    *,
    codes_form: ConfirmationForm | None = None,
    removal_form: ConfirmationForm | None = None,
    status: int = 200,
) -> Response:
    answer = responses.page(
        "me/second_factor.html",
        left=db.session.scalar(RecoveryCode.left(current_user.id)),
        required=factors.is_required_for(current_user.id),
        codes_form=codes_form or ConfirmationForm(current_user, formdata=None),
        removal_form=removal_form or ConfirmationForm(current_user, formdata=None),
    )
    answer.status_code = status
    return answer


def _codes(codes: list[str]) -> Response:
    """Shown in the answer itself: afterwards nobody, we included, can read them again."""
    return responses.page("me/codes.html", codes=codes)


def _free_this_session() -> None:
    """Who has set it up goes on; other devices ask for the code when they sign in."""
    mine = update(LoginSession).where(LoginSession.key == sessions.present().key)
    db.session.execute(mine.values(must_enrol=False))
