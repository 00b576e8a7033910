"""Which campaigns invented activities of a year fall into, by themselves or when asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from models.activity_kind import STARTING_SET
from models.campaign_match_rules import ActivityFacts, CampaignFacts, Fit, fits, fits_of_event
from models.match_facts import Reason, Why

DISTRICT, PROVINCE = 1, 2
WHOLE_MONTH = tuple(one.code for one in STARTING_SET)
GIVING, TALKING = ("gifts", "play", "visit"), ("communication", "training", "club", "forum", "play")


def _campaign(occasion: str, name: str, first: date, last: date, **said: object) -> CampaignFacts:
    key = len(name) + first.toordinal()
    return replace(CampaignFacts(key, DISTRICT, occasion, name, first, last), **said)  # type: ignore[arg-type]


def _year(month: int, day: int) -> date:
    return date(2026, month, day)


JUNE = _campaign(
    "action_month",
    "Tháng hành động vì trẻ em năm 2026",
    _year(6, 1),
    _year(6, 30),
    kinds=WHOLE_MONTH,
    words=("Tháng hành động", "tháng vì trẻ em"),
    theme="Ưu tiên nguồn lực cho trẻ em, phòng ngừa xâm hại trẻ em",
)
FIRST_OF_JUNE = _campaign(
    "childrens_day",
    "Ngày Quốc tế thiếu nhi 1/6 năm 2026",
    _year(5, 18),
    _year(6, 4),
    kinds=GIVING,
    words=("1/6", "Quốc tế thiếu nhi", "Tết thiếu nhi"),
)
SUMMER = _campaign(
    "summer",
    "Hè an toàn, phòng, chống đuối nước 2026",
    _year(6, 1),
    _year(8, 31),
    kinds=("training", "communication", "club", "play", "inspection"),
    words=("đuối nước", "dạy bơi", "sinh hoạt hè"),
)
SCHOOL = _campaign(
    "school_year",
    "Khai giảng năm học mới 2026-2027",
    _year(8, 15),
    _year(9, 15),
    kinds=("gifts", "visit", "communication"),
    words=("khai giảng", "năm học mới", "tiếp sức đến trường"),
)
MOON = _campaign(
    "mid_autumn",
    "Tết Trung thu năm 2026",
    _year(9, 4),
    _year(9, 30),
    kinds=GIVING,
    words=("Trung thu", "trăng rằm", "rước đèn", "phá cỗ"),
    tasks={7: "Tổ chức vui Tết Trung thu", 8: "Rà soát trẻ em có hoàn cảnh đặc biệt"},
)
GENDER = _campaign(
    "gender_equality",
    "Tháng hành động vì bình đẳng giới năm 2026",
    _year(11, 15),
    _year(12, 15),
    kinds=TALKING,
    words=("bình đẳng giới", "trên cơ sở giới"),
    theme="Xóa bỏ bạo lực, bảo vệ phụ nữ và trẻ em gái",
)
BIKES = _campaign("other", "Trao xe đạp cho trẻ em nghèo", _year(10, 1), _year(10, 20))
NAMES = {
    "june": JUNE,
    "1/6": FIRST_OF_JUNE,
    "summer": SUMMER,
    "school": SCHOOL,
    "moon": MOON,
    "gender": GENDER,
    "bikes": BIKES,
}

Row = tuple[str, str, tuple[int, int], str]
# Kind, title, month and day; the campaigns it may be part of, with a star where it falls in.
YEAR: list[Row] = [
    # A kind on one of the days is enough, unless the title is about something else
    ("gifts", "Tặng quà cho trẻ em thôn Tân Trang", (9, 20), "moon*"),
    ("play", "Vui văn nghệ tại nhà văn hóa thôn", (9, 4), "moon*"),
    ("play", "Vui văn nghệ tại nhà văn hóa thôn", (9, 30), "moon*"),
    ("visit", "Thăm trẻ em khuyết tật", (9, 20), "moon"),
    ("gifts", "Trao thẻ bảo hiểm y tế", (9, 20), "moon"),
    ("training", "Tập huấn cho cộng tác viên", (9, 20), ""),
    ("communication", "Truyền thông tại chợ xã", (11, 20), "gender*"),
    ("communication", "Truyền thông phòng chống đuối nước", (11, 20), "gender"),
    ("communication", "Truyền thông phòng, chống bạo lực gia đình", (11, 20), "gender*"),
    ("gifts", "Tặng quà học sinh nghèo", (11, 20), ""),
    # Words on one of the days, whatever the kind and however they are written
    ("other", "Họp phân công đêm hội trăng rằm", (9, 10), "moon*"),
    ("medical", "Khám sức khỏe dịp Trung thu", (9, 20), "moon*"),
    ("gifts", "tang qua trung thu cho tre em", (9, 20), "moon*"),
    ("training", "Tập huấn về bạo lực trên cơ sở giới", (12, 15), "gender*"),
    # Another occasion is not this one
    ("gifts", "Tặng quà khai giảng năm học mới", (9, 5), "school*"),
    ("gifts", "Tặng quà Trung thu sớm", (9, 5), "moon*"),
    ("gifts", "Trao quà Tết Nguyên đán", (9, 20), ""),
    ("play", "Ngày hội Trung thu và khai giảng năm học mới", (9, 5), "school* moon*"),
    # A kind alone is nobody's where two occasions want it
    ("gifts", "Tặng quà cho trẻ em nghèo", (9, 10), "school moon"),
    ("visit", "Thăm hỏi gia đình có con nhỏ", (9, 15), "school moon"),
    ("play", "Đêm văn nghệ thiếu nhi", (9, 10), "moon*"),
    ("communication", "Tuyên truyền qua loa", (9, 10), "school*"),
    # A month about children altogether takes in whatever is done
    ("inspection", "Kiểm tra cơ sở trông giữ trẻ", (6, 10), "june* summer*"),
    ("medical", "Khám sàng lọc tim bẩm sinh", (6, 10), "june*"),
    ("training", "Dạy bơi cho trẻ em", (6, 10), "june* summer*"),
    ("play", "Ngày hội Quốc tế thiếu nhi", (6, 1), "june* 1/6*"),
    ("play", "Khai mạc sinh hoạt hè", (6, 2), "june* summer*"),
    ("gifts", "Tặng quà trẻ em mồ côi", (6, 3), "june* 1/6"),
    # Shortly before and after only words count
    ("gifts", "Tặng quà Trung thu", (8, 20), "moon*"),
    ("gifts", "Tặng quà Trung thu", (8, 19), ""),
    ("play", "Phá cỗ muộn cho thiếu nhi", (10, 15), "moon*"),
    ("play", "Phá cỗ muộn cho thiếu nhi", (10, 16), ""),
    ("other", "Họp triển khai Tết Trung thu", (8, 25), "moon"),
    ("gifts", "Tặng quà cho trẻ em nghèo", (10, 2), ""),
    ("communication", "Lễ phát động Tháng hành động vì trẻ em", (5, 28), "june*"),
    ("training", "Lớp dạy bơi", (5, 20), "summer*"),
    ("training", "Lớp dạy bơi", (9, 3), "summer*"),
    ("communication", "Truyền thông phòng ngừa xâm hại trẻ em", (5, 25), "june"),
    ("communication", "Truyền thông phòng ngừa xâm hại trẻ em", (7, 25), "summer"),
    # What has no kinds and no words of its own is told by its name, and asked
    ("gifts", "Trao xe đạp cho học sinh", (10, 10), "bikes"),
    ("gifts", "Tặng áo ấm", (10, 10), ""),
    ("gifts", "Trao xe đạp cho học sinh", (10, 25), ""),
    # Far from all of them
    ("gifts", "Tặng quà Trung thu", (3, 20), ""),
    ("play", "Hội trại", (2, 2), ""),
]


def _told(found: Iterable[Fit]) -> set[str]:
    names = {one.id: name for name, one in NAMES.items()}
    return {names[one.campaign_id] + "*" * one.is_sure for one in found}


def _of(kind: str, title: str, day: tuple[int, int], *task_ids: int) -> ActivityFacts:
    return ActivityFacts(kind, title, _year(*day), frozenset(task_ids))


@pytest.mark.parametrize(("kind", "title", "day", "expected"), YEAR)
def test_what_is_done_in_a_year_falls_into_its_campaigns(
    kind: str, title: str, day: tuple[int, int], expected: str
) -> None:
    found = fits(_of(kind, title, day), list(NAMES.values()))
    assert _told(found) == set(expected.split())
    assert not any(one.is_asked for one in found)


def test_the_sure_ones_come_first() -> None:
    found = fits(_of("gifts", "Tặng quà trẻ em mồ côi", (6, 3)), [FIRST_OF_JUNE, JUNE])
    assert [one.campaign_id for one in found] == [JUNE.id, FIRST_OF_JUNE.id]


def test_the_reasons_say_what_was_found() -> None:
    [fit] = fits(_of("gifts", "Phát quà TRUNG THU, rước đèn", (9, 20), 7, 99), [MOON])
    assert fit.reasons == (
        Reason(Why.IN_DAYS, ("2026-09-04", "2026-09-30")),
        Reason(Why.WORDS, ("TRUNG THU", "rước đèn")),
        Reason(Why.TASK, ("Tổ chức vui Tết Trung thu",)),
        Reason(Why.SAME_KIND),
    )
    [late] = fits(_of("other", "Tổng kết Trung thu", (10, 3)), [MOON])
    assert late.reasons == (
        Reason(Why.NEAR_DAYS, ("2026-09-04", "2026-09-30")),
        Reason(Why.WORDS, ("Trung thu",)),
    )
    assert all(Reason.from_kept(one.as_kept()) == one for one in late.reasons)


def test_the_line_of_its_task_speaks_for_a_campaign_in_its_days_alone() -> None:
    assert _told(fits(_of("inspection", "Rà soát", (9, 20), 8), [MOON])) == {"moon*"}
    assert _told(fits(_of("inspection", "Rà soát", (9, 20), 99), [MOON])) == set()
    assert _told(fits(_of("inspection", "Rà soát", (8, 25), 8), [MOON])) == set()
    assert _told(fits(_of("gifts", "Tặng quà khai giảng", (9, 20), 7), [MOON])) == {"moon*"}


@pytest.mark.parametrize(
    ("title", "day"), [("Tặng quà Trung thu", (9, 20)), ("Tặng quà cho trẻ em", (9, 20))]
)
def test_of_two_of_one_occasion_by_one_unit_nobody_decides_alone(
    title: str, day: tuple[int, int]
) -> None:
    second = replace(MOON, id=99, name="Đêm hội trăng rằm huyện")
    activity = _of("gifts", title, day, 7)
    asked = fits(activity, [MOON, second])
    assert [(one.campaign_id, one.is_sure, one.is_asked) for one in asked] == [
        (MOON.id, False, True),
        (99, False, True),
    ]
    above = replace(second, issuer_id=PROVINCE)
    assert [one.is_sure for one in fits(activity, [MOON, above])] == [True, True]
    assert not any(one.is_asked for one in fits(activity, [MOON, above]))


def test_what_lies_in_the_days_of_one_is_not_of_its_twin_nearby() -> None:
    early = replace(MOON, id=99, starts_on=_year(8, 20), ends_on=_year(9, 3))
    on_the_days = fits(_of("gifts", "Tặng quà Trung thu", (9, 1)), [MOON, early])
    assert [(one.campaign_id, one.is_sure) for one in on_the_days] == [(99, True)]
    between = replace(early, ends_on=_year(8, 30))
    found = fits(_of("gifts", "Tặng quà Trung thu", (9, 1)), [MOON, between])
    assert [(one.is_sure, one.is_asked) for one in found] == [(False, True)] * 2


def test_a_closed_campaign_takes_nothing_in_by_itself() -> None:
    closed = replace(MOON, is_closed=True)
    [fit] = fits(_of("gifts", "Tặng quà Trung thu", (9, 20)), [closed])
    assert (fit.is_sure, fit.is_asked) == (False, False)


def test_an_event_fits_where_one_of_its_entries_does() -> None:
    plain, named = _of("medical", "Khám bệnh", (9, 20)), _of("gifts", "Quà Trung thu", (9, 20))
    assert fits(plain, [MOON]) == []
    assert fits_of_event([plain, named], [MOON]) == fits(named, [MOON])
    unsure = _of("other", "Họp Trung thu", (9, 1))
    assert _told(fits_of_event([unsure, named], [MOON])) == {"moon*"}


def test_no_campaign_and_no_entry_fit_nothing() -> None:
    assert fits(_of("gifts", "Trung thu", (9, 20)), []) == fits_of_event([], [MOON]) == []
