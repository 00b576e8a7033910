"""The campaigns of the demo as they are opened: by whom, when, with which tasks and wishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from models import clock
from models.base import db
from models.campaign import Campaign, Measure
from models.campaign_acts import REPORT_DAYS, Opener
from models.campaign_days import Days, days_in
from models.campaign_kind import STARTING_SET, Occasion
from models.campaign_tasks import add_task, choosable, choose_task
from models.demo_story import moment, workday
from models.load_demo_acts import acting_at
from models.open_campaign import Wish, start
from models.publish_campaign import publish
from models.task import Audience
from models.unit import Unit

OPENER = Opener(manages=True, publishes=True)
OCCASIONS = {one.code: one for one in STARTING_SET}
_GIFT_EACH = 100_000
"""What a gift is worth, in đồng, where money is wished for."""


@dataclass(frozen=True)
class Opening:
    """A campaign that a unit opens so many days before its first one.

    `chosen` are the beginnings of tasks of its plan, `own` the tasks typed for it; `gifts` and
    `children` are wished for of each unit below.
    """

    slug: str
    kind: str
    ahead: int
    theme: str | None = None
    guidance: str | None = None
    chosen: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    children: int = 0
    gifts: int = 0
    includes_own: bool = False

    @property
    def occasion(self) -> Occasion:
        return OCCASIONS[self.kind]

    def days(self, year: int) -> Days:
        """When it is held in a year."""
        if self.occasion.days is None:
            raise ValueError(self.kind)
        return days_in(self.occasion.days, year)

    def wishes(self, units: int) -> list[Wish]:
        """What is wished for of so many units."""
        found = [
            Wish("Đơn vị tổ chức hoạt động cho trẻ em", Measure.UNITS, units + self.includes_own)
        ]
        if self.children:
            wanted = self.children * units
            found.append(Wish("Lượt trẻ em tham gia", Measure.CHILDREN, wanted))
        if self.gifts:
            wanted = self.gifts * units
            money = wanted * _GIFT_EACH
            found.append(Wish("Suất quà trao cho trẻ em", Measure.GIFTS, wanted))
            found.append(Wish("Kinh phí vận động xã hội hóa", Measure.MOBILISED, money))
        found.append(Wish("Không để xảy ra tai nạn, ngộ độc thực phẩm trong các hoạt động"))
        return found


_ACTION_MONTH = (
    "Tổ chức phát động trước ngày 05/6; mỗi xã, thị trấn có ít nhất một hoạt động vui chơi, một"
    " buổi truyền thông về phòng, chống đuối nước và xâm hại trẻ em. Ưu tiên trẻ em có hoàn cảnh"
    " đặc biệt."
)
_MID_AUTUMN = (
    "Tổ chức tiết kiệm, an toàn; quà đến tay trẻ em trước đêm rằm. Ưu tiên trẻ em có hoàn cảnh"
    " đặc biệt, trẻ em hộ nghèo, cận nghèo. Kiểm tra an toàn thực phẩm và đồ chơi trước khi trao."
)
OPENINGS = (
    Opening(
        *("468", "action_month", 21),
        guidance=_ACTION_MONTH,
        chosen=("Tổ chức thực hiện Tháng hành động",),
        children=100,
        includes_own=True,
    ),
    Opening("612", "action_month", 18, guidance=_ACTION_MONTH, children=80),
    Opening(
        *("468", "mid_autumn", 18, "Trăng rằm đến với mọi trẻ em", _MID_AUTUMN),
        chosen=("Tổ chức các hoạt động vui chơi",),
        children=150,
        gifts=120,
        includes_own=True,
    ),
    Opening("612", "mid_autumn", 15, "Vui hội trăng rằm", _MID_AUTUMN, children=120, gifts=100),
    Opening(
        *("08", "mid_autumn", 20, "Trung thu cho trẻ em vùng cao", _MID_AUTUMN),
        children=150,
        gifts=120,
    ),
    Opening(
        *("468", "gender_equality", 13),
        guidance="Mỗi xã, thị trấn tổ chức ít nhất một buổi truyền thông tại trường học hoặc thôn.",
        chosen=("Tổ chức thực hiện Tháng hành động",),
        own=(
            "Treo khẩu hiệu, phát thanh hưởng ứng Tháng hành động vì bình đẳng giới",
            "Tổ chức ít nhất một buổi truyền thông phòng ngừa, ứng phó với bạo lực trên cơ sở giới",
        ),
        children=80,
        includes_own=True,
    ),
)


def open_campaigns(as_at: date, since: date) -> None:
    """Open those that were to be opened before the demo's day and after its plans, `since`."""
    for one in OPENINGS:
        opened_on = workday(one.days(as_at.year).first - timedelta(days=one.ahead), -1)
        if since <= opened_on < as_at:
            with clock.fixed(moment(opened_on, one.slug, one.kind)):
                _open(one, as_at.year)


def _open(one: Opening, year: int) -> None:
    days, occasion = one.days(year), one.occasion
    with acting_at(one.slug, "duyet") as (unit, standing, person_id):
        below = db.session.scalar(select(func.count(Unit.id)).where(Unit.parent_id == unit.id)) or 0
        campaign = start(
            occasion.name,
            one.wishes(below),
            kind=one.kind,
            name=f"{occasion.name} năm {year}",
            theme=one.theme,
            guidance=one.guidance,
            starts_on=days.first,
            ends_on=days.last,
            feast_on=days.feast,
            report_due_on=workday(days.last + timedelta(days=REPORT_DAYS)),
            includes_own=one.includes_own,
            counts_gifts=occasion.counts_gifts,
            asks=list(occasion.asks),
            author_id=person_id,
        )
        db.session.flush()
        _give_tasks(campaign, one, person_id)
        publish(campaign, campaign.version, OPENER, standing)


def _give_tasks(campaign: Campaign, one: Opening, person_id: int) -> None:
    for begins in one.chosen:
        found = db.session.scalars(choosable(campaign, begins)).first()
        if found is not None:
            choose_task(campaign, found.id)
    for text in one.own:
        add_task(campaign, text, campaign.ends_on, Audience.BELOW, person_id)
