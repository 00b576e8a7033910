"""A page opened inside this process: its statements, its text, its size."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bench.pages import Page
from bench.statements import Statement, recorded
from models.base import db
from models.demo_people import PASSWORD

COOKIE = "mangnon"


class NotServed(Exception):
    """A page that did not answer as it should."""


@dataclass(frozen=True)
class Recorded:
    """What one page did; `cookie` opens it again on any server with the same secret."""

    page: Page
    cookie: str
    html: bytes
    gzipped: int
    gate: tuple[Statement, ...]
    content: tuple[Statement, ...]

    @property
    def queries(self) -> int:
        return len(self.gate) + len(self.content)


class Recorder:
    """Opens pages of one application; signs each account in once."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._clients: dict[str, FlaskClient] = {}

    def record(self, page: Page) -> Recorded:
        """Open a page twice and note the second time, when nothing is done for the first time.

        Raises NotServed.
        """
        client = self.client_of(page.login)
        _require_page(client.get(page.path), page)
        with self._app.app_context():
            engine = db.engine
        with recorded(engine) as seen:
            answer = client.get(page.path, headers={"Accept-Encoding": "gzip"})
        _require_page(answer, page)
        if answer.headers.get("Content-Encoding") != "gzip":
            raise NotServed(f"{page.path}: not compressed")
        return Recorded(
            page=page,
            cookie=_cookie_of(client),
            html=gzip.decompress(answer.data),
            gzipped=len(answer.data),
            gate=tuple(one for one in seen if one.is_of_gate),
            content=tuple(one for one in seen if not one.is_of_gate),
        )

    def client_of(self, login: str) -> FlaskClient:
        """A browser in which an account of the demo is signed in; nobody where it is empty."""
        if login not in self._clients:
            self._clients[login] = self._app.test_client()
            if login:
                _sign_in(self._clients[login], login)
        return self._clients[login]


def _require_page(answer: TestResponse, page: Page) -> None:
    if answer.status_code != 200:
        raise NotServed(f"{page.path} for {page.login or 'a visitor'}: {answer.status}")


def _sign_in(client: FlaskClient, login: str) -> None:
    drawn = client.get("/login").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', drawn)
    data = {"csrf_token": token[1] if token else "", "name": login, "password": PASSWORD}
    answer = client.post("/login", data=data)
    if answer.status_code != 303:
        raise NotServed(f"{login} cannot sign in: {answer.status}")


def _cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie(COOKIE)
    return f"{COOKIE}={cookie.value}" if cookie else ""
