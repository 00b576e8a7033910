"""The review at a real browser: on a phone and a desk, alone, together, and without script.

Words are looked for by their place, not by their text: the catalogue is not what is tested here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bench.world import AS_AT, close, open_app
from documents import plan_reader
from models import clock
from models.base import db
from models.draft_plan import draft_from_reading
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from tests.browser.visitor import DESKTOP, PHONE, Visitor
from tests.conftest import SETTINGS
from tests.documents.corpus import SAMPLES
from tests.server import gunicorn

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
WAIT = 15_000
"""For what another person did to be seen here: two rounds of asking, and room."""


@pytest.fixture(scope="module")
def demo_server(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """As everywhere, on a copy of the demo in which Cam Lộ has read its letter."""
    file = Path(shutil.copy(demo_file, tmp_path_factory.mktemp("review") / "demo.db"))
    _read_letter(file)
    settings = {**SETTINGS, "DATABASE_URL": f"sqlite:///{file}", "TRUSTED_PROXIES": "1"}
    with gunicorn(**settings, AS_AT=AS_AT.isoformat()) as address:
        yield address


@pytest.fixture(scope="module")
def kept_sessions() -> dict[str, Any]:
    """Those who sign in here sign in to this copy."""
    return {}


def _read_letter(file: Path) -> None:
    letter = SAMPLES[0].read_text()
    with (
        open_app(file, **SETTINGS, AS_AT=None).app_context(),
        clock.fixed(clock.start_of_day(AS_AT)),
    ):
        with unscoped("a test finds its unit"):
            key = db.session.scalars(select(Unit.id).where(Unit.slug == "468")).one()
        for _copy in range(3):
            with bind(key):
                begin_write()
                unit = db.session.get_one(Unit, key)
                found = plan_reader.read_text(letter).as_json()
                found["unread"] = [{"line": 9, "text": "Đoạn chưa đọc được"}]
                draft_from_reading(unit, found, letter.splitlines())
                db.session.commit()
        close()


def open_review(visit: Visit, account: str = "duyet.468", plan: int = 1, **options: Any) -> Visitor:
    visitor = visit(account, **options)
    visitor.page.set_default_timeout(WAIT)
    assert visitor.page.goto(f"/468/plans/{plan}/review").status == 200
    return visitor


def ids(page: Any, section: int) -> list[str]:
    rows = page.locator(f"#section-{section}-tasks > li")
    found: list[str] = rows.evaluate_all("all => all.map(one => one.id)")
    return found


def edit(page: Any, task: int) -> None:
    page.click(f"#task-{task} .edit")
    page.wait_for_selector(f"#text-{task}")


def test_the_page_is_sound_with_a_form_open(visit: Visit) -> None:
    visitor = open_review(visit)
    assert visitor.faults("review") == []
    visitor.resize(DESKTOP)
    edit(visitor.page, 2)
    visitor.page.click("#task-2-form .kinds >> nth=0")
    visitor.page.click("#task-2-acts > a")
    visitor.page.wait_for_selector("#split-2")
    visitor.page.click("details.doc > summary")
    visitor.page.wait_for_selector(".doc-lines")
    assert visitor.faults("review-form") == []


def test_the_page_can_be_read_in_the_dark(visit: Visit) -> None:
    visitor = open_review(visit, color_scheme="dark")
    edit(visitor.page, 1)
    assert visitor.faults("review-dark") == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_passage_stands_above_on_a_phone_and_beside_on_a_desk(visit: Visit, width: int) -> None:
    visitor = open_review(visit)
    visitor.resize(width)
    passage = visitor.page.locator("#task-1 .src").bounding_box()
    draft = visitor.page.locator("#task-1-view").bounding_box()
    is_above = passage["y"] + passage["height"] <= draft["y"] + 1
    assert is_above is (width == PHONE)
    button = visitor.page.locator("#task-1-view button").bounding_box()
    assert button["height"] >= 44


def test_a_reviewer_mends_a_draft(visit: Visit) -> None:
    visitor = open_review(visit)
    visitor.resize(PHONE)
    page = visitor.page
    edit(page, 1)
    page.fill("#text-1", "Truyền thông về Luật Trẻ em")
    page.fill("#due-1", "1/1/2030")
    page.click("#task-1-form .btn-primary")
    page.wait_for_selector("#due-1[aria-invalid]")
    page.fill("#due-1", "30-6-2017")
    page.click("#task-1-form .btn-primary")
    page.wait_for_selector("#task-1-view :text('30/06/2017')")
    assert page.inner_html("#task-1-form") == ""
    assert page.evaluate("document.activeElement.closest('li').id") == "task-1"
    visitor.complaints.clear()  # the refused day was a 422
    page.click("#task-3-view button")
    page.wait_for_selector("#task-3-view.out button")
    assert "25" in page.inner_text("#review-counts")
    page.click("#task-3-view button")
    page.wait_for_selector("#task-3-view:not(.out)")
    assert visitor.complaints == []


def test_merging_splitting_and_moving_show_in_place(visit: Visit) -> None:
    visitor = open_review(visit)
    page = visitor.page
    first = ids(page, 2)
    edit(page, 8)
    page.click("#task-8-acts form[action$=merge] button")
    page.wait_for_selector("#task-8-view.out")
    assert page.inner_html("#task-8-form") == ""
    page.click("#task-8-view button")
    page.wait_for_selector("#task-8-view:not(.out)")
    edit(page, 7)
    page.click("#task-7-acts > a")
    page.fill("#split-7", "Một\nHai\nBa")
    page.click("#task-7-split .btn-primary")
    page.wait_for_selector("#section-2-tasks > li >> nth=3")
    made = ids(page, 2)
    assert (made[0], made[-1]) == (first[0], first[-1])
    texts = page.locator("#section-2-tasks .line-t").all_inner_texts()
    assert texts[:3] == ["Một", "Hai", "Ba"]


def test_what_is_typed_survives_moves_and_others(visit: Visit) -> None:
    visitor = open_review(visit, plan=2)
    page = visitor.page
    page.click("#parts > section >> nth=0 >> li:nth-child(2) .edit")
    page.wait_for_selector("textarea[name=text]")
    key = page.locator("li:has(textarea)").get_attribute("id")
    page.fill("textarea[name=text]", "Đang gõ dở")
    page.click(f"#{key}-acts [value=up]")
    page.wait_for_function("key => !document.getElementById(key).previousElementSibling", arg=key)
    other = open_review(visit, "lanhdao.468", plan=2).page
    other.click(f"#{key}-view button")
    page.wait_for_selector(f"#{key}-view.out .by")
    assert page.input_value("textarea[name=text]") == "Đang gõ dở"
    page.click("textarea[name=text] >> xpath=ancestor::form >> .btn-primary")
    page.wait_for_selector(f"#{key}-form [role=alert]")
    assert page.input_value("textarea[name=text]") == "Đang gõ dở"


def test_two_people_see_each_others_acts(visit: Visit) -> None:
    mine = open_review(visit, plan=3)
    theirs = open_review(visit, "lanhdao.468", plan=3)
    page, other = mine.page, theirs.page
    page.click("#offers button >> nth=0")
    page.wait_for_selector("#offers .st.done")
    page.click("#unread button")
    page.wait_for_selector("#unread .st.done")
    page.click("#parts + .part > a")
    page.fill("#title-new", "Mục thêm")
    page.click("#section-new-form .btn-primary")
    page.wait_for_selector("h2:text('Mục thêm')")
    other.wait_for_selector("#parts > section:last-child h2:text('Mục thêm')")
    other.wait_for_selector("#unread .st.done")
    rows = "all => all.map(one => one.id)"
    assert other.locator("li.task").evaluate_all(rows) == page.locator("li.task").evaluate_all(rows)
    assert mine.complaints == theirs.complaints == []


def test_every_act_works_without_script(visit: Visit) -> None:
    visit("duyet.468")
    visitor = open_review(visit, java_script_enabled=False)
    page = visitor.page
    page.click("#task-10 .edit")
    page.fill("#text-10", "Không có mã")
    page.click("main .btn-primary")
    page.wait_for_url("**/review#task-10")
    assert "Không có mã" in page.inner_text("#task-10-view")
    page.click("#task-10-view button")
    page.wait_for_url("**/review#task-10")
    assert page.locator("#task-10-view.out").count() == 1
    page.click("#task-10-view button")
    page.click("#task-10 .edit")
    page.click("[value=up]")
    assert ids(page, 3)[0] == "task-10"


def test_a_double_tap_pulls_an_entry_in_once(visit: Visit) -> None:
    page = open_review(visit).page
    before = page.locator("li.task").count()
    page.evaluate(
        "() => { const b = document.querySelector('#offers button'); b.click(); b.click(); }"
    )
    page.wait_for_selector("#offers .st.done")
    page.wait_for_timeout(1000)
    assert page.locator("li.task").count() == before + 1
