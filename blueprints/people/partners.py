"""A partner in one step: his agency, his role or the invitation to it, and what to write him."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import mail, responses
from blueprints.access import find_own_or_404, needs
from blueprints.invitations.partner_text import role_text
from blueprints.keys import row_key
from blueprints.people import blueprint
from blueprints.people.acting import appointer, said
from blueprints.people.inviting import mailed
from blueprints.people.partner_form import PartnerForm, closed_words
from models.agency import Agency
from models.appointer import NotAllowed
from models.base import db
from models.invitation import Invitation
from models.invite_partner import AgencyEnded, AnotherName, invite_partner, invited_before
from models.membership import AlreadyHeld, Membership
from models.permissions import Permission, Role
from models.plan_citation import committee_of
from models.tenancy import begin_write

REFUSED = (NotAllowed, AgencyEnded, AnotherName, AlreadyHeld)


@blueprint.route("/partners/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def invite_partner_of() -> Response:
    """One form for agency and partner; then the link and the text to send."""
    form = PartnerForm(agency_id=request.args.get("agency", type=row_key))
    form.offer_agencies(db.session.scalars(Agency.for_list(g.unit.id)).all())
    if not form.is_submitted():
        return responses.page("people/partner_invite.html", form=form)
    if not form.validate():
        return responses.invalid("people/partner_invite.html", form)
    begin_write()
    if not form.is_first_post():
        return _done_before(form)
    try:
        done = invite_partner(form.offer, by=appointer())
        db.session.commit()
    except REFUSED as refused:
        return _refuse(form, refused)
    return _done(done)


def _done(done: Invitation | Membership) -> Response:
    """On to the page with the text to send."""
    if isinstance(done, Membership):
        where = url_for("people.partner", membership_id=done.id)
        return responses.saved(where, _("%(name)s is a partner now.", name=done.person.name))
    where = url_for("people.invitation", invitation_id=done.id)
    told = _("Invitation for %(name)s made. Send the link now.", name=done.name)
    return mailed(responses.saved(where, told), done)


def _done_before(form: PartnerForm) -> Response:
    """After a second tap: to what the first one made."""
    made = invited_before(form.offer)
    db.session.rollback()
    if made is None:
        return responses.saved(url_for("people.index", role=Role.PARTNER.value))
    return responses.saved(url_for("people.invitation", invitation_id=made.id))


def _refuse(form: PartnerForm, refused: Exception) -> Response:
    """The form as it was filled in, with the reason beside the field it concerns."""
    box, why = _reason(form, refused)
    db.session.rollback()
    box.errors = [why]
    return responses.invalid("people/partner_invite.html", form)


def _reason(form: PartnerForm, refused: Exception) -> tuple[Any, str]:
    if isinstance(refused, NotAllowed):
        return form.contact, said(refused)
    if isinstance(refused, AgencyEnded):
        return form.agency_id, closed_words(refused.agency)
    if isinstance(refused, AnotherName):
        return form.name, _(
            "The number or address belongs to %(name)s here. Write that name, or correct it.",
            name=refused.person.name,
        )
    return form.contact, _("This person is a partner of this agency already.")


@blueprint.get("/partners/<int:membership_id>")
@needs(Permission.MANAGE_PEOPLE)
def partner(membership_id: int) -> Response:
    """Somebody who became a partner at once, with the text to send him."""
    found = find_own_or_404(Membership, membership_id)
    if found.agency is None:
        return responses.saved(url_for("people.show", person_id=found.person_id))
    told = {
        "name": found.person.name,
        "agency": found.agency.name,
        "committee": committee_of(g.unit),
        "sender": current_user.name,
        "link": mail.public_address(url_for("today.show")),
    }
    return responses.page("people/partner.html", membership=found, text=role_text(told))
