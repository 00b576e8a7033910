"""The signed link of an invitation, and the text in which it is sent."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from blueprints import mail
from blueprints.invitations.partner_text import invitation_text
from blueprints.shell import ROLES
from models import signed_link
from models.base import db
from models.invitation import Invitation, InvitationState, Unusable
from models.permissions import Role
from models.plan_citation import committee_of
from models.signed_link import BadLink
from models.tenancy import unscoped

PURPOSE = "invitation"
READABLE = timedelta(days=3650)
"""The row says until when a link works; an old link is still read, to say that it is old."""


class DeadLink(Exception):
    """The link opens nothing; `why` is the name of a reason, `invitation` may tell who to ask."""

    def __init__(self, why: str, invitation: Invitation | None = None) -> None:
        super().__init__(why)
        self.why, self.invitation = why, invitation


def token_of(invitation: Invitation) -> str:
    """The part of the link that proves itself: which invitation, and its how-manieth link."""
    return signed_link.sign(PURPOSE, [invitation.id.hex, invitation.serial])


def told_of(invitation: Invitation) -> dict[str, Any]:
    """What the text of an invitation says."""
    return {
        "name": invitation.name,
        "sender": invitation.sender.name if invitation.sender else "Măng Non",
        "unit": invitation.unit.name,
        "committee": committee_of(invitation.unit),
        "role": ROLES[Role(invitation.role)],
        "agency": invitation.agency.name if invitation.agency else "",
        "until": invitation.last_day.strftime("%d/%m/%Y"),
        "link": mail.public_address(f"/invitations/{token_of(invitation)}"),
    }


def text_of(told: dict[str, Any]) -> str:
    """The text to copy into Zalo."""
    if told["agency"]:
        return invitation_text(told)
    lines = (
        _(
            "%(sender)s invites %(name)s to Măng Non, the portal for children's work, as %(role)s "
            "of %(unit)s.",
            **told,
        ),
        _("Open this link on your phone by %(until)s:", **told),
        told["link"],
        _("The link is for you alone. Do not pass it on."),
    )
    return "\n".join(lines)


def find(token: str) -> Invitation:
    """The invitation of a link, to be taken up now, read unscoped; DeadLink."""
    key, serial = _read(token)
    with unscoped("a signed link says which invitation it is for"):
        invitation = db.session.scalar(
            select(Invitation)
            .options(joinedload(Invitation.unit), joinedload(Invitation.sender))
            .options(joinedload(Invitation.agency))
            .where(Invitation.id == key)
        )
        if invitation is None:
            raise DeadLink(InvitationState.EXPIRED)
        refuse_dead(invitation, serial)
    return invitation


def refuse_dead(invitation: Invitation, serial: int) -> None:
    """Raise DeadLink unless this link of the invitation works now."""
    try:
        if invitation.serial != serial and invitation.state is InvitationState.OPEN:
            raise DeadLink("replaced", invitation)
        invitation.refuse_unusable()
    except Unusable as unusable:
        raise DeadLink(unusable.state, invitation) from None
    if invitation.unit.has_ended:
        raise DeadLink("unit_ended", invitation)


def _read(token: str) -> tuple[uuid.UUID, int]:
    try:
        key, serial = signed_link.read(PURPOSE, token, READABLE)
        return uuid.UUID(key), int(serial)
    except (BadLink, ValueError, TypeError):
        raise DeadLink("tampered") from None
