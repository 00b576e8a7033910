"""Why a plan was not published, in words and as the status of the answer."""

from __future__ import annotations

from flask_babel import gettext as _

from models.database import StaleVersion
from models.publish_plan import NotForThisRole, NotPublishable

REFUSED = (NotPublishable, NotForThisRole, StaleVersion)


def refusal(why: Exception) -> tuple[str, int]:
    """What stands on top of the page, where the page itself does not say it, and the status."""
    if isinstance(why, NotForThisRole):
        return "", 403
    if isinstance(why, StaleVersion):
        return _("The plan was changed while you looked at it. Check it again, then publish."), 409
    if isinstance(why, NotPublishable) and why.faults[0].is_final:
        return "", 409
    return _("Not published. Something has to be corrected or confirmed first."), 422
