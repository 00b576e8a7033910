"""Kinds of campaigns, when they are held and what tells an activity of them: data of a unit, as a
rule the province.

As with kinds of activities the code tells a kind apart: a list that is begun as a copy of another
one keeps the codes, whatever its kinds are called there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.activity_kind import A_CODE
from models.activity_kind import STARTING_SET as ACTIVITY_KINDS
from models.base import Base, Versioned
from models.campaign_days import DayRule, FixedDays, LunarDays, YearDay
from models.lunar import AFTER, BEFORE
from models.own_list import OwnEntry, called_at, in_force
from models.setting import Stating
from models.unit import Unit

MOST_CHARACTERS = 80
"""Of a kind's name."""
MOST_KINDS = 20
"""So many may be offered: they are chosen on a phone."""
MOST_WORDS = 12
"""So many words of a kind may be told."""
A_WORD = 60
"""The longest of them, in characters."""
FIGURES = (
    *("activities", "sessions", "children", "special", "adults"),
    *("gifts", "gift_value", "budget", "mobilised"),
)
"""What a result sheet may ask for: fields of models.activity_sums.Sums, in their order."""


@dataclass(frozen=True)
class Occasion:
    """A kind as it is offered; `id` is that of its row, where it has one.

    `days`: when it is held, where that is known beforehand. `activity_kinds`: codes of the kinds
    of activities by which it is held. `words`: wordings that tell an activity of it. `asks`: which
    of FIGURES its result sheet asks for. `counts_gifts`: gifts are needed, pledged and given.
    """

    code: str
    name: str
    days: DayRule | None
    activity_kinds: tuple[str, ...]
    words: tuple[str, ...]
    asks: tuple[str, ...]
    counts_gifts: bool = False
    id: int | None = None


_HEADS = ("activities", "children", "special")
_MONEY = ("budget", "mobilised")
_GIFTS = (*_HEADS, "gifts", "gift_value", *_MONEY)
_TALKS = ("activities", "sessions", "children", "adults", *_MONEY)


def _days(first: str, last: str, feast: str | None = None) -> FixedDays:
    return FixedDays.read({"first": first, "last": last, "feast": feast})


STARTING_SET = (
    Occasion(
        "action_month",
        "Tháng hành động vì trẻ em",
        _days("1/6", "30/6"),
        tuple(one.code for one in ACTIVITY_KINDS),
        ("Tháng hành động", "tháng vì trẻ em"),
        (*_HEADS, "adults", "gifts", "gift_value", *_MONEY),
    ),
    Occasion(
        "childrens_day",
        "Ngày Quốc tế thiếu nhi 1/6",
        _days("18/5", "4/6", "1/6"),
        ("gifts", "play", "visit"),
        ("1/6", "Quốc tế thiếu nhi", "Tết thiếu nhi"),
        _GIFTS,
        counts_gifts=True,
    ),
    Occasion(
        "mid_autumn",
        "Tết Trung thu",
        LunarDays(YearDay(15, 8), BEFORE + 7, AFTER + 2),
        ("gifts", "play", "visit"),
        ("Trung thu", "trăng rằm", "rằm tháng 8", "rằm tháng tám", "rước đèn", "phá cỗ"),
        _GIFTS,
        counts_gifts=True,
    ),
    Occasion(
        "tet",
        "Tặng quà Tết Nguyên đán",
        LunarDays(YearDay(1, 1), 30, 7),
        ("gifts", "visit", "play"),
        ("Tết Nguyên đán", "quà Tết", "vui Tết", "Tết cổ truyền", "chúc Tết", "mừng xuân"),
        _GIFTS,
        counts_gifts=True,
    ),
    Occasion(
        "school_year",
        "Khai giảng năm học mới",
        _days("15/8", "15/9", "5/9"),
        ("gifts", "visit", "communication"),
        ("khai giảng", "năm học mới", "tựu trường", "tiếp sức đến trường", "đưa trẻ đến trường"),
        _GIFTS,
    ),
    Occasion(
        "gender_equality",
        "Tháng hành động vì bình đẳng giới",
        _days("15/11", "15/12"),
        ("communication", "training", "club", "forum", "play"),
        ("bình đẳng giới", "trên cơ sở giới", "bạo lực giới", "phòng, chống bạo lực gia đình"),
        _TALKS,
    ),
    Occasion(
        "summer",
        "Hè an toàn, phòng, chống đuối nước",
        _days("1/6", "31/8"),
        ("training", "communication", "club", "play", "inspection"),
        ("đuối nước", "dạy bơi", "học bơi", "lớp bơi", "sinh hoạt hè", "hoạt động hè", "trại hè"),
        _TALKS,
    ),
    Occasion("other", "Đợt hoạt động khác", None, (), (), _GIFTS),
)
"""What is offered where no unit has a list of its own; data, so in Vietnamese alone. Days and
figures are those of the laws, letters and reports of recent years."""
OTHER = STARTING_SET[-1]


