"""Adopting a plan from above, and how plans hang together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from models import audit, clock
from models.adopt_plan import NotAdoptable, adopt, adoptions_by, can_be_adopted
from models.adoption_words import adopted_subject
from models.agency import Agency
from models.base import db
from models.plan import Plan, PlanKind
from models.plan_chain import adoptions_of, chain_of
from models.plan_facts import PlanTarget, ReportDue
from models.plan_recipient import PlanRecipient
from models.task import Audience, Origin, Task
from models.tenancy import begin_write, bind
from models.unit import Unit
from tests.copies import (
    adopted_by,
    draft_of,
    draft_of_the_letter,
    letter_for,
    publish_to,
    writing,
)
from tests.plans import task
from tests.world import World

CITED = "Công văn số 170/UBND-LĐTB&XH"


@pytest.fixture
def letter(world: World) -> int:
    """The Cam Lộ letter, published to xã Cam Thành."""
    return letter_for(world, "19612")


@pytest.fixture
def adopted(world: World, letter: int) -> Iterator[Plan]:
    """What xã Cam Thành made of it, read there."""
    plan_id = adopted_by(world, letter, "19612")
    with bind(world.unit_id("19612")):
        yield db.session.get_one(Plan, plan_id)


def test_the_commune_has_a_draft_of_its_own(world: World, letter: int, adopted: Plan) -> None:
    assert adopted.is_draft
    assert (adopted.unit_id, adopted.based_on_id) == (world.unit_id("19612"), letter)
    assert (adopted.kind, adopted.number) == (PlanKind.PLAN, None)
    assert (adopted.issuer, adopted.place) == ("UBND xã Cam Thành", "Cam Thành")
    assert (adopted.starts_on, adopted.ends_on) == (date(2026, 1, 1), date(2026, 12, 31))


def test_the_subject_is_the_communes(adopted: Plan) -> None:
    assert adopted.subject == (
        "Triển khai công tác bảo vệ, chăm sóc trẻ em và bình đẳng giới năm 2026"
        " trên địa bàn xã Cam Thành"
    )


def test_the_grounds_name_the_letter(adopted: Plan) -> None:
    assert " ".join(adopted.grounds) == (
        f"{CITED} ngày 28/4/2026 của UBND huyện Cam Lộ về việc hướng dẫn triển khai công tác"
        " bảo vệ, chăm sóc trẻ em và bình đẳng giới năm 2026"
    )


def test_every_task_keeps_its_clause(adopted: Plan) -> None:
    tasks = db.session.scalars(Task.of(adopted)).all()
    assert len(tasks) == 26
    assert tasks[0].clause == f"mục 1, {CITED}"
    assert tasks[13].clause == f"mục 5, {CITED}"
    assert {row.origin for row in tasks} == {Origin.COPIED}


def test_tasks_point_to_those_they_come_from(adopted: Plan) -> None:
    tasks = db.session.scalars(Task.of(adopted)).all()
    assert all(row.root_id == row.copied_from_id for row in tasks)
    assert {row.audience for row in tasks} == {Audience.OWN}
    assert {tuple(row.lead_names) for row in tasks} == {()}


def test_the_headings_come_along(adopted: Plan) -> None:
    assert [section.number for section in adopted.sections] == list("12345678")


def test_it_is_for_all_agencies_and_hamlets(world: World, adopted: Plan) -> None:
    own = db.session.scalars(PlanRecipient.of(adopted.id)).all()
    assert len(own) == 3
    assert adopted.recipients[0] == "UBND huyện Cam Lộ (báo cáo)"
    assert adopted.recipients[-1] == "Lưu: VT"


def test_report_duties_become_the_communes(adopted: Plan) -> None:
    dues = db.session.scalars(ReportDue.of(adopted.id)).all()
    assert [(due.who, due.to, due.days) for due in dues] == [
        ("UBND xã Cam Thành", "UBND huyện", ["--06-15", "--12-15"])
    ]


def test_targets_are_copied_and_baselines_are_not(world: World) -> None:
    with writing(world, "468") as unit:
        plan_id = publish_to(draft_of(unit), world, "19612").id
    with bind(world.unit_id("19612")):
        found = PlanTarget.of(adopted_by(world, plan_id, "19612"))
    with bind(world.unit_id("19612")):
        assert [row.text for row in db.session.scalars(found)] == ["75% trẻ em"]


def test_tasks_of_the_issuers_own_offices_are_not_adopted(world: World) -> None:
    tasks = task("Tổ chức truyền thông."), task("Kiểm tra", responsible=["Công an huyện"])
    with writing(world, "468") as unit:
        plan_id = publish_to(draft_of(unit, *tasks), world, "19612").id
    with writing(world, "19612") as unit:
        plan = adopt(db.session.get_one(Plan, plan_id), unit, None)
        assert [row.text for row in plan.tasks] == ["Tổ chức truyền thông."]


def test_agencies_named_are_kept(world: World) -> None:
    with writing(world, "468") as unit:
        source = draft_of(unit)
        source.tasks[0].name_agencies(["health"], ["women"])
        plan_id = publish_to(source, world, "19612").id
    with writing(world, "19612") as unit:
        first = adopt(db.session.get_one(Plan, plan_id), unit, None).tasks[0]
        assert (first.lead_kinds, first.coordinating_kinds) == (["health"], ["women"])


def down_the_chain(world: World) -> list[int]:
    """A plan of the province, adopted by the district and by the commune below it."""
    with writing(world, "45") as unit:
        top = publish_to(draft_of(unit, number="12/KH-UBND", kind="ke_hoach"), world, "468").id
    middle = adopted_by(world, top, "468")
    with writing(world, "468"):
        plan = db.session.get_one(Plan, middle)
        plan.number, plan.issued_on = "31/KH-UBND", date(2026, 5, 12)
        publish_to(plan, world, "19612")
    return [top, middle, adopted_by(world, middle, "19612")]


def test_the_root_stays_at_the_top_of_the_chain(world: World) -> None:
    keys = down_the_chain(world)
    roots = []
    for slug, key in zip(("45", "468", "19612"), keys, strict=True):
        with bind(world.unit_id(slug)):
            row = db.session.scalars(Task.of(db.session.get_one(Plan, key))).first()
            roots.append(row.root_id or row.id)
    assert len(set(roots)) == 1


def test_between_levels_tasks_stay_for_units_below(world: World) -> None:
    _top, middle, _bottom = down_the_chain(world)
    with bind(world.unit_id("468")):
        tasks = db.session.scalars(Task.of(db.session.get_one(Plan, middle))).all()
    assert {row.audience for row in tasks} == {Audience.BELOW}


def test_a_clause_names_the_plan_next_above(world: World) -> None:
    *_above, bottom = down_the_chain(world)
    with bind(world.unit_id("19612")):
        row = db.session.scalars(Task.of(db.session.get_one(Plan, bottom))).first()
        assert row.clause == "mục 1, Kế hoạch số 31/KH-UBND"


def test_the_chain_names_all_plans_above(world: World) -> None:
    top, middle, bottom = down_the_chain(world)
    with bind(world.unit_id("19612")):
        links = chain_of(db.session.get_one(Plan, bottom))
    assert [link.number for link in links] == ["12/KH-UBND", "31/KH-UBND", None]
    assert [link.plan_id for link in links] == [None, middle, bottom]
    assert [link.unit_slug for link in links] == ["45", "468", "19612"]
    assert links[1].issuer == "UBND huyện Cam Lộ"


def test_a_draft_above_is_not_named(world: World, letter: int) -> None:
    with writing(world, "468") as unit:
        hidden = draft_of_the_letter(unit).id
    with writing(world, "19612"):
        plan = Plan.start(
            subject="Kế hoạch",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
            based_on_id=hidden,
        )
        assert [link.title for link in chain_of(plan)] == ["Kế hoạch"]


def test_the_issuer_sees_who_adopted_once_it_is_published(world: World, letter: int) -> None:
    key = adopted_by(world, letter, "19612")
    with bind(world.unit_id("468")):
        source = db.session.get_one(Plan, letter)
        assert db.session.scalars(adoptions_of(source)).all() == []
    with writing(world, "19612"):
        publish_to(db.session.get_one(Plan, key), world)
    with bind(world.unit_id("468")):
        source = db.session.get_one(Plan, letter)
        assert [plan.id for plan in db.session.scalars(adoptions_of(source))] == [key]


def test_a_unit_finds_what_it_adopted(world: World, letter: int, adopted: Plan) -> None:
    source = db.session.get_one(Plan, letter)
    unit = db.session.get_one(Unit, world.unit_id("19612"))
    assert db.session.scalars(adoptions_by(unit, source)).all() == [adopted]


def test_a_withdrawn_plan_is_not_adopted(world: World, letter: int) -> None:
    with writing(world, "468"):
        plan = db.session.get_one(Plan, letter)
        plan.withdrawn_at = clock.now()
        audit.record("plan.changed", plan)
    with bind(world.unit_id("19612")):
        begin_write()
        unit = db.session.get_one(Unit, world.unit_id("19612"))
        with pytest.raises(NotAdoptable):
            adopt(db.session.get_one(Plan, letter), unit, None)


def test_nobody_adopts_his_own_plan_nor_one_from_below(world: World, letter: int) -> None:
    for slug in ("468", "45"):
        with bind(world.unit_id(slug)):
            unit = db.session.get_one(Unit, world.unit_id(slug))
            assert not can_be_adopted(db.session.get_one(Plan, letter), unit)


def test_closed_agencies_are_not_addressed(world: World, letter: int) -> None:
    with writing(world, "19612"):
        db.session.get_one(Agency, world.rows["19612"]["women"].id).end()
    key = adopted_by(world, letter, "19612")
    with bind(world.unit_id("19612")):
        assert len(db.session.scalars(PlanRecipient.of(key)).all()) == 2


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (
            "V/v hướng dẫn công tác trẻ em năm 2026",
            "Thực hiện công tác trẻ em năm 2026 trên địa bàn xã Cam Thành",
        ),
        (
            "Thực hiện công tác trẻ em huyện Cam Lộ năm 2026",
            "Thực hiện công tác trẻ em năm 2026 trên địa bàn xã Cam Thành",
        ),
        (
            "Tổ chức Tháng hành động vì trẻ em năm 2026 trên địa bàn huyện Cam Lộ",
            "Tổ chức Tháng hành động vì trẻ em năm 2026 trên địa bàn xã Cam Thành",
        ),
        (
            "Về việc phòng, chống đuối nước trẻ em.",
            "Thực hiện phòng, chống đuối nước trẻ em trên địa bàn xã Cam Thành",
        ),
    ],
)
def test_subjects_as_a_clerk_words_them(world: World, given: str, made: str) -> None:
    plan = Plan(subject=given)
    assert adopted_subject(plan, world.units["19612"], world.units["468"]) == made
