"""The list behind the bell."""

from __future__ import annotations

import uuid

from flask import redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_or_404, needs
from blueprints.asked import page_asked
from blueprints.forms import EmptyForm
from blueprints.notifications import blueprint
from blueprints.notifications.words import icon_of, sentence
from blueprints.own_paths import own_path
from models.base import db
from models.notification import Notification, mark_all_read, unread_count
from models.permissions import Permission
from models.tenancy import begin_write

PAGE = 30


@blueprint.get("")
@needs(Permission.VIEW_UNIT)
def index() -> Response:
    """What the portal has told you, newest first, whatever unit it is about."""
    page = page_asked()
    query = Notification.for_list().options(joinedload(Notification.about_unit))
    rows = db.session.scalars(query.limit(PAGE + 1).offset(PAGE * (page - 1))).all()
    return responses.page(
        "notifications/index.html",
        notifications=[(row, icon_of(row), sentence(row)) for row in rows[:PAGE]],
        unread=unread_count(),
        page=page,
        has_more=len(rows) > PAGE,
        form=EmptyForm(),
    )


@blueprint.post("/<uuid:notification_id>/reading")
@needs(Permission.VIEW_UNIT)
def read(notification_id: uuid.UUID) -> Response:
    """Mark one as read and go where it leads."""
    notification = find_or_404(Notification, notification_id)
    begin_write()
    notification.mark_read()
    where = own_path(notification.href) or url_for("notifications.index")
    db.session.commit()
    return redirect(where, 303) if "stay" not in request.form else _back()


@blueprint.post("/reading")
@needs(Permission.VIEW_UNIT)
def read_all() -> Response:
    """Mark all as read."""
    begin_write()
    mark_all_read()
    db.session.commit()
    return responses.saved(url_for("notifications.index"), _("All marked as read."))


def _back() -> Response:
    return responses.saved(url_for("notifications.index"))
