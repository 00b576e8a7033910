"""Listing, adding, changing and closing the agencies of a unit."""

from __future__ import annotations

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, may, needs
from blueprints.agencies import blueprint
from blueprints.agencies.forms import AgencyForm
from blueprints.forms import EmptyForm
from models.agency import Agency, add_starting_set
from models.base import db
from models.database import StaleVersion, expect_version, lock
from models.invite_partner import partner_counts, partners_of
from models.permissions import Permission
from models.tenancy import begin_write


@blueprint.get("")
@needs(Permission.VIEW_AGENCIES)
def index() -> Response:
    """The unit's agencies, those in being first."""
    agencies = db.session.scalars(Agency.for_list(g.unit.id)).all()
    partners = partner_counts(g.unit.id) if may(Permission.VIEW_PEOPLE) else {}
    return responses.page(
        "agencies/index.html", agencies=agencies, partners=partners, form=EmptyForm()
    )


@blueprint.post("/starting-set")
@needs(Permission.MANAGE_AGENCIES)
def add_usual() -> Response:
    """The agencies that units of this level usually have, added in one step."""
    form = EmptyForm()
    begin_write()
    added = add_starting_set(g.unit) if form.is_first_post() else []
    db.session.commit()
    told = ngettext("%(num)d agency added.", "%(num)d agencies added.", len(added))
    return responses.saved(url_for("agencies.index"), told)


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_AGENCIES)
def new() -> Response:
    """A form for one more agency."""
    form = AgencyForm()
    if not form.is_submitted():
        return responses.page("agencies/edit.html", form=form, agency=None)
    if not form.validate():
        return responses.invalid("agencies/edit.html", form, agency=None)
    begin_write()
    if form.is_first_post():
        Agency.add(form.name.data, form.kind.data)
    db.session.commit()
    return responses.saved(url_for("agencies.index"), _("%(name)s added.", name=form.name.data))


@blueprint.route("/<int:agency_id>", methods=["GET", "POST"])
@needs(Permission.MANAGE_AGENCIES)
def edit(agency_id: int) -> Response:
    """One agency, to rename or to give another kind."""
    agency = find_own_or_404(Agency, agency_id)
    form = AgencyForm(obj=agency)
    partners = db.session.scalars(partners_of(agency)).all()
    about = {"agency": agency, "partners": partners}
    if not form.is_submitted():
        return responses.page("agencies/edit.html", form=form, **about)
    if not form.validate():
        return responses.invalid("agencies/edit.html", form, **about)
    begin_write()
    try:
        if form.is_first_post():
            expect_version(agency, form.version.data)
            agency.change(name=form.name.data, kind=form.kind.data)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale("agencies/edit.html", form, stale.row, **about)
    return responses.saved(url_for("agencies.index"), _("%(name)s saved.", name=form.name.data))


@blueprint.post("/<int:agency_id>/closure")
@needs(Permission.MANAGE_AGENCIES)
def end(agency_id: int) -> Response:
    """Close an agency: it stays on what refers to it, and is offered no more."""
    agency = find_own_or_404(Agency, agency_id)
    begin_write()
    lock(agency)
    agency.end()
    db.session.commit()
    return responses.saved(url_for("agencies.index"), _("%(name)s closed.", name=agency.name))


@blueprint.post("/<int:agency_id>/reopening")
@needs(Permission.MANAGE_AGENCIES)
def reopen(agency_id: int) -> Response:
    """Take the closing of an agency back."""
    agency = find_own_or_404(Agency, agency_id)
    begin_write()
    lock(agency)
    agency.reopen()
    db.session.commit()
    return responses.saved(url_for("agencies.index"), _("%(name)s reopened.", name=agency.name))
