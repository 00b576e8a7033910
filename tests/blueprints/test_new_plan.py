"""Four ways to a new plan: what is made of each, and what is said where nothing is made."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from models import storage
from models.base import db
from models.plan import Plan
from models.plan_source import PlanSource
from models.storage import NoRoom, Unreachable
from models.task import Task
from models.tenancy import begin_write, bind
from tests.clients import Browser
from tests.documents.corpus import SAMPLES
from tests.world import World

NEW = "/468/plans/new"
LETTER = SAMPLES[0].read_text()
WAYS = ("", "/text", "/table", "/typed")
TYPED = {
    "subject": "Kế hoạch công tác trẻ em năm 2026",
    "kind": "ke_hoach",
    "number": "5/KH-UBND",
    "issued_on": "05/01/2026",
    "starts_on": "01/01/2026",
    "ends_on": "31/12/2026",
}


def file(content: bytes | str = LETTER, name: str = "Công văn 170.txt") -> dict[str, Any]:
    return {"file": (BytesIO(content.encode() if isinstance(content, str) else content), name)}


MULTIPART = "multipart/form-data; boundary=part"


def multipart(fields: dict[str, str]) -> bytes:
    """A body as a browser sends it, where the test client would leave a large one open."""
    names = {"file": 'file"; filename="to.txt'}
    head = '--part\r\nContent-Disposition: form-data; name="'
    parts = (f'{head}{names.get(key, key)}"\r\n\r\n{value}\r\n' for key, value in fields.items())
    return f"{''.join(parts)}--part--\r\n".encode()


def send(them: Browser, data: dict[str, Any], way: str = "", **hidden: str) -> Any:
    """Post a form with the hidden fields of its page, or with those given."""
    drawn = hidden or them.hidden_fields(NEW + way)
    return them.open(NEW + way, method="POST", data={**drawn, **data})


def plans(world: World, slug: str = "468") -> list[Plan]:
    """The unit's plans, newest first."""
    with bind(world.unit_id(slug)):
        own = select(Plan).where(Plan.unit_id == world.unit_id(slug)).order_by(Plan.id.desc())
        return list(db.session.scalars(own))


def source(world: World) -> PlanSource:
    """The document of the newest plan."""
    with bind(world.unit_id("468")):
        newest = db.session.scalars(select(Plan).order_by(Plan.id.desc()).limit(1)).one()
        found = db.session.scalars(PlanSource.of(newest.id)).one()
        assert found.lines is not None
        return found


def count(world: World) -> int:
    return len(plans(world))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("who", "status"),
    [("reviewer", 200), ("leader", 200), ("manager", 403), ("partner", 403), ("officer", 404)],
)
def test_the_ways_are_for_who_manages_plans(
    world: World, browser: Browser, who: str, status: int, way: str
) -> None:
    assert browser.as_(world.people[who]).get(NEW + way).status_code == status


@pytest.mark.parametrize("way", WAYS)
def test_each_way_leads_to_the_others(world: World, browser: Browser, way: str) -> None:
    page = browser.as_(world.reviewer).get(NEW + way).text
    assert all(f'href="{NEW}{other}"' in page for other in WAYS)
    assert page.count('aria-current="page"') >= 1


def test_a_file_becomes_a_draft_with_its_original(world: World, browser: Browser) -> None:
    answer = send(browser.as_(world.reviewer), file())
    plan = plans(world)[0]
    assert answer.headers["Location"] == f"/468/plans/{plan.id}/review"
    assert (plan.number, plan.author_id) == ("170/UBND-LĐTB&XH", world.reviewer.id)
    kept = source(world)
    assert (kept.file_name, kept.size) == ("Công văn 170.txt", len(LETTER.encode()))
    assert storage.read(str(kept.sha256)) == LETTER.encode()


def test_pasted_text_becomes_a_draft(world: World, browser: Browser) -> None:
    answer = send(browser.as_(world.reviewer), {"text": LETTER.replace("\n", "\r\n")}, "/text")
    assert answer.status_code == 303
    with bind(world.unit_id("468")):
        tasks = db.session.scalar(
            select(func.count()).select_from(Task).where(Task.plan_id == plans(world)[0].id)
        )
    assert (tasks or 0) > 10
    assert source(world).sha256 is None


