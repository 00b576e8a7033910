"""Inviting somebody to a unit, and what becomes of the invitations."""

from __future__ import annotations

import uuid
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Select
from werkzeug.wrappers import Response

from blueprints import mail, responses
from blueprints.access import find_own_or_404, needs
from blueprints.asked import page_asked
from blueprints.forms import EmptyForm
from blueprints.invitations import links
from blueprints.people import blueprint
from blueprints.people.acting import agencies, appointer, said
from blueprints.people.forms import InviteForm
from blueprints.people.words import COLUMNS, STATES
from blueprints.shell import ROLES
from documents.workbook import write_table
from models.appointer import NotAllowed
from models.base import db
from models.database import lock
from models.invitation import Invitation, InvitationState, Unusable
from models.permissions import Permission, Role
from models.tenancy import begin_write

PAGE = 50


@blueprint.route("/invite", methods=["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def invite() -> Response:
    """A form to invite one person; then the link to send."""
    form = InviteForm()
    form.offer_choices(appointer().grantable(), agencies())
    if not form.is_submitted():
        return responses.page("people/invite.html", form=form)
    if not form.validate():
        return responses.invalid("people/invite.html", form)
    begin_write()
    if not form.is_first_post():
        db.session.rollback()
        return responses.saved(url_for("people.invitations"))
    invitation = Invitation.send(form.offer, by=appointer())
    db.session.commit()
    answer = responses.saved(
        url_for("people.invitation", invitation_id=invitation.id),
        _("Invitation for %(name)s made. Send the link now.", name=invitation.name),
    )
    return mailed(answer, invitation)


def mailed(answer: Any, invitation: Invitation) -> Response:
    """Send the link by e-mail as well, where there is an address."""
    if invitation.email is not None:
        told = links.told_of(invitation)
        mail.send_after(answer, invitation.email, "invitation", "vi", **told)
    return answer  # type: ignore[no-any-return]


@blueprint.get("/invitations")
@needs(Permission.MANAGE_PEOPLE)
def invitations() -> Response:
    """The unit's invitations, newest first; those of one import where asked."""
    page = page_asked()
    query = _asked()
    rows = db.session.scalars(query.limit(PAGE + 1).offset(PAGE * (page - 1))).all()
    return responses.page(
        "people/invitations.html",
        invitations=[(row, STATES[row.state]) for row in rows[:PAGE]],
        roles=ROLES,
        page=page,
        has_more=len(rows) > PAGE,
        batch=_batch(),
    )


def _asked() -> Select[Invitation]:
    query = Invitation.for_list(g.unit.id)
    batch = _batch()
    return query.where(Invitation.batch_id == batch) if batch else query


def _batch() -> uuid.UUID | None:
    try:
        return uuid.UUID(request.args.get("batch", ""))
    except ValueError:
        return None


@blueprint.get("/invitations/links.xlsx")
@needs(Permission.MANAGE_PEOPLE)
def links_table() -> Response:
    """The open invitations of the list with each one's link and text for Zalo."""
    query = Invitation.awaited(_asked()).where(Invitation.is_open()).limit(2000)
    rows = [_cells(invitation) for invitation in db.session.scalars(query)]
    headings = [str(COLUMNS[name]) for name in ("name", "phone", "role")]
    headings += [_("Valid until"), _("Link"), _("Text for Zalo")]
    content = write_table(_("Links"), headings, rows)
    return responses.xlsx(content, f"links-{g.unit.slug}.xlsx")


def _cells(invitation: Invitation) -> list[Any]:
    role = str(ROLES[Role(invitation.role)])
    told = links.told_of(invitation)
    until = invitation.last_day
    return [invitation.name, invitation.phone, role, until, told["link"], links.text_of(told)]


@blueprint.get("/invitations/<uuid:invitation_id>")
@needs(Permission.MANAGE_PEOPLE)
def invitation(invitation_id: uuid.UUID) -> Response:
    """One invitation, with its link and the text to copy into Zalo."""
    found = find_own_or_404(Invitation, invitation_id)
    told = links.told_of(found) if found.state is InvitationState.OPEN else None
    return responses.page(
        "people/invitation.html",
        invitation=found,
        state=STATES[found.state],
        is_open=told is not None,
        may_renew=found.state in {InvitationState.OPEN, InvitationState.EXPIRED},
        text=links.text_of(told) if told else "",
        link=told["link"] if told else "",
        roles=ROLES,
        form=EmptyForm(),
    )


@blueprint.post("/invitations/<uuid:invitation_id>/renewal")
@needs(Permission.MANAGE_PEOPLE)
def renew(invitation_id: uuid.UUID) -> Response:
    """A new link in the place of the old one."""
    found = find_own_or_404(Invitation, invitation_id)
    form = EmptyForm()
    begin_write()
    lock(found)
    is_first = form.is_first_post()
    try:
        if is_first:
            found.renew(by=appointer())
        db.session.commit()
    except (NotAllowed, Unusable) as refused:
        return _refuse(found, refused)
    where = url_for("people.invitation", invitation_id=invitation_id)
    answer = responses.saved(where, _("New link made. The old one works no more."))
    return mailed(answer, found) if is_first else answer


@blueprint.post("/invitations/<uuid:invitation_id>/revocation")
@needs(Permission.MANAGE_PEOPLE)
def revoke(invitation_id: uuid.UUID) -> Response:
    """Take an invitation back: its link works no more."""
    found = find_own_or_404(Invitation, invitation_id)
    begin_write()
    lock(found)
    try:
        found.revoke()
        db.session.commit()
    except Unusable as refused:
        return _refuse(found, refused)
    told = _("Invitation of %(name)s revoked.", name=found.name)
    return responses.saved(url_for("people.invitations"), told)


def _refuse(found: Invitation, refused: NotAllowed | Unusable) -> Response:
    """Back to the invitation with the reason; nothing was changed."""
    key = found.id
    db.session.rollback()
    if isinstance(refused, NotAllowed):
        why = said(refused)
    else:
        why = _(
            "Nothing was changed: this invitation is %(state)s.", state=STATES[refused.state][1]
        )
    return responses.refused(url_for("people.invitation", invitation_id=key), why)
