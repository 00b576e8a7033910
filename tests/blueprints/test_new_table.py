"""A plan from a table of tasks: pasted or as .xlsx, nothing of it lost."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from models import storage
from models.base import db
from models.plan import Plan
from models.plan_source import PlanSource
from models.task import Task
from models.tenancy import bind
from tests.blueprints.test_new_plan import NEW, TYPED, count, plans, send
from tests.clients import Browser
from tests.world import World

HEADINGS = ["STT", "Nội dung", "Cơ quan chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Kinh phí"]
ROWS = [
    ["I", "Truyền thông", "", "", "", "", ""],
    ["1", "Tổ chức lễ phát động", "Phòng LĐTBXH", "Hội LHPN", "01/6/2026", "Kế hoạch", "5 triệu"],
    ["2", "Phát thanh hằng tháng", "UBND các xã", "", "cuối năm", "", ""],
]
TABLE = "\r\n".join("\t".join(row) for row in [HEADINGS, *ROWS])


def workbook(rows: list[list[Any]]) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def made(world: World) -> tuple[Plan, list[Task], PlanSource]:
    """The newest plan with its tasks and its source."""
    newest = plans(world)[0]
    with bind(world.unit_id("468")):
        plan = db.session.get_one(Plan, newest.id)
        tasks = list(db.session.scalars(Task.of(plan)))
        source = db.session.scalars(PlanSource.of(plan.id)).one()
        _ = source.lines, [(task.section, task.lead_kinds) for task in tasks]
        return plan, tasks, source


def test_a_pasted_table_becomes_a_draft(world: World, browser: Browser) -> None:
    answer = send(browser.as_(world.reviewer), {**TYPED, "table": TABLE}, "/table")
    plan, tasks, source = made(world)
    assert answer.headers["Location"] == f"/468/plans/{plan.id}/review"
    assert [task.text for task in tasks] == ["Tổ chức lễ phát động", "Phát thanh hằng tháng"]
    assert [(str(task.due_on), task.product) for task in tasks] == [
        ("2026-06-01", "Kế hoạch"),
        ("None", None),
    ]
    assert source.lines == TABLE.split("\r\n")


def test_what_was_not_understood_is_listed_with_its_row(world: World, browser: Browser) -> None:
    send(browser.as_(world.reviewer), {**TYPED, "table": TABLE}, "/table")
    _plan, tasks, source = made(world)
    told = "The due day was not understood: cuối năm"
    assert source.unread == [{"line": 4, "text": told, "taken": False}]
    assert tasks[1].source_line == 4


def test_a_workbook_becomes_a_draft_with_its_file(world: World, browser: Browser) -> None:
    content = workbook([HEADINGS, *ROWS])
    sent = {**TYPED, "file": (BytesIO(content), "Phụ lục.xlsx")}
    assert send(browser.as_(world.reviewer), sent, "/table").status_code == 303
    _plan, tasks, source = made(world)
    assert len(tasks) == 2
    assert source.file_name == "Phụ lục.xlsx"
    assert storage.read(str(source.sha256)) == content
    assert "Kinh phí: 5 triệu" in source.lines[2]


def test_a_row_without_a_task_is_listed(world: World, browser: Browser) -> None:
    table = f"{TABLE}\r\n3\t\tCông an\t\t15/6/2026\t\t"
    send(browser.as_(world.reviewer), {**TYPED, "table": table}, "/table")
    _plan, tasks, source = made(world)
    assert len(tasks) == 2
    assert any("names no task" in entry["text"] for entry in source.unread)


def test_a_long_product_is_listed_whole(world: World, browser: Browser) -> None:
    table = f"Nội dung\tSản phẩm\r\nHọp tổng kết năm\t{'báo cáo ' * 60}\r\nGặp\tẢnh"
    send(browser.as_(world.reviewer), {**TYPED, "table": table}, "/table")
    _plan, tasks, source = made(world)
    assert len(tasks[0].product or "") == 300
    assert source.unread[0]["text"].endswith(("báo cáo " * 60).strip())


@pytest.mark.parametrize(
    ("sent", "field", "told"),
    [
        ({}, "table", "Paste the table, or choose the file."),
        ({"table": "  \n"}, "table", "Paste the table, or choose the file."),
        ({"table": TABLE, "subject": ""}, "subject", "Write something here."),
        ({"table": "\t\t\n\t"}, "table", "Paste the table"),
    ],
)
def test_a_refused_table_stays_in_its_box(
    world: World, browser: Browser, sent: dict[str, str], field: str, told: str
) -> None:
    before = count(world)
    answer = send(browser.as_(world.reviewer), {**TYPED, **sent}, "/table")
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert told in answer.text
    assert all(line in answer.text for line in sent.get("table", "").split("\r\n"))
    assert count(world) == before


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "rỗng.xlsx"), (b"no workbook", "giả.xlsx"), (b"PK\x03\x04broken", "hỏng.xlsx")],
)
def test_a_refused_workbook_is_told_beside_the_field(
    world: World, browser: Browser, content: bytes, name: str
) -> None:
    sent = {**TYPED, "file": (BytesIO(content), name)}
    answer = send(browser.as_(world.reviewer), sent, "/table")
    assert answer.status_code == 422
    assert f"{name}: " in answer.text
    assert 'id="file-error"' in answer.text


def test_a_table_and_a_file_at_once_are_refused(world: World, browser: Browser) -> None:
    sent = {**TYPED, "table": TABLE, "file": (BytesIO(b"x"), "x.xlsx")}
    answer = send(browser.as_(world.reviewer), sent, "/table")
    assert (answer.status_code, "keep one of them" in answer.text) == (422, True)


def test_a_double_tap_makes_one_plan(world: World, browser: Browser) -> None:
    them, before = browser.as_(world.reviewer), count(world)
    hidden = {**them.hidden_fields(f"{NEW}/table"), "anyway": "y"}
    answers = [send(them, {**TYPED, "table": TABLE}, "/table", **hidden) for _ in "12"]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert count(world) == before + 1


def test_the_same_workbook_again_is_asked_about(world: World, browser: Browser) -> None:
    them, content = browser.as_(world.reviewer), workbook([HEADINGS, *ROWS])
    given = {**TYPED, "number": ""}
    statuses = [
        send(them, {**given, "file": (BytesIO(content), "x.xlsx")}, "/table").status_code
        for _ in "12"
    ]
    assert statuses == [303, 409]
