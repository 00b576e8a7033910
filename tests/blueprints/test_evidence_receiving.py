"""Sending photos and files to a line: each taken in or told why not, beside the field."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request

from blueprints.access import needs
from blueprints.evidence.receiving import Place, receive
from documents.evidence_intake import taking
from models import clock, storage
from models.base import db
from models.database import StaleVersion
from models.evidence import MOST_PER_LINE, Evidence
from models.line import Line
from models.permissions import Permission
from models.tenancy import begin_write, bind
from tests.clients import Browser
from tests.documents.evidence import quarters, saved
from tests.evidence import attached, line_of
from tests.page_checks import check_fragment, check_page
from tests.stores import KEYS, BucketPlace, s3_that_answers
from tests.world import World

HERE = "19612"
PHOTO = saved(quarters())
AGREED = {"shows_faces": "y", "consent": "Bố mẹ, nói miệng, 12/09"}


def url_of(world: World) -> str:
    return f"/{HERE}/checklists/2026-09/lines/{key_of(world)}/evidence"


def key_of(world: World) -> int:
    found: int = world.rows[HERE]["assignment"].id
    return found


def wire(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, writable: Callable[[], Line]
) -> None:
    """Let another rule say whether the line may be written."""

    @needs(Permission.WRITE_CHECKLISTS)
    def view(month: date, assignment_id: int) -> Any:
        return receive(Place(assignment_id, "", request.path, request.path), writable)

    monkeypatch.setitem(app.view_functions, "checklists.add_evidence", view)


def send(
    world: World, them: Browser, *files: tuple[bytes, str], htmx: bool = True, **fields: Any
) -> Any:
    drawn = them.hidden_fields(url_of(world))
    sent = [(io.BytesIO(content), name) for content, name in files]
    data = {**drawn, **fields, "file": sent}
    headers = {"HX-Request": "true"} if htmx else {}
    return them.open(url_of(world), method="POST", data=data, headers=headers)


def of_the_line(world: World) -> list[Evidence]:
    with bind(world.unit_id(HERE)):
        found = db.session.scalars(Evidence.of(world.rows[HERE]["line"].id)).all()
        return [one for one in found if one.name != "Ảnh 0.jpg"]


def fill(world: World, until: int) -> None:
    with bind(world.unit_id(HERE)):
        begin_write()
        for number in range(1, until):
            attached(world, HERE, number)
        db.session.commit()


def test_a_photo_is_taken_in_and_listed(world: World, browser: Browser) -> None:
    answer = send(world, browser.as_(world.officer), (PHOTO, "họp thôn.jpg"), **AGREED)
    assert answer.status_code == 200
    assert check_fragment(answer.text) == []
    assert f'id="evidence-{key_of(world)}"' in answer.text
    assert "Evidence 2/20" in answer.text
    (row,) = of_the_line(world)
    assert f'src="/{HERE}/evidence/{row.id}/thumbnail" width="64" height="64"' in answer.text
    assert (row.name, row.width, row.height) == ("họp thôn.jpg", 64, 48)
    assert (row.shows_faces, row.consent, row.added_by_id) == (
        True,
        AGREED["consent"],
        world.officer.id,
    )
    assert all(storage.exists(digest) for digest in row.digests)


def test_without_script_it_is_a_page_and_the_way_back(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    page = them.get(url_of(world)).text
    assert check_page(page) == []
    assert "checked" not in page
    answer = send(world, them, (PHOTO, "a.jpg"), htmx=False)
    line = url_of(world).removesuffix("/evidence")
    assert (answer.status_code, answer.headers["Location"]) == (303, line)


@pytest.mark.parametrize(
    ("content", "name", "status", "told"),
    [
        (b"", "rỗng.jpg", 422, "The file is empty"),
        (b"MZ", "a.exe", 422, "Only photos"),
        (b"%PDF-1.7", "a.jpg", 422, "not what its name says"),
    ],
)
def test_what_is_not_taken_in_is_told(
    world: World, browser: Browser, content: bytes, name: str, status: int, told: str
) -> None:
    answer = send(world, browser.as_(world.officer), (content, name), htmx=False)
    assert answer.status_code == status
    assert f"{name}: " in answer.text
    assert told in answer.text
    assert f'id="file-{key_of(world)}-error"' in answer.text
    assert check_page(answer.text) == []
    assert of_the_line(world) == []


def test_what_is_too_large_is_told(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "LARGEST_FILE", len(PHOTO) - 1)
    answer = send(world, browser.as_(world.officer), (PHOTO, "lớn.jpg"), htmx=False)
    assert answer.status_code == 413
    assert "lớn.jpg: The file is larger than 10 MB" in answer.text


def test_one_that_is_refused_stops_no_other(world: World, browser: Browser) -> None:
    answer = send(
        world, browser.as_(world.officer), (b"", "rỗng.jpg"), (PHOTO, "a.jpg"), htmx=False
    )
    assert answer.status_code == 422
    assert "rỗng.jpg: The file is empty" in answer.text
    assert "Evidence 2/20" in answer.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"file": ""}, "Choose a photo or file."), ({"shows_faces": "y"}, "Write who agreed")],
)
def test_what_is_missing_is_told_beside_the_field(
    world: World, browser: Browser, fields: dict[str, str], told: str
) -> None:
    them = browser.as_(world.officer)
    data = {"file": (io.BytesIO(PHOTO), "a.jpg"), **them.hidden_fields(url_of(world)), **fields}
    answer = them.open(url_of(world), method="POST", data=data, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert told in answer.text
    assert check_fragment(answer.text) == []
    assert f'id="add-evidence-{key_of(world)}"' in answer.text
    assert of_the_line(world) == []


def test_the_same_form_adds_each_file_once(world: World, browser: Browser) -> None:
    them, form_id = browser.as_(world.officer), str(uuid.uuid4())
    send(world, them, (PHOTO, "a.jpg"), form_id=form_id)
    again = send(world, them, (PHOTO, "a.jpg"), form_id=form_id)
    assert (again.status_code, len(of_the_line(world))) == (200, 1)
    send(world, them, (saved(quarters(48, 64)), "b.jpg"), form_id=form_id)
    assert len(of_the_line(world)) == 2


def test_the_same_photo_in_another_form_is_there_already(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    send(world, them, (PHOTO, "a.jpg"))
    again = send(world, them, (PHOTO, "b.jpg"))
    (row,) = of_the_line(world)
    assert (again.status_code, row.name, row.shows_faces) == (200, "a.jpg", False)
    send(world, them, (PHOTO, "c.jpg"), **AGREED)
    (row,) = of_the_line(world)
    assert (row.name, row.consent) == ("a.jpg", AGREED["consent"])


@pytest.mark.parametrize("is_same_form", [True, False])
def test_who_sends_a_photo_again_later_writes_nothing(
    world: World, browser: Browser, is_same_form: bool
) -> None:
    them, form_ids = browser.as_(world.officer), [str(uuid.uuid4()) for _ in range(2)]
    send(world, them, (PHOTO, "a.jpg"), form_id=form_ids[0])
    with clock.fixed(clock.now() + timedelta(minutes=5)):
        again = send(world, them, (PHOTO, "a.jpg"), form_id=form_ids[not is_same_form])
    assert (again.status_code, len(of_the_line(world))) == (200, 1)
    with bind(world.unit_id(HERE)):
        assert line_of(world, HERE).written_at == clock.now()


def test_a_late_second_post_brings_nothing_withdrawn_back(world: World, browser: Browser) -> None:
    them, form_id = browser.as_(world.officer), str(uuid.uuid4())
    send(world, them, (PHOTO, "a.jpg"), form_id=form_id)
    (row,) = of_the_line(world)
    them.post(f"/{HERE}/evidence/{row.id}/withdrawal", {"reason": "Nhầm"})
    assert send(world, them, (PHOTO, "a.jpg"), form_id=form_id).status_code == 200
    assert of_the_line(world) == []
    assert not storage.exists(str(row.digest))


def test_the_twenty_first_is_refused(world: World, browser: Browser) -> None:
    fill(world, MOST_PER_LINE)
    them = browser.as_(world.officer)
    assert "There is room for no more" in them.get(url_of(world)).text
    answer = send(world, them, (PHOTO, "a.jpg"))
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#messages")
    assert "a.jpg: There is room for no more" in answer.text
    assert len(of_the_line(world)) == MOST_PER_LINE - 1


def test_nothing_stays_of_what_the_line_refuses(
    app: Flask, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed() -> Line:
        raise StaleVersion(line_of(world, HERE))

    wire(app, world, monkeypatch, closed)
    kept_before = _files(app)
    assert send(world, browser.as_(world.officer), (PHOTO, "a.jpg")).status_code == 409
    assert _files(app) == kept_before


def test_what_is_erased_in_between_is_kept_again(
    app: Flask, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(app)

    def erased() -> Line:
        for digest in {*_files(app)} - {*before}:
            storage.remove(digest)
        return line_of(world, HERE)

    wire(app, world, monkeypatch, erased)
    assert send(world, browser.as_(world.officer), (PHOTO, "a.jpg")).status_code == 200
    (row,) = of_the_line(world)
    assert {*row.digests} == {*_files(app)} - {*before}


def _files(app: Flask) -> list[str]:
    root = Path(app.config["STORAGE_URL"].removeprefix("file://"))
    return sorted(path.name for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("put", "get", "status", "told"),
    [
        ((507, "XMinioStorageFull"), (404, "NoSuchKey"), 507, "There is no room for files."),
        ((403, "AccessDenied"), (403, "AccessDenied"), 503, "does not answer"),
    ],
)
def test_a_store_that_fails_refuses_the_photo_alone(
    app: Flask,
    world: World,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    put: tuple[int, str],
    get: tuple[int, str],
    status: int,
    told: str,
) -> None:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    with s3_that_answers(PUT=put, GET=get, HEAD=(get[0], "")) as address:
        for name, value in BucketPlace(address, None, "files").config.items():
            monkeypatch.setitem(app.config, name, value)
        answer = send(world, browser.as_(world.officer), (PHOTO, "a.jpg"))
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (status, "#messages")
    assert told in answer.text
    assert of_the_line(world) == []


@pytest.mark.parametrize(
    ("person", "status"),
    [("reviewer", 403), ("leader", 403), ("administrator", 403), ("neighbour", 404)],
)
def test_others_send_nothing(world: World, browser: Browser, person: str, status: int) -> None:
    them = browser.as_(world.people[person])
    assert send(world, them, (PHOTO, "a.jpg")).status_code == status
