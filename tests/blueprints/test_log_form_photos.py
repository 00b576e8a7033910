"""Photos that come with an entry in one post, and what becomes of them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from sqlalchemy import select

from models import storage
from models.activity import Activity
from models.base import db
from models.evidence import Evidence
from models.tenancy import bind
from tests.blueprints.test_log_form import GIVEN, NEW, count, saved
from tests.clients import Browser
from tests.documents.evidence import quarters
from tests.documents.evidence import saved as photo_of
from tests.page_checks import check_page
from tests.world import World

PHOTO = photo_of(quarters())
AGREED = {"shows_faces": "y", "consent": "Bố mẹ, nói miệng, 12/09"}


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def send(them: Browser, url: str, *files: tuple[bytes, str], **given: Any) -> Any:
    sent = [(io.BytesIO(content), name) for content, name in files]
    data = {**them.hidden_fields(url), **given, "file": sent}
    return them.open(url, method="POST", data=data, headers={"HX-Request": "true"})


def photos_of(world: World, activity: Activity) -> list[Evidence]:
    with bind(activity.unit_id):
        of_it = select(Evidence).where(Evidence.activity_id == activity.id)
        return list(db.session.scalars(of_it))


def test_photos_come_with_the_entry_and_once(world: World, officer: Browser) -> None:
    given = {**GIVEN, **AGREED, "form_id": "0fff0000-0000-7000-8000-000000000002"}
    before = count(world)
    answers = [send(officer, NEW, (PHOTO, "quà.jpg"), **given) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert count(world) == before + 1
    (photo,) = photos_of(world, saved(world))
    assert (photo.name, photo.consent) == ("quà.jpg", AGREED["consent"])
    page = officer.get(answers[0].headers["HX-Redirect"]).text
    assert f"/19612/evidence/{photo.id}/thumbnail" in page
    assert not check_page(page)


def test_a_file_that_is_refused_stops_neither_entry_nor_photos(
    world: World, officer: Browser
) -> None:
    answer = send(officer, NEW, (b"MZ", "a.exe"), (PHOTO, "b.jpg"), **GIVEN)
    assert answer.status_code == 204
    assert [photo.name for photo in photos_of(world, saved(world))] == ["b.jpg"]
    assert "Not added: a.exe: Only photos" in officer.get(answer.headers["HX-Redirect"]).text


def test_a_face_needs_who_agreed(world: World, officer: Browser) -> None:
    before = count(world)
    answer = send(officer, NEW, (PHOTO, "a.jpg"), **GIVEN, shows_faces="y")
    assert answer.status_code == 422
    assert "Write who agreed" in answer.text
    assert "choose them again" in answer.text
    assert count(world) == before
    assert officer.post(NEW, {**GIVEN, "shows_faces": "y"}).status_code == 303


def test_a_draft_goes_with_its_photos(world: World, officer: Browser) -> None:
    send(officer, NEW, (PHOTO, "a.jpg"), **GIVEN, save="draft")
    draft = saved(world)
    (photo,) = photos_of(world, draft)
    digest = str(photo.digest)
    assert storage.exists(digest)
    assert officer.post(f"/19612/activities/{draft.id}/deletion", form=NEW).status_code == 303
    assert photos_of(world, draft) == []
    assert not storage.exists(digest)


def test_a_partner_sees_and_withdraws_his_own_photo(world: World, browser: Browser) -> None:
    partner, key = browser.as_(world.partner), world.rows["468"]["women"].id
    send(partner, "/468/activities/new", (PHOTO, "a.jpg"), **{**GIVEN, "lead": str(key)})
    activity = saved(world, "468")
    (photo,) = photos_of(world, activity)
    assert partner.get(f"/468/evidence/{photo.id}").status_code == 200
    assert browser.as_(world.stranger).get(f"/468/evidence/{photo.id}").status_code == 404
    url = f"/468/evidence/{photo.id}/withdrawal"
    assert browser.as_(world.reviewer).post(url, {"reason": "Mờ"}, form="/me").status_code == 409
    assert partner.post(url, {"reason": "Mờ"}).status_code == 303


def test_photos_are_added_later(world: World, officer: Browser) -> None:
    officer.post(NEW, GIVEN)
    url = f"/19612/activities/{saved(world).id}/evidence"
    assert not check_page(officer.get(url).text)
    answer = send(officer, url, (PHOTO, "a.jpg"))
    assert answer.status_code == 200
    assert "Evidence 1/20" in answer.text


def test_the_photo_of_a_draft_is_its_maker_s_alone(world: World, officer: Browser) -> None:
    send(officer, NEW, (PHOTO, "nháp.jpg"), save="draft", **GIVEN)
    with bind(world.unit_id("19612"), person_id=world.officer.id):
        newest = select(Evidence).where(Evidence.activity_id.is_not(None)).order_by(Evidence.id)
        url = f"/19612/evidence/{db.session.scalars(newest).all()[-1].id}"
    reviewer = officer.as_(world.reviewer)
    assert [one.get(url).status_code for one in (officer, reviewer)] == [200, 404]
