"""Activities fall into campaigns, are put in, taken out, and stand or fall with their event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models import audit, clock
from models.activity import Activity, ActivityState
from models.activity_acts import ActivityRefused
from models.activity_campaign import ActivityCampaign
from models.audit import AuditEvent
from models.base import db
from models.campaign_links import fall_in_all, put_in, take_out
from models.campaign_sums import sums_in
from models.decide_activity import accept, correct, decline
from models.join_activities import join, unjoin
from models.log_activity import delete_draft, entry_of, log, rewrite, withdraw
from models.match_facts import Reason, Why
from models.period import WHOLE
from models.tenancy import Audience, begin_write
from tests.activities import DAY, at, entry, logged, matched, officer, partner_of
from tests.campaigns import campaign
from tests.world import World

PLAIN: dict[str, Any] = {"kind": "medical"}
"""Of a kind that falls into no Mid-Autumn by itself."""


@pytest.fixture(autouse=True)
def commune(world: World) -> Iterator[None]:
    with at(world):
        yield


@pytest.fixture
def mine(world: World) -> int:
    """The Mid-Autumn of Xã Cam Thành, 1/9 to 28/9/2026."""
    return int(world.rows["19612"]["campaign"].id)


def opened(slug: str, **values: Any) -> int:
    """Another campaign of the bound unit, published."""
    begin_write()
    row = campaign(slug, published_at=clock.now(), **values)
    db.session.add(row)
    audit.record("campaign.published", row)
    db.session.commit()
    return row.id


def places(activity: Activity) -> dict[int, str]:
    """Where an entry stands: in by itself, put in, taken out."""
    return {
        one.campaign_id: "out" if one.is_out else "put" if one.is_said else "fell"
        for one in db.session.scalars(ActivityCampaign.of(activity.id))
    }


def changed(activity: Activity, world: World, **values: Any) -> None:
    begin_write()
    rewrite(activity, _other(activity, **values), officer(world))
    db.session.commit()


def _other(activity: Activity, **values: Any) -> Any:
    return replace(entry_of(activity), **values)


def test_what_is_logged_falls_in_with_its_reasons(world: World, mine: int) -> None:
    activity = logged(officer(world), "Tặng quà Trung thu, phá cỗ")
    [link] = db.session.scalars(ActivityCampaign.of(activity.id))
    assert [Reason.from_kept(one) for one in link.reasons or ()] == [
        Reason(Why.IN_DAYS, ("2026-09-01", "2026-09-28")),
        Reason(Why.WORDS, ("Trung thu", "phá cỗ")),
        Reason(Why.SAME_KIND),
    ]
    assert places(activity) == {mine: "fell"}
    assert sums_in(mine).children == 20 + 20  # that of the world with it


def test_drafts_do_not_fall_in_and_what_is_planned_or_waits_does(world: World, mine: int) -> None:
    begin_write()
    draft = log(entry(), officer(world), is_draft=True)
    planned = log(entry(held_on=date(2026, 9, 25)), officer(world))
    partner = partner_of(world)
    waiting = log(entry(agency_id=min(partner.agency_ids)), partner)
    db.session.commit()
    assert (planned.state, waiting.state) == (ActivityState.PLANNED, ActivityState.WAITING)
    assert [places(one) for one in (draft, planned, waiting)] == [
        {},
        {mine: "fell"},
        {mine: "fell"},
    ]
    assert sums_in(mine).activities == 1
    changed(draft, world)
    assert places(draft) == {mine: "fell"}


def test_a_draft_that_was_put_in_is_deleted_all_the_same(world: World, mine: int) -> None:
    by = officer(world)
    with at(world, person_id=by.person_id):
        begin_write()
        draft = log(entry(), by, is_draft=True)
        put_in(draft, mine, None, by)
        db.session.commit()
        assert places(draft) == {mine: "put"}
        begin_write()
        delete_draft(draft, by)
        db.session.commit()
        assert db.session.scalars(ActivityCampaign.of(draft.id)).all() == []


def test_a_partner_lets_his_own_fall_in(world: World, mine: int) -> None:
    by = partner_of(world)
    bound = {"audience": Audience.PARTNER, "agency_ids": by.agency_ids, "person_id": by.person_id}
    with at(world, **bound):
        activity = logged(by, agency_id=min(by.agency_ids))
        assert places(activity) == {mine: "fell"}
        begin_write()
        take_out(activity, mine, by)
        db.session.commit()
        assert places(activity) == {mine: "out"}
        opened = db.session.scalars(select(ActivityCampaign.activity_id)).all()
        assert set(opened) == {activity.id, world.rows["19612"]["activity"].id}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"held_on": date(2026, 8, 1)}, {}),
        ({"title": "Tiêm chủng", "kind": "medical"}, {}),
        ({"title": "Khám răng dịp Trung thu", "kind": "medical"}, "fell"),
        ({"children": 7}, "fell"),
    ],
)
def test_a_change_moves_what_fell_in_by_itself(
    world: World, mine: int, values: dict[str, Any], expected: Any
) -> None:
    activity = logged(officer(world))
    changed(activity, world, **values)
    assert places(activity) == ({mine: expected} if expected else {})


def test_what_somebody_said_stays_through_every_change(world: World, mine: int) -> None:
    put, out = logged(officer(world), "Tiêm chủng", **PLAIN), logged(officer(world))
    begin_write()
    put_in(put, mine, None, officer(world))
    take_out(out, mine, officer(world))
    db.session.commit()
    changed(put, world, held_on=date(2026, 6, 1))
    changed(out, world, title="Đêm hội Trung thu")
    assert (places(put), places(out)) == ({mine: "put"}, {mine: "out"})
    begin_write()
    put_in(out, mine, [Reason(Why.SAME_KIND)], officer(world))
    db.session.commit()
    assert places(out) == {mine: "put"}
    acts = (
        select(AuditEvent.action).where(AuditEvent.action.like("%campaign")).order_by(AuditEvent.id)
    )
    assert list(db.session.scalars(acts)) == [
        "activity.put_in_campaign",
        "activity.taken_out_of_campaign",
        "activity.put_in_campaign",
    ]


def test_the_line_of_a_task_lets_it_fall_in(world: World, mine: int) -> None:
    activity = logged(officer(world), "Khám răng", **PLAIN)
    assert places(activity) == {}
    matched(activity, officer(world), (world.rows["19612"]["assignment"].id, WHOLE))
    assert places(activity) == {mine: "fell"}
    matched(activity, officer(world))
    assert places(activity) == {}


def test_two_of_one_kind_wait_to_be_asked_and_the_first_one_is_kept(
    world: World, mine: int
) -> None:
    before = logged(officer(world))
    second = opened("dem-hoi")
    asked = logged(officer(world))
    changed(before, world, children=3)
    assert (places(before), places(asked)) == ({mine: "fell"}, {})
    begin_write()
    put_in(asked, second, None, officer(world))
    take_out(asked, mine, officer(world))
    db.session.commit()
    assert places(asked) == {mine: "out", second: "put"}


def test_withdrawn_and_closed_campaigns_take_nothing_in(world: World) -> None:
    days = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 20)}
    opened("rut", withdrawn_at=clock.now(), withdrawal_reason="Nhầm", **days)
    opened("dong", closed_at=clock.now(), **days)
    assert places(logged(officer(world), held_on=date(2026, 3, 10))) == {}


def test_heads_stay_in_the_campaign_whoever_leads(world: World, mine: int) -> None:
    by, other = officer(world), world.rows["19612"]["youth"].id
    inside = logged(by, children=30)
    lead = logged(by, "Tiêm chủng", children=50, agency_id=other, **PLAIN)
    before = sums_in(mine).children or 0
    begin_write()
    join(inside, lead, by, adds_gifts=False)
    db.session.commit()
    assert (places(inside), places(lead)) == ({mine: "fell"}, {mine: "put"})
    assert sums_in(mine).children == before - 30 + 50
    begin_write()
    withdraw(lead, "Ghi nhầm", by)
    db.session.commit()
    assert sums_in(mine).children == before


def test_an_event_is_put_in_and_taken_out_as_one(world: World, mine: int) -> None:
    by, other = officer(world), world.rows["19612"]["youth"].id
    one, lead = logged(by), logged(by, agency_id=other)
    begin_write()
    take_out(lead, mine, by)
    join(one, lead, by, adds_gifts=True)
    db.session.commit()
    assert places(one).keys() == places(lead).keys() == {mine}
    assert "out" not in {places(one)[mine], places(lead)[mine]}
    begin_write()
    take_out(one, mine, by)
    db.session.commit()
    assert places(one) == places(lead) == {mine: "out"}
    begin_write()
    unjoin(one, by)
    db.session.commit()
    assert places(one) == {mine: "out"}


def test_an_event_does_not_leave_while_one_of_its_entries_fits(world: World, mine: int) -> None:
    by, other = officer(world), world.rows["19612"]["youth"].id
    one, lead = logged(by), logged(by, agency_id=other)
    begin_write()
    join(one, lead, by, adds_gifts=False)
    db.session.commit()
    changed(lead, world, title="Tiêm chủng", kind="medical")
    assert places(one) == places(lead) == {mine: "fell"}
    changed(one, world, title="Tiêm chủng", kind="medical")
    assert places(one) == places(lead) == {}


def test_decisions_let_it_fall_in_anew(world: World, mine: int) -> None:
    by, partner = officer(world), partner_of(world)
    activity = logged(partner, "Tiêm chủng", agency_id=min(partner.agency_ids), **PLAIN)
    begin_write()
    correct(activity, _other(activity, title="Trung thu cho em"), "Sai tên", by)
    db.session.commit()
    assert places(activity) == {mine: "fell"}
    begin_write()
    decline(activity, "Trùng", by)
    db.session.commit()
    assert places(activity) == {mine: "fell"}
    with pytest.raises(ActivityRefused):
        put_in(activity, mine, None, by)
    begin_write()
    accept(activity, by)
    db.session.commit()
    assert places(activity) == {mine: "fell"}


def test_many_at_once_fall_in_alike(world: World, mine: int) -> None:
    begin_write()
    days = [DAY, DAY + timedelta(days=40), DAY]
    titles = ["Trao quà", "Trao quà", "Tiêm chủng cho trẻ"]
    kinds = ["gifts", "gifts", "medical"]
    told = zip(titles, days, kinds, strict=True)
    rows = [
        log(entry(title, held_on=day, kind=kind), officer(world), is_draft=True)
        for title, day, kind in told
    ]
    for one in rows:
        one.state = ActivityState.PLANNED
    audit.record_all("activity.changed", rows)
    fall_in_all(rows)
    db.session.commit()
    assert [places(one) for one in rows] == [{mine: "fell"}, {}, {}]
