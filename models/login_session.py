"""Who is signed in on which device: the cookie holds a random number, the rest is here."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Select, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from models import clock
from models.base import Base, db
from models.scopes import PersonOwned

LASTS = timedelta(hours=20)
IDLE = timedelta(minutes=30)
"""How long an administrator may do nothing."""
SEEN_EVERY = timedelta(minutes=5)
CODE_WITHIN = timedelta(minutes=10)

_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux")
_BROWSERS = (
    ("Zalo", r"Zalo"),
    ("Cốc Cốc", r"coc_coc_browser/(\d+)"),
    ("Edge", r"Edg\w*/(\d+)"),
    ("Samsung Internet", r"SamsungBrowser/(\d+)"),
    ("Opera", r"OPR/(\d+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/(\d+)"),
    ("Chrome", r"(?:Chrome|CriOS)/(\d+)"),
    ("Safari", r"Version/(\d+).*Safari"),
)


class LoginSession(PersonOwned, Base):
    """One sign-in on one device. Its key is a hash: who reads the table can become nobody."""

    __tablename__ = "login_session"
    audited = False

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    agent: Mapped[str] = mapped_column(String(60))
    is_kept: Mapped[bool]
    awaits_code: Mapped[bool]
    must_enrol: Mapped[bool]

    @classmethod
    def open(
        cls, person_id: int, agent: str, *, kept: bool, awaits_code: bool, must_enrol: bool
    ) -> str:
        """Begin a session and return the token of its cookie, which is kept nowhere else."""
        token = secrets.token_urlsafe(32)
        now = clock.now()
        session = cls(
            key=key_of(token),
            person_id=person_id,
            created_at=now,
            last_seen_at=now,
            agent=short_agent(agent),
            is_kept=kept,
            awaits_code=awaits_code,
            must_enrol=must_enrol,
        )
        db.session.add(session)
        return token

    @staticmethod
    def for_list() -> Select[LoginSession]:
        """The sessions of the person bound, the one used last first."""
        return (
            select(LoginSession)
            .where(LoginSession.awaits_code.is_(False))
            .where(LoginSession.created_at > clock.now() - LASTS)
            .order_by(LoginSession.last_seen_at.desc())
        )

    def is_over(self, *, of_administrator: bool) -> bool:
        """Whether it has lasted, or an administrator's has idled, too long."""
        now = clock.now()
        if now - self.created_at >= (CODE_WITHIN if self.awaits_code else LASTS):
            return True
        return of_administrator and now - self.last_seen_at >= IDLE

    @property
    def is_due_to_be_seen(self) -> bool:
        return clock.now() - self.last_seen_at >= SEEN_EVERY


def see(key: str) -> None:
    """Note that a session was used just now."""
    seen = update(LoginSession).where(LoginSession.key == key)
    db.session.execute(seen.values(last_seen_at=clock.now()))


def end(key: str) -> None:
    """End one session."""
    db.session.execute(delete(LoginSession).where(LoginSession.key == key))


def end_all(person_id: int) -> None:
    """End every session of a person, on every device."""
    db.session.execute(delete(LoginSession).where(LoginSession.person_id == person_id))


def forget_old(person_id: int) -> None:
    """Drop a person's sessions whose time is over."""
    over = LoginSession.created_at <= clock.now() - LASTS
    db.session.execute(delete(LoginSession).where(LoginSession.person_id == person_id, over))


def key_of(token: str) -> str:
    """The key under which a cookie's token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def short_agent(text: str) -> str:
    """Browser and system of a User-Agent header, enough for a person to know his own device."""
    system = next((name for name in _SYSTEMS if name in text), "")
    for name, pattern in _BROWSERS:
        if found := re.search(pattern, text):
            version = f" {found[1]}" if found.lastindex else ""
            return f"{name}{version}, {system}".rstrip(", ")
    return system
