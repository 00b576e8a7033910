"""What only a real server shows: many writers at once, memory, the time to start."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from models import audit
from models.base import db
from models.hamlet import Hamlet
from models.tenancy import bind, unscoped
from tests.clients import Browser
from tests.conftest import Served
from tests.server import workers_rss

pytestmark = pytest.mark.server

WRITERS, EACH = 50, 4
NEW = "/19612/hamlets/new"


def _open(served: Served, cookie: str, path: str, data: dict[str, str] | None = None) -> int:
    """The status of one request, redirects not followed."""
    body = urllib.parse.urlencode(data).encode() if data else None
    request = urllib.request.Request(served.address + path, body, {"Cookie": cookie})  # noqa: S310
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _signed_in(served: Served) -> tuple[str, dict[str, str]]:
    """A cookie and the hidden fields of the form for a new hamlet."""
    them = Browser(served.app, served.world.administrator)
    fields = them.hidden_fields(NEW)
    kept = them.client.get_cookie("mangnon")
    assert kept is not None
    return f"mangnon={kept.value}", fields


def _count(served: Served) -> int:
    with bind(served.world.unit_id("19612")):
        return db.session.scalar(select(func.count()).select_from(Hamlet)) or 0


def test_fifty_writers_at_once_lose_nothing(served_to_all: Served) -> None:
    cookie, fields = _signed_in(served_to_all)
    before = _count(served_to_all)
    posts = [
        {**fields, "form_id": "", "name": f"Thôn {writer}-{number}"}
        for writer in range(WRITERS)
        for number in range(EACH)
    ]
    with ThreadPoolExecutor(WRITERS) as pool:
        statuses = list(pool.map(lambda data: _open(served_to_all, cookie, NEW, data), posts))
    assert set(statuses) == {303}
    assert _count(served_to_all) == before + WRITERS * EACH
    with unscoped("test"):
        assert audit.verify()[1] == []


def test_the_same_post_from_twenty_taps_is_one_act(served_to_all: Served) -> None:
    cookie, fields = _signed_in(served_to_all)
    before = _count(served_to_all)
    data = {**fields, "name": "Thôn một lần"}
    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda _: _open(served_to_all, cookie, NEW, data), range(20)))
    assert set(statuses) == {303}
    assert _count(served_to_all) == before + 1


def test_of_two_simultaneous_saves_one_wins_and_the_other_is_told(served_to_all: Served) -> None:
    them = Browser(served_to_all.app, served_to_all.world.administrator)
    url = f"/19612/hamlets/{served_to_all.world.rows['19612']['hamlet'].id}"
    forms = [{**them.hidden_fields(url), "name": f"Thôn {n}"} for n in range(8)]
    kept = them.client.get_cookie("mangnon")
    with ThreadPoolExecutor(8) as pool:
        cookie = f"mangnon={kept.value}"
        statuses = list(pool.map(lambda data: _open(served_to_all, cookie, url, data), forms))
    assert sorted(statuses) == [303, *[409] * 7]


def test_a_worker_stays_small(served_to_all: Served) -> None:
    cookie, _fields = _signed_in(served_to_all)
    for number in range(100):
        page = ("/19612/", "/19612/agencies", "/19612/hamlets", NEW, "/public/19612/")[number % 5]
        assert _open(served_to_all, cookie, page) == 200
    sizes = workers_rss(served_to_all.address)
    assert len(sizes) == 2
    assert max(sizes) < 120 * 2**20


def test_the_first_page_comes_soon_after_the_start(
    engine_name: str, request: pytest.FixtureRequest
) -> None:
    if engine_name == "postgresql":
        pytest.skip("started on SQLite; the database is the smallest part of it")
    started = time.monotonic()
    served: Served = request.getfixturevalue("served")
    assert _open(served, "", "/") == 200
    assert time.monotonic() - started < 30, "start of the server, after making its database"


def test_who_sends_too_much_is_told_so_and_not_cut_off(served_to_all: Served) -> None:
    """A browser that is still sending when the connection ends shows its own error page."""
    cookie, _fields = _signed_in(served_to_all)
    body = b"x" * (served_to_all.app.config["MAX_CONTENT_LENGTH"] + 2**22)
    connection = http.client.HTTPConnection(
        served_to_all.address.removeprefix("http://"), timeout=60
    )
    connection.request("POST", NEW, body, {"Cookie": cookie})
    answer = connection.getresponse()
    assert answer.status == 413
    assert "24 MB" in answer.read().decode()
    connection.close()
