"""The paper of a plan: clean numbers, sentences of a clerk, the annex."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from documents.official_paper import Block, Heading, Item, Paragraph, Table
from documents.plan_paper import PlanDocument, Report, Section, Work, file_name, paper_of
from documents.plan_paper.words import (
    ground_lines,
    when_cell,
    when_words,
    work_text,
)
from documents.sentences import listed, signing_lines, written_day

DAY = date(2026, 12, 15)


def plan(*works: Work, **values: Any) -> PlanDocument:
    given: dict[str, Any] = {
        "kind": "ke_hoach",
        "issuer": "UBND xã Cam Thành",
        "noun": "xã",
        "place": "Cam Thành",
        "subject": "Công tác trẻ em năm 2026",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "works": works,
    }
    return PlanDocument(**(given | values))


def written(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{block.marker} {block.title}"
    return f"{block.marker} {block.text}" if isinstance(block, Item) else str(block.text)  # type: ignore[union-attr]


def body(document: PlanDocument) -> list[str]:
    return [written(block) for block in paper_of(document).body]


def annex(document: PlanDocument) -> Table:
    [table] = paper_of(document).appendices[0].body
    assert isinstance(table, Table)
    return table


def sections(**titles: str) -> tuple[Section, ...]:
    return tuple(Section(name.replace("_", "."), title) for name, title in titles.items())


def test_headings_are_counted_anew_under_one_part() -> None:
    given = (Section("2", "Truyền thông:"), Section("7", "Báo cáo."), Section("9", "Không việc"))
    lines = body(plan(Work("Họp", "2"), Work("Gửi", "7"), sections=given))
    assert lines[1:6] == ["I Nhiệm vụ", "1 Truyền thông", "- Họp.", "2 Báo cáo", "- Gửi."]


def test_parts_with_roman_numbers_stay_parts() -> None:
    given = sections(II="Nhiệm vụ:", II_1="Truyền thông", II_4="Y tế", V="Tổ chức, thực hiện:")
    works = Work("Họp", "II.1"), Work("Khám", "II.4"), Work("Giao", "V")
    lines = body(plan(*works, sections=given))
    assert lines[1:8] == [
        "I Nhiệm vụ",
        "1 Truyền thông",
        "- Họp.",
        "2 Y tế",
        "- Khám.",
        "II Tổ chức, thực hiện",
        "- Giao.",
    ]
    assert len(lines) == 9


def test_numbered_tasks_and_headings_share_one_count() -> None:
    given = sections(V="Tổ chức", V_1="Phòng Y tế", V_9="UBND các xã")
    works = (
        Work("Khám", "V.1"),
        Work("Công an: Bảo vệ", "V", "2"),
        Work("Kiểm tra", "V", "7"),
        Work("Báo cáo", "V.9"),
    )
    lines = body(plan(*works, sections=given))[2:]
    assert [line.split()[0] for line in lines[:6]] == ["1", "-", "2.", "3.", "4", "-"]


def test_points_are_lettered_below_a_numbered_heading() -> None:
    given = sections(I="Nhiệm vụ", I_1="Y tế")
    lines = body(plan(Work("Khám", "I.1", "a"), Work("Tiêm", "I.1", "c"), sections=given))
    assert lines[3:5] == ["a) Khám.", "b) Tiêm."]


def test_a_line_that_tasks_hang_under_is_written_once() -> None:
    works = [Work(text, "1", "+", "Tổng kết Luật:") for text in ("Lập kế hoạch;", "Báo cáo")]
    lines = body(plan(*works, sections=sections(**{"1": "Luật"})))
    assert lines[3:6] == ["- Tổng kết Luật:", "+ Lập kế hoạch.", "+ Báo cáo."]


def test_a_task_above_introduces_those_that_hang_under_it() -> None:
    works = Work("Tổng kết Luật năm 2026", "1"), Work("Báo cáo", "1", "+", "Tổng kết Luật")
    lines = body(plan(*works, sections=sections(**{"1": "Luật"})))
    assert lines[3:5] == ["- Tổng kết Luật năm 2026.", "+ Báo cáo."]


def test_tasks_without_a_heading_come_last() -> None:
    given = sections(I="Y tế")
    lines = body(plan(Work("Tự thêm"), Work("Khám", "I"), sections=given))
    assert lines[1:5] == ["I Y tế", "- Khám.", "II Nhiệm vụ khác", "- Tự thêm."]


def test_what_stands_beside_the_tasks_has_its_parts() -> None:
    document = plan(
        Work("Họp"),
        targets=("75% trẻ em được hỗ trợ",),
        budget=("Ngân sách xã: 10 triệu đồng",),
        reports=(Report("UBND xã", "UBND huyện", "Phòng Nội vụ", ("--06-15", "--12-15")),),
    )
    lines = body(document)
    headings = [line for line in lines if line[0] in "IV"]
    assert headings == [
        "I Mục tiêu",
        "II Nhiệm vụ",
        "III Kinh phí thực hiện",
        "IV Chế độ báo cáo",
        "V Tổ chức thực hiện",
    ]
    assert (
        "- UBND xã báo cáo kết quả thực hiện về UBND huyện (qua Phòng Nội vụ) trước ngày 15/6 và"
        " ngày 15/12 hằng năm."
    ) in lines


def test_report_days_that_a_task_names_are_not_said_again() -> None:
    report = Report("UBND xã", "UBND huyện", None, ("--06-15", "2026-12-15"))
    task = Work("Báo cáo trước ngày 15/6 và trước 15-12")
    assert "Chế độ báo cáo" not in " ".join(body(plan(task, reports=(report,))))
    assert "Chế độ báo cáo" in " ".join(body(plan(reports=(report,))))


def test_the_text_begins_and_ends_as_a_plan_does() -> None:
    first, *_more, last = body(plan(Work("Họp")))
    assert first == (
        "Ủy ban nhân dân xã Cam Thành ban hành Kế hoạch công tác trẻ em năm 2026 như sau:"
    )
    assert last.startswith("Trên đây là Kế hoạch công tác trẻ em năm 2026. Quá trình thực hiện")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"leads": ("Công an xã",)}, "Họp. Giao Công an xã chủ trì."),
        (
            {"leads": ("Hội LHPN xã",), "asks": True, "partners": ("Trạm Y tế", "Công an xã")},
            "Họp. Đề nghị Hội LHPN xã chủ trì, phối hợp với Trạm Y tế và Công an xã thực hiện.",
        ),
        ({"partners": ("Trạm Y tế",)}, "Họp. Đơn vị phối hợp: Trạm Y tế."),
        ({"due_on": DAY}, "Họp. Hoàn thành chậm nhất ngày 15/12/2026."),
        ({"cadence": "monthly"}, "Họp. Thực hiện hằng tháng."),
        ({"cadence": "quarterly"}, "Họp. Thực hiện hằng quý."),
        ({"cadence": "half_yearly"}, "Họp. Thực hiện 6 tháng một lần."),
        (
            {"cadence": "campaign", "starts_on": date(2026, 11, 15), "due_on": DAY},
            "Họp. Thực hiện từ ngày 15/11/2026 đến ngày 15/12/2026.",
        ),
        ({"product": "Báo cáo kết quả."}, "Họp. Sản phẩm: báo cáo kết quả."),
    ],
)
def test_who_and_when_in_the_words_of_a_clerk(given: dict[str, Any], said: str) -> None:
    work = Work("Họp", **given)
    assert work_text(work, plan(work)) == said


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Chủ trì, phối hợp với các ngành tổ chức họp.", {"leads": ("Công an xã",)}),
        ("Công an xã: Họp.", {"leads": ("Công an Cam Thành",), "leads_said": ("Công an xã",)}),
        ("Họp trước ngày 15/12.", {"due_on": DAY}),
        ("Họp ngày 15 tháng 12.", {"due_on": DAY}),
        ("Họp hằng tháng.", {"cadence": "monthly"}),
        ("Họp thường xuyên.", {"cadence": "monthly"}),
        ("Tổ chức vui chơi nhân Tết Trung thu…", {}),
    ],
)
def test_what_the_text_says_is_not_said_twice(text: str, given: dict[str, Any]) -> None:
    work = Work(text, **given)
    assert work_text(work, plan(work)) == text


def test_a_heading_that_names_the_office_is_enough() -> None:
    work = Work("Họp", "V.1", leads=("Phòng Y tế huyện",), leads_said=("Phòng Y tế",))
    assert work_text(work, plan(work, sections=sections(V_1="Phòng Y tế huyện:"))) == "Họp."


def test_a_yearly_day_of_a_plan_over_several_years_has_no_year() -> None:
    work = Work("Họp", cadence="yearly", due_on=DAY)
    assert when_words(work, plan(ends_on=date(2030, 12, 31))) == "ngày 15/12 hằng năm"
    assert when_words(work, plan()) == "ngày 15/12/2026"


def test_the_annex_says_who_when_and_from_where() -> None:
    works = (
        Work("Họp;", "5", leads=("các trường học",), partners=("Trạm Y tế", "Công an"), due_on=DAY),
        Work("Gửi", "5", doers="Các ban, ngành xã", clause="mục 5, Công văn số 170/UBND"),
    )
    table = annex(plan(*works, sections=sections(**{"5": "Truyền thông:"})))
    assert table.is_wide
    assert table.rows == (
        ("I. Truyền thông",),
        ("1", "Họp", "Các trường học", "Trạm Y tế; Công an", "15/12/2026", "", ""),
        (
            "2",
            "Gửi",
            "Các ban, ngành xã",
            "",
            "Trong năm 2026",
            "",
            "Mục 5, Công văn số 170/UBND",
        ),
    )


def test_a_campaign_has_two_lines_in_its_cell() -> None:
    work = Work("Họp", cadence="campaign", starts_on=date(2026, 11, 15), due_on=DAY)
    assert when_cell(work, plan()) == "15/11 -\n15/12/2026"


def test_headings_of_the_annex_are_counted_on_each_level() -> None:
    given = sections(II="Nhiệm vụ", II_1="Truyền thông", II_2="Y tế", V="Tổ chức")
    works = Work("Họp", "II.1"), Work("Khám", "II.2"), Work("Giao", "V")
    groups = [row[0] for row in annex(plan(*works, sections=given)).rows if len(row) == 1]
    assert groups == ["I. Nhiệm vụ", "1. Truyền thông", "2. Y tế", "II. Tổ chức"]


def test_a_plan_without_tasks_has_no_annex() -> None:
    assert paper_of(plan()).appendices == ()


def test_grounds_begin_as_the_form_wants() -> None:
    given = ["Công văn số 170/UBND", "Căn cứ Luật Trẻ em", "", "Thực hiện Chỉ thị số 23/CT-TTg"]
    assert ground_lines(given) == (
        "Căn cứ Công văn số 170/UBND",
        "Căn cứ Luật Trẻ em",
        "Thực hiện Chỉ thị số 23/CT-TTg",
    )


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (None, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Phó Chủ tịch")),
        (
            "KT. CHỦ TỊCH - PHÓ CHỦ TỊCH",
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
    ],
)
def test_who_signs_for_a_committee(title: str | None, lines: tuple[str, ...]) -> None:
    assert signing_lines("UBND xã Cam Thành", title) == lines


def test_a_ministry_signs_with_its_own_office_alone() -> None:
    document = plan(issuer="Bộ Y tế", signer_title="KT. BỘ TRƯỞNG - THỨ TRƯỞNG")
    assert signing_lines(document.issuer, document.signer_title) == ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")
    assert paper_of(document).symbol == "KH"


def test_a_letter_stays_a_letter() -> None:
    document = plan(
        Work("Họp", "1"),
        kind="cong_van",
        subject="V/v công tác trẻ em",
        grounds=("Công văn số 751/SLĐTBXH",),
        addressees=("UBND các xã, thị trấn",),
        sections=sections(**{"1": "Truyền thông"}),
    )
    paper = paper_of(document)
    assert (paper.type_name, paper.grounds) == (None, ())
    assert paper.addressees == ("UBND các xã, thị trấn",)
    first, *others = body(document)
    assert first == (
        "Thực hiện Công văn số 751/SLĐTBXH, Ủy ban nhân dân xã Cam Thành yêu cầu UBND các xã, thị"
        " trấn thực hiện một số nội dung sau:"
    )
    assert others[:2] == ["1 Truyền thông", "- Họp."]


@pytest.mark.parametrize(
    ("kind", "name", "symbol"),
    [
        ("ke_hoach", "Kế hoạch", "KH-UBND"),
        ("huong_dan", "Hướng dẫn", "HD-UBND"),
        ("quyet_dinh", "Kế hoạch", "KH-UBND"),
        ("khac", "Kế hoạch", "KH-UBND"),
        ("cong_van", None, "UBND"),
    ],
)
def test_type_and_symbol_of_each_kind(kind: str, name: str | None, symbol: str) -> None:
    paper = paper_of(plan(kind=kind))
    assert (paper.type_name, paper.symbol) == (name, symbol)


def test_an_undated_draft_keeps_its_blanks() -> None:
    paper = paper_of(plan(year=2026))
    assert (paper.number, paper.signed_on, paper.year) == (None, None, 2026)


def test_the_file_has_a_name_of_plain_letters() -> None:
    assert file_name(plan()) == "ke-hoach-cong-tac-tre-em-nam-2026.docx"
    assert len(file_name(plan(subject="Phòng, chống " * 40))) <= 85


@pytest.mark.parametrize(
    ("day", "said"), [(date(2026, 2, 5), "05/02/2026"), (date(2026, 6, 15), "15/6/2026")]
)
def test_days_are_written_as_the_decree_wants(day: date, said: str) -> None:
    assert written_day(day) == said


def test_names_with_commas_are_parted_by_semicolons() -> None:
    assert listed(["A", "B", "C"]) == "A, B và C"
    assert listed(["UBND các xã, thị trấn", "B", "C"]) == "UBND các xã, thị trấn; B và C"


def test_blocks_are_of_the_known_kinds() -> None:
    blocks = paper_of(plan(Work("Họp", "1"), sections=sections(**{"1": "A"}))).body
    assert all(isinstance(block, Heading | Item | Paragraph) for block in blocks)
