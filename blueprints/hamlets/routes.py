"""Listing, adding, changing and closing the hamlets of a unit."""

from __future__ import annotations

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.forms import EmptyForm
from blueprints.hamlets import blueprint
from blueprints.hamlets.forms import HamletForm
from models.base import db
from models.database import StaleVersion, expect_version, lock
from models.hamlet import Hamlet
from models.permissions import Permission
from models.tenancy import begin_write


@blueprint.get("")
@needs(Permission.VIEW_HAMLETS)
def index() -> Response:
    """The unit's hamlets, those in being first."""
    hamlets = db.session.scalars(Hamlet.for_list(g.unit.id)).all()
    return responses.page("hamlets/index.html", hamlets=hamlets, form=EmptyForm())


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_HAMLETS)
def new() -> Response:
    """A form for one more hamlet."""
    form = HamletForm()
    if not form.is_submitted():
        return responses.page("hamlets/edit.html", form=form, hamlet=None)
    if not form.validate():
        return responses.invalid("hamlets/edit.html", form, hamlet=None)
    begin_write()
    if form.is_first_post():
        Hamlet.add(form.name.data)
    db.session.commit()
    return responses.saved(url_for("hamlets.index"), _("%(name)s added.", name=form.name.data))


@blueprint.route("/<int:hamlet_id>", methods=["GET", "POST"])
@needs(Permission.MANAGE_HAMLETS)
def edit(hamlet_id: int) -> Response:
    """One hamlet, to rename."""
    hamlet = find_own_or_404(Hamlet, hamlet_id)
    form = HamletForm(obj=hamlet)
    if not form.is_submitted():
        return responses.page("hamlets/edit.html", form=form, hamlet=hamlet)
    if not form.validate():
        return responses.invalid("hamlets/edit.html", form, hamlet=hamlet)
    begin_write()
    try:
        if form.is_first_post():
            expect_version(hamlet, form.version.data)
            hamlet.change(name=form.name.data)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale("hamlets/edit.html", form, stale.row, hamlet=hamlet)
    return responses.saved(url_for("hamlets.index"), _("%(name)s saved.", name=form.name.data))


@blueprint.post("/<int:hamlet_id>/closure")
@needs(Permission.MANAGE_HAMLETS)
def end(hamlet_id: int) -> Response:
    """Close a hamlet: it stays on what refers to it, and is offered no more."""
    hamlet = find_own_or_404(Hamlet, hamlet_id)
    begin_write()
    lock(hamlet)
    hamlet.end()
    db.session.commit()
    return responses.saved(url_for("hamlets.index"), _("%(name)s closed.", name=hamlet.name))


@blueprint.post("/<int:hamlet_id>/reopening")
@needs(Permission.MANAGE_HAMLETS)
def reopen(hamlet_id: int) -> Response:
    """Take the closing of a hamlet back."""
    hamlet = find_own_or_404(Hamlet, hamlet_id)
    begin_write()
    lock(hamlet)
    hamlet.reopen()
    db.session.commit()
    return responses.saved(url_for("hamlets.index"), _("%(name)s reopened.", name=hamlet.name))
