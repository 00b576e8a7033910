"""The cookie of a login: it holds a random number and nothing of the person."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, request, session
from flask_login import LoginManager

from models import login_session, sign_in
from models.base import db
from models.login_session import LASTS, LoginSession
from models.person import Person
from models.sign_in import Found
from models.tenancy import begin_write, bind_person

TOKEN = "_user_id"  # noqa: S105
"""Where Flask-Login looks; what stands there is the token of the session."""
AWAITING = "awaiting"
_OUTLIVES = ("language",)


def init_app(app: Flask) -> None:
    """Let Flask-Login find people by their session."""
    app.config.update(PERMANENT_SESSION_LIFETIME=LASTS, SESSION_REFRESH_EACH_REQUEST=False)
    login = LoginManager(app)
    login.session_protection = None
    login.user_loader(_find_person)


def _find_person(token: object) -> Person | None:
    found = sign_in.find(str(token))
    if found is None:
        return None
    g.login_session, g.unread = found.login, found.unread
    return found.person


def present() -> LoginSession:
    """The session of the person who is signed in."""
    found: LoginSession = g.login_session
    return found


def note_seen(person: Any) -> None:
    """Remember, every few minutes, that the session is in use."""
    login = present()
    if login.is_due_to_be_seen:
        with bind_person(person.id):
            begin_write()
            login_session.see(login.key)
            db.session.commit()


def agent() -> str:
    """What the browser says it is."""
    return request.headers.get("User-Agent", "")[:400]


def begin(token: str, *, kept: bool) -> None:
    """Put a session's token into a cookie that carries nothing from before the login."""
    _clear()
    session[TOKEN] = token
    session.permanent = kept


def await_code(token: str) -> None:
    """Put the token of a login whose second factor is still missing into the cookie."""
    _clear()
    session[AWAITING] = token


def awaiting() -> Found | None:
    """Whose login waits for the second factor."""
    token = session.get(AWAITING)
    return sign_in.find(token, awaits_code=True) if token else None


def forget() -> None:
    """Empty the cookie."""
    _clear()


def _clear() -> None:
    kept = {name: session[name] for name in _OUTLIVES if name in session}
    session.clear()
    session.permanent = False
    session.update(kept)
    g.pop("_login_user", None)
