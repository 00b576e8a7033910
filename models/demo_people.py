"""Whether the database holds the demo, and what its people sign in with."""

from __future__ import annotations

from sqlalchemy import func, select

from models.base import db
from models.tenancy import unscoped
from models.unit import Unit

DOMAIN = "mangnon.test"
PASSWORD = "mang-non-demo"  # noqa: S105  (printed for everybody; the demo is refused in production)


def login_of(word: str, slug: str) -> str:
    """The e-mail of somebody of the demo: what he is, in a word, and the slug of his unit."""
    return f"{word}.{slug}@{DOMAIN}"


def is_empty() -> bool:
    """Whether nothing has been brought into the database yet."""
    with unscoped("is the database empty"):
        return not db.session.scalar(select(func.count()).select_from(Unit))


def is_loaded() -> bool:
    """Whether what the database holds is the demo."""
    with unscoped("is this the demo"):
        return bool(db.session.scalar(select(Unit.is_sample).where(Unit.parent_id.is_(None))))
