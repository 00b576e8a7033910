"""Words and numbers that lead somewhere: in papers, in workbooks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from documents.linked import Link, Linked, Text, joined, link, sentence
from documents.official_paper import Item, Paragraph, Table
from documents.workbook import Sheet, write_sheets
from tests.documents.papers import PLAN, links, opened, texts

HERE = "https://mang-non.example/a?show=done&page=2#line-1"


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        (sentence("có ", "2", " trẻ em"), True),
        (sentence("có ", link("2", ""), " trẻ em"), True),
        (sentence("có ", link("2", HERE), " trẻ em"), False),
        (joined(" ", ["có", link("2", HERE), "trẻ em"]), False),
    ],
)
def test_a_text_is_plain_where_nothing_leads_anywhere(text: Text, is_plain: bool) -> None:
    assert str(text) == "có 2 trẻ em"
    assert isinstance(text, str) == is_plain
    assert isinstance(text, Linked) != is_plain


def test_links_of_a_paper_keep_its_looks() -> None:
    two = Linked((" Có\x00  ", Link("2\u202e", HERE), "  trẻ em; ", Link("3", "b"), " đợt"))
    table = Table(("Số",), ((Link("1.210", HERE),), ("7",)))
    paper = replace(PLAN, body=(Item("-", two), table, Paragraph(two)))
    file = opened(paper)
    assert links(file) == [("2", HERE), ("3", "b"), ("1.210", HERE), ("2", HERE), ("3", "b")]
    assert {"- Có 2 trẻ em; 3 đợt", "Có 2 trẻ em; 3 đợt./."} <= set(texts(file))
    runs = [run for p in file.paragraphs for one in p.hyperlinks for run in one.runs]
    looks = {(run.font.name, run.font.size.pt, str(run.font.color.rgb)) for run in runs}
    assert looks == {("Times New Roman", 14.0, "000000")}


def test_a_last_word_that_leads_somewhere_ends_the_paper() -> None:
    paper = replace(PLAN, body=(Paragraph(Linked(("Xem ", Link("đây", HERE)))),))
    assert "Xem đây./." in texts(opened(paper))


def test_a_blank_between_sentences_stays_one() -> None:
    both = joined(" ", [sentence("Có ", link("2", HERE), "."), "Hết."])
    assert "Có 2. Hết./." in texts(opened(replace(PLAN, body=(Paragraph(both),))))


def test_values_of_a_workbook_stay_what_they_are() -> None:
    day = Link(date(2026, 9, 12), HERE)
    sheets = [
        Sheet("Việc", ["Số", "Ngày", "Chữ"], [[7, None, "=1"], [Link(1210, HERE), day, "x"]]),
        Sheet("Đơn vị", ["Tên"], [[Link("=Xã", HERE)]]),
    ]
    book = load_workbook(BytesIO(write_sheets(sheets)))
    number, on, _text = book["Việc"][3]
    assert (number.value, on.value) == (1210, datetime(2026, 9, 12))  # noqa: DTZ001
    assert [cell.hyperlink.target for cell in (number, on)] == [HERE, HERE]
    assert book["Việc"]["A2"].hyperlink is None
    name = book["Đơn vị"]["A2"]
    assert (name.value, name.data_type, name.hyperlink.target) == ("=Xã", "s", HERE)
