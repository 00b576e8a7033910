"""What is proposed for invented activities of a year, of the two real letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.match_facts import Candidate, Confirmed, LineKey, Organiser, Reason, Why
from models.match_rules import MOST_PROPOSALS, propose
from models.period import WHOLE
from models.task import Cadence
from tests.matching import YEAR, logged, proposed

WOMEN, YOUTH = Organiser("women", "Hội LHPN xã"), Organiser("youth", "Đoàn xã")
HEALTH, POLICE = Organiser("health", "Trạm Y tế xã"), Organiser("police", "Công an xã")
RED_CROSS = Organiser("red_cross", "Hội CTĐ")

Row = tuple[str, str, tuple[int, int], tuple[Organiser, ...], str]
# Kind, title, month and day, organisers; then the lines proposed, with a star what is ticked.
CAM_LO: list[Row] = [
    ("gifts", "Tặng quà Trung thu cho trẻ em thôn Tân Trang", (9, 20), (WOMEN,), "6.2*"),
    ("gifts", "tang qua trung thu cho tre em thon Tan Trang", (9, 20), (), "6.2*"),
    ("gifts", "Tặng quà cho trẻ em thôn Tân Trang", (9, 20), (), "6.2*"),
    ("gifts", "Tặng quà cho trẻ em thôn Tân Trang", (9, 5), (), "6.2"),
    ("gifts", "Trao quà Tết cho trẻ em nghèo", (2, 5), (), ""),
    ("play", "Vui Tết Trung thu thôn Tân Trang", (9, 24), (YOUTH,), "6.2*"),
    ("play", "Đêm hội trăng rằm xã Cam Thành", (9, 24), (), "6.2*"),
    ("play", "Ngày hội 1/6 cho thiếu nhi", (6, 1), (YOUTH,), "6.2*"),
    ("play", "Quốc tế thiếu nhi 01-06 tại trường mầm non", (5, 31), (), "6.2*"),
    ("gifts", "Trao học bổng cho học sinh nghèo vượt khó", (9, 10), (), "6.2*"),
    ("gifts", "Tặng quà nhân dịp Tháng hành động vì trẻ em", (6, 3), (), "6.2*"),
    (
        "communication",
        "Truyền thông phòng chống đuối nước tại trường TH Cam Thành",
        (5, 15),
        (HEALTH,),
        "5.4* 5.1*",
    ),
    ("communication", "Tuyên truyền tai nạn thương tích trẻ em", (10, 12), (), "5.4* 5.1*"),
    ("training", "Dạy bơi cho trẻ em dịp hè", (7, 10), (YOUTH,), "5.4"),
    (
        "training",
        "Tập huấn kỹ năng phòng chống xâm hại tình dục trẻ em cho phụ huynh",
        (10, 12),
        (WOMEN,),
        "5.5* 7.1 7.2",
    ),
    (
        "communication",
        "Nói chuyện chuyên đề phòng chống xâm hại trẻ em",
        (10, 12),
        (WOMEN,),
        "5.5* 7.3 5.1* 7.1 7.2",
    ),
    ("training", "Lớp kỹ năng tự bảo vệ cho học sinh THCS", (3, 12), (), "5.5*"),
    ("communication", "Phổ biến Luật Trẻ em tại thôn Phan Xá", (3, 12), (), "1.1* 7.3 4.1 5.1*"),
    ("communication", "Tuyên truyền Tổng đài 111 trên loa truyền thanh", (3, 12), (), "7.3* 5.1*"),
    (
        "communication",
        "Tuyên truyền trên hệ thống loa xã về công tác trẻ em",
        (3, 12),
        (),
        "5.1* 1.1 5.4 5.5 7.3",
    ),
    ("communication", "Lễ phát động Tháng hành động vì trẻ em", (5, 30), (), "5.1* 6.2 5.2"),
    (
        "communication",
        "Mít tinh hưởng ứng Tháng hành động vì bình đẳng giới",
        (11, 16),
        (WOMEN,),
        "5.2* 5.1*",
    ),
    (
        "communication",
        "Truyền thông phòng chống bạo lực trên cơ sở giới",
        (11, 20),
        (WOMEN,),
        "5.2* 5.1* 7.3",
    ),
    ("forum", "Diễn đàn trẻ em xã Cam Thành năm 2026", (8, 15), (YOUTH,), "5.3*"),
    ("forum", 'Diễn đàn "Lắng nghe trẻ em nói"', (8, 15), (), "5.3*"),
    ("inspection", "Kiểm tra việc cấp thẻ BHYT cho trẻ em dưới 6 tuổi", (5, 15), (HEALTH,), "7.4*"),
    ("inspection", "Giám sát khám chữa bệnh miễn phí tại trạm y tế", (5, 15), (), "7.4*"),
    ("inspection", "Kiểm tra an toàn vệ sinh thực phẩm quán ăn", (5, 15), (), ""),
    ("medical", "Khám sàng lọc tim bẩm sinh cho trẻ em", (5, 15), (HEALTH,), "6.3*"),
    ("medical", "Rà soát trẻ khuyết tật đề nghị phẫu thuật", (5, 15), (HEALTH,), "6.3*"),
    ("medical", "Tiêm chủng mở rộng tháng 5", (5, 15), (HEALTH,), ""),
    ("medical", "Uống vitamin A đợt 1", (6, 1), (HEALTH,), ""),
    ("visit", "Thăm trẻ mồ côi, vận động gia đình nhận nuôi", (4, 15), (), "7.2*"),
    ("visit", "Thăm hỏi gia đình chính sách", (7, 27), (), ""),
    ("other", "Họp kiện toàn Ban Chỉ đạo bảo vệ trẻ em", (3, 20), (), "1.5* 1.6 5.4"),
    ("other", "Kiện toàn Ban vì sự tiến bộ của phụ nữ xã", (3, 20), (), "1.6* 1.5"),
    ("other", "Họp đánh giá, công nhận xã phù hợp với trẻ em", (11, 20), (), "3.2* 3.1"),
    ("other", "Cập nhật phần mềm quản lý thông tin trẻ em", (4, 20), (), "4.1* 4.2"),
    ("other", "Rà soát trẻ em có hoàn cảnh đặc biệt", (4, 20), (), "4.2* 4.1 2.2* 6.3"),
    ("other", "Vận động ủng hộ quỹ khuyến học", (4, 20), (), "6.1*"),
    ("other", "Quyên góp giúp đỡ trẻ em có hoàn cảnh khó khăn", (4, 20), (), "6.1*"),
    ("other", "Họp chi bộ tháng 4", (4, 20), (), ""),
    ("other", "Trồng cây đầu xuân", (2, 20), (), ""),
    ("play", "Giải bóng đá thiếu niên", (7, 20), (YOUTH,), ""),
    ("other", "Khai giảng năm học mới 2026 - 2027", (9, 5), (), ""),
    ("club", "Sinh hoạt câu lạc bộ Ông Bà Cháu", (4, 5), (), ""),
    ("other", "", (4, 5), (), ""),
    ("gifts", "", (9, 5), (), "6.2"),
    ("other", "Làm đường bê tông thôn Tân Trang", (4, 5), (), ""),
    ("inspection", "Công an kiểm tra quán internet", (4, 5), (POLICE,), ""),
    ("other", "Can thiệp vụ xâm hại trẻ em", (4, 5), (POLICE,), "7.1* 7.2 7.3 4.2"),
    (
        "communication",
        "Truyền thông phòng, chống tai nạn thương tích, đuối nước dịp hè",
        (6, 20),
        (YOUTH,),
        "5.4* 5.1*",
    ),
    ("gifts", "Trao quà Trung thu của Hội Chữ thập đỏ", (9, 25), (RED_CROSS,), "6.2*"),
    ("visit", "Thăm hỏi, tặng quà trẻ em có hoàn cảnh đặc biệt", (9, 10), (WOMEN,), "6.2"),
    ("training", "Tập huấn bình đẳng giới cho cán bộ Hội", (10, 10), (WOMEN,), "5.5"),
    ("medical", "Phẫu thuật vận động cho trẻ khuyết tật", (5, 10), (HEALTH,), "6.3*"),
    (
        "communication",
        "Tuyen truyen phong chong xam hai tre em",
        (10, 12),
        (),
        "5.5* 7.3 5.1* 7.2 7.1",
    ),
    ("other", "Báo cáo 6 tháng đầu năm về công tác trẻ em", (6, 10), (), ""),
    ("play", "Hội thi vẽ tranh cho thiếu nhi", (9, 10), (YOUTH,), "6.2"),
]
DAK_TO: list[Row] = [
    (
        "communication",
        "Truyền thông bảo vệ trẻ em tại câu lạc bộ Ông Bà Cháu",
        (4, 5),
        (),
        "II.1.2* III.2* II.1.3 V.9",
    ),
    ("communication", "Tuyên truyền Tháng hành động vì trẻ em", (6, 5), (), "II.1.1* V.1.5 V.9"),
    ("club", "Sinh hoạt câu lạc bộ Ông Bà Cháu xã Tân Cảnh", (4, 5), (), "II.1.2* III.2*"),
    ("training", "Tập huấn nâng cao năng lực cán bộ trẻ em thôn", (4, 5), (), "II.2.1 II.2.2"),
    ("gifts", "Tặng quà Trung thu", (9, 20), (), "V.1.5 II.1.1"),
    ("inspection", "Kiểm tra, giám sát thực hiện quyền trẻ em", (10, 5), (), "III.5* V.4"),
    ("medical", "Khám chữa bệnh miễn phí cho trẻ em dưới 6 tuổi", (10, 5), (HEALTH,), "V.7* V.3"),
    ("gifts", "Trao học bổng cho trẻ em nghèo vượt khó", (10, 5), (), "V.4*"),
    ("play", "Mở rộng các loại hình vui chơi giải trí tại nhà rông", (10, 5), (), "V.5*"),
    ("other", "Tham vấn cho trẻ tại điểm tham vấn cộng đồng", (10, 5), (), "II.3.1* II.4.2"),
    ("other", "Ủng hộ Quỹ Bảo trợ trẻ em, quyên góp vì bạn nghèo", (10, 5), (), "V.10* V.1.3*"),
    ("communication", "Chuyên mục phát thanh về trẻ em", (10, 5), (), "V.9* II.1.1"),
    ("other", "Họp giao ban định kỳ mạng lưới bảo vệ trẻ em xã Ngọc Tụ", (10, 5), (), "II.4.2"),
    ("other", "Họp chi bộ", (10, 5), (), ""),
]


def told(letter: str, row: Row) -> str:
    kind, title, (month, day), organisers, _expected = row
    activity = logged(kind, title, date(YEAR, month, day), organisers=organisers)
    found = proposed(letter, activity)
    return " ".join(f"{number}{'*' * one.is_sure}" for number, one in found.items())


@pytest.mark.parametrize("row", CAM_LO, ids=lambda row: row[1])
def test_lines_of_the_letter_of_cam_lo_are_found(row: Row) -> None:
    assert told("cam_lo", row) == row[-1]


@pytest.mark.parametrize("row", DAK_TO, ids=lambda row: row[1])
def test_lines_of_the_plan_of_dak_to_are_found(row: Row) -> None:
    assert told("dak_to", row) == row[-1]


def test_a_proposal_tells_its_reasons() -> None:
    activity = logged("gifts", "Tặng quà Trung thu", date(YEAR, 9, 20), organisers=(WOMEN,))
    assert proposed("cam_lo", activity)["6.2"].reasons == (
        Reason(Why.SAME_MONTH),
        Reason(Why.WORDS, ("Tết Trung thu",)),
        Reason(Why.SAME_KIND, ("trao quà", "học bổng")),
        Reason(Why.AGENCY, ("Hội LHPN xã",)),
    )


DAY, FAR = date(YEAR, 9, 20), date(YEAR, 12, 31)
LINE = Candidate(LineKey(1, WHOLE), "Đọc sách tại thôn Tân Trang", due_on=FAR)
VISIT = logged("visit", "Thăm các hộ", DAY)
FEAST = {"text": "Tết Trung thu, 1/6", "due_on": DAY}
READING = {"title": "Ngày hội đọc sách"}
SAME = (Confirmed(1, "visit", "Thăm các hộ ở thôn"),)
WORDS = [Why.WORDS]
TABLE: list[tuple[dict[str, Any], dict[str, Any], Sequence[Confirmed], list[Why] | None]] = [
    # Month, agency and place alone propose nothing.
    ({}, {}, (), None),
    ({"due_on": DAY, "cadence": Cadence.MONTHLY}, {}, (), None),
    ({"lead_kinds": frozenset({"women"}), "due_on": DAY}, {"organisers": (WOMEN,)}, (), None),
    ({"due_on": DAY}, {"place": "Nhà họp Tân Trang"}, (), None),
    (
        {"bearer": "Thôn Tân Trang", "due_on": DAY},
        {"place": "Nhà văn hóa thôn Tân Trang"},
        (),
        None,
    ),
    # They strengthen what has something in common.
    ({}, READING, (), WORDS),
    ({"due_on": DAY}, READING, (), [Why.SAME_MONTH, Why.WORDS]),
    ({"due_on": date(YEAR, 10, 5)}, READING, (), [Why.WORDS, Why.NEAR_DUE]),
    ({"due_on": date(YEAR, 10, 6)}, READING, (), WORDS),
    ({"due_on": None}, READING, (), WORDS),
    ({"starts_on": DAY, "due_on": FAR}, READING, (), [Why.SAME_MONTH, Why.WORDS]),
    ({"starts_on": FAR, "due_on": FAR}, READING, (), None),
    ({"coordinating_kinds": frozenset({"youth"})}, READING, (), WORDS),
    (
        {"coordinating_kinds": frozenset({"youth"})},
        {**READING, "organisers": (WOMEN, YOUTH)},
        (),
        [Why.WORDS, Why.AGENCY],
    ),
    ({}, {**READING, "place": "Nhà họp Tân Trang"}, (), [Why.WORDS, Why.PLACE]),
    # What was given to one agency or hamlet is filled by it.
    ({"bearer": "Hội LHPN xã"}, {**READING, "organisers": (WOMEN,)}, (), [Why.WORDS, Why.AGENCY]),
    ({"bearer": "Công an xã"}, {**READING, "organisers": (WOMEN,)}, (), None),
    (
        {"bearer": "Thôn Phan Xá"},
        {**READING, "place": "Nhà văn hóa thôn Phan Xá"},
        (),
        [Why.WORDS, Why.PLACE],
    ),
    ({"bearer": "Thôn Phan Xá"}, {**READING, "place": "Nhà văn hóa thôn An Mỹ"}, (), None),
    # What the unit confirmed before.
    ({}, {}, SAME, [Why.SAME_AS_BEFORE]),
    ({}, {"title": "Thăm trạm xá"}, SAME, None),
    ({"due_on": DAY}, {"title": "Họp tổ"}, SAME, [Why.SAME_AS_BEFORE, Why.SAME_MONTH]),
    ({"due_on": DAY}, {"title": "Họp tổ", "kind": "other"}, SAME, None),
    ({"key": LineKey(2, WHOLE)}, {}, SAME, None),
    # In the days of a feast its gifts need not say so.
    (FEAST, {"kind": "gifts"}, (), [Why.SAME_MONTH, Why.FEAST]),
    (FEAST, {"kind": "gifts", "held_on": date(YEAR, 9, 5)}, (), None),
    (FEAST, {"kind": "club"}, (), None),
    (FEAST, {"kind": "gifts", "title": "Phòng đuối nước"}, (), None),
    # A province's own kind is found by its name.
    ({"text": "Trồng cây xanh"}, {"kind": "own", "kind_name": "Trồng cây"}, (), [Why.SAME_KIND]),
    ({"text": "Trồng cây xanh"}, {"kind": "own", "kind_name": "Cây"}, (), None),
]


@pytest.mark.parametrize(("values", "given", "confirmed", "expected"), TABLE, ids=str)
def test_a_reason_counts_where_it_should(
    values: dict[str, Any],
    given: dict[str, Any],
    confirmed: Sequence[Confirmed],
    expected: list[Why] | None,
) -> None:
    found = propose(replace(VISIT, **given), [replace(LINE, **values)], confirmed)
    assert [[reason.why for reason in one.reasons] for one in found] == [expected] * bool(expected)


def test_every_reason_is_in_the_table() -> None:
    of_campaigns = {Why.IN_DAYS, Why.NEAR_DAYS, Why.TASK, Why.SAME_EVENT}
    assert {why for *_, expected in TABLE for why in expected or ()} == set(Why) - of_campaigns


def test_few_are_offered_and_fewer_ticked() -> None:
    lines = [replace(LINE, key=LineKey(key, WHOLE)) for key in range(9)]
    found = propose(replace(VISIT, title="Ngày hội đọc sách thôn Tân Trang"), lines)
    assert len(found) == MOST_PROPOSALS
    assert [one.key.assignment_id for one in found] == list(range(MOST_PROPOSALS))


def test_what_is_finished_comes_after_its_like() -> None:
    lines = [replace(LINE, is_finished=True), replace(LINE, key=LineKey(2, WHOLE))]
    found = propose(replace(VISIT, **READING), lines)
    assert [one.key.assignment_id for one in found] == [2, 1]
