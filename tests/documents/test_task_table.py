"""Pasted tables of tasks, as offices write and copy them."""

from __future__ import annotations

import pytest

from documents.refusal import Reason, RefusedError
from documents.task_table import MOST_ROWS, RowFault, TaskRow, TaskTable, read_pasted
from documents.task_table.columns import Field, field_of

HEAD = "STT\tNội dung\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\tSản phẩm"


def rows(*lines: str, head: str = HEAD) -> tuple[TaskRow, ...]:
    return read_pasted("\n".join([head, *lines])).rows


def only(*lines: str, head: str = HEAD) -> TaskRow:
    (row,) = rows(*lines, head=head)
    return row


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("STT", Field.MARKER), ("TT", Field.MARKER), ("Số TT", Field.MARKER),
        ("Nội dung", Field.TEXT), ("NHIỆM VỤ", Field.TEXT), ("Công việc", Field.TEXT),
        ("Nhiệm vụ, giải pháp", Field.TEXT), ("Nội dung công việc", Field.TEXT),
        ("Tên nhiệm vụ", Field.TEXT), ("Danh mục các nhiệm vụ", Field.TEXT),
        ("Hoạt động", Field.TEXT),
        ("Cơ quan chủ trì", Field.LEAD), ("Đơn vị thực hiện", Field.LEAD),
        ("Cơ quan, đơn vị chủ trì", Field.LEAD), ("Người phụ trách", Field.LEAD),
        ("Chủ trì, phối hợp", Field.LEAD), ("Phân công", Field.LEAD), ("Đơn vị", Field.LEAD),
        ("Cơ quan phối hợp", Field.COORDINATING), ("Phối hợp", Field.COORDINATING),
        ("Thời gian", Field.DUE), ("Thời hạn hoàn thành", Field.DUE), ("Hạn", Field.DUE),
        ("Hạn hoàn thành", Field.DUE), ("Thời gian thực hiện", Field.DUE), ("Tiến độ", Field.DUE),
        ("Sản phẩm", Field.PRODUCT), ("Kết quả", Field.PRODUCT), ("Kết quả đầu ra", Field.PRODUCT),
        ("Định kỳ", Field.CADENCE), ("Tần suất", Field.CADENCE),
        ("thoi han hoan thanh", Field.DUE), ("NOI DUNG", Field.TEXT),
        ("Thời\nhạn  (dự kiến)", Field.DUE),
        ("Ghi chú", None), ("Kinh phí", None), ("", None), ("Hạnh phúc", None),
        ("Nội dung " + "x" * 60, None),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_headings(heading: str, field: Field | None) -> None:
    assert field_of(heading) is field


def test_a_row_is_read_by_its_columns() -> None:
    row = only("1\tKhám sức khỏe\tTrạm Y tế\tTrường học\ttrước 15/6/2026\tBáo cáo")
    assert row == TaskRow(
        2, None, "1", "Khám sức khỏe", "Trạm Y tế", "Trường học",
        "trước 15/6/2026", "2026-06-15", "Báo cáo", "",
    )  # fmt: skip


def test_columns_stand_in_any_order_and_others_are_kept() -> None:
    row = only(
        "30/6\tTặng quà\t5 triệu\tPhòng VH-XH\thằng năm",
        head="Hạn\tCông việc\tKinh phí\tĐơn vị thực hiện\tTần suất",
    )
    assert (row.text, row.lead, row.due, row.cadence) == (
        "Tặng quà", "Phòng VH-XH", "--06-30", "hằng năm",
    )  # fmt: skip
    assert row.others == (("Kinh phí", "5 triệu"),)


@pytest.mark.parametrize(
    ("written", "due", "faults"),
    [
        ("trước 15/6", "--06-15", ()),
        ("Trước ngày 15 tháng 6 năm 2026", "2026-06-15", ()),
        ("15.6.2026", "2026-06-15", ()),
        ("30/6/2026", "2026-06-30", ()),
        ("Từ 01/6 đến 30/6/2026", "2026-06-30", ()),
        ("15/6 và 15/12", "--06-15", (RowFault.SEVERAL_DAYS,)),
        ("Tháng 6/2026", None, (RowFault.DUE_NOT_A_DAY,)),
        ("Quý II", None, (RowFault.DUE_NOT_A_DAY,)),
        ("31/02/2026", None, (RowFault.DUE_NOT_A_DAY,)),
        ("Hằng tháng", None, ()),
        ("Thường xuyên", None, ()),
        ("", None, ()),
    ],
)
def test_a_day_is_read_out_of_what_is_written(
    written: str, due: str | None, faults: tuple[RowFault, ...]
) -> None:
    row = only(f"1\tHọp\t\t\t{written}\t")
    assert (row.due_text, row.due, row.faults) == (written, due, faults)


def test_a_rhythm_among_the_days_is_a_cadence() -> None:
    assert only("1\tPhát thanh\t\t\tHằng tháng\t").cadence == "Hằng tháng"


