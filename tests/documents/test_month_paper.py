"""The paper of a month: counts, results, difficulties, what goes on, the annex."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from documents.month_paper import MonthDocument, Source, Work, file_name, paper_of
from documents.month_paper.words import work_text
from documents.official_paper import Block, Heading, Item, Level, Table
from documents.sentences import counted, one_line, shortened
from tests.documents.papers import opened, texts

DUE, DONE = date(2026, 9, 20), date(2026, 9, 12)
LETTER = Source("Công văn số 170/UBND ngày 28/4/2026 của UBND huyện Cam Lộ", "Công văn số 170/UBND")
MONTH = MonthDocument(
    issuer="UBND xã Cam Thành",
    noun="xã",
    place="Cam Thành",
    named=date(2026, 9, 1),
    first_day=date(2026, 9, 1),
    last_day=date(2026, 9, 30),
    next_named=date(2026, 10, 1),
    next_last=date(2026, 10, 31),
    as_at=date(2026, 10, 3),
    above="UBND huyện Cam Lộ",
    sources={1: LETTER},
)


def month(*works: Work, **values: Any) -> MonthDocument:
    return replace(MONTH, works=works, **values)


def work(text: str = "Họp", **values: Any) -> Work:
    return Work(text, **{"plan": 1, **values})


def written(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{block.marker} {block.title}"
    return f"{block.marker} {block.text}" if isinstance(block, Item) else str(block.text)  # type: ignore[union-attr]


def body(document: MonthDocument) -> list[str]:
    return [written(block) for block in paper_of(document).body]


def part(document: MonthDocument, title: str) -> list[str]:
    """The lines of the section with a title."""
    blocks = paper_of(document).body
    titles = {
        at: one.title
        for at, one in enumerate(blocks)
        if isinstance(one, Heading) and one.level is Level.SECTION
    }
    start = next(at for at, named in titles.items() if named.startswith(title))
    end = next((at for at in titles if at > start), len(blocks) - 1)
    return [written(block) for block in blocks[start + 1 : end]]


def annex(document: MonthDocument) -> Table:
    [table] = paper_of(document).appendices[0].body
    assert isinstance(table, Table)
    return table


def test_it_is_a_report_to_the_unit_above() -> None:
    paper = paper_of(month(work()))
    assert (paper.type_name, paper.symbol, paper.number) == ("Báo cáo", "BC-UBND", None)
    assert paper.issuer_lines == ("ỦY BAN NHÂN DÂN", "XÃ CAM THÀNH")
    assert paper.addressees == ("Ủy ban nhân dân huyện Cam Lộ",)
    assert paper.signature is not None
    assert paper.signature.authority == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_what_the_office_alone_knows_is_left_blank() -> None:
    paper = paper_of(month(issuer="", noun="", place="", above="", is_root=True))
    assert (paper.symbol, paper.addressees, paper.recipients) == ("BC", (), ())
    assert {*paper.issuer_lines, paper.place} == {"……………"}
    assert paper_of(month(above="")).addressees == ("……………",)


@pytest.mark.parametrize(
    ("values", "said", "year"),
    [
        ({}, "\n(dự thảo, chưa nộp)", None),
        ({"is_sent_back": True}, "\n(dự thảo, chưa nộp lại)", None),
        ({"submitted_on": date(2026, 10, 3)}, "", 2026),
    ],
)
def test_a_draft_is_called_one_and_has_no_year(
    values: dict[str, Any], said: str, year: int | None
) -> None:
    paper = paper_of(month(**values))
    assert paper.subject == f"Kết quả thực hiện công tác trẻ em tháng 9/2026{said}"
    assert paper.year == year


def test_it_begins_with_the_documents_it_carries_out() -> None:
    assert body(month(work()))[0] == (
        "Thực hiện Công văn số 170/UBND ngày 28/4/2026 của UBND huyện Cam Lộ, Ủy ban nhân dân xã"
        " Cam Thành báo cáo kết quả thực hiện công tác trẻ em tháng 9/2026 (từ ngày 01/9/2026 đến"
        " ngày 30/9/2026) như sau:"
    )


def test_results_are_counted_in_one_paragraph() -> None:
    works = [work(status=name) for name in ("done", "done", "late", "doing", "over", "none")]
    works += [work(status="not_applicable"), work(status="none", is_upcoming=True)]
    [text] = part(month(*works), "Kết quả chung")
    assert text.startswith(
        "Trong tháng 9/2026, tính đến ngày 03/10/2026, Ủy ban nhân dân xã có 07 nhiệm vụ, trong đó:"
        " hoàn thành đúng hạn 02; hoàn thành quá hạn 01; đang thực hiện 01; quá hạn chưa hoàn"
        " thành 01; chưa thực hiện 01; không phát sinh 01."
    )


@pytest.mark.parametrize(
    ("works", "said"),
    [
        (
            [work(children=1200), work(children=10, adults=5)],
            "có 1.210 lượt trẻ em và 5 lượt người lớn tham gia, thụ hưởng. Số liệu",
        ),
        ([work(amount=5_000_000)], "triển khai: kinh phí thực hiện 5.000.000 đồng. Số liệu"),
        ([work(), work(children=9, is_upcoming=True)], "Chưa ghi nhận số lượt người tham gia"),
    ],
)
def test_sums_tell_nothing_from_zero(works: list[Work], said: str) -> None:
    assert said in part(month(*works), "Kết quả chung")[0]


def test_the_paper_says_what_its_numbers_rest_on() -> None:
    submitted = month(work(), submitted_on=date(2026, 10, 3))
    [told] = part(submitted, "Kết quả chung")
    assert told.endswith("Số liệu theo danh mục việc tháng nộp ngày 03/10/2026.")
    [told] = part(replace(submitted, is_approved=True), "Kết quả chung")
    assert told.endswith("ngày 03/10/2026, đã được duyệt.")
    [told] = part(replace(submitted, is_approved=True, changes=2), "Kết quả chung")
    assert told.endswith("Sau khi duyệt có 02 thay đổi, không tính vào số liệu này.")


def test_results_stand_by_section_of_each_document() -> None:
    works = (
        work("Họp", status="done", section="Truyền thông:"),
        work("Khám", status="doing", section="Y tế"),
        work("Gửi"),
        Work("Thăm", status="done"),
    )
    assert part(month(*works), "Kết quả cụ thể") == [
        "1 Thực hiện Công văn số 170/UBND",
        "a Truyền thông",
        "- Họp. Kết quả: đã hoàn thành.",
        "b Y tế",
        "- Khám. Kết quả: đang thực hiện.",
        "- Chưa thực hiện 01 nhiệm vụ (số 3 tại Phụ lục).",
        "2 Nhiệm vụ do xã bổ sung",
        "- Thăm. Kết quả: đã hoàn thành.",
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"status": "done", "done_on": DONE, "due_on": DUE}, "đã hoàn thành ngày 12/9/2026."),
        (
            {"status": "late", "done_on": date(2026, 9, 25), "due_on": DUE},
            "đã hoàn thành ngày 25/9/2026, quá hạn (hạn ngày 20/9/2026).",
        ),
        ({"status": "over", "due_on": DUE}, "chưa hoàn thành, quá hạn (hạn ngày 20/9/2026)."),
        (
            {"status": "not_applicable", "reason": "Xã không có trẻ em lang thang."},
            "không phát sinh (xã không có trẻ em lang thang).",
        ),
        (
            {"status": "doing", "times": 2, "children": 0, "adults": 30, "amount": 1_500_000},
            "đang thực hiện; 2 lần, 30 lượt người lớn, kinh phí 1.500.000 đồng.",
        ),
        (
            {"status": "doing", "note": "- đã họp;\n- đã mua quà.\n"},
            "đang thực hiện. Đã họp; đã mua quà.",
        ),
    ],
)
def test_a_result_in_the_words_of_a_clerk(values: dict[str, Any], said: str) -> None:
    assert work_text(work("Tổ chức vui chơi;", **values)) == f"Tổ chức vui chơi. Kết quả: {said}"


def test_difficulties_name_their_task() -> None:
    works = work(), work(difficulty="thiếu kinh phí\nmưa lũ")
    told = ["- Thiếu kinh phí; mưa lũ (nhiệm vụ số 2 tại Phụ lục)."]
    assert part(month(*works), "Khó khăn") == told
    assert part(month(work()), "Khó khăn") == ["Không có."]


def test_what_goes_on_next_month() -> None:
    works = (
        work("Rà soát", goes_on=True, due_on=date(2026, 12, 31)),
        work("Họp", status="over", goes_on=True, due_on=date(2026, 8, 31)),
        work("Khám", status="done", recurs=True),
        work("Tặng quà", is_upcoming=True, goes_on=True, due_on=date(2026, 10, 15)),
        work("Tổng kết", is_upcoming=True, goes_on=True, due_on=date(2026, 12, 15)),
    )
    assert part(month(*works), "Nhiệm vụ tháng 10/2026") == [
        "Tiếp tục thực hiện 02 nhiệm vụ chưa hoàn thành, trong đó tập trung:",
        "- Họp (nhiệm vụ số 2 tại Phụ lục, hạn ngày 31/8/2026, đã quá hạn).",
        "Triển khai nhiệm vụ đến hạn trong tháng 10/2026:",
        "- Tặng quà (nhiệm vụ số 4 tại Phụ lục, hạn ngày 15/10/2026).",
        "Thực hiện 01 nhiệm vụ định kỳ của kỳ tiếp theo.",
    ]


def test_the_annex_has_every_line_and_the_sums() -> None:
    works = (
        work("Họp;", number="5.1", status="done", due_on=DUE, done_on=DONE, times=2, children=1200),
        work("Gửi", status="over", months_late=2, amount=500_000),
        Work("Thăm", children=10),
        work("Tổng kết", is_upcoming=True),
    )
    table = annex(month(*works))
    assert table.is_wide
    assert table.rows == (
        ("Công văn số 170/UBND",),
        ("1", "5.1", "Họp", "20/9/2026", "Hoàn thành\n12/9/2026", "2", "1.200", "", ""),
        ("2", "", "Gửi", "", "Quá hạn\n(trễ 2 tháng)", "", "", "", "500.000"),
        ("Nhiệm vụ do xã bổ sung",),
        ("3", "", "Thăm", "", "Chưa thực hiện", "", "10", "", ""),
        ("Nhiệm vụ sắp tới",),
        ("4", "", "Tổng kết", "", "Sắp tới", "", "", "", ""),
        ("", "", "Tổng cộng", "", "", "2", "1.210", "", "500.000"),
    )


def test_a_month_without_work_says_so() -> None:
    paper = paper_of(month())
    assert paper.appendices == ()
    assert [line[:3] for line in body(month()) if line[0] == "I"] == ["I K", "II ", "III"]
    [told] = part(month(), "Kết quả chung")
    assert told.startswith(
        "Ủy ban nhân dân xã không có nhiệm vụ phải thực hiện trong tháng 9/2026."
    )


def test_120_lines_with_very_long_notes_are_written() -> None:
    note = "Đã phối hợp với các trường, " * 70 + "=1+1 \x00\u202e" + "X" * 300
    document = month(*(work(f"Việc {n}", status="done", note=note) for n in range(120)))
    said = texts(opened(paper_of(document)))
    assert sum(line.startswith("- Việc ") and "=1+1 XXX" in line for line in said) == 120
    assert "Việc 119" in said


def test_words_are_written_as_offices_do() -> None:
    assert [counted(one) for one in (0, 7, 12, 1210)] == ["0", "07", "12", "1.210"]
    assert one_line(" \n- \n") == ""
    assert shortened(f"{'chữ ' * 60}.") == f"{'chữ ' * 30}".strip() + "…"
    assert "tháng 02/2027" in paper_of(month(named=date(2027, 2, 1))).subject


def test_the_file_has_a_name_of_plain_letters() -> None:
    name = "bao-cao-cong-tac-tre-em-thang-9-2026-ubnd-xa-cam-thanh.docx"
    assert file_name(month()) == name
