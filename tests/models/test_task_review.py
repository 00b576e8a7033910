"""The acts of a review: nothing read is ever lost, the order stays whole, versions guard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models import clock
from models.audit import AuditEvent
from models.base import db
from models.database import StaleVersion, expect_version
from models.draft_plan import GAP, draft_from_reading
from models.plan_content import source_of
from models.plan_section import PlanSection
from models.task import Audience, Cadence, Origin, Task
from models.task_merge import MergeRefused, WhyNot
from models.task_offers import pull_offer, pull_unread
from models.task_review import OutsidePeriod, ReviewClosed, Step, TaskReview
from models.tenancy import begin_write, bind
from models.unit import Unit
from tests.plans import LINES, reading, task
from tests.world import World

SECTIONS = [
    {"id": name, "marker": name, "title": f"Mục {name}", "parent": None} for name in ("I", "II")
]
Begin = Callable[..., TaskReview]


@pytest.fixture
def begin(world: World) -> Iterator[Begin]:
    """Begin the review of a new draft of Cam Lộ that holds the given tasks."""
    with bind(world.unit_id("468")):

        def made(*tasks: dict[str, Any], **values: Any) -> TaskReview:
            begin_write()
            unit = db.session.get_one(Unit, world.unit_id("468"))
            return TaskReview(draft_from_reading(unit, reading(*tasks, **values), LINES))

        yield made


def lettered(letters: str, section: str = "1") -> list[dict[str, Any]]:
    return [task(letter, section=section, line=3) for letter in letters]


def live(review: TaskReview) -> str:
    """The tasks that are in, in the order of the database, each by its text."""
    db.session.flush()
    query = select(Task.text).where(Task.plan_id == review.plan.id, Task.left_out_at.is_(None))
    return " ".join(db.session.scalars(query.order_by(Task.position, Task.id)))


def named(review: TaskReview, text: str) -> Task:
    return next(one for one in review.order.tasks if one.text == text)


def test_an_edit_sets_everything_and_is_recorded(begin: Begin) -> None:
    review = begin(*lettered("AB"))
    one = named(review, "A")
    days = {"cadence": Cadence.CAMPAIGN, "starts_on": date(2026, 6, 1), "due_on": date(2026, 7, 1)}
    review.edit(one, text="Mới", lead=["women"], coordinating=["women", "youth"], **days)
    entry = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (one.lead_kinds, one.coordinating_kinds) == (["women"], ["youth"])
    assert entry.action == "task.changed"
    assert (entry.before["text"], entry.after["lead"]) == ("A", ["women"])
    assert one.revision == review.plan.revision == 1


def test_a_day_outside_the_period_is_refused(begin: Begin) -> None:
    review = begin(*lettered("A"))
    for day in (date(2025, 12, 31), date(2027, 1, 1)):
        with pytest.raises(OutsidePeriod):
            review.edit(review.order.tasks[0], lead=[], coordinating=[], due_on=day)
    review.edit(review.order.tasks[0], lead=[], coordinating=[], due_on=date(2026, 12, 31))


def test_a_changed_agency_alone_makes_a_form_stale(begin: Begin) -> None:
    review = begin(*lettered("A"))
    one, version = review.order.tasks[0], review.order.tasks[0].version
    review.edit(one, lead=["police"], coordinating=[])
    db.session.flush()
    with pytest.raises(StaleVersion):
        expect_version(one, version)


def test_merging_joins_texts_agencies_and_the_earliest_day(begin: Begin) -> None:
    first, second = task("A", due="2026-09-01"), task("B", due="2026-06-15", line=4)
    review = begin({**first, "coordinating": ["Công an"]}, {**second, "coordinating": ["Hội LHPN"]})
    kept = review.merge(named(review, "B"))
    other = named(review, "B")
    assert (kept.text, kept.due_on) == ("A\nB", date(2026, 6, 15))
    assert kept.coordinating_kinds == ["police", "women"]
    assert (other.is_left_out, other.merged_into_id) == (True, kept.id)
    assert kept.revision == other.revision == review.plan.revision


def test_parting_gives_back_what_was_before(begin: Begin) -> None:
    first, second = task("A", due="2026-09-01"), task("B", due="2026-06-15")
    review = begin({**first, "coordinating": ["Công an"]}, {**second, "coordinating": ["Hội LHPN"]})
    kept = review.merge(named(review, "B"))
    review.take_back(named(review, "B"))
    assert (kept.text, kept.due_on) == ("A", date(2026, 9, 1))
    assert kept.coordinating_kinds == ["police"]
    assert live(review) == "A B"


def test_parting_keeps_what_was_changed_since(begin: Begin) -> None:
    review = begin(task("A"), task("B", due="2026-06-15"))
    kept = review.merge(named(review, "B"))
    review.edit(kept, text="Khác\nB", due_on=date(2026, 7, 1), lead=["court"], coordinating=[])
    review.take_back(named(review, "B"))
    assert (kept.text, kept.due_on, kept.lead_kinds) == ("Khác", date(2026, 7, 1), ["court"])


def test_merging_needs_a_task_above_in_the_section(begin: Begin) -> None:
    tasks = [*lettered("A", "I"), *lettered("B", "II")]
    review = begin(*tasks, sections=SECTIONS)
    for one in review.order.tasks:
        with pytest.raises(MergeRefused) as refused:
            review.merge(one)
        assert refused.value.why is WhyNot.NOTHING_ABOVE


def test_merging_refuses_more_than_a_task_holds(begin: Begin) -> None:
    review = begin(task("A" * 2500), task("B" * 2500))
    with pytest.raises(MergeRefused) as refused:
        review.merge(review.order.tasks[1])
    assert refused.value.why is WhyNot.TOO_LONG
    assert not review.order.tasks[1].is_left_out


def test_merging_passes_over_what_is_left_out(begin: Begin) -> None:
    review = begin(*lettered("ABC"))
    review.leave_out(named(review, "B"))
    assert review.merge(named(review, "C")).text == "A\nC"


def test_splitting_makes_tasks_that_stand_where_the_one_stood(begin: Begin) -> None:
    asked = {**task("A", due="2026-06-15"), "coordinating": ["Công an"]}
    review = begin(asked, task("Z"))
    made = review.split(named(review, "A"), ["A1", "A2", "A3"])
    assert live(review) == "A1 A2 A3 Z"
    assert {one.due_on for one in made} == {date(2026, 6, 15)}
    assert [one.coordinating_kinds for one in made] == [["police"]] * 3
    assert len({one.id for one in made}) == 3


def test_leaving_out_twice_is_leaving_out_once(begin: Begin) -> None:
    review = begin(*lettered("AB"))
    review.leave_out(named(review, "A"))
    review.leave_out(named(review, "A"))
    db.session.flush()
    query = select(AuditEvent.id).where(AuditEvent.action == "task.left_out")
    assert len(db.session.scalars(query).all()) == 1
    assert live(review) == "B"


def test_a_task_is_added_at_the_end_of_its_section(begin: Begin) -> None:
    tasks = [*lettered("AB", "I"), *lettered("C", "II")]
    review = begin(*tasks, sections=SECTIONS)
    review.add(named(review, "A").section_id, text="X")
    review.add(None, text="Y")
    assert live(review) == "Y A B X C"


@pytest.mark.parametrize(
    ("text", "step", "order"),
    [
        ("A", Step.UP, "A B C"),
        ("B", Step.UP, "B A C"),
        ("C", Step.UP, "A C B"),
        ("A", Step.DOWN, "B A C"),
        ("C", Step.DOWN, "A B C"),
    ],
)
def test_a_step_moves_by_one(begin: Begin, text: str, step: Step, order: str) -> None:
    review = begin(*lettered("ABC"))
    one = named(review, text)
    version = one.version
    assert review.step(one, step) is (order != "A B C")
    assert live(review) == order
    db.session.refresh(one)
    assert one.version == version


def test_a_step_passes_over_what_is_left_out(begin: Begin) -> None:
    review = begin(*lettered("ABC"))
    review.leave_out(named(review, "B"))
    review.step(named(review, "C"), Step.UP)
    assert live(review) == "C A"


def test_a_task_moves_to_another_section_and_its_place_among_all(begin: Begin) -> None:
    tasks = [*lettered("AB", "I"), *lettered("C", "II")]
    review = begin(*tasks, sections=[*SECTIONS, {"id": "III", "marker": "III", "title": None}])
    sections = db.session.scalars(select(PlanSection).order_by(PlanSection.id.desc()).limit(3))
    third, second, _first = [section.id for section in sections]
    review.move_to(named(review, "A"), third)
    review.move_to(named(review, "C"), third)
    review.move_to(named(review, "B"), second)
    assert live(review) == "B A C"
    assert named(review, "C").section_id == third


def test_where_there_is_no_room_the_rest_gives_way_without_new_versions(begin: Begin) -> None:
    review = begin(*lettered("ABCD"))
    for place, one in enumerate(review.order.tasks, 1):
        one.position = place
    db.session.flush()
    versions = {one.id: one.version for one in review.order.tasks}
    review.step(named(review, "D"), Step.UP)
    review.step(named(review, "D"), Step.UP)
    review.step(named(review, "D"), Step.UP)
    assert live(review) == "D A B C"
    db.session.expire_all()
    assert {one.id: one.version for one in TaskReview(review.plan).order.tasks} == versions


def test_tasks_at_one_place_are_parted_when_something_comes_between(begin: Begin) -> None:
    review = begin(*lettered("ABC"))
    for one in review.order.tasks:
        one.position = GAP
    db.session.flush()
    review.step(named(review, "C"), Step.UP)
    assert live(review) == "A C B"


def test_what_was_not_read_becomes_a_task_once(begin: Begin) -> None:
    review = begin(task("A"), task("Z", line=9))
    made = pull_unread(review, 0)
    assert pull_unread(review, 0) is pull_unread(review, 7) is None
    assert (made.origin, made.source_line, made.audience) == (Origin.UNREAD, 5, Audience.BELOW)
    assert live(review) == "A Chữ không hiểu Z"
    assert source_of(review.plan).unread[0]["taken"] is True


def offer(**values: Any) -> dict[str, Any]:
    given = {"text": "trước ngày 15/6", "what": "báo cáo 6 tháng", "start": None}
    return {**given, "date": "2026-06-15", "recurrence": None, **values}


@pytest.mark.parametrize(
    ("given", "cadence", "starts_on", "due_on"),
    [
        (offer(), Cadence.ONCE, None, date(2026, 6, 15)),
        (offer(date="--06-15"), Cadence.YEARLY, None, date(2026, 6, 15)),
        (offer(recurrence="yearly"), Cadence.YEARLY, None, date(2026, 6, 15)),
        (offer(date="2025-06-15"), Cadence.ONCE, None, None),
        (offer(date="--02-29"), Cadence.YEARLY, None, None),
        (offer(start="2026-05-15"), Cadence.CAMPAIGN, date(2026, 5, 15), date(2026, 6, 15)),
    ],
)
def test_an_offer_becomes_a_task_with_a_day_inside_the_period(
    begin: Begin, given: dict[str, Any], cadence: Cadence, starts_on: Any, due_on: Any
) -> None:
    review = begin(*lettered("A"), deadlines=[given])
    made = pull_offer(review, 0)
    assert pull_offer(review, 0) is None
    assert made.text == "Báo cáo 6 tháng, trước ngày 15/6"
    assert (made.cadence, made.starts_on, made.due_on) == (cadence, starts_on, due_on)
    assert made.origin == Origin.DEADLINE


def test_an_offer_stands_behind_the_task_that_names_it(begin: Begin) -> None:
    naming = task("Gửi báo cáo trước ngày 15/6 hằng năm.", line=4)
    review = begin(naming, task("Z"), deadlines=[offer()])
    made = pull_offer(review, 0)
    assert review.order.tasks[1] is made
    assert (made.source_line, made.clause) == (4, "1")


@pytest.mark.parametrize("end", ["published_at", "discarded_at"])
def test_a_review_that_is_over_refuses_every_act(begin: Begin, end: str) -> None:
    plan = begin(*lettered("A")).plan
    setattr(plan, end, clock.now())
    db.session.flush()
    with pytest.raises(ReviewClosed):
        TaskReview(plan)
