"""A browser for the tests: signs people in, posts forms as a page would."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from blueprints.sessions import TOKEN
from models.base import db
from models.login_session import LoginSession
from models.person import Person
from models.tenancy import begin_write, unscoped

AGENT = "Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Chrome/109.0.0.0 Mobile Safari/537.36"


class Browser:
    """One person's browser; `as_(person)` opens another one."""

    def __init__(self, app: Flask, person: Person | None = None) -> None:
        self.app = app
        self.client = app.test_client()
        self.person = person
        if person is not None:
            token = open_session_of(person)
            with self.client.session_transaction() as session:
                session[TOKEN] = token

    def as_(self, person: Person | None) -> Browser:
        return Browser(self.app, person)

    def get(self, url: str, *, htmx: bool = False, **kwargs: Any) -> TestResponse:
        return self.open(url, method="GET", headers=_headers(htmx), **kwargs)

    def post(
        self,
        url: str,
        data: dict[str, Any] | None = None,
        *,
        htmx: bool = False,
        form: str | None = None,
    ) -> TestResponse:
        """Post a form as drawn at `form` (by default at the same URL), hidden fields kept."""
        drawn = self.hidden_fields(form or url)
        sent = {**drawn, **(data or {})}
        return self.open(url, method="POST", data=sent, headers=_headers(htmx))

    def open(self, url: str, **kwargs: Any) -> TestResponse:
        """Any request, in a context of its own: Flask would else lend it the test's `g`, and with
        it the person and the language of the request before."""
        with self.app.app_context():
            return self.client.open(url, **kwargs)

    def hidden_fields(self, url: str) -> dict[str, str]:
        """The hidden fields of the page at a URL; a token at least."""
        page = self.open(url).get_data(as_text=True)
        found = re.findall(r"<input\b[^>]*type=\"hidden\"[^>]*>", page)
        fields = {_attribute(tag, "name"): _attribute(tag, "value") for tag in found}
        meta = re.search(r'name="csrf-token" content="([^"]+)"', page)
        return {**({"csrf_token": meta[1]} if meta else {}), **fields}


def open_session_of(person: Person) -> str:
    """A session as a login makes it, without the cost of a password; its cookie's token."""
    with unscoped("a test signs somebody in"):
        begin_write()
        token = LoginSession.open(person.id, AGENT, kept=False, awaits_code=False, must_enrol=False)
        db.session.commit()
    return token


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def _headers(htmx: bool) -> dict[str, str]:
    return {"HX-Request": "true"} if htmx else {}
