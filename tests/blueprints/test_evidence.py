"""A photo at its address: for whom, in parts, from which cache, and gone when withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from blueprints.filters import file_size
from models import storage
from models.assignment import Assignment
from models.base import db
from models.draft_plan import SourceFile, draft_from_reading
from models.evidence import Evidence
from models.line import Line
from models.tenancy import begin_write, bind
from tests.clients import Browser
from tests.evidence import attached, kept, photo
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


def url_of(world: World, slug: str = HERE) -> str:
    return f"/{slug}/evidence/{world.rows[slug]['evidence'].id}"


def add(world: World, slug: str = HERE, number: int = 1) -> Evidence:
    with bind(world.unit_id(slug)):
        begin_write()
        evidence = attached(world, slug, number)
        db.session.commit()
        db.session.refresh(evidence)
    return evidence


def present(evidence: Evidence) -> Evidence:
    with bind(evidence.unit_id):
        return db.session.get_one(Evidence, evidence.id)


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("officer", 200),
        ("reviewer", 200),
        ("leader", 200),
        ("province", 200),
        ("administrator", 403),
        ("manager", 403),
        ("partner", 404),
        ("neighbour", 404),
        ("stranger", 404),
    ],
)
@pytest.mark.parametrize("part", ["", "/thumbnail"])
def test_a_photo_is_for_who_works_with_the_month(
    world: World, browser: Browser, person: str, status: int, part: str
) -> None:
    answer = browser.as_(world.people[person]).get(url_of(world) + part)
    assert answer.status_code == status
    assert (answer.mimetype == "image/jpeg") == (status == 200)


def test_a_visitor_is_led_to_the_login(world: World, browser: Browser) -> None:
    answer = browser.get(url_of(world))
    assert (answer.status_code, answer.headers["Location"][:6]) == (303, "/login")


def test_a_partner_gets_no_photo_of_his_own_unit(world: World, browser: Browser) -> None:
    assert browser.as_(world.partner).get(url_of(world, "468")).status_code == 403


def test_a_photo_has_one_address_that_of_its_unit(world: World, browser: Browser) -> None:
    """Else an officer of the district would read what lies below it."""
    of_below = url_of(world).replace(HERE, "468", 1)
    assert browser.as_(world.reviewer).get(of_below).status_code == 404


def test_a_photo_is_shown_and_a_file_is_saved(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    answer = them.get(url_of(world))
    assert answer.data == CONTENT
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=UTF-8''%E1%BA%A2nh")
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with bind(world.unit_id(HERE)):
        begin_write()
        file = attached(world, HERE, 1)
        file.kind, file.media_type, file.thumbnail_digest = "file", "application/pdf", None
        file.change_consent(shows_faces=False, consent=None)
        db.session.commit()
        url = f"/{HERE}/evidence/{file.id}"
    answer = them.get(url)
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.mimetype == "application/pdf"
    assert them.get(f"{url}/thumbnail").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "given", "told"),
    [
        ("bytes=0-9", 206, CONTENT[:10], f"bytes 0-9/{len(CONTENT)}"),
        ("bytes=10-", 206, CONTENT[10:], f"bytes 10-{len(CONTENT) - 1}/{len(CONTENT)}"),
        ("bytes=-5", 206, CONTENT[-5:], None),
        ("bytes=5-999999", 206, CONTENT[5:], None),
        ("bytes=999999-", 416, b"", f"bytes */{len(CONTENT)}"),
        ("bytes=0-1,4-5", 200, CONTENT, None),
        ("lines=0-1", 200, CONTENT, None),
        ("nonsense", 200, CONTENT, None),
    ],
)
def test_a_part_is_given_where_it_is_asked_for(
    world: World, browser: Browser, asked: str, status: int, given: bytes, told: str | None
) -> None:
    with browser.as_(world.officer).open(url_of(world), headers={"Range": asked}) as answer:
        assert (answer.status_code, answer.data) == (status, given)
    assert answer.content_length == len(given)
    if told or status == 200:
        assert answer.headers.get("Content-Range") == told


def test_a_part_of_an_older_content_is_the_whole(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    tag = them.get(url_of(world)).headers["ETag"]
    for condition, status in (
        (tag, 206),
        ('"another"', 200),
        ("Sun, 22 Nov 2026 16:00:00 GMT", 200),
    ):
        asked = {"Range": "bytes=0-9", "If-Range": condition}
        with them.open(url_of(world), headers=asked) as answer:
            assert answer.status_code == status


@pytest.mark.parametrize(
    ("part", "caching"), [("", "private, no-cache"), ("/thumbnail", "private, max-age=300")]
)
def test_who_has_it_need_not_load_it_again(
    world: World, browser: Browser, part: str, caching: str
) -> None:
    them = browser.as_(world.officer)
    first = them.get(url_of(world) + part)
    assert first.headers["Cache-Control"] == caching
    assert "Cookie" in first.headers["Vary"]  # nor is it shown to who signs in after him
    again = them.open(url_of(world) + part, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == caching


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


def test_who_agreed_is_said_later(world: World, browser: Browser) -> None:
    them, url = browser.as_(world.officer), url_of(world) + "/consent"
    assert "checked" not in them.get(url).text
    refused = them.post(url, {"shows_faces": "y", "consent": " "})
    assert refused.status_code == 422
    assert "Write who agreed" in refused.text
    drawn = them.hidden_fields(url)
    answer = them.post(url, {"shows_faces": "y", "consent": "Bố mẹ, nói miệng, 12/09"})
    assert answer.status_code == 303
    assert present(world.rows[HERE]["evidence"]).consent == "Bố mẹ, nói miệng, 12/09"
    late = {**drawn, "form_id": "", "consent": ""}
    stale = them.open(url, method="POST", data=late)
    assert stale.status_code == 409
    assert "Meanwhile saved by somebody else" in stale.text


@pytest.mark.parametrize(
    ("size", "said"), [(3, "1 KB"), (319_000, "312 KB"), (1_468_006, "1,4 MB")]
)
def test_sizes_are_said_as_people_say_them(size: int, said: str) -> None:
    assert file_size(size) == said
