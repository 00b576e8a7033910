"""The review at a real browser: on a phone and a desk, alone, together, and without script.

Words are looked for by their place, not by their text: the catalogue is not what is tested here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Letter:
    """A draft of Cam Lộ's letter: its plan, tasks and sections by number."""

    plan: int
    tasks: list[int]
    sections: list[int]


@pytest.fixture(scope="module")
def copy_of_demo(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(demo_file, tmp_path_factory.mktemp("review") / "demo.db"))


@pytest.fixture(scope="module")
def letters(copy_of_demo: Path) -> list[Letter]:
    """Three drafts of the letter, as its reviewer finds them after reading."""
    app = open_app(copy_of_demo, **SETTINGS, AS_AT=None)
    with app.app_context(), clock.fixed(clock.start_of_day(AS_AT)):
        with unscoped("a test finds its unit"):
            key = db.session.scalars(select(Unit.id).where(Unit.slug == "468")).one()
        found = [_read(key) for _copy in range(3)]
        close()
    return found


def _read(unit_id: int) -> Letter:
    text = SAMPLES[0].read_text()
    found = plan_reader.read_text(text).as_json()
    found["unread"] = [{"line": 9, "text": "Đoạn chưa đọc được"}]
    with bind(unit_id):
        begin_write()
        unit = db.session.get_one(Unit, unit_id)
        plan = draft_from_reading(unit, found, text.splitlines())
        db.session.commit()
        tasks, sections = [one.id for one in plan.tasks], [one.id for one in plan.sections]
        return Letter(plan.id, tasks, sections)


@pytest.fixture(scope="module")
def demo_server(copy_of_demo: Path, letters: list[Letter]) -> Iterator[str]:
    """As everywhere, on a copy of the demo in which Cam Lộ has read its letter."""
    url = f"sqlite:///{copy_of_demo}"
    settings = {**SETTINGS, "DATABASE_URL": url, "TRUSTED_PROXIES": "1"}
    with gunicorn(**settings, AS_AT=AS_AT.isoformat()) as address:
        yield address


@pytest.fixture(scope="module")
def kept_sessions() -> dict[str, Any]:
    """Those who sign in here sign in to this copy."""
    return {}


def open_review(
    visit: Visit, letter: Letter, account: str = "duyet.468", **options: Any
) -> Visitor:
    visitor = visit(account, **options)
    visitor.page.set_default_timeout(WAIT)
    assert visitor.page.goto(f"/468/plans/{letter.plan}/review").status == 200
    return visitor


def ids(page: Any, section: int) -> list[str]:
    rows = page.locator(f"#section-{section}-tasks > li")
    found: list[str] = rows.evaluate_all("all => all.map(one => one.id)")
    return found


def edit(page: Any, task: int) -> None:
    page.click(f"#task-{task} .edit")
    page.wait_for_selector(f"#text-{task}")


def test_the_page_is_sound_with_a_form_open(visit: Visit, letters: list[Letter]) -> None:
    visitor, one = open_review(visit, letters[0]), letters[0].tasks[1]
    assert visitor.faults("review") == []
    visitor.resize(DESKTOP)
    edit(visitor.page, one)
    visitor.page.click(f"#task-{one}-form .kinds >> nth=0")
    visitor.page.click(f"#task-{one}-acts > a")
    visitor.page.wait_for_selector(f"#split-{one}")
    visitor.page.click("details.doc > summary")
    visitor.page.wait_for_selector(".doc-lines")
    assert visitor.faults("review-form") == []


def test_the_page_can_be_read_in_the_dark(visit: Visit, letters: list[Letter]) -> None:
    visitor = open_review(visit, letters[0], color_scheme="dark")
    edit(visitor.page, letters[0].tasks[0])
    assert visitor.faults("review-dark") == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_passage_is_above_on_a_phone_and_beside_on_a_desk(
    visit: Visit, letters: list[Letter], width: int
) -> None:
    visitor, one = open_review(visit, letters[0]), letters[0].tasks[0]
    visitor.resize(width)
    passage = visitor.page.locator(f"#task-{one} .src").bounding_box()
    draft = visitor.page.locator(f"#task-{one}-view").bounding_box()
    is_above = passage["y"] + passage["height"] <= draft["y"] + 1
    assert is_above is (width == PHONE)
    button = visitor.page.locator(f"#task-{one}-view button").bounding_box()
    assert button["height"] >= 44


