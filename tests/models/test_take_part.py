"""A unit in a campaign: its plan, its result sheet, the decision above, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models import clock
from models.activity import Activity
from models.base import db
from models.campaign import Campaign
from models.database import StaleVersion
from models.decide_participation import approve, reopen, send_back
from models.log_activity import withdraw
from models.month_acts import Reader
from models.notification import Notification
from models.participation_acts import ParticipationAct
from models.result_sheet import Difference, Gap
from models.take_part import PartPlan, ReasonWanted, SheetWords, fill, plan, submit, take_back
from models.tenancy import bind, bind_person
from models.unit import Unit
from models.unit_campaign import ParticipationRefused, UnitCampaign, lock_part, read_part
from tests.activities import officer as doer
from tests.taking_part import UNIT, address, ask_task, change, logged, opened, writing
from tests.world import World


def officer(world: World) -> Reader:
    return Reader(world.officer.id, writes=True)


def reviewer(world: World) -> Reader:
    return Reader(world.reviewer.id, decides=True)


def act(
    world: World, key: int, verb: Callable[[UnitCampaign, int | None], Any], by: Any = None
) -> None:
    """Do something with Cam Thành's part as it stands, as its officer or somebody else."""
    with writing(world, person_id=(by or world.officer).id):
        part = lock_part(key)
        verb(part, None if part.is_new else part.row and part.row.version)


def read(world: World, key: int, ask: Callable[[UnitCampaign], Any], slug: str = UNIT) -> Any:
    with bind(world.unit_id(slug)):
        unit = db.session.get_one(Unit, world.unit_id(slug))
        return ask(read_part(unit, db.session.get_one(Campaign, key)))


def told(person_id: int) -> list[str]:
    """What the person's bell says of campaigns, the latest first."""
    with bind_person(person_id):
        rows = db.session.scalars(Notification.for_list())
        return [one.kind for one in rows if one.kind.startswith("campaign")]


def hand_in(world: World, key: int, word: str | None = "Đã xong") -> None:
    act(world, key, lambda part, version: submit(part, version, officer(world), word))


def test_it_is_planned_handed_in_returned_mended_approved_and_reopened(world: World) -> None:
    key = opened(world)
    by, above = officer(world), reviewer(world)
    act(world, key, lambda part, v: plan(part, v, PartPlan("Đêm hội", date(2026, 9, 24)), by))
    logged(world, key, children=120, gifts=40)
    act(world, key, lambda part, v: fill(part, v, SheetWords("Mưa to"), by))
    act(world, key, lambda part, v: fill(part, v, SheetWords("Mưa to, gió lớn"), by))
    hand_in(world, key)
    assert told(world.reviewer.id) == ["campaign_result_submitted"]
    act(world, key, lambda part, v: take_back(part, v, by))
    hand_in(world, key)
    act(world, key, lambda part, v: send_back(part, v, above, "Thiếu tiền"), world.reviewer)
    assert told(world.officer.id) == ["campaign_result_returned"]
    hand_in(world, key)
    act(world, key, lambda part, v: approve(part, v, above, "Cảm ơn"), world.reviewer)
    act(world, key, lambda part, v: reopen(part, v, above, "Sửa số quà"), world.reviewer)
    assert told(world.officer.id)[:2] == ["campaign_result_reopened", "campaign_result_approved"]
    kinds = read(world, key, lambda part: [one.kind for one in part.steps])
    assert kinds == [
        *("planned", "filled", "submitted", "taken_back", "submitted", "returned"),
        *("submitted", "approved", "reopened"),
    ]
    assert read(world, key, lambda part: (part.state, part.row.figures["gifts"])) == (
        "returned",
        40,
    )


def test_what_comes_after_handing_in_is_a_difference(world: World) -> None:
    key = opened(world)
    first = logged(world, key, children=120)
    hand_in(world, key)
    assert read(world, key, lambda part: part.differences) == []
    logged(world, key, title="Phát quà", children=30, gifts=10)
    expected = [
        Difference("activities", 1, 2),
        Difference("children", 120, 150),
        Difference("gifts", None, 10),
    ]
    assert read(world, key, lambda part: part.differences) == expected
    with writing(world, person_id=world.officer.id):
        withdraw(db.session.get_one(Activity, first), "Ghi nhầm", doer(world))
    assert read(world, key, lambda part: part.differences)[-1].name == "gifts"
    act(world, key, lambda part, v: take_back(part, v, officer(world)))
    assert read(world, key, lambda part: part.differences) == []


def test_what_is_missing_is_asked_for_with_a_reason(world: World) -> None:
    key = opened(world)
    ask_task(world, key)
    logged(world, key, title="Rước đèn", held_on=date(2026, 9, 25), children=None)
    gaps = read(world, key, lambda part: [(one.gap, one.number) for one in part.missing])
    assert gaps == [(Gap.NO_ACTIVITY, 0), (Gap.PLANNED, 1), (Gap.OPEN_TASKS, 1)]
    assert read(world, key, lambda part: [one.title for one in part.planned]) == ["Rước đèn"]
    assert read(world, key, lambda part: part.open_tasks) == ["Tổ chức truyền thông."]
    with pytest.raises(ReasonWanted):
        hand_in(world, key, None)
    hand_in(world, key, "Mưa lũ, hoãn sang tháng 10")
    assert read(world, key, lambda part: part.state) == "submitted"


def test_nobody_decides_on_what_he_wrote(world: World) -> None:
    key = opened(world)
    hand_in(world, key)
    both = Reader(world.officer.id, writes=True, decides=True)
    assert read(world, key, lambda part: part.obstacle(ParticipationAct.APPROVE, both)) == (
        "own_work"
    )


def test_of_two_at_a_time_one_is_told(world: World) -> None:
    key = opened(world)
    act(world, key, lambda part, v: plan(part, v, PartPlan("Đêm hội"), officer(world)))
    with pytest.raises(StaleVersion):
        act(world, key, lambda part, _v: plan(part, None, PartPlan("Khác"), officer(world)))


def why_not_plan(world: World, key: int, slug: str = UNIT) -> Any:
    by = officer(world)
    return read(world, key, lambda part: part.obstacle(ParticipationAct.PLAN, by), slug)


def test_who_takes_part_and_until_when(world: World) -> None:
    key = opened(world)
    assert (why_not_plan(world, key), why_not_plan(world, key, "468")) == (None, None)
    assert why_not_plan(world, key, "45") == "not_addressed"
    change(world, key, includes_own=False)
    assert why_not_plan(world, key, "468") == "not_addressed"
    change(world, key, closed_at=clock.now())
    assert why_not_plan(world, key) == "closed"
    change(world, key, closed_at=None, withdrawn_at=clock.now())
    assert why_not_plan(world, key) == "withdrawn"
    with pytest.raises(ParticipationRefused):
        hand_in(world, key)


def test_a_unit_that_is_addressed_later_takes_part_like_the_others(world: World) -> None:
    key = opened(world, "19600")
    address(world, key)
    with clock.fixed(clock.start_of_day(date(2026, 10, 2))):
        logged(world, key, children=12)
        hand_in(world, key)
        assert read(world, key, lambda part: part.row.figures["children"]) == 12
