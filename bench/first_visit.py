"""What a browser that knows nothing of us loads with a page."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bench.recorder import NotServed

_IN_PAGES = re.compile(r'(?:href|src)="(/static/[^"#]+)')
_IN_STYLES = re.compile(r"""url\(["']?(/static/[^"'#)]+)""")


def load(client: FlaskClient, path: str) -> dict[str, int]:
    """Bytes on the wire (gzip, headers included) of a page and of each file it refers to.

    Pictures of a stylesheet count as well, though a browser leaves out those it does not draw.
    Raises NotServed.
    """
    sizes: dict[str, int] = {}
    _load(client, path, sizes)
    return sizes


def _load(client: FlaskClient, path: str, sizes: dict[str, int]) -> None:
    answer = client.get(path, headers={"Accept-Encoding": "gzip"}, buffered=True)
    if answer.status_code != 200:
        raise NotServed(f"{path}: {answer.status}")
    sizes[path] = len(answer.data) + len(bytes(str(answer.headers), "latin-1"))
    for referred in _referred(client.get(path, buffered=True)):
        if referred not in sizes:
            _load(client, referred, sizes)


def _referred(plain: TestResponse) -> list[str]:
    if plain.mimetype == "text/html":
        return _IN_PAGES.findall(plain.get_data(as_text=True))
    if plain.mimetype == "text/css":
        return _IN_STYLES.findall(plain.get_data(as_text=True))
    return []
