"""The result sheets of the units below that wait, and approving several at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from flask import abort, g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.asked import page_asked, page_count
from blueprints.campaigns.words import figure_value
from blueprints.delegations.words import told_of
from blueprints.filters import moment
from blueprints.forms import EmptyForm
from blueprints.keys import row_key
from blueprints.participations import blueprint
from blueprints.participations.part_page import reader_with
from blueprints.participations.words import figure_name, refusal
from blueprints.reviews.ticked import Ticked, units_ticked
from models.base import db
from models.database import StaleVersion
from models.decide_participation import approve
from models.delegates import DelegationEnded
from models.month_acts import Reader
from models.permissions import Permission, standing_at
from models.tenancy import begin_write, narrowed
from models.unit_campaign import ParticipationRefused, lock_part
from models.waiting_results import WaitingResult, waiting_results

log = logging.getLogger("mangnon.participations")
PAGE = 50
SHOWN = ("activities", "children", "gifts", "cost")
"""The figures that a row of the list shows, where they are known."""


@dataclass(frozen=True)
class Row:
    """A result sheet that waits, ready to print; `key` names it and the version that is seen."""

    one: WaitingResult
    key: str
    href: str
    told: list[str]


@dataclass(frozen=True)
class Result:
    """What became of one result sheet: approved, or why not."""

    name: str
    href: str
    why: str = ""


@blueprint.get("/results")
@needs(Permission.VIEW_REVIEWS)
def waiting() -> Response:
    """The result sheets of the units below that wait for a decision, by campaign."""
    campaign_id = request.args.get("campaign", type=row_key)
    found, page = waiting_results(g.unit.id, campaign_id), page_asked()
    shown = found[PAGE * (page - 1) : PAGE * page]
    return responses.page(
        "participations/waiting.html",
        groups=[
            (name, [_row(one) for one in rows])
            for name, rows in groupby(shown, lambda one: one.campaign_name)
        ],
        form=EmptyForm(),
        page=page,
        pages=page_count(len(found), PAGE),
        address=partial(_address, campaign_id),
    )


@blueprint.post("/results/approval")
@needs(Permission.DECIDE_BELOW)
def approve_ticked() -> Response:
    """Approves the ticked result sheets; one that cannot be does not stop the others."""
    form, back = EmptyForm(), url_for("participations.waiting")
    seen = list(dict.fromkeys(map(_parsed, request.form.getlist("sheet"))))
    units = {one.id: one for one in units_ticked({unit_id for unit_id, *_rest in seen})}
    if not seen:
        return responses.refused(back, _("Tick at least one unit."))
    begin_write()
    is_first = form.is_first_post()
    db.session.commit()
    results = [_approve(units[key], *rest) for key, *rest in seen] if is_first else []
    done = [result for result in results if not result.why]
    told = ngettext("%(num)d result sheet approved.", "%(num)d result sheets approved.", len(done))
    if len(done) == len(results):
        return responses.saved(back, told if done else None)
    return responses.page("reviews/results.html", results=results, told=told, back=back)


def _address(campaign_id: int | None, page: int) -> str:
    return url_for("participations.waiting", campaign=campaign_id, page=page if page > 1 else None)


def _row(one: WaitingResult) -> Row:
    href = url_for("participations.show", unit=one.slug, campaign_id=one.campaign_id)
    key = f"{one.unit_id}-{one.campaign_id}-{one.version}"
    return Row(one, key, href, [*_told(one)])


def _told(one: WaitingResult) -> Iterable[str]:
    known = [(name, getattr(one.sums, name)) for name in SHOWN]
    figures = [
        f"{figure_name(name)}: {figure_value(name, value)}" for name, value in known if value
    ]
    yield " · ".join(figures) or str(_("No activity has been logged in this campaign yet."))
    yield str(_("Submitted %(at)s", at=moment(one.submitted_at)))
    if one.is_changed:
        yield str(_("Changed since it was submitted"))
    if one.has_difficulties:
        yield str(_("Difficulties are written"))


def _parsed(text: str) -> tuple[int, int, int]:
    try:
        unit_id, campaign_id, version = (row_key(part) for part in text.split("-"))
    except ValueError:
        abort(404)
    return unit_id, campaign_id, version


def _approve(unit: Ticked, campaign_id: int, version: int) -> Result:
    reader = reader_with(standing_at(unit.path, g.memberships))
    href = url_for("participations.show", unit=unit.slug, campaign_id=campaign_id)
    with narrowed(unit.id):
        return Result(unit.name, href, _why_not(reader, campaign_id, version))


def _why_not(reader: Reader, campaign_id: int, version: int) -> str:
    """Approve the result sheet of the bound unit; why not, where it could not be done."""
    begin_write()
    try:
        part = lock_part(campaign_id)
        approve(part, version, reader)
        db.session.commit()
    except (ParticipationRefused, StaleVersion, DelegationEnded, SQLAlchemyError) as error:
        db.session.rollback()
        return _said(error)
    return ""


def _said(error: Exception) -> str:
    if isinstance(error, ParticipationRefused):
        return ". ".join(refusal(error.why))
    if isinstance(error, StaleVersion):
        return str(_("Somebody acted on it meanwhile. Read it, then decide."))
    if isinstance(error, DelegationEnded):
        return ". ".join(told_of(error.ended))
    log.error("a result sheet was not approved", exc_info=error)
    return str(_("The portal could not save this. Try again."))
