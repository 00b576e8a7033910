"""Which forms have come in already: the same post twice is one act."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from models import clock
from models.base import Base, db
from models.scopes import PersonOwned

KEPT_DAYS = 7


class PostedForm(PersonOwned, Base):
    """The one-time id of a form that was acted on."""

    __tablename__ = "posted_form"
    audited = False

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)


def first_time(form_id: uuid.UUID) -> bool:
    """Note a form's one-time id; False when the same form was acted on before.

    Call it after begin_write(): on SQLite the write lock, on PostgreSQL the primary key makes
    the second of two simultaneous posts wait for the first. The person's old ids go with it.
    """
    if db.session.get(PostedForm, form_id) is not None:
        return False
    try:
        with db.session.begin_nested():
            db.session.add(PostedForm(id=form_id))
    except IntegrityError:
        return False
    _forget_old()
    return True


def _forget_old() -> None:
    """Drop the person's ids that are too old to come in again (KEPT_DAYS)."""
    db.session.execute(
        delete(PostedForm).where(PostedForm.at < clock.now() - timedelta(days=KEPT_DAYS))
    )
