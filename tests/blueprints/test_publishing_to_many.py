"""Publishing to many units: the page comes piece by piece, the work is one act."""

from __future__ import annotations

import re
from typing import Any

import pytest

from blueprints.plans.publication_progress import MANY_UNITS
from models import audit, publish_plan
from models.base import db
from models.tenancy import begin_write, unscoped
from tests.blueprints.test_publishing import assignments, is_published, mend_task, url_of
from tests.clients import Browser
from tests.many_units import add_communes
from tests.page_checks import check_page
from tests.world import World


@pytest.fixture
def many(world: World) -> World:
    """The world, with so many communes in the district that publishing is watched."""
    with unscoped("test"):
        begin_write()
        add_communes(world.units["468"], MANY_UNITS)
        audit.record("test", world.units["468"], unit_id=world.unit_id("468"), after={})
        db.session.commit()
    return world


def pieces_of(world: World, them: Browser, **headers: str) -> Any:
    """The answer to the post, to be read piece by piece."""
    form = them.hidden_fields(url_of(world))
    return them.open(url_of(world), method="POST", data=form, headers=headers)


def test_the_page_shows_each_step_and_ends_with_a_way_on(many: World, browser: Browser) -> None:
    them = browser.as_(many.reviewer)
    answer = pieces_of(many, them)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, answer.headers["X-Accel-Buffering"]) == (200, "no")
    assert check_page(page) == []
    assert len(re.findall("<progress", page)) == 4
    assert "302/302" in page
    assert "Published: 604 tasks assigned, 4 people told." in page
    assert f'content="0; url={url_of(many)}"' in page
    assert assignments(many) == 604


def test_the_page_comes_piece_by_piece_and_is_not_held_back(many: World, browser: Browser) -> None:
    answer = pieces_of(many, browser.as_(many.reviewer), **{"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in answer.headers
    pieces = [piece.decode() for piece in answer.iter_encoded()]
    assert len(pieces) == 7
    assert "<h1>" in pieces[0]
    assert "<progress" not in pieces[0]
    assert "0/2" not in "".join(pieces)
    assert not any("\0" in piece for piece in pieces)


@pytest.mark.parametrize("read", [0, 1, 2, 3, 4])
def test_when_the_reader_goes_away_nothing_was_published(
    many: World, browser: Browser, read: int
) -> None:
    answer = pieces_of(many, browser.as_(many.reviewer))
    pieces = answer.iter_encoded()
    for _piece in range(read):
        next(pieces)
    answer.close()
    assert not is_published(many)
    assert assignments(many) == 0
    assert "Published:" in pieces_of(many, browser.as_(many.reviewer)).text


def test_an_error_on_the_way_is_said_and_leaves_nothing(
    many: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(publish_plan, "tell", fail)
        page = pieces_of(many, browser.as_(many.reviewer)).text
    assert "Nothing was published: the portal made a mistake." in page
    assert check_page(page) == []
    assert assignments(many) == 0


def test_the_second_tap_is_no_second_act(many: World, browser: Browser) -> None:
    them = browser.as_(many.reviewer)
    form = them.hidden_fields(url_of(many))
    assert "Published:" in them.open(url_of(many), method="POST", data=form).text
    assert them.open(url_of(many), method="POST", data=form).status_code == 303
    assert assignments(many) == 604


def test_what_is_missing_is_answered_as_always(many: World, browser: Browser) -> None:
    mend_task(many, text=" ")
    answer = pieces_of(many, browser.as_(many.reviewer))
    assert answer.status_code == 422
    assert "The task has no text." in answer.text


def test_what_changes_at_the_last_moment_stops_it(many: World, browser: Browser) -> None:
    answer = pieces_of(many, browser.as_(many.reviewer))
    mend_task(many, text="Tổ chức hai buổi.")
    page = answer.get_data(as_text=True)
    assert "Nothing was published: the plan changed meanwhile." in page
    assert assignments(many) == 0
