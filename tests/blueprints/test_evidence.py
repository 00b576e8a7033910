"""A photo at its address: for whom, in parts, from which cache."""

from __future__ import annotations

from itertools import count

import pytest

from blueprints.filters import file_size
from models.base import db
from models.tenancy import begin_write, bind
from tests.clients import Browser
from tests.evidence import attached, photo, present, url_of
from tests.stores import BucketPlace, FolderPlace
from tests.world import World

HERE = "19612"
NUMBERS = count(1)
CONTENT = photo(0, 16)
Store = FolderPlace | BucketPlace


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


def test_a_partner_gets_no_photo_of_a_line_of_his_unit(world: World, browser: Browser) -> None:
    assert browser.as_(world.partner).get(url_of(world, "468")).status_code == 404


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
