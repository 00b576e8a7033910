"""The result sheets of the campaigns of the demo: handed in, decided on, the campaign closed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy import select

from models import audit, clock
from models.activity_sums import Sums
from models.base import db
from models.campaign import Campaign
from models.campaign_sums import sums_by_unit
from models.close_campaign import close
from models.decide_participation import approve, send_back
from models.demo_openings import OPENER
from models.demo_story import chance, moment, workday
from models.demo_taking import SILENT, WITHOUT_PLAN, Taking, writer_word
from models.load_demo_acts import acting_at
from models.month_acts import Reader
from models.participation import Participation, ParticipationState, StepKind
from models.take_part import SheetWords, fill, submit
from models.tenancy import begin_write, unscoped
from models.unit_campaign import lock_part

MENDING = "19615"
"""Whose sheet of Mid-Autumn came back, with MEND as the reason."""
MEND = "Phiếu ghi 102 suất quà nhưng bảng ký nhận các thôn mới có 95. Kiểm tra và bổ sung."
DIFFICULTIES = (
    "Trời mưa nên hai thôn phải tổ chức trong nhà văn hóa, trẻ em ở xa không đến được.",
    "Nguồn vận động tại chỗ ít, quà chưa đều giữa các thôn.",
    None,
    "Cán bộ phụ trách kiêm nhiệm, việc tổng hợp ký nhận còn chậm.",
    None,
)
PROPOSALS = ("Hỗ trợ thêm quà cho trẻ em các thôn xa trung tâm.", None, None)


def hand_in(one: Taking) -> None:
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


def hand_in_at_once(one: Taking) -> None:
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
        about = one.first
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


def close_over(one: Taking, as_at: date) -> None:
    """What is long over is closed."""
    closed_on = workday(one.report_due_on + timedelta(days=10))
    if one.issuer == "468" and one.kind == "mid_autumn" or closed_on >= as_at:
        return
    with clock.fixed(moment(closed_on, one.issuer)), acting_at(one.issuer, "duyet"):
        campaign = db.session.get_one(Campaign, one.key)
        close(campaign, campaign.version, OPENER, "Đã tổng hợp; đơn vị chưa nộp sẽ bổ sung sau.")
