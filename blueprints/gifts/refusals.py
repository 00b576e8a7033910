"""What is answered where a gift sheet is written no more."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from models.base import db


def closed(campaign_id: int) -> Response:
    """Back to the sheet, with the reason why nothing was written."""
    db.session.rollback()
    why = _("The sheet cannot be written any more: it was handed in, or the campaign is over.")
    return responses.refused(url_for("gifts.show", campaign_id=campaign_id), why)
