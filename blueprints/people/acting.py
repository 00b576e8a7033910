"""Who acts on people in this request, and what a refusal says."""

from __future__ import annotations

from flask import g
from flask_login import current_user

from blueprints.people.words import REFUSALS
from models.agency import Agency
from models.appointer import Appointer, NotAllowed
from models.base import db


def appointer() -> Appointer:
    """The person of this request with what he is at the unit of the URL."""
    return Appointer(current_user.id, g.standing)


def agencies() -> list[Agency]:
    """The unit's agencies for which a partner may act."""
    own = Agency.for_list(g.unit.id).where(Agency.ended_on.is_(None))
    return list(db.session.scalars(own))


def said(refused: NotAllowed) -> str:
    """Why something was refused, and what to do instead."""
    return str(REFUSALS[refused.refusal])
