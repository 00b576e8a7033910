"""Where a person lands who types the address of the portal."""

from __future__ import annotations

from flask import redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import public, without_role
from blueprints.home import blueprint
from blueprints.standing import home_of


@blueprint.get("/")
@public
def index() -> Response:
    """The unit last used; for a visitor, what the portal is and whom to call."""
    unit = home_of(current_user) if current_user.is_authenticated else None
    if unit is not None:
        return redirect(url_for("today.show", unit=unit), 303)
    if current_user.is_authenticated:
        return without_role()
    return responses.page("home/index.html")
