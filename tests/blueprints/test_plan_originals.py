"""The original of a plan: unchanged, for who may read it, and brought again where it was lost."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from models import audit, storage
from models.audit import AuditEvent
from models.base import db
from models.draft_plan import SourceFile, draft_from_reading
from models.plan_recipient import PlanRecipient
from models.storage import Unreachable
from models.tenancy import begin_write, bind
from models.unit import Unit
from tests.clients import Browser
from tests.plans import LINES, reading
from tests.world import TODAY, World

CONTENT = b"%PDF-1.7 the letter \x00\xff"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
NAME = "Công văn 170 “hướng dẫn” công tác trẻ em.pdf"


@pytest.fixture
def where(world: World) -> str:
    """The address of a published plan with its file, addressed to Cam Thành and to Hội LHPN."""
    with bind(world.unit_id("468")):
        digest = storage.keep(CONTENT)
        begin_write()
        file = SourceFile(NAME, "application/pdf", len(CONTENT), digest)
        plan = draft_from_reading(world.units["468"], reading(), LINES, file=file)
        plan.published_at = TODAY
        plan.addressees.append(db.session.get_one(Unit, world.unit_id("19612")))
        agency = world.rows["468"]["women"].id
        db.session.add(PlanRecipient(plan_id=plan.id, agency_id=agency))
        audit.record("plan.published", plan)
        db.session.commit()
        return f"/468/plans/{plan.id}/original"


def lose(app: Flask) -> None:
    storage.remove(DIGEST)


def damage(app: Flask) -> None:
    folder = app.config["STORAGE_URL"].removeprefix("file://")
    with open(f"{folder}/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}", "wb") as file:  # noqa: PTH123
        file.write(b"something else")


def file(content: bytes = CONTENT, name: str = NAME) -> dict[str, Any]:
    return {"file": (BytesIO(content), name)}


@pytest.mark.parametrize(
    ("who", "at"),
    [
        ("reviewer", "468"),
        ("manager", "468"),
        ("partner", "468"),
        ("province", "468"),
        ("officer", "19612"),
    ],
)
def test_the_original_comes_unchanged(
    world: World, browser: Browser, where: str, who: str, at: str
) -> None:
    answer = browser.as_(world.people[who]).get(where.replace("468", at, 1))
    assert (answer.status_code, answer.data) == (200, CONTENT)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/pdf"


@pytest.mark.parametrize("who", ["neighbour", "stranger"])
def test_the_original_is_not_for_others(
    world: World, browser: Browser, where: str, who: str
) -> None:
    assert browser.as_(world.people[who]).get(where).status_code == 404


def test_a_partner_who_is_only_named_does_not_get_it(world: World, browser: Browser) -> None:
    named = f"/468/plans/{world.rows['468']['plan'].id}/original"
    assert browser.as_(world.partner).get(named).status_code == 404


def test_the_original_of_a_draft_stays_in_its_unit(world: World, browser: Browser) -> None:
    draft = f"/468/plans/{world.rows['468']['plan_draft'].id}/original"
    got = {
        who: browser.as_(world.people[who]).get(draft).status_code
        for who in ("reviewer", "province", "partner")
    }
    assert got == {"reviewer": 200, "province": 404, "partner": 404}


def test_it_comes_under_its_own_name(world: World, browser: Browser, where: str) -> None:
    given = browser.as_(world.reviewer).get(where).headers["Content-Disposition"]
    assert given.startswith("attachment; ")
    assert "filename*=UTF-8''C%C3%B4ng%20v%C4%83n%20170%20%E2%80%9Ch" in given
    assert "\n" not in given


def test_who_has_it_need_not_load_it_again(
    app: Flask, world: World, browser: Browser, where: str
) -> None:
    them = browser.as_(world.reviewer)
    first = them.get(where)
    assert first.headers["ETag"] == f'"{DIGEST}"'
    assert first.headers["Cache-Control"] == "no-cache, private"
    lose(app)  # what the browser has is not read again
    again = them.open(where, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_pasted_text_comes_as_a_text_file(world: World, browser: Browser) -> None:
    url = f"/468/plans/{world.rows['468']['plan'].id}/original"
    answer = browser.as_(world.reviewer).get(url)
    assert answer.data.decode("utf-8-sig").split("\r\n") == LINES
    assert "170-UBND-L%C4%90TB-XH.txt" in answer.headers["Content-Disposition"]


def test_a_plan_without_a_document_has_no_original(world: World, browser: Browser) -> None:
    from models.draft_plan import start_empty

    with bind(world.unit_id("468")):
        begin_write()
        plan = start_empty(world.units["468"], subject="Kế hoạch")
        db.session.commit()
        url = f"/468/plans/{plan.id}/original"
    assert browser.as_(world.reviewer).get(url).status_code == 404


@pytest.mark.parametrize(("harm", "told"), [(lose, "no longer"), (damage, "was damaged")])
def test_what_happened_to_a_lost_file_is_told(
    app: Flask, world: World, browser: Browser, where: str, harm: Any, told: str
) -> None:
    harm(app)
    answer = browser.as_(world.reviewer).get(where)
    assert answer.status_code == 410
    for part in (told, DIGEST, "Huyện Cam Lộ", 'type="file"'):
        assert part in answer.text


def test_who_only_reads_is_told_whom_to_tell(
    app: Flask, world: World, browser: Browser, where: str
) -> None:
    lose(app)
    answer = browser.as_(world.officer).get(where.replace("468", "19612", 1))
    assert (answer.status_code, 'type="file"' in answer.text) == (410, False)
    assert "Huyện Cam Lộ" in answer.text


def test_a_silent_store_is_503(
    world: World, browser: Browser, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(_digest: str) -> bytes:
        raise Unreachable("no answer")

    monkeypatch.setattr(storage, "read", silent)
    answer = browser.as_(world.reviewer).get(where)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert 'type="file"' not in answer.text


@pytest.mark.parametrize("harm", [lose, damage])
def test_the_same_file_brings_it_back(
    app: Flask, world: World, browser: Browser, where: str, harm: Any
) -> None:
    harm(app)
    them = browser.as_(world.reviewer)
    sent = {**file(name="khác.pdf"), **them.hidden_fields(where)}
    answer = them.client.post(f"{where}/return", data=sent)
    assert answer.status_code == 303
    assert them.get(where).data == CONTENT
    with bind(world.unit_id("468")):
        actions = db.session.scalars(select(AuditEvent.action)).all()
    assert actions.count("plan_source.returned") == 1


@pytest.mark.parametrize("content", [b"another", b"", None])
def test_another_file_is_refused(
    app: Flask, world: World, browser: Browser, where: str, content: bytes | None
) -> None:
    lose(app)
    them = browser.as_(world.reviewer)
    sent = {} if content is None else file(content)
    given = {**sent, **them.hidden_fields(where)}
    answer = them.client.post(f"{where}/return", data=given)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert not storage.exists(DIGEST)


@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("officer", 404), ("partner", 403)])
def test_others_do_not_bring_it(
    app: Flask, world: World, browser: Browser, where: str, who: str, status: int
) -> None:
    lose(app)
    them = browser.as_(world.people[who])
    given = {**file(), **them.hidden_fields("/")}
    assert them.client.post(f"{where}/return", data=given).status_code == status
