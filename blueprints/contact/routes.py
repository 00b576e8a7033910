"""Stating and changing whom to call about a child in danger."""

from __future__ import annotations

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.contact import blueprint
from blueprints.contact.forms import ContactForm
from models.base import db
from models.database import StaleVersion, expect_version
from models.permissions import Permission
from models.protection_contact import ProtectionContact
from models.tenancy import begin_write


@blueprint.route("", methods=["GET", "POST"])
@needs(Permission.MANAGE_CONTACT)
def edit() -> Response:
    """The post and phone that the public page of the unit shows beside hotline 111."""
    contact = db.session.scalar(ProtectionContact.of(g.unit.id))
    form = ContactForm(obj=contact)
    if not form.is_submitted():
        return responses.page("contact/edit.html", form=form)
    if not form.validate():
        return responses.invalid("contact/edit.html", form)
    begin_write()
    try:
        if form.is_first_post():
            _save(form)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale("contact/edit.html", form, stale.row)
    return responses.saved(url_for("contact.edit"), _("Saved. The public page shows it now."))


def _save(form: ContactForm) -> None:
    contact = db.session.scalar(ProtectionContact.of(g.unit.id))
    if contact is None:
        ProtectionContact.state(form.post.data, form.phone.data)
        return
    expect_version(contact, form.version.data)
    contact.change(form.post.data, form.phone.data)
