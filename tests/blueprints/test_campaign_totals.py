"""The roll-up of a campaign: page, workbook and report say what the sums of its activities say."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select

from bench.pages import PAGE_BYTES
from models import audit, clock
from models.activity import Activity, ActivityState
from models.activity_campaign import ActivityCampaign
from models.activity_sums import Sums
from models.base import db
from models.campaign import Campaign, CampaignTarget, Measure
from models.campaign_sums import sums_by_unit
from models.evidence import Evidence
from models.gift_need import GiftNeed
from models.gift_pledge import GiftPledge, GiftReceipt, GiftSource
from models.gift_sheet import read_sheet
from models.join_activities import join
from models.participation import Participation, ParticipationState
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from tests import activities
from tests.campaigns import campaign
from tests.clients import Browser
from tests.documents.papers import rows, texts
from tests.evidence import kept
from tests.many_units import add_communes
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

BELOW = ("19612", "19600")
QUERIES = 10
OVER = date(2026, 10, 6)


def opened(world: World, slug: str, to: tuple[str, ...], **values: Any) -> int:
    """A published campaign of a unit, addressed to others."""
    with bind(world.unit_id(slug)):
        begin_write()
        made = campaign(f"ram-{values.get('starts_on', 2026)}", includes_own=False, **values)
        made.published_at = clock.now()
        wanted = {"position": 1, "text": "Có quà", "measure": Measure.GIFTS, "wanted": 1000}
        made.targets = [CampaignTarget(**wanted)]
        db.session.add(made)
        made.addressees = [db.session.get_one(Unit, world.unit_id(one)) for one in to]
        audit.record("campaign.published", made)
        db.session.commit()
        return made.id


def did(world: World, campaign_id: int, slug: str, **figures: Any) -> Any:
    """An entry of a unit in a campaign; its key."""
    with bind(world.unit_id(slug)):
        activity = activities.logged(activities.officer(world), **figures)
        begin_write()
        about = {"activity_id": activity.id, "campaign_id": campaign_id}
        link = db.session.scalar(select(ActivityCampaign).filter_by(**about))
        link = link or ActivityCampaign(**about)
        link.is_out = False
        db.session.add(link)
        db.session.commit()
        return activity.id


def wrote(world: World, campaign_id: int, slug: str, **values: Any) -> None:
    """What a unit wrote of its part."""
    with bind(world.unit_id(slug)):
        begin_write()
        part = Participation(campaign_id=campaign_id, planned_at=clock.now(), **values)
        db.session.add(part)
        audit.record("participation.planned", part)
        db.session.commit()


@pytest.fixture
def campaign_id(world: World) -> int:
    """A Mid-Autumn of Cam Lộ: Xã Cam Thành planned, held and reported, Xã Cam Tuyền did nothing."""
    key = opened(world, "468", BELOW, starts_on=date(2026, 9, 2))
    then = {"starts_on": date(2025, 9, 10), "ends_on": date(2025, 10, 6)}
    earlier = opened(world, "468", BELOW, name="Tết Trung thu năm 2025", **then)
    did(world, earlier, "19612", held_on=date(2025, 9, 30), children=1300, gifts=90)
    did(world, key, "19612", children=1210, gifts=950, budget=50_000_000, mobilised=7_500_000)
    wrote(
        world,
        key,
        "19612",
        planned_budget=60_000_000,
        difficulties="Mưa lũ\nkéo dài",
        state=ParticipationState.SUBMITTED,
    )
    return key


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


@pytest.fixture
def late(world: World) -> Iterator[None]:
    """After the day on which the report was due."""
    with clock.fixed(clock.start_of_day(OVER)):
        yield


def url(campaign_id: int, slug: str = "468", leaf: str = "") -> str:
    return f"/{slug}/campaigns/{campaign_id}/totals{leaf}"


def test_the_page_says_who_did_what_and_who_owes_what(
    late: None, reviewer: Browser, campaign_id: int
) -> None:
    page = reviewer.get(url(campaign_id)).text
    assert not check_page(page)
    told = ["950/1.000 gifts given", "50 lacking", "of 60.000.000 đ planned", "−90", "+860"]
    told += ["Last year: Tết Trung thu năm 2025.", "<q", "Mưa lũ", "Result handed in"]
    told += ["Result sheet overdue", "Nothing held yet · No plan yet"]
    assert [one for one in told if one not in page] == []
    assert page.index(">Xã Cam Tuyền<") < page.index(">Xã Cam Thành<")
    assert f'href="/19612/campaigns/{campaign_id}/participation"' in page


def test_what_is_asked_for(late: None, reviewer: Browser, campaign_id: int) -> None:
    for shown, name in (("missing", "Tuyền"), ("handed_in", "Thành"), ("difficulties", "Thành")):
        page = reviewer.get(url(campaign_id, leaf=f"?show={shown}")).text
        assert re.findall(r'class="line-t" href="[^"]+">Xã Cam (\w+)<', page) == [name]
    text = reviewer.get(url(campaign_id, leaf="/reminder")).text
    assert not check_page(text)
    assert "- Nộp ngay phiếu kết quả đã quá hạn: UBND xã Cam Tuyền." in text
    assert "Cam Thành" not in text


def test_a_province_sees_its_districts(world: World, browser: Browser) -> None:
    key = opened(world, "45", ("468", *BELOW), starts_on=date(2026, 9, 2))
    for slug in ("468", *BELOW):
        did(world, key, slug, children=100, gifts=7)
    page = browser.as_(world.province).get(url(key, "45")).text
    assert f'href="/468/campaigns/{key}/totals">Huyện Cam Lộ' in page
    assert "0 of 3 handed in" in page
    assert "Xã Cam Thành" not in page
    below = browser.as_(world.reviewer).get(url(key)).text
    assert "Xã Cam Thành" in below
    assert "Here: 21 gifts given" in below
    own = browser.as_(world.officer).get(url(key, "19612")).text
    assert not check_page(own)
    assert "Here: 7 gifts given" in own
    assert "Which units" not in own


def test_a_commune_reports_on_itself_by_hamlet(
    world: World, browser: Browser, campaign_id: int
) -> None:
    did(world, campaign_id, "19612", hamlet_id=world.rows["19612"]["hamlet"].id, gifts=5)
    answer = browser.as_(world.officer).get(url(campaign_id, "19612", "/report.docx"))
    file = Document(BytesIO(answer.data))
    said = texts(file)
    assert "Kính gửi: Ủy ban nhân dân huyện Cam Lộ" in said
    assert "- Đã trao 955 suất quà." in said
    assert "Tiến độ của các đơn vị tham gia:" not in said
    names = ("Thôn Một Cam Thành", "Không theo thôn", "Tổng cộng")
    assert [_row(file, "Thôn, tổ dân phố", name)[6] for name in names] == ["5", "950", "955"]


def test_photos_without_a_face_or_with_consent(
    world: World, reviewer: Browser, campaign_id: int
) -> None:
    with bind(world.unit_id("19612")):
        [link] = db.session.scalars(select(ActivityCampaign).filter_by(campaign_id=campaign_id))
        begin_write()
        said = [{}, {"shows_faces": True, "consent": "Phụ huynh"}, {}]
        made = [
            Evidence.attach(link.activity, kept(number), world.officer.id, **about)
            for number, about in enumerate(said, 30)
        ]
        made[2].withdraw(world.officer.id, "nhầm")
        db.session.commit()
        ids = [one.id for one in made]
    page = reviewer.get(url(campaign_id)).text
    assert [f"/19612/evidence/{key}/thumbnail" in page for key in ids] == [True, True, False]


def test_gifts_are_those_of_the_gift_sheets(
    world: World, reviewer: Browser, campaign_id: int
) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        [part] = db.session.scalars(select(Participation).filter_by(campaign_id=campaign_id))
        bands = ((0, 700, None), (1, 400, 300))
        for band, children, gifts in bands:
            about = {"hamlet_id": world.rows["19612"]["hamlet"].id, "band": band}
            db.session.add(
                GiftNeed(participation_id=part.id, children=children, gifts=gifts, **about)
            )
        pledge = GiftPledge(
            campaign_id=campaign_id,
            participation_id=part.id,
            donor="Công ty A",
            source=GiftSource.MOBILISED,
            gifts=990,
            pledged_on=date(2026, 9, 3),
            pledged_by_id=world.officer.id,
        )
        db.session.add(pledge)
        audit.record("gift_pledge.made", pledge)
        db.session.flush()
        came = {"received_on": date(2026, 9, 4), "received_by_id": world.officer.id}
        receipt = GiftReceipt(participation_id=part.id, pledge_id=pledge.id, gifts=960, **came)
        db.session.add(receipt)
        audit.record("gift_receipt.recorded", receipt)
        db.session.commit()
    with bind(world.unit_id("19612")):
        whole = db.session.get_one(Campaign, campaign_id)
        sheet = read_sheet(whole, db.session.get_one(Unit, world.unit_id("19612"))).all
    told = [sheet.needed, sheet.pledged, sheet.received, sheet.left]
    assert told == [1000, 990, 960, 10]
    book = load_workbook(BytesIO(reviewer.get(url(campaign_id, leaf="/tables.xlsx")).data))
    heads, *units = book["By unit"].iter_rows(values_only=True)
    first = heads.index("Gifts needed")
    assert {row[0]: list(row[first : first + 4]) for row in units} == {
        "Xã Cam Thành": told,
        "Xã Cam Tuyền": [None] * 4,
        "Together": told,
    }
    file = Document(BytesIO(reviewer.get(url(campaign_id, leaf="/report.docx")).data))
    assert _row(file, "Còn lại", "Tổng cộng")[2:] == _written(1000, 990, 960, 950, 10)


def test_every_number_of_both_files_is_that_of_the_sums(
    world: World, reviewer: Browser, campaign_id: int
) -> None:
    chance = random.Random(9)
    made = [did(world, campaign_id, slug, **_figures(chance)) for slug in BELOW * 4]
    with bind(world.unit_id("19600")):
        begin_write()
        join(*_two(made[1::2]), by=activities.officer(world), adds_gifts=True)
        db.session.commit()
    with bind(world.unit_id("468")):
        sums = {key: one for (_of, key), one in sums_by_unit([campaign_id]).items()}
    by_unit = {f"Xã {name}": sums[world.unit_id(slug)] for slug, name in NAMES.items()}
    total = by_unit["Xã Cam Thành"] + by_unit["Xã Cam Tuyền"]
    book = load_workbook(BytesIO(reviewer.get(url(campaign_id, leaf="/tables.xlsx")).data))
    heads, *units = book["By unit"].iter_rows(values_only=True)
    first, last = heads.index("Activities"), heads.index("Cost") + 1
    found = {row[0]: [None if v == "" else v for v in row[first:last]] for row in units}
    assert found == {**{n: _values(s) for n, s in by_unit.items()}, "Together": _values(total)}
    file = Document(BytesIO(reviewer.get(url(campaign_id, leaf="/report.docx")).data))
    for name, one in [*by_unit.items(), ("Tổng cộng", total)]:
        goods = [one.gifts, one.gift_value]
        assert _row(file, "Tình trạng", name)[3:9] == _written(
            one.activities, one.children, one.special, one.adults, *goods
        )
        spent = _row(file, "Tổng đã chi", name)
        assert [spent[3], spent[5], spent[6]] == _written(one.budget, one.mobilised, one.cost)
    said = " ".join(texts(file))
    assert f"Đã trao {_written(total.gifts)[0]} suất quà" in said
    assert f"Tổng kinh phí thực hiện: {_written(total.cost)[0]} đồng" in said


NAMES = {"19612": "Cam Thành", "19600": "Cam Tuyền"}


def _figures(chance: random.Random) -> dict[str, Any]:
    known = ("children", "special", "adults", "gifts", "gift_value", "budget", "mobilised")
    found: dict[str, Any] = {name: chance.randrange(1, 9_999) for name in known}
    return {**found, chance.choice(known[2:]): None, "special": 1}


def _two(ids: list[Any]) -> Iterator[Activity]:
    return (db.session.get_one(Activity, key) for key in ids[:2])


def _values(sums: Sums) -> list[int | None]:
    return [*asdict(sums).values(), sums.cost]


def _written(*values: int | None) -> list[str]:
    return ["" if one is None else f"{one:,}".replace(",", ".") for one in values]


def _row(file: Any, heading: str, name: str) -> list[str]:
    """The row of a unit in the table with this heading."""
    for place in range(len(file.tables)):
        found = [[" ".join(cell) for cell in row] for row in rows(file, place)]
        if heading in found[0]:
            return next(row for row in found if row[1] == name)
    raise LookupError(heading)


def test_queries_do_not_grow_with_units(world: World, reviewer: Browser, campaign_id: int) -> None:
    found = []
    for count, first in ((2, 50_000), (164, 51_000)):
        add_units(world, campaign_id, count, first)
        with counted() as queries:
            page = reviewer.get(url(campaign_id)).text
        found.append(len(queries))
    assert found[0] == found[1] <= QUERIES
    assert "Page 1 of 4" in page
    assert len(gzip.compress(page.encode())) < PAGE_BYTES


def add_units(world: World, campaign_id: int, count: int, first: int) -> None:
    """So many communes more in the campaign, each with its part and an entry that counts."""
    with unscoped("test"):
        begin_write()
        above = db.session.get_one(Unit, world.unit_id("468"))
        add_communes(above, count, first)
        slugs = [str(number) for number in range(first, first + count)]
        units = list(db.session.scalars(select(Unit).where(Unit.slug.in_(slugs))))
        whole = db.session.get_one(Campaign, campaign_id)
        whole.addressees = [*whole.addressees, *units]
        for unit in units:
            given = {"unit_id": unit.id, "planned_at": clock.now(), "planned_budget": 60_000_000}
            db.session.add(Participation(campaign_id=campaign_id, difficulties="Mưa", **given))
            held = activities.entry("Rước đèn", children=unit.id, budget=50_000_000 + unit.id)
            made = Activity(**held.columns(), unit_id=unit.id, logged_by_id=world.officer.id)
            made.state = ActivityState.COUNTED
            db.session.add(made)
            db.session.flush()
            link = {"activity_id": made.id, "campaign_id": campaign_id, "unit_id": unit.id}
            db.session.add(ActivityCampaign(**link))
        audit.record("campaign.published", world.units["468"], unit_id=above.id, after={})
        db.session.commit()