def test_a_plan_is_typed_from_nothing(world: World, browser: Browser) -> None:
    assert send(browser.as_(world.reviewer), TYPED, "/typed").status_code == 303
    plan = plans(world)[0]
    assert (plan.subject, plan.number) == (TYPED["subject"], "5/KH-UBND")
    assert plan.issuer == "UBND huyện Cam Lộ"


def test_the_period_offered_is_this_year(world: World, browser: Browser) -> None:
    page = browser.as_(world.reviewer).get(f"{NEW}/typed").text
    assert 'value="01/01/2026"' in page
    assert 'value="31/12/2026"' in page


def test_a_commune_makes_plans_for_its_own(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    hidden = them.hidden_fields("/19612/plans/new/typed")
    them.client.post("/19612/plans/new/typed", data={**hidden, **TYPED})
    assert plans(world, "19612")[0].number == "5/KH-UBND"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ((), "Choose the file."),
        ((b"", "rỗng.docx"), "rỗng.docx: The document is empty. Choose"),
        ((b"   \n", "trắng.txt"), "The document is empty."),
        ((b"%PDF-1.7 x", "giả.docx"), "is not what its name says. Save it again as .docx"),
        ((b"PK\x03\x04broken", "hỏng.docx"), "hỏng.docx: The file is damaged"),
        ((b"\x89PNG\r\n", "ảnh.png"), "ảnh.png: This kind of file cannot be read."),
        (("khong co dau tieng Viet nao o day ca " * 20, "x.txt"), "no Vietnamese diacritics"),
        ((b"%PDF-1.7 \x00", "a<b>.pdf"), "a&lt;b&gt;.pdf: "),
    ],
    ids=["none", "empty", "blank", "lying", "damaged", "unknown", "no marks", "markup"],
)
def test_a_refused_file_is_told_beside_the_field(
    world: World, browser: Browser, sent: tuple[Any, str], told: str
) -> None:
    before = count(world)
    answer = send(browser.as_(world.reviewer), file(*sent) if sent else {})
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert told in answer.text
    assert count(world) == before


def test_a_file_larger_than_20_mb_is_refused(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    fields = {**them.hidden_fields(NEW), "file": "x" * (20 * 2**20 + 1)}
    answer = them.open(NEW, method="POST", data=multipart(fields), content_type=MULTIPART)
    assert answer.status_code == 422
    assert "to.txt: The file is larger than 20 MB. Save it without pictures" in answer.text


def test_what_is_refused_is_not_kept(world: World, browser: Browser) -> None:
    content = b"%PDF-1.7 nothing"
    send(browser.as_(world.reviewer), file(content, "giả.docx"))
    assert not storage.exists(hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/kế hoạch.txt", "kế hoạch.txt"),
        ("d" * 300 + ".txt", "d" * 196 + ".txt"),
    ],
)
def test_the_name_of_a_file_is_kept_without_its_folder(
    world: World, browser: Browser, name: str, kept: str
) -> None:
    send(browser.as_(world.reviewer), file(name=name))
    assert source(world).file_name == kept


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "Paste the text here."), (" \n", "Paste the text here."), ("x" * 300_001, "too much")],
)
def test_refused_text_stays_in_its_box(
    world: World, browser: Browser, text: str, told: str
) -> None:
    answer = send(browser.as_(world.reviewer), {"text": text}, "/text")
    assert answer.status_code == 422
    assert told in answer.text
    assert text in answer.text


def test_text_that_the_reader_refuses_stays_in_its_box(world: World, browser: Browser) -> None:
    text = "khong co dau tieng Viet nao o day ca " * 20
    answer = send(browser.as_(world.reviewer), {"text": text}, "/text")
    assert answer.status_code == 422
    assert "Ask for the original with its marks." in answer.text
    assert text in answer.text


@pytest.mark.parametrize("strange", ["\x01", "\x07", "\u2028", "\ufeff", "🎈"])
def test_strange_characters_do_not_stop_a_plan(
    world: World, browser: Browser, strange: str
) -> None:
    them = browser.as_(world.reviewer)
    letter = LETTER.replace("trẻ em", f"trẻ{strange} em")
    assert send(them, {"text": letter}, "/text").status_code == 303
    sent = {**file(letter), "anyway": "y"}
    assert send(them, sent).status_code == 303


def test_a_null_character_does_not_stop_pasted_text(world: World, browser: Browser) -> None:
    letter = LETTER.replace("trẻ em", "trẻ\x00 em")
    assert send(browser.as_(world.reviewer), {"text": letter}, "/text").status_code == 303


