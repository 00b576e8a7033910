"""Who reviews on whose behalf: the list, delegating, ending early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, may, needs
from blueprints.asked import page_asked, page_count
from blueprints.delegations import blueprint
from blueprints.delegations.forms import DelegationForm
from blueprints.delegations.words import STATES, refusal
from blueprints.filters import day, moment
from blueprints.forms import EmptyForm
from models.base import db
from models.clock import today
from models.delegation import Delegation, DelegationRefused, colleagues_of
from models.delegation_rules import MOST_DAYS, DelegationState
from models.permissions import Permission
from models.person import Person
from models.tenancy import begin_write

PAGE = 20


@dataclass(frozen=True)
class Row:
    """One delegation, ready to print; the word only for the two whom it concerns."""

    delegation: Delegation
    kind: str
    symbol: str
    state: str
    note: str
    word: str
    may_end: bool


@blueprint.get("")
@needs(Permission.VIEW_REVIEWS)
def index() -> Response:
    """Who reviews on whose behalf, and until when; those that are over last."""
    page = page_asked()
    query = Delegation.for_list(g.unit.id).limit(PAGE).offset(PAGE * (page - 1))
    count = db.session.scalar(select(func.count()).select_from(Delegation.of(g.unit.id).subquery()))
    return responses.page(
        "delegations/index.html",
        rows=[_row(*found) for found in db.session.execute(query)],
        page=page,
        pages=page_count(count or 0, PAGE),
        address=_address,
        form=EmptyForm(),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Permission.DELEGATE_REVIEWS)
def new() -> Response:
    """A form in which a reviewer names the colleague who reviews on his behalf."""
    form = DelegationForm(starts_on=today())
    colleagues = db.session.scalars(colleagues_of(current_user.id, g.unit.id)).all()
    form.receiver_id.choices = [("", "–"), *((one.id, one.name) for one in colleagues)]
    if form.is_submitted() and form.validate():
        return _delegate(form)
    show = responses.invalid if form.is_submitted() else responses.page
    return show("delegations/new.html", form=form, has_any=bool(colleagues), most=MOST_DAYS)


@blueprint.post("/<uuid:delegation_id>/closure")
@needs(Permission.END_DELEGATIONS)
def end(delegation_id: UUID) -> Response:
    """Ends a delegation at once."""
    delegation, form = find_own_or_404(Delegation, delegation_id), EmptyForm()
    begin_write()
    if form.is_first_post():
        delegation.end_early(current_user.id)
    db.session.commit()
    return responses.saved(url_for("delegations.index"), _("The delegation has ended."))


def _delegate(form: DelegationForm) -> Response:
    receiver_id, days, word = form.receiver_id.data, form.days, form.word.data
    begin_write()
    try:
        if form.is_first_post():
            Delegation.delegate(current_user.id, receiver_id, days, word)
        db.session.commit()
    except DelegationRefused as error:
        db.session.rollback()
        return _again(form, error)
    name = db.session.get_one(Person, receiver_id).name
    told = _(
        "%(name)s reviews on your behalf until the end of %(day)s.", name=name, day=day(days[1])
    )
    return responses.saved(url_for("delegations.index"), told)


def _again(form: DelegationForm, error: DelegationRefused) -> Response:
    name, text = refusal(error.why, form.days[0])
    (form[name].errors if name else form.form_errors).append(text)
    return responses.invalid("delegations/new.html", form, has_any=True, most=MOST_DAYS)


def _row(delegation: Delegation, is_backed: bool) -> Row:
    state = delegation.term(is_backed).state(today())
    kind, symbol, words = STATES[state]
    is_mine = current_user.id in (delegation.giver_id, delegation.receiver_id)
    return Row(
        delegation=delegation,
        kind=kind,
        symbol=symbol,
        state=str(words),
        note=_note(delegation, state),
        word=(delegation.word or "") if is_mine else "",
        may_end=state is not DelegationState.ENDED and may(Permission.END_DELEGATIONS),
    )


def _note(delegation: Delegation, state: DelegationState) -> str:
    """Why it ended before its last day."""
    if delegation.ended_at is not None:
        who: Any = delegation.ended_by.name if delegation.ended_by else g.unit.name
        told = _("Ended early: %(who)s, %(at)s", who=who, at=moment(delegation.ended_at))
        return str(told)
    if state is DelegationState.ENDED and not delegation.is_over:
        return str(_("Without effect: one of the two has no role here now."))
    return ""


def _address(page: int) -> str:
    return url_for("delegations.index", page=page if page > 1 else None)
