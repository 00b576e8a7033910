"""The headers of every answer: what a browser may load, keep and send."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints.language import STATELESS

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",  # data: Bootstrap's ticks and arrows; blob: photo previews
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HSTS = "max-age=63072000; includeSubDomains"
PUBLIC_CACHING = "public, max-age=300"


class NoCookieInPublic(SecureCookieSessionInterface):
    """Public pages neither set a cookie nor vary by one, so that anybody may cache them."""

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        if request.blueprint not in STATELESS:
            super().save_session(app, session, response)


def always(app: Flask) -> dict[str, str]:
    """What every answer says, also one that Flask does not give."""
    if app.config["ENVIRONMENT"] != "production":
        return ALWAYS
    return {**ALWAYS, "Strict-Transport-Security": HSTS}


def init_app(app: Flask) -> None:
    """Add the headers, and set the cookies so that only our own pages send them."""
    app.session_interface = NoCookieInPublic()
    app.config.update(
        SESSION_COOKIE_NAME="mangnon",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=app.config["ENVIRONMENT"] == "production",
    )
    said_always = always(app)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in said_always.items():
            response.headers.setdefault(name, value)
        response.vary.add("HX-Request")
        if request.blueprint == "public":
            is_there = response.status_code == 200
            response.headers.setdefault("Cache-Control", PUBLIC_CACHING if is_there else "no-cache")
        elif _is_private() and not response.cache_control.private:
            response.headers["Cache-Control"] = "no-store"
        return response


def _is_private() -> bool:
    return "_login_user" in g and current_user.is_authenticated