def test_without_a_due_cell_the_text_may_say_the_day() -> None:
    row = only("1\tBáo cáo trước ngày 15/6/2026\t\t\t\t")
    assert (row.due_text, row.due) == ("", "2026-06-15")


@pytest.mark.parametrize(
    ("group", "section"),
    [
        ("I\tTruyền thông\t\t\t\t", "I. Truyền thông"),
        ("I.\tTruyền thông", "I. Truyền thông"),
        ("A\tTruyền thông\t\t\t\t", "A. Truyền thông"),
        ("II\t\t\t\t\t", "II"),
        ("Truyền thông\t\t\t\t\t", "Truyền thông"),
        ("Truyền thông", "Truyền thông"),
        ("\tTRUYỀN THÔNG\t\t\t\t", "TRUYỀN THÔNG"),
        ("\tVề truyền thông:\t\t\t\t", "Về truyền thông:"),
    ],
)
def test_a_row_that_names_a_group_is_the_section_of_those_below(group: str, section: str) -> None:
    table = read_pasted("\n".join([HEAD, group, "1\tHọp\tA\t\t\t", "2\tGặp\tB\t\t\t"]))
    assert table.sections == (section,)
    assert [row.section for row in table.rows] == [section] * 2


def test_sections_stand_in_each_other() -> None:
    found = rows("A\tCHUNG", "I\tMột", "1\tHọp\tX", "II\tHai", "1\tGặp\tX", "B\tRIÊNG", "1\tĐi\tX")
    assert [row.section for row in found] == [
        "A. CHUNG / I. Một", "A. CHUNG / II. Hai", "B. RIÊNG",
    ]  # fmt: skip


def test_a_number_above_its_parts_is_a_section() -> None:
    found = rows("1\tTruyền thông\t\t\t\t", "1.1\tPhát thanh\tĐài", "1.2\tIn tờ rơi\tPhòng")
    assert [(row.section, row.marker) for row in found] == [
        ("1. Truyền thông", "1.1"), ("1. Truyền thông", "1.2"),
    ]  # fmt: skip


def test_a_numbered_row_with_a_text_alone_is_a_task() -> None:
    assert only("1\tPhát thanh\t\t\t\t").text == "Phát thanh"


def test_roman_rows_with_more_than_a_title_are_tasks() -> None:
    row = only("I\tPhát thanh\tĐài\t\t\t")
    assert (row.marker, row.section) == ("I", None)


def test_cells_with_line_breaks_come_in_quotes_from_excel() -> None:
    row = only('1\t"Tổ chức lễ\r\n""Tháng hành động"""\tA\t\t\t', "")
    assert row.text == 'Tổ chức lễ "Tháng hành động"'


def test_quotes_of_the_writer_stay() -> None:
    found = rows('1\t"Chung tay" vì trẻ em\tA', '2\t"Chung tay"\tB', '3\tThi "Vẽ\tC')
    assert [row.text for row in found] == ['"Chung tay" vì trẻ em', '"Chung tay"', 'Thi "Vẽ']


def test_rows_broken_by_paragraphs_in_word_are_put_together() -> None:
    found = rows(
        "1\tTreo băng rôn", "tại các trường", "- tại chợ\tĐài", "truyền thanh\t\t30/6\tẢnh",
        "2\tHọp\tPhòng\t\t\tBiên bản",
    )  # fmt: skip
    assert [(row.number, row.text, row.lead, row.due) for row in found] == [
        (2, "Treo băng rôn tại các trường - tại chợ", "Đài truyền thanh", "--06-30"),
        (6, "Họp", "Phòng", None),
    ]


def test_headings_broken_by_paragraphs_are_put_together() -> None:
    head = "STT\tNội dung\tCơ quan\nchủ trì\tThời hạn\nhoàn thành"
    row = only("1\tHọp\tPhòng\t15/6", head=head)
    assert (row.lead, row.due) == ("Phòng", "--06-15")


def test_headings_may_have_two_lines() -> None:
    head = "TT\tNội dung\tCơ quan thực hiện\t\tHạn\n\t\tChủ trì\tPhối hợp\t"
    row = only("1\tHọp\tPhòng\tCông an\t15/6", head=head)
    assert (row.lead, row.coordinating, row.due) == ("Phòng", "Công an", "--06-15")


def test_word_copies_a_joined_heading_as_one_cell() -> None:
    head = "TT\tNội dung\tCơ quan thực hiện\tHạn\n\t\tChủ trì\tPhối hợp\t"
    table = read_pasted(f"{head}\n1\tHọp\tPhòng\tCông an\t15/6")
    assert table.headings[2:4] == ("Cơ quan thực hiện - Chủ trì", "Cơ quan thực hiện - Phối hợp")
    assert (table.rows[0].coordinating, table.rows[0].due) == ("Công an", "--06-15")


