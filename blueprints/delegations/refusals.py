"""What answers who acts by a delegation that is over, or on one that is."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints.checklists.refusals import refusal_page
from blueprints.delegations import blueprint
from blueprints.delegations.words import REFUSALS, told_of
from models.base import db
from models.delegates import DelegationEnded
from models.delegation import DelegationRefused


@blueprint.app_errorhandler(DelegationEnded)
def _ended(error: DelegationEnded) -> Response:
    """403: whose delegation it was, since when it is over, and whom to ask."""
    db.session.rollback()
    title, text = told_of(error.ended)
    home = url_for("today.show", unit=error.ended.slug) if error.ended else url_for("home.index")
    return refusal_page(403, title, text, [(_("To the unit's first page"), home)])


@blueprint.app_errorhandler(DelegationRefused)
def _refused(error: DelegationRefused) -> Response:
    """409 with the reason and the way out."""
    db.session.rollback()
    _field, text = REFUSALS[error.why]
    steps = [(_("See the delegations"), url_for("delegations.index"))]
    return refusal_page(409, _("This delegation is over"), str(text), steps)
