"""Inviting many people at once from an .xlsx list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.people import blueprint
from blueprints.people.acting import agencies, appointer
from blueprints.people.forms import ConfirmForm, ListForm
from blueprints.people.words import CELL_FAULTS, COLUMNS, SHEET_FAULTS
from documents.list_sheet import SheetRefused, SheetRow
from documents.people_sheet import read_people
from documents.people_template import template
from models import people_list, signed_link
from models.base import db
from models.people_list import ROLE_NAMES, Entry
from models.permissions import Permission
from models.signed_link import BadLink
from models.tenancy import begin_write
from models.text import fold

PURPOSE = "people list"
VALID_FOR = timedelta(hours=2)


@blueprint.route("/import", methods=["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def import_list() -> Response:
    """A list to send; then what it says, row by row, before anything is done."""
    form = ListForm()
    if not form.is_submitted():
        return responses.page("people/import.html", form=form)
    if not form.validate():
        return responses.invalid("people/import.html", form)
    try:
        rows = read_people(form.file.data.read(), fold)
    except SheetRefused as refused:
        form.file.errors = [_said(refused)]
        return responses.invalid("people/import.html", form)
    return _preview(rows)


def _said(refused: SheetRefused) -> str:
    return str(SHEET_FAULTS[refused.fault]) % {"missing": ", ".join(refused.missing) or "–"}


def _preview(rows: list[SheetRow]) -> Response:
    """Each row as it was understood; the list goes along, signed, until it is confirmed."""
    entries = people_list.check(rows, appointer())
    good = [entry for entry in entries if not entry.faults]
    form = ConfirmForm(formdata=None, sealed_list=_seal(good))
    return responses.page(
        "people/preview.html",
        entries=[(entry, _faults(entry)) for entry in entries],
        good=len(good),
        columns=COLUMNS,
        form=form,
    )


def _faults(entry: Entry) -> dict[str, Any]:
    return {column: CELL_FAULTS[fault] for column, fault in entry.faults.items()}


def _seal(entries: list[Entry]) -> str:
    """The rows as they were read, for this person and unit: nobody else's browser can send them."""
    rows = [[entry.number, entry.cells] for entry in entries]
    return signed_link.sign(PURPOSE, [current_user.id, g.unit.id, rows])


def _unseal(sealed: str) -> list[SheetRow]:
    """BadLink where the list was changed, is another's, of another unit, or two hours old."""
    person_id, unit_id, rows = signed_link.read(PURPOSE, sealed, VALID_FOR)
    if (person_id, unit_id) != (current_user.id, g.unit.id):
        raise BadLink(PURPOSE)
    return [SheetRow(number, cells, {}) for number, cells in rows]


@blueprint.post("/import/confirmation")
@needs(Permission.MANAGE_PEOPLE)
def confirm_list() -> Response:
    """Invite the people of the list; then their links."""
    form = ConfirmForm()
    try:
        return _invite(form, _unseal(form.sealed_list.data if form.validate() else ""))
    except BadLink:
        why = _("The list was open for too long, or was changed. Send the file once more.")
        return responses.refused(url_for("people.import_list"), why)


def _invite(form: ConfirmForm, rows: list[SheetRow]) -> Response:
    begin_write()
    if not form.is_first_post():
        db.session.rollback()
        return responses.saved(url_for("people.invitations"))
    entries = people_list.check(rows, appointer())
    if not entries or any(entry.faults for entry in entries):
        db.session.rollback()
        return _preview(rows)
    batch_id = people_list.invite(entries, appointer())
    db.session.commit()
    told = ngettext("%(num)d person invited.", "%(num)d people invited.", len(entries))
    where = url_for("people.invitations", batch=batch_id)
    return responses.saved(where, told)


@blueprint.get("/import/template.xlsx")
@needs(Permission.MANAGE_PEOPLE)
def list_template() -> Response:
    """The file to fill in, with the roles and agencies that may be written."""
    roles = [ROLE_NAMES[role][0].capitalize() for role in appointer().grantable()]
    content = template(roles, [agency.name for agency in agencies()])
    return responses.xlsx(content, f"invite-{g.unit.slug}.xlsx")