def test_a_reviewer_mends_a_task(visit: Visit, letters: list[Letter]) -> None:
    visitor, one = open_review(visit, letters[0]), letters[0].tasks[0]
    visitor.resize(PHONE)
    page = visitor.page
    edit(page, one)
    page.fill(f"#text-{one}", "Truyền thông về Luật Trẻ em")
    page.fill(f"#due-{one}", "1/1/2030")
    page.click(f"#task-{one}-form .btn-primary")
    page.wait_for_selector(f"#due-{one}[aria-invalid]")
    page.fill(f"#due-{one}", "30-6-2017")
    page.click(f"#task-{one}-form .btn-primary")
    page.wait_for_selector(f"#task-{one}-view :text('30/06/2017')")
    assert page.inner_html(f"#task-{one}-form") == ""
    assert page.evaluate("document.activeElement.closest('li').id") == f"task-{one}"


def test_a_task_is_left_out_and_taken_back(visit: Visit, letters: list[Letter]) -> None:
    visitor, one = open_review(visit, letters[0]), letters[0].tasks[2]
    page = visitor.page
    page.click(f"#task-{one}-view button")
    page.wait_for_selector(f"#task-{one}-view.out button")
    assert "25" in page.inner_text("#review-counts")
    page.click(f"#task-{one}-view button")
    page.wait_for_selector(f"#task-{one}-view:not(.out)")
    assert visitor.complaints == []


def test_merging_and_splitting_show_in_place(visit: Visit, letters: list[Letter]) -> None:
    page, section = open_review(visit, letters[0]).page, letters[0].sections[1]
    first, second = (int(key.partition("-")[2]) for key in ids(page, section))
    edit(page, second)
    page.click(f"#task-{second}-acts form[action$=merge] button")
    page.wait_for_selector(f"#task-{second}-view.out")
    assert page.inner_html(f"#task-{second}-form") == ""
    page.click(f"#task-{second}-view button")
    page.wait_for_selector(f"#task-{second}-view:not(.out)")
    edit(page, first)
    page.click(f"#task-{first}-acts > a")
    page.fill(f"#split-{first}", "Một\nHai\nBa")
    page.click(f"#task-{first}-split .btn-primary")
    page.wait_for_selector(f"#section-{section}-tasks > li >> nth=3")
    texts = page.locator(f"#section-{section}-tasks .line-t").all_inner_texts()
    assert texts[:3] == ["Một", "Hai", "Ba"]
    assert ids(page, section)[-1] == f"task-{second}"


def test_what_is_typed_survives_moves_and_others(visit: Visit, letters: list[Letter]) -> None:
    page, letter = open_review(visit, letters[1]).page, letters[1]
    one, typed = letter.tasks[1], f"#text-{letter.tasks[1]}"
    edit(page, one)
    page.fill(typed, "Đang gõ dở")
    page.click(f"#task-{one}-acts [value=up]")
    page.wait_for_selector(f"#section-{letter.sections[0]}-tasks > li:first-child#task-{one}")
    page.select_option(f"#section-of-{one}", "0")
    page.click(f"#task-{one}-section button")
    page.wait_for_selector(f"#section-0-tasks > #task-{one}")
    other = open_review(visit, letter, "lanhdao.468").page
    other.click(f"#task-{one}-view button")
    page.wait_for_selector(f"#task-{one}-view.out .by")
    assert page.input_value(typed) == "Đang gõ dở"
    page.click(f"#task-{one}-form form:has({typed}) .btn-primary")
    page.wait_for_selector(f"#task-{one}-form [role=alert]")
    assert page.input_value(typed) == "Đang gõ dở"


def test_two_people_see_each_others_acts(visit: Visit, letters: list[Letter]) -> None:
    mine = open_review(visit, letters[2])
    theirs = open_review(visit, letters[2], "lanhdao.468")
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


def test_every_act_works_without_script(visit: Visit, letters: list[Letter]) -> None:
    visit("duyet.468")
    page = open_review(visit, letters[0], java_script_enabled=False).page
    one = letters[0].tasks[9]
    page.click(f"#task-{one} .edit")
    page.fill(f"#text-{one}", "Không có mã")
    page.click("main .btn-primary")
    page.wait_for_url(f"**/review#task-{one}")
    assert "Không có mã" in page.inner_text(f"#task-{one}-view")
    page.click(f"#task-{one}-view button")
    page.wait_for_selector(f"#task-{one}-view.out")
    page.click(f"#task-{one}-view button")
    page.click(f"#task-{one} .edit")
    page.click("[value=up]")
    page.wait_for_url(f"**/review#task-{one}")
    assert ids(page, letters[0].sections[2])[0] == f"task-{one}"


def test_a_double_tap_pulls_an_entry_in_once(visit: Visit, letters: list[Letter]) -> None:
    page = open_review(visit, letters[0]).page
    before = page.locator("li.task").count()
    page.evaluate(
        "() => { const b = document.querySelector('#offers button'); b.click(); b.click(); }"
    )
    page.wait_for_selector("#offers .st.done")
    page.wait_for_timeout(1000)
    assert page.locator("li.task").count() == before + 1
