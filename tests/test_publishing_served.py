"""A real server that dies, or loses its reader, in the middle of publishing to many units."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import struct
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from models import audit
from models.base import db
from models.task import Task
from models.tenancy import begin_write, bind, unscoped
from tests.blueprints.test_publishing import assignments, is_published, url_of
from tests.clients import Browser
from tests.conftest import Served
from tests.many_units import add_communes
from tests.plans import plan_of
from tests.server import workers

pytestmark = pytest.mark.server

COMMUNES, TASKS = 800, 50


@pytest.fixture
def large(served: Served) -> Served:
    """A district with so many communes and a draft with so many tasks that it takes a while."""
    world = served.world
    with unscoped("test"):
        begin_write()
        add_communes(world.units["468"], COMMUNES)
        audit.record("test", world.units["468"], unit_id=world.unit_id("468"), after={})
        db.session.commit()
    with bind(world.unit_id("468")):
        begin_write()
        plan = plan_of(world, "468", "plan_draft")
        db.session.add_all(Task(plan=plan, position=n, text=f"Việc {n}.") for n in range(TASKS))
        plan.change()
        db.session.commit()
    return served


@contextmanager
def posted(served: Served) -> Iterator[tuple[http.client.HTTPConnection, Any]]:
    """Publish as the reviewer: the connection and the answer, which is still being written."""
    them = Browser(served.app, served.world.reviewer)
    url = url_of(served.world)
    body = urllib.parse.urlencode(them.hidden_fields(url))
    kept = them.client.get_cookie("mangnon")
    assert kept is not None
    headers = {"Cookie": f"mangnon={kept.value}"}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection = http.client.HTTPConnection(served.address.partition("//")[2], timeout=90)
    connection.request("POST", url, body, headers)
    with closing(connection), closing(connection.getresponse()) as answer:
        yield connection, answer


def read_until(answer: http.client.HTTPResponse, words: bytes) -> bytes:
    """What has come when the words have come."""
    page = b""
    while words not in page:
        piece = answer.read1(65536)
        assert piece, "the page ended before"
        page += piece
    return page


def kill(served: Served, _connection: Any) -> None:
    for pid in workers(served.address):
        os.kill(pid, signal.SIGKILL)


def hang_up(_served: Served, connection: Any) -> None:
    """Let the connection break off as soon as it is closed."""
    at_once = struct.pack("ii", 1, 0)
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)


@pytest.mark.parametrize("interrupt", [kill, hang_up])
def test_what_is_interrupted_in_the_middle_was_not_done(
    large: Served, interrupt: Callable[[Served, Any], None]
) -> None:
    made = (COMMUNES + 2) * (TASKS + 2)
    told = f"{made:,}".replace(",", ".").encode()
    with posted(large) as (connection, answer):
        assert told not in read_until(answer, b'class="assigning"')
        interrupt(large, connection)
    with posted(large) as (_connection, answer):
        assert told in read_until(answer, b"</html>")
    assert is_published(large.world)
    assert assignments(large.world) == made
