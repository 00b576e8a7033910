"""Any sequence of acts on a draft: no text is lost, and the order is what the acts said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.base import db
from models.draft_plan import draft_from_reading
from models.plan_section import PlanSection
from models.task import Task
from models.task_merge import MergeRefused
from models.task_review import Step, TaskReview
from models.tenancy import begin_write, bind
from models.unit import Unit
from tests.plans import reading, task
from tests.world import World

NAMES = ("I", "II", "III")
SECTIONS = [{"id": name, "marker": name, "title": name, "parent": None} for name in NAMES]
TASKS = [(name, place) for name in NAMES[:2] for place in range(3)]
WORDS = {f"{name}-{place}-{word}" for name, place in TASKS for word in range(4)}
MOVES = ("up", "down", "I", "II", "III")
ACTS = ("merge", "split", "leave_out", "take_back", *MOVES)


def sequences(acts: tuple[str, ...]) -> st.SearchStrategy[list[tuple[str, int]]]:
    return st.lists(st.tuples(st.sampled_from(acts), st.integers(0, 11)), max_size=14)


any_sequence = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def begin(world: World) -> Iterator[Callable[[], TaskReview]]:
    with bind(world.unit_id("468")):

        def made() -> TaskReview:
            db.session.rollback()
            begin_write()
            unit = db.session.get_one(Unit, world.unit_id("468"))
            tasks = [
                task(" ".join(f"{name}-{place}-{word}" for word in range(4)), section=name)
                for name, place in TASKS
            ]
            return TaskReview(draft_from_reading(unit, reading(*tasks, sections=SECTIONS), []))

        yield made


def section_ids(review: TaskReview) -> dict[str, int]:
    query = select(PlanSection).where(PlanSection.plan_id == review.plan.id)
    return {section.number: section.id for section in db.session.scalars(query)}


def act(review: TaskReview, name: str, one: Task) -> None:
    if name in ("up", "down"):
        review.step(one, Step(name))
    elif name in NAMES:
        review.move_to(one, section_ids(review)[name])
    elif name == "split":
        words = one.text.split()
        review.split(one, [" ".join(words[:1]), " ".join(words[1:])] if words[1:] else words)
    else:
        with suppress(MergeRefused):
            getattr(review, name)(one)


@any_sequence
@given(acts=sequences(ACTS))
def test_no_text_is_ever_lost(begin: Callable[[], TaskReview], acts: list[tuple[str, int]]) -> None:
    review = begin()
    for name, place in acts:
        act(review, name, review.order.tasks[place % len(review.order.tasks)])
    db.session.flush()
    kept = [one for one in review.order.tasks if not one.is_left_out or not one.merged_into_id]
    assert {word for one in kept for word in one.text.split()} == WORDS


@any_sequence
@given(acts=sequences(ACTS))
def test_the_order_in_hand_is_that_of_the_database(
    begin: Callable[[], TaskReview], acts: list[tuple[str, int]]
) -> None:
    review = begin()
    for name, place in acts:
        act(review, name, review.order.tasks[place % len(review.order.tasks)])
    in_hand = [one.id for one in review.order.tasks]
    db.session.flush()
    assert (
        db.session.scalars(
            select(Task.id).where(Task.plan_id == review.plan.id).order_by(Task.position, Task.id)
        ).all()
        == in_hand
    )
    sections = [one.section_id for one in review.order.tasks]
    assert sections == sorted(sections)


@any_sequence
@given(acts=sequences(MOVES))
def test_moves_do_what_moving_cards_by_hand_does(
    begin: Callable[[], TaskReview], acts: list[tuple[str, int]]
) -> None:
    review = begin()
    cards: dict[int, list[int]] = {key: [] for key in sorted(section_ids(review).values())}
    for one in review.order.tasks:
        cards[one.section_id].append(one.id)
    for name, place in acts:
        one = review.order.tasks[place % len(review.order.tasks)]
        move_by_hand(cards, section_ids(review), name, one.id)
        act(review, name, one)
    assert [one.id for one in review.order.tasks] == [
        key for pile in cards.values() for key in pile
    ]


def move_by_hand(cards: dict[int, list[int]], ids: dict[str, int], name: str, key: int) -> None:
    pile = next(pile for pile in cards.values() if key in pile)
    place = pile.index(key)
    if name in ids:
        if cards[ids[name]] is not pile:
            pile.remove(key)
            cards[ids[name]].append(key)
        return
    to = place + (1 if name == "down" else -1)
    if 0 <= to < len(pile):
        pile[place], pile[to] = pile[to], pile[place]
