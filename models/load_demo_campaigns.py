"""What the units of the demo did in its campaigns: plans, gifts, result sheets, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from models import audit, clock
from models.activity import Activity
from models.activity_campaign import ActivityCampaign
from models.activity_sums import Sums
from models.base import db
from models.campaign import Campaign
from models.campaign_links import FALLING, fall_in_all
from models.campaign_sums import in_campaign, sums_by_unit
from models.close_campaign import close, units_in
from models.decide_participation import approve, send_back
from models.demo_extras import Photo, kept
from models.demo_gifts import gift_rows
from models.demo_openings import OPENER
from models.demo_people import login_of
from models.demo_story import MILLION, Row, chance, moment, workday
from models.demo_village import evening_of
from models.evidence import Evidence
from models.load_demo_acts import acting_at
from models.month_acts import Reader
from models.page_content import content_of, gather
from models.participation import Participation, ParticipationState, StepKind
from models.person import Person
from models.publish_page import choose, publish
from models.take_part import SheetWords, fill, submit
from models.tenancy import begin_write, unscoped
from models.unit import Level, Unit
from models.unit_campaign import lock_part

TOLD_BELOW = ("468", "612")
"""Whose communes log their activities themselves; elsewhere one evening is told of each."""
WITHOUT_PLAN = ("19621", "23433", "00712")
SILENT = ("19603", "23430")
"""Who handed in no result sheet of Mid-Autumn."""
MENDING = "19615"
MEND = "Phiếu ghi 102 suất quà nhưng bảng ký nhận các thôn mới có 95. Kiểm tra và bổ sung."
DIFFICULTIES = (
    "Trời mưa nên hai thôn phải tổ chức trong nhà văn hóa, trẻ em ở xa không đến được.",
    "Nguồn vận động tại chỗ ít, quà chưa đều giữa các thôn.",
    None,
    "Cán bộ phụ trách kiêm nhiệm, việc tổng hợp ký nhận còn chậm.",
    None,
)
PROPOSALS = ("Hỗ trợ thêm quà cho trẻ em các thôn xa trung tâm.", None, None)
PHOTOS = ("lantern", "gift")
PLANS = {
    "action_month": "Phát động Tháng hành động vì trẻ em; truyền thông phòng, chống đuối nước và"
    " xâm hại trẻ em; thăm, tặng quà trẻ em có hoàn cảnh đặc biệt.",
    "mid_autumn": "Đêm hội trăng rằm, rước đèn, phá cỗ; trao quà cho trẻ em các thôn, tổ dân phố.",
    "gender_equality": "Treo khẩu hiệu, phát thanh trên hệ thống truyền thanh cơ sở; truyền thông"
    " phòng ngừa bạo lực trên cơ sở giới tại trường học.",
}


@dataclass(frozen=True)
class Taking:
    """A campaign as it is acted out: the keys of its units by slug, who writes there, who is above
    each."""

    key: int
    issuer: str
    kind: str
    starts_on: date
    ends_on: date
    feast_on: date | None
    report_due_on: date
    counts_gifts: bool
    bands: int
    opened_at: datetime
    units: Mapping[str, Unit]
    writers: Mapping[str, int]

    @property
    def day(self) -> date:
        return self.feast_on or self.starts_on

    def is_told(self, slug: str) -> bool:
        """Whether the people of a unit act for themselves."""
        return slug in TOLD_BELOW or self.units[slug].path.split(".")[-3] in TOLD_BELOW


def hold_campaigns(as_at: date, photos: Mapping[str, Photo]) -> None:
    """Let the units take part in what was opened, up to the day before the demo's; `photos` stand
    for what was photographed, by name."""
    found = list(_all_taking())
    for one in found:
        _plan(one, as_at)
    _tell_evenings(found, as_at)
    _fall_in(found)
    for one in found:
        _count_gifts(one)
        if one.ends_on + timedelta(days=14) < as_at:
            _hand_in(one)
            _hand_in_at_once(one)
            _close(one, as_at)
            _publish_page(one, photos)


def _all_taking() -> Iterator[Taking]:
    with unscoped("the demo looks for the campaigns that were opened, and for who takes part"):
        people = dict(db.session.execute(select(Person.email, Person.id)).all())
        rows = db.session.scalars(select(Campaign).order_by(Campaign.id)).all()
        found = [(row, db.session.get_one(Unit, row.unit_id), _units(row)) for row in rows]
        for row, issuer, units in found:
            words = {unit.slug: writer_word(unit) for unit in units}
            yield Taking(
                row.id,
                issuer.slug,
                row.kind,
                row.starts_on,
                row.ends_on,
                row.feast_on,
                row.report_due_on,
                row.counts_gifts,
                len(row.bands),
                row.published_at or clock.now(),
                {unit.slug: unit for unit in units},
                {slug: people[login_of(word, slug)] for slug, word in words.items()},
            )


def _units(campaign: Campaign) -> Sequence[Unit]:
    return db.session.scalars(units_in(campaign)).all()


def writer_word(unit: Unit) -> str:
    """Who writes for a unit of the demo."""
    return "canbo" if unit.level == Level.COMMUNE or unit.slug == "468" else "duyet"


def _plan(one: Taking, as_at: date) -> None:
    """Each unit has a row; most of them a plan, within the first days."""
    rows = [_part(one, slug, as_at) for slug in one.units if slug not in WITHOUT_PLAN]
    _write({Participation: rows}, "participation.loaded", one.units[next(iter(one.units))])


def _part(one: Taking, slug: str, as_at: date) -> Row:
    lot = chance(slug, one.kind)
    planned_on = max(workday(one.day - timedelta(days=lot % 4), -1), one.starts_on)
    written_at = min(
        one.opened_at + timedelta(days=3 + lot % 6), clock.start_of_day(as_at - timedelta(days=1))
    )
    return {
        "unit_id": one.units[slug].id,
        "campaign_id": one.key,
        "created_at": written_at,
        "planned_at": written_at,
        "what": PLANS[one.kind],
        "planned_on": planned_on,
        "place": ("Nhà văn hóa trung tâm", "Sân trường tiểu học", "Hội trường UBND")[lot % 3],
        "lead_name": "Phó Chủ tịch UBND phụ trách văn hóa - xã hội",
        "planned_budget": (2 + lot % 7) * MILLION,
        "planned_mobilised": (5 + lot % 17) * MILLION,
        "version": 1,
    }


def _tell_evenings(found: Iterable[Taking], as_at: date) -> None:
    """Where the communes do not log themselves, one evening of each, in its campaign."""
    for one in found:
        if one.kind != "mid_autumn" or one.issuer == "468" or one.day >= as_at:
            continue
        told = [slug for slug in one.units if slug not in SILENT]
        evenings = [evening_of(one.units[slug], one.day, one.writers[slug]) for slug in told]
        links = [_link(one, row) for row in evenings]
        rows = {Activity: evenings, ActivityCampaign: links}
        _write(rows, "activity.loaded", one.units[next(iter(one.units))])


def _link(one: Taking, row: Row) -> Row:
    reasons = [{"why": "in_days", "values": [one.starts_on.isoformat(), one.ends_on.isoformat()]}]
    return {
        "unit_id": row["unit_id"],
        "activity_id": row["id"],
        "campaign_id": one.key,
        "reasons": reasons,
        "created_at": row["created_at"],
    }


def _fall_in(found: Iterable[Taking]) -> None:
    """What the months of the demo logged at once falls in as if it had been logged one by one."""
    units = {slug: unit for one in found for slug, unit in one.units.items() if one.is_told(slug)}
    for slug, unit in units.items():
        with acting_at(slug, writer_word(unit)):
            placed = select(ActivityCampaign.activity_id)
            query = select(Activity).where(Activity.unit_id == unit.id, Activity.id.not_in(placed))
            query = query.where(Activity.state.in_(FALLING)).order_by(Activity.id)
            fall_in_all(db.session.scalars(query).all())
            audit.record("activity.loaded", unit, after={"campaigns": len(units)})


def _count_gifts(one: Taking) -> None:
    if not one.counts_gifts:
        return
    with unscoped("the demo counts the gifts of each unit"):
        sums = {unit: found for (_key, unit), found in sums_by_unit([one.key]).items()}
    with unscoped("the demo writes the gift sheets of its units"):
        parts = select(Participation).where(Participation.campaign_id == one.key)
        rows: dict[type, list[Row]] = {}
        units = {unit.id: slug for slug, unit in one.units.items()}
        for part in db.session.scalars(parts.order_by(Participation.id)).all():
            slug = units[part.unit_id]
            given = sums.get(part.unit_id, Sums())
            for model, more in gift_rows(part, slug, given, one.day, one.writers[slug]).items():
                rows.setdefault(model, []).extend(more)
    _write(rows, "gift_sheet.loaded", one.units[next(iter(one.units))])


def _write(rows: Mapping[Any, Sequence[Row]], action: str, about: Unit) -> None:
    with unscoped("the demo writes what many of its units did"):
        begin_write()
        for model, values in rows.items():
            if values:
                db.session.execute(insert(model), values)
        counts: dict[str, Any] = {
            model.__tablename__: len(values) for model, values in rows.items()
        }
        audit.record(action, about, unit_id=about.id, after=counts)
        db.session.commit()


def _hand_in(one: Taking) -> None:
    """The result sheets, within two weeks after the last day; the unit above decides two days
    later."""
    for slug, unit in one.units.items():
        if not one.is_told(slug) or not _reports(one, slug):
            continue
        handed_in = workday(one.ends_on + timedelta(days=2 + chance(slug, one.key, below=9)))
        with clock.fixed(moment(handed_in, slug)), acting_at(slug, writer_word(unit)) as who:
            _submit(one, slug, who[2])
        decided = workday(handed_in + timedelta(days=2))
        above = unit.path.split(".")[-3]
        with clock.fixed(moment(decided, slug)), acting_at(slug, "duyet", of=above) as who:
            _decide(one, slug, who[2])


def _reports(one: Taking, slug: str) -> bool:
    return slug not in WITHOUT_PLAN and not (one.kind == "mid_autumn" and slug in SILENT)


def _hand_in_at_once(one: Taking) -> None:
    """The sheets of units whose people are not acted out: they wait above, but for every ninth."""
    slugs = {unit.id: slug for slug, unit in one.units.items() if not one.is_told(slug)}
    with unscoped("the demo hands in the result sheets of many units"):
        begin_write()
        sums = {unit: found for (_key, unit), found in sums_by_unit([one.key]).items()}
        parts = select(Participation).where(Participation.campaign_id == one.key)
        for part in db.session.scalars(parts.where(Participation.unit_id.in_(slugs))):
            slug = slugs[part.unit_id]
            if chance(slug, below=9):
                _keep(part, sums.get(part.unit_id, Sums()), one.writers[slug], one)
        about = one.units[next(iter(one.units))]
        audit.record("participation.loaded", about, unit_id=about.id, after={"sheets": len(sums)})
        db.session.commit()


def _keep(part: Participation, sums: Sums, writer_id: int, one: Taking) -> None:
    part.figures, part.state = asdict(sums), ParticipationState.SUBMITTED
    part.submitted_by_id = writer_id
    part.submitted_at = moment(one.ends_on + timedelta(days=5), part.unit_id)
    part.note(StepKind.SUBMITTED, writer_id).at = part.submitted_at


def _submit(one: Taking, slug: str, person_id: int) -> None:
    part, by, lot = lock_part(one.key), Reader(person_id, writes=True), chance(slug, one.key)
    words = SheetWords(DIFFICULTIES[lot % 5], PROPOSALS[lot % 3])
    fill(part, _version(part.row), words, by)
    db.session.flush()
    submit(part, _version(part.row), by, "Số liệu đến ngày nộp; còn việc chưa xong ghi ở trên.")


def _decide(one: Taking, slug: str, person_id: int) -> None:
    part, by = lock_part(one.key), Reader(person_id, decides=True)
    if one.kind == "mid_autumn" and slug == MENDING:
        send_back(part, _version(part.row), by, MEND)
    else:
        approve(part, _version(part.row), by)


def _version(row: Participation | None) -> int | None:
    return row.version if row else None


def _close(one: Taking, as_at: date) -> None:
    """What is long over is closed."""
    closed_on = workday(one.report_due_on + timedelta(days=10))
    if one.issuer == "468" and one.kind == "mid_autumn" or closed_on >= as_at:
        return
    with clock.fixed(moment(closed_on, one.issuer)), acting_at(one.issuer, "duyet"):
        campaign = db.session.get_one(Campaign, one.key)
        close(campaign, campaign.version, OPENER, "Đã tổng hợp; đơn vị chưa nộp sẽ bổ sung sau.")


def _publish_page(one: Taking, photos: Mapping[str, Photo]) -> None:
    """What came of it is public two weeks after the last day, in Cam Lộ with photos."""
    shown_on = workday(one.ends_on + timedelta(days=14))
    with clock.fixed(moment(shown_on, one.issuer)):
        keys = _photograph(one, photos) if one.issuer == "468" and one.counts_gifts else []
        with acting_at(one.issuer, "duyet") as (unit, _standing, person_id):
            campaign = db.session.get_one(Campaign, one.key)
            content = content_of(gather(campaign, unit), clock.today())
            publish(campaign, None, content, person_id)
            db.session.flush()
            for evidence in db.session.scalars(Evidence.among(keys)).all():
                choose(campaign, evidence, None, person_id)


def _photograph(one: Taking, photos: Mapping[str, Photo]) -> list[UUID]:
    """Two photos of what Xã Cam Thành did, without a face."""
    with acting_at("19612", "canbo") as (unit, _standing, person_id):
        mine = select(Activity).where(in_campaign(one.key), Activity.unit_id == unit.id)
        mine = mine.where(Activity.joined_to_id.is_(None)).order_by(Activity.held_on)
        told = zip(db.session.scalars(mine.limit(len(PHOTOS))), PHOTOS, strict=False)
        return [_attach(each, photos[name], person_id) for each, name in told]


def _attach(activity: Activity, photo: Photo, person_id: int) -> UUID:
    return Evidence.attach(activity, kept(photo, activity.held_on), person_id).id
