"""Public pages that are drawn once and given out until something on them changes.

A strong ETag says all that a page is made of. Who has it is told so before anything is drawn; who
has not gets the bytes that were drawn, and compressed, for whoever asked first.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any

from flask import request
from werkzeug.wrappers import Response

import config
from blueprints.language import LANGUAGES, language
from blueprints.mail import public_address

CACHING = "public, no-cache"
"""Anybody may keep it, and asks each time whether it is still so."""
MOST_KEPT = 64
"""Pages, in each worker; one takes about 20 KB, its compressed form with it."""
_DRAWN_FROM = ("templates/public", "templates/layouts", "templates/components", "static/public.css")


def answer(*made_of: Any, draw: Callable[[], str]) -> Response:
    """304 for who has the page that is made of this, else the page, drawn where nobody asked yet.

    The language, the address of the portal and the program itself are part of every page.
    """
    etag = _etag(made_of)
    known = next((one for one in (etag, f"{etag}-gzip") if request.if_none_match.contains(one)), "")
    if known:
        return _said(Response(status=304), known)
    whole, small = KEPT.find(etag) or KEPT.keep(etag, draw())
    if not request.accept_encodings.quality("gzip"):
        return _said(Response(whole, mimetype="text/html"), etag)
    page = Response(small, mimetype="text/html", headers={"Content-Encoding": "gzip"})
    return _said(page, f"{etag}-gzip")


def _said(page: Response, etag: str) -> Response:
    page.set_etag(etag)
    page.headers["Cache-Control"] = CACHING
    return page


def _etag(made_of: tuple[Any, ...]) -> str:
    whole = repr((_program(), language(), public_address(""), request.path, *made_of))
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


@cache
def _program() -> str:
    """What draws the pages: templates, style sheet and words, so that a new version of the portal
    is a new page."""
    found = hashlib.sha256()
    for name in _DRAWN_FROM:
        path = config.ROOT / name
        for file in sorted(path.rglob("*.html")) if path.is_dir() else [path]:
            found.update(file.read_bytes())
    for code in LANGUAGES:
        words = config.ROOT / "translations" / code / "LC_MESSAGES" / "messages.mo"
        found.update(words.read_bytes() if words.exists() else b"")
    return found.hexdigest()


class Kept:
    """The last pages that were asked for, by ETag, each as it is and compressed."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, tuple[bytes, bytes]] = OrderedDict()
        self._lock = Lock()

    def forget(self) -> None:
        """Draw all of them anew."""
        with self._lock:
            self._pages.clear()

    def find(self, etag: str) -> tuple[bytes, bytes] | None:
        with self._lock:
            if etag in self._pages:
                self._pages.move_to_end(etag)
            return self._pages.get(etag)

    def keep(self, etag: str, page: str) -> tuple[bytes, bytes]:
        forms = page.encode(), gzip.compress(page.encode(), 9, mtime=0)
        with self._lock:
            self._pages[etag] = forms
            while len(self._pages) > MOST_KEPT:
                self._pages.popitem(last=False)
        return forms


KEPT = Kept()
