"""A table of tasks becomes a draft: what each column means, and that nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models.base import db
from models.plan import Plan
from models.plan_source import PlanSource
from models.table_plan import cadence_named, draft_from_table
from models.task import Audience, Cadence, Origin, Task
from models.tenancy import begin_write, bind
from tests.world import World

HEADER = {"subject": "Kế hoạch năm 2026", "number": "5/KH-UBND"}
YEARS = range(2026, 2027)


@dataclass(frozen=True)
class Row:
    """A row as documents.task_table gives it."""

    text: str
    number: int = 2
    section: str | None = None
    marker: str = ""
    lead: str = ""
    coordinating: str = ""
    due: str | None = None
    product: str = ""
    cadence: str = ""


@pytest.fixture
def at_cam_lo(world: World) -> Iterator[World]:
    with bind(world.unit_id("468")):
        begin_write()
        yield world


def drafted(world: World, *rows: Row, slug: str = "468", **values: Any) -> Plan:
    return draft_from_table(world.units[slug], rows, lines=["", "x"], **{**HEADER, **values})


def only(world: World, row: Row, **values: Any) -> Task:
    (task,) = drafted(world, row, **values).tasks
    return task


def test_a_row_becomes_a_task_of_the_table(at_cam_lo: World) -> None:
    task = only(at_cam_lo, Row("Khám sức khỏe", marker="1.2", due="2026-06-15", product="Báo cáo"))
    assert (task.origin, task.source_line, task.clause) == (Origin.TABLE, 2, "ý 1.2")
    assert (task.due_on, task.product) == (date(2026, 6, 15), "Báo cáo")
    assert (task.audience, task.cadence) == (Audience.BELOW, Cadence.ONCE)


def test_agencies_are_named_by_their_kinds(at_cam_lo: World) -> None:
    task = only(at_cam_lo, Row("Họp", lead="Phòng LĐTBXH", coordinating="Hội LHPN; Công an\nĐoàn"))
    assert task.audience == Audience.OWN
    assert task.lead_kinds == ["children"]
    assert task.coordinating_kinds == ["women", "police"]
    assert task.coordinating_names == ["Hội LHPN", "Công an", "Đoàn"]


def test_units_below_lead_what_is_theirs(at_cam_lo: World) -> None:
    task = only(at_cam_lo, Row("Họp", lead="UBND các xã, thị trấn"))
    assert (task.audience, task.lead_kinds) == (Audience.BELOW, [])


def test_a_unit_without_units_below_does_it_itself(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        assert only(world, Row("Họp"), slug="19612").audience == Audience.OWN


@pytest.mark.parametrize(
    ("cell", "text", "due", "cadence"),
    [
        ("Hằng tháng", "", None, Cadence.MONTHLY),
        ("1 lần/tháng", "", None, Cadence.MONTHLY),
        ("Thường xuyên", "", None, Cadence.MONTHLY),
        ("Quý", "", None, Cadence.QUARTERLY),
        ("6 tháng", "", None, Cadence.HALF_YEARLY),
        ("Sáu tháng 1 lần", "", None, Cadence.HALF_YEARLY),
        ("Hàng năm", "", None, Cadence.YEARLY),
        ("Theo đợt", "", None, Cadence.CAMPAIGN),
        ("Một lần", "hằng tháng", None, Cadence.ONCE),
        ("", "Giao ban hằng quý", None, Cadence.QUARTERLY),
        ("khi cần", "Họp", None, Cadence.ONCE),
    ],
)
def test_cadences_as_cells_write_them(
    cell: str, text: str, due: str | None, cadence: Cadence
) -> None:
    assert cadence_named(cell, text, due, YEARS) is cadence


def test_a_day_without_a_year_comes_every_year_of_several(at_cam_lo: World) -> None:
    period = {"starts_on": date(2026, 1, 1), "ends_on": date(2030, 12, 31)}
    task = only(at_cam_lo, Row("Họp", due="--06-15"), **period)
    assert (task.cadence, task.due_on) == (Cadence.YEARLY, date(2026, 6, 15))


def test_sections_stand_in_each_other(at_cam_lo: World) -> None:
    titles = ("A. CHUNG", "I. Bà / mẹ", "1. Một", "1.1. Hai")
    rows = [
        Row("Họp", section=path) for path in (None, "A. CHUNG / I. Bà / mẹ", "1. Một / 1.1. Hai")
    ]
    plan = drafted(at_cam_lo, *rows, titles=titles)
    found = [(one.number, one.title) for one in plan.sections]
    assert found == [("A", "CHUNG"), ("A.I", "Bà / mẹ"), ("1", "Một"), ("1.1", "Hai")]
    assert [task.section.number if task.section else None for task in plan.tasks] == [
        None,
        "A.I",
        "1.1",
    ]


def test_groups_without_a_number_keep_their_words(at_cam_lo: World) -> None:
    task = only(at_cam_lo, Row("Họp", section="Truyền thông", marker="3"), titles=["Truyền thông"])
    assert (task.section.title, task.section.number, task.clause) == ("Truyền thông", "", "ý 3")


def test_the_table_and_what_to_look_at_are_kept(at_cam_lo: World) -> None:
    plan = drafted(at_cam_lo, Row("Họp"), unread=[{"line": 2, "text": "Hạn: cuối năm"}])
    source = db.session.scalars(select(PlanSource).where(PlanSource.plan_id == plan.id)).one()
    assert source.lines == ["", "x"]
    assert source.unread == [{"line": 2, "text": "Hạn: cuối năm", "taken": False}]


def test_tasks_stand_in_the_order_of_the_rows(at_cam_lo: World) -> None:
    plan = drafted(at_cam_lo, *(Row(str(n), number=n) for n in range(1, 201)))
    assert [task.text for task in db.session.scalars(Task.of(plan))] == [
        str(n) for n in range(1, 201)
    ]
