"""Evidence withdrawn: its files gone from every store, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from models import audit, clock, erase_evidence, storage
from models.assignment import Assignment
from models.base import db
from models.draft_plan import SourceFile, draft_from_reading
from models.evidence import Evidence
from models.line import Line
from models.plan_source import PlanSource
from models.tenancy import begin_write, bind, unscoped
from tests.clients import Browser
from tests.evidence import add, kept, photo, present, url_of
from tests.page_checks import check_page
from tests.plans import LINES, reading
from tests.stores import KEYS, BucketPlace, FolderPlace, client_of, s3_server, s3_that_answers
from tests.world import World

HERE = "19612"
NUMBERS = count(1)
CONTENT = photo(0, 16)
Store = FolderPlace | BucketPlace


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture(params=["folder", "bucket"])
def store(
    app: Flask, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Store:
    """An empty store of each kind, which the application uses."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    found: Store = FolderPlace(tmp_path)
    if request.param == "bucket":
        endpoint, name = request.getfixturevalue("s3"), f"evidence-{next(NUMBERS)}"
        found = BucketPlace(endpoint, client_of(endpoint), name)
        found.client.create_bucket(Bucket=name)
    use(found.config, app, monkeypatch)
    return found


def use(config: dict[str, Any], app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in config.items():
        monkeypatch.setitem(app.config, name, value)


def withdraw(world: World, browser: Browser, evidence: Evidence, person: str = "officer") -> Any:
    url = f"/{HERE}/evidence/{evidence.id}/withdrawal?back=/{HERE}/"
    return browser.as_(world.people[person]).post(url, {"reason": "Gia đình không đồng ý"})


def test_withdrawing_removes_every_size(world: World, browser: Browser, store: Store) -> None:
    evidence = add(world)
    assert len(store.keys()) == 2
    answer = withdraw(world, browser, evidence)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/{HERE}/")
    assert store.keys() == []
    row = present(evidence)
    assert (row.digest, row.thumbnail_digest, row.name) == (None, None, None)
    assert row.withdrawn_by_id == world.officer.id


def test_what_was_withdrawn_is_told_and_not_shown(world: World, browser: Browser) -> None:
    evidence, them = add(world), browser.as_(world.reviewer)
    url = f"/{HERE}/evidence/{evidence.id}"
    tag = {"If-None-Match": them.get(url).headers["ETag"]}
    withdraw(world, browser, evidence)
    for address in (url, f"{url}/thumbnail"):
        answer = them.open(address, headers=tag)
        assert answer.status_code == 410
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Gia đình không đồng ý" in answer.text
        assert check_page(answer.text) == []
    pages = [browser.as_(world.officer).get(f"{url}/{page}") for page in ("consent", "withdrawal")]
    assert [page.status_code for page in pages] == [410, 410]


def test_what_another_unit_shows_too_is_kept(world: World, browser: Browser, store: Store) -> None:
    mine, theirs = add(world), add(world, "23428")
    withdraw(world, browser, mine)
    assert present(mine).digest is None
    assert storage.read(str(theirs.digest)) == photo(1, 16)
    assert len(store.keys()) == 2


def test_what_another_line_shows_too_is_kept(world: World, browser: Browser, store: Store) -> None:
    mine = add(world)
    with bind(world.unit_id(HERE)):
        begin_write()
        assignment = db.session.get_one(Assignment, world.rows[HERE]["assignment"].id)
        line = Line(assignment=assignment, period_on=date(2026, 9, 1))
        db.session.add(line)
        Evidence.attach(line, kept(1), world.officer.id)
        db.session.commit()
    withdraw(world, browser, mine)
    assert len(store.keys()) == 2


def test_the_original_of_a_plan_is_kept(world: World, browser: Browser, store: Store) -> None:
    evidence = add(world)
    with bind(world.unit_id("612")):
        begin_write()
        file = SourceFile("a.pdf", "application/pdf", evidence.size, str(evidence.digest))
        draft_from_reading(world.units["612"], reading(), LINES, file=file)
        db.session.commit()
    withdraw(world, browser, evidence)
    assert storage.exists(str(evidence.digest))
    assert len(store.keys()) == 1


def test_a_silent_store_is_asked_again_by_the_sweep(
    app: Flask, world: World, browser: Browser, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence, runner = add(world), app.test_cli_runner()
    with s3_that_answers(HEAD=(403, ""), GET=(403, "AccessDenied")) as address:
        use(BucketPlace(address, None, "files").config, app, monkeypatch)
        answer = withdraw(world, browser, evidence)
        told = browser.as_(world.officer).get(f"/{HERE}/evidence/{evidence.id}")
        failed = runner.invoke(args=["evidence", "sweep"])
    assert (answer.status_code, told.status_code, failed.exit_code) == (303, 410, 1)
    assert present(evidence).digest is not None
    use(store.config, app, monkeypatch)
    swept = runner.invoke(args=["evidence", "sweep"])
    assert (swept.exit_code, store.keys(), present(evidence).digest) == (0, [], None)
    assert "0 pieces" in runner.invoke(args=["evidence", "sweep"]).output


def swept(app: Flask, year: int) -> Any:
    """What `flask evidence sweep` answers in a year; the stores say when this test kept a file."""
    with clock.fixed(clock.start_of_day(date(year, 1, 1))):
        return app.test_cli_runner().invoke(args=["evidence", "sweep"])


def test_a_file_that_no_row_names_goes_after_a_day(app: Flask, world: World, store: Store) -> None:
    with bind(world.unit_id("612")):
        begin_write()
        file = SourceFile("a.pdf", "application/pdf", 8, storage.keep(b"kept for a plan"))
        draft_from_reading(world.units["612"], reading(), LINES, file=file)
        db.session.commit()
    evidence = add(world)
    named = store.keys()
    orphan = storage.keep(b"whose process was killed")
    assert "0 files" in swept(app, 2026).output
    assert len(store.keys()) == len(named) + 1
    answer = swept(app, 2100)
    assert (answer.exit_code, store.keys()) == (0, named)
    assert "1 file without a row removed." in answer.output
    assert (storage.exists(orphan), storage.exists(str(evidence.digest))) == (False, True)


def test_a_file_that_is_still_to_be_erased_is_not_left_over(
    app: Flask, world: World, store: Store
) -> None:
    evidence = add(world)
    with bind(world.unit_id(HERE)):
        begin_write()
        row = db.session.get_one(Evidence, evidence.id)
        row.withdraw(world.officer.id, "Nhầm")
        db.session.commit()
        assert erase_evidence.left_over(row.digests) == []


def test_of_a_store_that_no_row_speaks_of_nothing_goes(
    app: Flask, world: World, store: Store
) -> None:
    with unscoped("test"):
        begin_write()
        for row in db.session.scalars(select(Evidence)):
            row.withdrawn_at, row.digest, row.thumbnail_digest = clock.now(), None, None
            audit.record("evidence.erased", row, unit_id=row.unit_id, after={})
        db.session.execute(update(PlanSource).values(sha256=None))
        audit.record("evidence.erased", row, unit_id=row.unit_id, after={})
        db.session.commit()
    storage.keep(b"of another portal")
    assert "0 files" in swept(app, 2100).output
    assert len(store.keys()) == 1


def test_a_store_that_cannot_be_looked_through_is_told(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with s3_that_answers(GET=(403, "AccessDenied")) as address:
        use(BucketPlace(address, None, "files").config, app, monkeypatch)
        answer = swept(app, 2100)
    assert answer.exit_code == 1
    assert "The store cannot be looked through." in answer.output


@pytest.mark.parametrize(
    ("person", "status"),
    [("reviewer", 403), ("leader", 403), ("administrator", 403), ("neighbour", 404)],
)
def test_others_do_not_withdraw(world: World, browser: Browser, person: str, status: int) -> None:
    evidence = world.rows[HERE]["evidence"]
    assert withdraw(world, browser, evidence, person).status_code == status
    assert present(evidence).withdrawn_at is None


def test_a_withdrawal_needs_a_reason(world: World, browser: Browser) -> None:
    url = url_of(world) + "/withdrawal"
    answer = browser.as_(world.officer).post(url, {"reason": " "})
    assert answer.status_code == 422
    assert "Write something here." in answer.text
    assert check_page(answer.text) == []


def test_a_foreign_way_back_is_not_taken(world: World, browser: Browser) -> None:
    url = url_of(world) + "/withdrawal?back=//evil.example/"
    answer = browser.as_(world.officer).post(url, {"reason": "Nhầm"})
    assert answer.headers["Location"] == f"/{HERE}/"


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_a_lost_photo_is_told(world: World, browser: Browser, store: Store, harm: str) -> None:
    evidence = add(world)
    for key in list(store.keys()):
        if harm == "lost":
            store.lose(key)
        else:
            store.alter(key, b"x")
    them = browser.as_(world.officer)
    for part in ("", "/thumbnail"):
        answer = them.get(f"/{HERE}/evidence/{evidence.id}{part}")
        assert answer.status_code == 410
        assert "damaged" in answer.text
