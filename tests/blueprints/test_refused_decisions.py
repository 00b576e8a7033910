"""Decisions that are sent although they may not be made: refused with the reason and the way out,
whatever the page had offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from models import clock
from models.base import db
from models.decide_month import approve, take_in_hand
from models.hand_in import submit
from models.month_acts import Reader
from models.tenancy import begin_write
from models.unit_month import lock_month, read_month
from tests import months
from tests.clients import Browser
from tests.months import SEPTEMBER
from tests.world import World

REASON = {"reason": "Sai số suất quà", "word": "Đủ"}


@pytest.fixture(autouse=True)
def due(world: World) -> Iterator[None]:
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))):
        yield


def done(world: World, verb: Any, by: Reader, slug: str) -> None:
    with months.at(world, slug):
        begin_write()
        verb(lock_month(SEPTEMBER), by)
        db.session.commit()


def _handed_in(world: World, by: str, *slugs: str) -> None:
    for slug in slugs:
        done(world, submit, Reader(world.people[by].id, writes=True), slug)


def _approved(world: World, by: str, *slugs: str) -> None:
    for slug in slugs:
        done(world, approve, Reader(world.people[by].id, decides=True), slug)


def in_other_hands(world: World) -> None:
    _handed_in(world, "officer", "19612")
    done(world, take_in_hand, Reader(world.province.id, decides=True), "19612")


def own_submission(world: World) -> None:
    _handed_in(world, "reviewer", "19612")


def parent_too_early(world: World) -> None:
    _handed_in(world, "leader", "468")


def approved_above(world: World) -> None:
    _handed_in(world, "officer", "19612", "19600")
    _approved(world, "reviewer", "19612", "19600")
    _handed_in(world, "leader", "468")
    _approved(world, "province", "468")


@pytest.mark.parametrize(
    ("given", "person", "slug", "act", "told"),
    [
        (in_other_hands, "reviewer", "19612", "approval", "Taken in hand: Người duyệt tỉnh"),
        (in_other_hands, "reviewer", "19612", "return", "Taken in hand: Người duyệt tỉnh"),
        (in_other_hands, "reviewer", "19612", "review/closure", "Taken in hand: Người duyệt tỉnh"),
        (own_submission, "reviewer", "19612", "approval", "You wrote in this month yourself"),
        (own_submission, "reviewer", "19612", "return", "You wrote in this month yourself"),
        (own_submission, "reviewer", "19612", "review", "You wrote in this month yourself"),
        (parent_too_early, "province", "468", "approval", "still open"),
        (approved_above, "reviewer", "19612", "reopening", "The unit above has approved its own"),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)
def test_what_may_not_be_decided_is_refused(
    world: World, browser: Browser, given: Any, person: str, slug: str, act: str, told: str
) -> None:
    given(world)
    before = _events(world, slug)
    month, them = f"/{slug}/checklists/2026-09", browser.as_(world.people[person])
    key = str(world.rows[slug]["own_assignment"].id)
    lines = {f"line-{key}-is_returned": "y", f"line-{key}-reason": "no_evidence"}
    sent = {**REASON, **lines, "version": str(_version(world, slug))}
    for htmx in (False, True):
        answer = them.post(f"{month}/{act}", sent, htmx=htmx, form="/me")
        assert (answer.status_code, told in answer.text) == (409, True)
        assert f'href="{month}"' in answer.text
        assert answer.headers.get("HX-Retarget") == ("#messages" if htmx else None)
    assert _events(world, slug) == before


def _events(world: World, slug: str) -> list[str]:
    with months.at(world, slug):
        return [one.kind for one in read_month(world.units[slug], SEPTEMBER).events]


def _version(world: World, slug: str) -> int | None:
    with months.at(world, slug):
        checklist = read_month(world.units[slug], SEPTEMBER).checklist
        return checklist.version if checklist else None
