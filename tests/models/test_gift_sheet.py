"""The gift sheet read whole, and written: needs, pledges, receipts, last year's figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from models import audit, clock
from models.base import db
from models.campaign import Campaign
from models.gift_need import GiftNeed
from models.gift_pledge import GiftPledge, GiftReceipt, GiftSource
from models.gift_rules import Need
from models.gift_sheet import GiftSheet, read_sheet
from models.hamlet import Hamlet
from models.participation import Participation
from models.tenancy import Audience, begin_write, bind
from models.unit import Unit
from models.write_needs import (
    NeedChange,
    SheetClosed,
    earlier_of,
    list_needs,
    look_at,
    take_over,
    write_needs,
)
from tests import campaigns
from tests.world import World

AT = "19612"


@pytest.fixture
def writing(world: World) -> Iterator[None]:
    """The commune bound, in one write transaction."""
    with bind(world.unit_id(AT)), audit.acting(audit.Actor(label="tests")):
        begin_write()
        yield


def campaign_of(world: World, slug: str = AT) -> Campaign:
    return db.session.get_one(Campaign, world.rows[slug]["campaign"].id)


def sheet_of(world: World, slug: str = AT) -> GiftSheet:
    return read_sheet(campaign_of(world, slug), db.session.get_one(Unit, world.unit_id(slug)))


def pledge(world: World, slug: str = AT, **values: Any) -> GiftPledge:
    part = world.rows[slug]["participation"]
    given = {"gifts": 5, "agency_id": world.rows[slug]["youth"].id, **values}
    row = GiftPledge(
        campaign_id=part.campaign_id,
        participation_id=part.id,
        source=GiftSource.MOBILISED,
        pledged_on=date(2026, 9, 2),
        pledged_by_id=world.officer.id,
        **given,
    )
    db.session.add(row)
    audit.record("gift_pledge.made", row)
    return row


def need(hamlet: Hamlet | None, band: int = 0, *, part: Any, **values: Any) -> GiftNeed:
    key = hamlet.id if hamlet else None
    row = GiftNeed(participation_id=part.id, hamlet_id=key, band=band, **values)
    db.session.add(row)
    db.session.flush()
    return row


def last_year(world: World) -> tuple[Campaign, Participation]:
    """The commune's Mid-Autumn of 2025, without any need yet."""
    days = {name: date(2025, day.month, day.day) for name, day in campaigns.DAYS.items()}
    old = campaigns.campaign("trung-thu-2025", published_at=clock.now(), **days)
    old.name, old.report_due_on = "Tết Trung thu năm 2025", date(2025, 10, 6)
    db.session.add(old)
    audit.record("campaign.published", old)
    part = Participation(campaign_id=old.id)
    db.session.add(part)
    audit.record("gift_sheet.begun", part)
    return old, part


@pytest.mark.usefixtures("writing")
def test_pledges_of_the_unit_and_what_came_of_them(world: World) -> None:
    gone = pledge(world, gifts=7, withdrawn_at=clock.now())
    pledge(world, gifts=3)
    part = world.rows[AT]["participation"].id
    back = {"received_on": date(2026, 9, 9), "received_by_id": world.officer.id}
    for gifts, withdrawn_at in ((2, None), (4, clock.now())):
        row = GiftReceipt(participation_id=part, pledge_id=gone.id, gifts=gifts, **back)
        row.withdrawn_at = withdrawn_at
        db.session.add(row)
        audit.record("gift_receipt.recorded", row)
    found = sheet_of(world).all
    assert (found.needed, found.pledged, found.received) == (12, 13, 8)
    assert (found.secured, found.short, found.to_spare) == (15, 0, 3)


def test_what_a_unit_above_pledged_for_a_unit_counts_there_alone(world: World) -> None:
    with bind(world.unit_id("468")), audit.acting(audit.Actor(label="tests")):
        begin_write()
        shared = campaign_of(world, "468")
        shared.addressees.append(db.session.get_one(Unit, world.unit_id(AT)))
        audit.record("campaign.published", shared)
        pledge(world, "468", for_unit_id=world.unit_id(AT), gifts=40)
        db.session.commit()
        assert sheet_of(world, "468").all.pledged == 10
    with bind(world.unit_id(AT)):
        sheet = read_sheet(campaign_of(world, "468"), db.session.get_one(Unit, world.unit_id(AT)))
        assert (sheet.all.pledged, sheet.participation) == (40, None)


def test_a_partner_is_told_the_sums_of_all(world: World) -> None:
    with bind(world.unit_id("468")), audit.acting(audit.Actor(label="tests")):
        begin_write()
        pledge(world, "468", gifts=9)
        db.session.commit()
    women = world.rows["468"]["women"].id
    with bind(world.unit_id("468"), audience=Audience.PARTNER, agency_ids=[women]):
        sheet = sheet_of(world, "468")
        assert (sheet.all.pledged, sheet.all.received) == (19, 6)
        assert [row.figures.needed for row in sheet.rows] == [12]


@pytest.mark.usefixtures("writing")
def test_hamlets_are_shown_as_they_are_called_now(world: World) -> None:
    hamlet = db.session.get_one(Hamlet, world.rows[AT]["hamlet"].id)
    other, gone = Hamlet.add("Thôn Hai"), Hamlet.add("Thôn Ba")
    hamlet.change(name="Thôn Mới")
    hamlet.end()
    gone.end()
    sheet = sheet_of(world)
    assert [(row.hamlet and row.hamlet.name, row.figures.needed) for row in sheet.rows] == [
        ("Thôn Hai", None),
        ("Thôn Mới", 12),
    ]
    assert sheet.all.unwritten == 1
    assert sheet.row(other.id) is sheet.rows[0]


