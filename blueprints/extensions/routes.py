"""The requests of a unit for later days, and withdrawing one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import g, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.asked import page_asked, page_count
from blueprints.checklists.event_words import by_whom, names_here
from blueprints.checklists.extension_words import STATES, decider
from blueprints.checklists.month_words import month_name
from blueprints.checklists.months import reader_here
from blueprints.extensions import blueprint
from blueprints.filters import moment
from blueprints.forms import EmptyForm
from models.ask_extension import request_of, withdraw
from models.base import db
from models.clock import today
from models.extension import Extension, ExtensionState
from models.extension_acts import ExtensionAct, why_not
from models.permissions import Permission
from models.tenancy import begin_write

PAGE = 20


@dataclass(frozen=True)
class Row:
    """One request, ready to print."""

    extension: Extension
    title: str
    text: str
    kind: str
    state: str
    href: str
    asked: str
    decided: str
    may_withdraw: bool
    may_decide: bool


@blueprint.get("")
@needs(Permission.VIEW_CHECKLISTS)
def index() -> Response:
    """What the unit asked for and what became of it, newest first."""
    page = page_asked()
    query = Extension.for_list(g.unit.id)
    count = db.session.scalar(select(func.count()).select_from(Extension.of(g.unit.id).subquery()))
    found = db.session.scalars(query.limit(PAGE).offset(PAGE * (page - 1))).unique().all()
    names = _names(found)
    return responses.page(
        "extensions/index.html",
        rows=[_row(extension, names) for extension in found],
        page=page,
        pages=page_count(count or 0, PAGE),
        address=_address,
        form=EmptyForm(),
    )


@blueprint.post("/<uuid:extension_id>/withdrawal")
@needs(Permission.WRITE_CHECKLISTS)
def withdraw_request(extension_id: UUID) -> Response:
    """Takes a request back before it is decided on."""
    extension = find_own_or_404(Extension, extension_id)
    form = EmptyForm()
    begin_write()
    if form.is_first_post():
        withdraw(extension, reader_here())
    db.session.commit()
    return responses.saved(url_for("extensions.index"), _("Withdrawn."))


def _row(extension: Extension, names: dict[int, str]) -> Row:
    kind, state = STATES[ExtensionState(extension.state)]
    return Row(
        extension=extension,
        title=month_name(extension.month_on),
        text=extension.asked_for,
        kind=kind,
        state=str(state),
        href=url_for("checklists.show", month=extension.month_on),
        asked=_by(_asker_of(extension), extension.asked_at),
        decided=_by(_decider_of(extension, names), extension.decided_at),
        may_withdraw=_may(ExtensionAct.WITHDRAW, extension),
        may_decide=_may(ExtensionAct.REFUSE, extension),
    )


def _may(act: ExtensionAct, extension: Extension) -> bool:
    return why_not(act, reader_here(), request_of(extension), today()) is None


def _asker_of(extension: Extension) -> str:
    """The unit where the person is none that is seen from here."""
    return str(extension.asked_by.name if extension.asked_by else g.unit.name)


def _names(extensions: Iterable[Extension]) -> dict[int, str]:
    keys = ((one.decided_by_id, one.decided_on_behalf_of_id) for one in extensions)
    return names_here(key for pair in keys for key in pair)


def _decider_of(extension: Extension, names: dict[int, str]) -> str:
    seen, giver_id = extension.decided_by, extension.decided_on_behalf_of_id
    name = seen.name if seen else names.get(extension.decided_by_id or 0)
    giver = names.get(giver_id or 0)
    return by_whom(name, giver, decider(), is_delegated=giver_id is not None)


def _by(who: str, at: datetime | None) -> str:
    return f"{who}, {moment(at)}" if at else ""


def _address(page: int) -> str:
    return url_for("extensions.index", page=page if page > 1 else None)