@dataclass(frozen=True)
class OccasionList:
    """The kinds in force at a unit; no `unit` where it is the starting set."""

    occasions: list[Occasion]
    unit: Stating | None


class CampaignKind(OwnEntry, Versioned, Base):
    """One kind of a unit's own list; campaigns refer to it by its code."""

    __tablename__ = "campaign_kind"
    __table_args__ = (UniqueConstraint("unit_id", "code"),)
    most = MOST_KINDS
    known_by = "code"

    code: Mapped[str] = mapped_column(
        String(A_CODE),
        default=lambda new: "{unit_id}-{position}".format(**new.get_current_parameters()),
    )
    """Of a kind that is new here: the unit's own, because positions only grow."""
    days: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    activity_kinds: Mapped[list[str]] = mapped_column(JSON)
    words: Mapped[list[str]] = mapped_column(JSON)
    asks: Mapped[list[str]] = mapped_column(JSON)
    counts_gifts: Mapped[bool]

    @classmethod
    def add(cls, told: Occasion) -> CampaignKind:
        """Add a kind of its own to the bound unit's list; BadEntry. Its code is a new one."""
        return cls.append(told.name, **_columns(told))

    def restate(self, told: Occasion) -> None:
        """Say anew what the kind is: campaigns of it are called by the new name, and keep the
        days, figures and gifts with which they were opened. BadEntry."""
        self.say_anew(told.name, **_columns(told))

    @property
    def occasion(self) -> Occasion:
        return _as_offered(self)


def occasions_of(unit: Unit) -> OccasionList:
    """What is offered at a unit: its own list, else that of the nearest unit above that has one,
    else the starting set; one query."""
    rows, stating = in_force(CampaignKind, [*unit.paths_above, unit.path])
    return OccasionList([_as_offered(row) for row in rows] or list(STARTING_SET), stating)


def occasions_by_code(unit: Unit) -> dict[str, Occasion]:
    """Every kind that a campaign read at a unit may have, also the ended ones, as it is called
    there: by the list in force, by the nearest that ever knew it, else by one below; one query."""
    return called_at(CampaignKind, unit, STARTING_SET, _as_offered)


def begin_list(unit: Unit) -> None:
    """Give the bound unit a list of its own, as the one that holds there now."""
    CampaignKind.begin(
        {"code": one.code, "name": one.name, **_columns(one)}
        for one in occasions_of(unit).occasions
    )


def _columns(told: Occasion) -> dict[str, Any]:
    return {
        "days": told.days and told.days.as_kept(),
        "activity_kinds": list(told.activity_kinds),
        "words": list(told.words),
        "asks": [name for name in FIGURES if name in told.asks],
        "counts_gifts": told.counts_gifts,
    }


def _as_offered(row: Any) -> Occasion:
    return Occasion(
        row.code,
        row.name,
        row.days and DayRule.from_kept(row.days),
        tuple(row.activity_kinds),
        tuple(row.words),
        tuple(row.asks),
        row.counts_gifts,
        row.id,
    )