@pytest.mark.parametrize(
    ("fault", "status", "told"),
    [
        (Unreachable("away"), 503, "does not answer. Try again."),
        (NoRoom("full"), 507, "there is no room for files"),
    ],
)
def test_without_storage_no_plan_is_made(
    world: World,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
    status: int,
    told: str,
) -> None:
    def fail(_content: bytes) -> str:
        raise fault

    before = count(world)
    monkeypatch.setattr(storage, "keep", fail)
    answer = send(browser.as_(world.reviewer), file())
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (status, "#content")
    assert f"The plan was not made: {told}" in answer.text or told in answer.text
    assert count(world) == before


@pytest.mark.parametrize(
    ("way", "data"), [("", file), ("/text", lambda: {"text": LETTER}), ("/typed", lambda: TYPED)]
)
def test_a_double_tap_makes_one_plan(world: World, browser: Browser, way: str, data: Any) -> None:
    them, before = browser.as_(world.reviewer), count(world)
    hidden = {**them.hidden_fields(NEW + way), "anyway": "y"}
    answers = [send(them, data(), way, **hidden) for _ in "12"]
    where = f"/468/plans/{plans(world)[0].id}/review"
    assert [answer.headers["Location"] for answer in answers] == [where, where]
    assert count(world) == before + 1


def test_under_htmx_the_browser_is_led_to_the_review(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    data = {**file(), **them.hidden_fields(NEW)}
    answer = them.client.post(NEW, data=data, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].endswith("/review")


def test_the_same_file_again_is_asked_about(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    send(them, file())
    first, before = plans(world)[0], count(world)
    answer = send(them, file(name="bản khác.txt"))
    assert answer.status_code == 409
    assert f'href="/468/plans/{first.id}/review"' in answer.text
    assert count(world) == before


def test_who_goes_on_knowingly_need_not_bring_the_file_again(
    world: World, browser: Browser
) -> None:
    them = browser.as_(world.reviewer)
    send(them, file())
    before, asked = count(world), send(them, file(name="bản khác.txt")).text
    kept = asked.partition('name="kept" value="')[2].partition('"')[0]
    hidden = {**them.hidden_fields(NEW), "kept": kept, "anyway": "y"}
    assert send(them, {}, **hidden).status_code == 303
    assert count(world) == before + 1
    assert source(world).file_name == "bản khác.txt"


def test_a_kept_file_is_the_persons_alone(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    send(them, file())
    asked = send(them, file()).text
    kept = asked.partition('name="kept" value="')[2].partition('"')[0]
    other = browser.as_(world.leader)
    hidden = {**other.hidden_fields(NEW), "kept": kept, "anyway": "y"}
    answer = send(other, {}, **hidden)
    assert answer.status_code == 422
    assert "Choose the file once more" in answer.text


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"number": "170/UBND-LĐTB&XH"}, 409),
        ({"number": "170/UBND-LĐTB&XH", "issued_on": ""}, 409),
        ({"number": "170/UBND-LĐTB&XH", "issued_on": "05/01/2025"}, 303),
        ({"number": "171/UBND-LĐTB&XH"}, 303),
        ({"number": ""}, 303),
    ],
)
def test_the_same_number_in_the_same_year_is_asked_about(
    world: World, browser: Browser, given: dict[str, str], status: int
) -> None:
    them = browser.as_(world.reviewer)
    answer = send(them, {**TYPED, **given}, "/typed")
    assert answer.status_code == status
    if status == 409:
        assert TYPED["subject"] in answer.text
        assert send(them, {**TYPED, **given, "anyway": "y"}, "/typed").status_code == 303


def test_a_discarded_draft_is_not_in_the_way(world: World, browser: Browser) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        for plan in db.session.scalars(select(Plan).where(Plan.unit_id == world.unit_id("468"))):
            plan.discard()
        db.session.commit()
    given = {**TYPED, "number": "170/UBND-LĐTB&XH"}
    assert send(browser.as_(world.reviewer), given, "/typed").status_code == 303


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"ends_on": "31/12/2025"}, "ends_on"),
        ({"starts_on": "1/13/2026"}, "starts_on"),
        ({"kind": ""}, "kind"),
    ],
)
def test_a_bad_header_is_answered_beside_the_field(
    world: World, browser: Browser, given: dict[str, str], field: str
) -> None:
    answer = send(browser.as_(world.reviewer), {**TYPED, **given}, "/typed")
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