def test_what_is_no_row_is_kept_aside() -> None:
    table = read_pasted(
        f"PHỤ LỤC\nDanh mục nhiệm vụ năm 2026\n{HEAD}\n(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n"
        f"1\tHọp\tA\t\t\t\n{HEAD}\n2\tGặp\tB\t\t\t\n3\t\t\t\t\t\n---\t\t\t\t\t"
    )
    assert [row.text for row in table.rows] == ["Họp", "Gặp"]
    assert table.aside[:3] == (
        "PHỤ LỤC", "Danh mục nhiệm vụ năm 2026", "(1) | (2) | (3) | (4) | (5) | (6)",
    )  # fmt: skip
    assert table.aside[4:] == ("3", "---")


def test_a_second_table_may_have_its_columns_in_another_order() -> None:
    found = rows("1\tHọp\tPhòng", "TT\tĐơn vị thực hiện\tNhiệm vụ\tHạn", "1\tĐài\tPhát thanh\t15/6")
    assert [(row.text, row.lead) for row in found] == [("Họp", "Phòng"), ("Phát thanh", "Đài")]


def test_bars_part_cells_too() -> None:
    text = "| TT | Nội dung | Chủ trì | Hạn |\n|----|---|:--|---|\n| 1 | Họp | Phòng | 15/6 |\n"
    (row,) = read_pasted(text).rows
    assert (row.number, row.marker, row.text, row.lead, row.due) == (
        3, "1", "Họp", "Phòng", "--06-15",
    )  # fmt: skip


def test_wide_gaps_part_cells_by_what_stands_above() -> None:
    text = (
        "TT   Nội dung           Chủ trì      Hạn\n"
        "1    Khám sức khỏe      Trạm Y tế    15/6\n"
        "2    Tặng quà                        01/6"
    )
    found = read_pasted(text).rows
    assert [(row.text, row.lead, row.due) for row in found] == [
        ("Khám sức khỏe", "Trạm Y tế", "--06-15"), ("Tặng quà", "", "--06-01"),
    ]  # fmt: skip


def test_without_headings_the_first_text_is_the_task() -> None:
    table = read_pasted("1\tKhám sức khỏe\tTrạm Y tế\n2\tTặng quà\tHội phụ nữ")
    assert [(row.marker, row.text, row.others) for row in table.rows] == [
        ("1", "Khám sức khỏe", (("", "Trạm Y tế"),)), ("2", "Tặng quà", (("", "Hội phụ nữ"),)),
    ]  # fmt: skip
    assert table.headings == ()


def test_lines_alone_are_tasks_with_their_marks() -> None:
    found = read_pasted(
        "1. Họp thôn\n\n- Tặng quà trước ngày 15/6\na) Khám bệnh\nViết báo cáo"
    ).rows
    assert [(row.number, row.marker, row.text) for row in found] == [
        (1, "1", "Họp thôn"), (3, "-", "Tặng quà trước ngày 15/6"), (4, "a", "Khám bệnh"),
        (5, "", "Viết báo cáo"),
    ]  # fmt: skip
    assert found[1].due == "--06-15"


def test_a_heading_alone_is_no_task() -> None:
    assert [row.text for row in read_pasted("Nhiệm vụ\nHọp thôn").rows] == ["Họp thôn"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("3\t\tCông an\t\t\t", RowFault.NO_TEXT),
        (f"3\t{'chữ ' * 501}\tCông an\t\t\t", RowFault.TOO_LONG),
        ("3\tHỌP\tphòng\t\t\t", RowFault.REPEATED),
    ],
)
def test_what_somebody_should_look_at_is_said_by_row(line: str, fault: RowFault) -> None:
    found = rows("1\tHọp\tPhòng\t\t\t", line, "5\tGặp\tPhòng\t\t\t")
    assert [row.faults for row in found] == [(), (fault,), ()]


@pytest.mark.parametrize("count", [MOST_ROWS, MOST_ROWS + 1])
def test_a_thousand_rows_are_the_most(count: int) -> None:
    lines = [f"{number}\tHọp thôn số {number}\tPhòng" for number in range(1, count + 1)]
    if count == MOST_ROWS:
        assert len(rows(*lines)) == MOST_ROWS
    else:
        assert refusal("\n".join([HEAD, *lines])) is Reason.TOO_LONG


def refusal(text: str) -> Reason:
    with pytest.raises(RefusedError) as refused:
        read_pasted(text)
    return refused.value.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        (" \n\t\u00a0\t\u200b\n", Reason.EMPTY),
        ("a" * (20 * 2**20 + 1), Reason.TOO_LARGE),
        ("a\n" * 50_001, Reason.TOO_LONG),
        ("\t" * 500_001, Reason.TOO_LONG),
    ],
    ids=["empty", "blank", "large", "lines", "tabs"],
)
def test_nothing_and_too_much_are_refused(text: str, reason: Reason) -> None:
    assert refusal(text) is reason


def test_headings_without_rows_are_an_empty_table() -> None:
    assert read_pasted(HEAD) == TaskTable((), tuple(HEAD.split("\t")))