@pytest.mark.usefixtures("writing")
def test_a_unit_without_hamlets_has_one_row(world: World) -> None:
    db.session.get_one(Hamlet, world.rows[AT]["hamlet"].id).end()
    old, part = last_year(world)
    sheet = read_sheet(old, db.session.get_one(Unit, world.unit_id(AT)))
    assert [row.hamlet for row in sheet.rows] == [None]
    assert (sheet.all.needed, sheet.all.unwritten) == (None, 1)
    need(None, part=part, children=80)
    sheet = read_sheet(old, sheet.unit)
    assert (sheet.all.needed, sheet.all.unwritten) == (80, 0)


@pytest.mark.usefixtures("writing")
def test_only_what_was_changed_and_seen_is_written(world: World) -> None:
    key, campaign = world.rows[AT]["hamlet"].id, campaign_of(world)
    clashes = write_needs(
        campaign,
        [
            NeedChange(key, 0, Need(20), Need(11)),
            NeedChange(key, 1, Need(7, 5), Need()),
            NeedChange(key, 2, Need(), Need(3)),
        ],
    )
    assert clashes == {(key, 0): Need(12)}
    (row,) = sheet_of(world).rows
    assert row.figures.needs == (Need(12), Need(7, 5), Need(), Need())
    assert write_needs(campaign, [NeedChange(key, 0, Need(12), Need(9))]) == {}


@pytest.mark.usefixtures("writing")
def test_a_list_leaves_what_it_does_not_name(world: World) -> None:
    key, campaign = world.rows[AT]["hamlet"].id, campaign_of(world)
    list_needs(campaign, {(key, 0): Need(None, 4), (key, 3): Need(6)})
    assert sheet_of(world).rows[0].figures.needs == (Need(12, 4), Need(), Need(), Need(6))


@pytest.mark.usefixtures("writing")
def test_the_first_need_begins_the_part_of_the_unit(world: World) -> None:
    new = campaigns.campaign("trung-thu-2028", published_at=clock.now())
    db.session.add(new)
    audit.record("campaign.published", new)
    unit = db.session.get_one(Unit, world.unit_id(AT))
    assert write_needs(new, []) == {}
    assert read_sheet(new, unit).participation is None
    write_needs(new, [NeedChange(world.rows[AT]["hamlet"].id, 0, Need(1), Need())])
    db.session.commit()
    assert read_sheet(new, unit).all.needed == 1


@pytest.mark.parametrize("how", ["handed_in", "over"])
@pytest.mark.usefixtures("writing")
def test_what_is_over_is_written_no_more(world: World, how: str) -> None:
    campaign = campaign_of(world)
    if how == "over":
        campaign.closed_at = clock.now()
    else:
        part = db.session.get_one(Participation, world.rows[AT]["participation"].id)
        part.state = "approved"
    db.session.flush()
    assert not sheet_of(world).is_open
    with pytest.raises(SheetClosed):
        list_needs(campaign, {(None, 0): Need(1)})


@pytest.mark.usefixtures("writing")
def test_last_years_figures_fill_what_is_blank_until_somebody_looks(world: World) -> None:
    hamlet = db.session.get_one(Hamlet, world.rows[AT]["hamlet"].id)
    merged, lost = Hamlet.add("Thôn  hai"), Hamlet.add("Thôn Ba")
    old, part = last_year(world)
    old.bands = [[0, 2], [3, 6], [6, 10]]
    need(hamlet, part=part, children=99)
    need(hamlet, 1, part=part, children=50)
    need(hamlet, 2, part=part, children=30, gifts=25)
    need(merged, part=part, children=8)
    need(lost, part=part, children=4)
    merged.end()
    lost.end()
    heir = Hamlet.add("Thôn Hai")
    db.session.flush()
    sheet = sheet_of(world)
    found = earlier_of(sheet.campaign, sheet.unit)
    assert found is old
    assert take_over(sheet, old) == ["Thôn Ba"]
    taken = {row.key: row for row in sheet_of(world).rows}
    assert taken[hamlet.id].figures.needs == (Need(12), Need(), Need(30, 25), Need())
    assert taken[hamlet.id].taken_over == {2}
    assert taken[heir.id].figures.needs[0] == Need(8)
    look_at(sheet.campaign, {hamlet.id})
    assert [row.taken_over for row in sheet_of(world).rows if row.key == hamlet.id] == [set()]
    assert sheet_of(world).is_taken_over


@pytest.mark.usefixtures("writing")
def test_only_last_year_or_what_is_issued_again_is_taken_over(world: World) -> None:
    sheet = sheet_of(world)
    assert earlier_of(sheet.campaign, sheet.unit) is None
    old, part = last_year(world)
    assert earlier_of(sheet.campaign, sheet.unit) is None
    need(None, part=part, children=1)
    assert earlier_of(sheet.campaign, sheet.unit) is old
    old.kind = "tet"
    db.session.flush()
    assert earlier_of(sheet.campaign, sheet.unit) is None
    sheet.campaign.reissue_of_id = old.id
    db.session.flush()
    assert earlier_of(sheet.campaign, sheet.unit) is old
    # Two Tết that begin in one solar year.
    sheet.campaign.reissue_of_id, sheet.campaign.kind = None, "tet"
    old.starts_on, sheet.campaign.starts_on = date(2024, 1, 11), date(2024, 12, 30)
    db.session.flush()
    assert earlier_of(sheet.campaign, sheet.unit) is old
