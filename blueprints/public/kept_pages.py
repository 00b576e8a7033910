"""Public pages that were drawn once, given out in front of Flask, as static files are.

A strong ETag says all that a page is made of. One question to the database tells whether that is
still so: who has the page is told so, who has not gets the bytes that were drawn for somebody else.
Only then is a page drawn, and refused, by Flask behind its gate.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Request, Response

import config
from blueprints.headers import always
from blueprints.keys import SlugConverter, UnitConverter
from blueprints.language import LANGUAGES, language_of
from models.clock import today
from models.page_standing import PageStanding, standing_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

Environ = dict[str, Any]

CACHING = "public, no-cache"
"""Anybody may keep it, and asks each time whether it is still so."""
VARY = "HX-Request, Accept-Encoding"
"""What Flask says of every page that it compresses."""
MOST_KEPT = 64
"""Answers of at most 20 KB that each worker keeps, the last that were asked for."""
_KEPT_PATH = re.compile(
    rf"/public/({UnitConverter.regex})/campaigns/({SlugConverter.regex})(?:/poster)?"
)
_DRAWN_FROM = ("templates/public", "templates/layouts", "templates/components", "static/public.css")
_OF_ONE_REQUEST = {"X-Request-ID"}


def init_app(app: Flask) -> None:
    """Stand in front of Flask."""
    app.wsgi_app = app.extensions["kept_pages"] = KeptPages(app)  # type: ignore[method-assign]


def etag_of(standing: PageStanding, environ: Environ, public_url: str | None) -> str:
    """Changes with all that a page is made of: its content, the photos that may be shown, the day,
    the language, the address of the portal, the program."""
    address = public_url or (environ["wsgi.url_scheme"], environ.get("HTTP_HOST"))
    language = language_of(Request(environ).args)
    made_of = (standing, today(), language, address, environ["PATH_INFO"], _program())
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Answer:
    """What Flask answered: its body as it was compressed, and its headers."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


class KeptPages:
    """The layer in front of Flask: knows which pages are kept, asks whether they are still so."""

    def __init__(self, app: Flask) -> None:
        self._app, self._flask = app, app.wsgi_app
        told = {"Cache-Control": CACHING, "Vary": VARY, **always(app)}
        self._said_always = [*told.items()]
        self._kept: OrderedDict[tuple[str, str], Answer] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        named = _KEPT_PATH.fullmatch(environ["PATH_INFO"])
        if named is None or environ["REQUEST_METHOD"] != "GET":
            return self._flask(environ, start_response)
        standing = self._asked(*named.groups())
        if standing is None or not standing.is_out:
            return self._flask(environ, start_response)
        etag = etag_of(standing, environ, self._app.config["PUBLIC_URL"])
        known = re.search(f'"{etag}[^"]*"', environ.get("HTTP_IF_NONE_MATCH", ""))
        if known:
            start_response("304 NOT MODIFIED", [("ETag", known[0]), *self._said_always])
            return []
        return self._whole(etag, environ, start_response)

    def _asked(self, unit: str, slug: str) -> PageStanding | None:
        """What is true now; Flask says it where the database is away."""
        with self._app.app_context(), suppress(SQLAlchemyError):
            return standing_of(unit, slug)
        return None

    def forget(self) -> None:
        """Keep nothing of what was drawn so far."""
        with self._lock:
            self._kept.clear()

    def _whole(self, etag: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = etag, environ.get("HTTP_ACCEPT_ENCODING", "")
        kept = self._found(key)
        if kept:
            start_response("200 OK", [*kept.headers])
            return [kept.body]
        answer = Response.from_app(self._flask, environ, buffered=True)
        is_page = answer.status_code == 200 and (answer.get_etag()[0] or "").startswith(etag)
        if is_page and "Set-Cookie" not in answer.headers:
            self._keep(key, answer)
        return answer(environ, start_response)

    def _found(self, key: tuple[str, str]) -> Answer | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: tuple[str, str], answer: Response) -> None:
        headers = [(name, said) for name, said in answer.headers if name not in _OF_ONE_REQUEST]
        with self._lock:
            self._kept[key] = Answer(answer.get_data(), tuple(headers))
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


@cache
def _program() -> str:
    """What draws the pages: templates, style sheet and words; a new version of the portal draws
    other pages."""
    found = hashlib.sha256()
    for name in _DRAWN_FROM:
        path = config.ROOT / name
        for file in sorted(path.rglob("*.html")) if path.is_dir() else [path]:
            found.update(file.read_bytes())
    for code in LANGUAGES:
        words = config.ROOT / "translations" / code / "LC_MESSAGES" / "messages.mo"
        found.update(words.read_bytes() if words.exists() else b"")
    return found.hexdigest()
