"""Whatever is typed: a file that opens, with all that can be printed in it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.official_paper import (
    Appendix,
    Heading,
    Item,
    Level,
    Paper,
    Paragraph,
    Signature,
    Table,
    write_paper,
)
from documents.official_paper.cleaning import clean_text
from tests.documents.papers import PLAN, opened, texts

HOSTILE = "A\x00B\x08C\x0eD\x1fE\x7fF\ud800G\ufffeH\u202eI\u200bJ <w:p/> & \"'> ]]> &#0; =1+1"
PRINTED = "ABCD EFGHIJ <w:p/> & \"'> ]]> &#0; =1+1"
EMPTY = Paper(issuer_lines=(), place="", subject="", body=())

any_text = st.text(max_size=60)
blocks = st.one_of(
    st.builds(Paragraph, any_text),
    st.builds(Item, any_text, any_text),
    st.builds(Heading, st.sampled_from(Level), any_text, any_text),
    st.builds(
        Table,
        st.lists(any_text, max_size=3).map(tuple),
        st.lists(st.lists(any_text, max_size=4).map(tuple), max_size=3).map(tuple),
        st.lists(st.floats(-1, 9), max_size=4).map(tuple),
        st.booleans(),
    ),
)
bodies = st.lists(blocks, max_size=5).map(tuple)
lists = st.lists(any_text, max_size=3).map(tuple)
papers = st.builds(
    Paper,
    issuer_lines=lists, place=any_text, subject=any_text, body=bodies,
    type_name=st.none() | any_text, superior=st.none() | any_text, issuer=any_text,
    number=st.none() | any_text, symbol=any_text, signed_on=st.none() | st.dates(),
    addressees=lists, grounds=lists, recipients=lists, filed_by=any_text, drafter_mark=any_text,
    signature=st.none() | st.builds(Signature, lists, st.none() | any_text),
    secretary=st.none() | st.builds(Signature, lists, any_text),
    contact=lists,
    appendices=st.lists(st.builds(Appendix, any_text, bodies), max_size=3).map(tuple),
)  # fmt: skip


def _cells_end_with_a_paragraph(root: Any) -> bool:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return all(len(cell) and cell[-1].tag == f"{w}p" for cell in root.iter(f"{w}tc"))


@settings(max_examples=80, deadline=None)
@given(papers)
def test_any_paper_is_written_and_opens(paper: Paper) -> None:
    document = opened(paper)
    assert _cells_end_with_a_paragraph(document.element)
    assert len(document.sections) == 1 + len(paper.appendices)


def test_an_empty_paper_is_written() -> None:
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts(opened(EMPTY))


def test_characters_that_no_document_can_hold_are_left_out() -> None:
    paper = replace(PLAN, body=(Paragraph(HOSTILE), Paragraph("Hết")), recipients=(HOSTILE,))
    document = opened(paper)
    assert PRINTED in texts(document, "Nội dung")
    assert f"- {PRINTED};" in texts(document, "Danh sách nơi nhận")


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  Cam \u00a0 Lộ\t", "Cam Lộ"),
        ("Cam Lo\u0302\u0323", "Cam Lộ"),
        ("một\r\n\r\n hai\u2028ba", "một\nhai\nba"),
        ("\x00\x01", ""),
        ("👨\u200d👩", "👨👩"),
    ],
)
def test_texts_are_tidied(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean


def test_every_line_of_a_text_is_a_paragraph() -> None:
    document = opened(replace(PLAN, body=(Paragraph("một\nhai"), Paragraph("ba"))))
    assert texts(document, "Nội dung") == ["một", "hai", "ba./."]


def test_a_very_long_paragraph_is_kept_whole() -> None:
    long = "chữ " * 2500
    document = opened(replace(PLAN, body=(Paragraph(long), Paragraph("Hết"))))
    assert texts(document, "Nội dung")[0] == long.strip()


def test_a_row_too_high_for_a_page_may_break() -> None:
    rows = (("1", "chữ " * 2500), ("2", "ngắn"))
    table = opened(replace(PLAN, body=(Table(("TT", "Việc"), rows),))).tables[1]
    kept = [row._tr.trPr is not None and len(row._tr.trPr) == 1 for row in table.rows[1:]]
    assert kept == [False, True]


def test_a_long_list_of_recipients_may_break() -> None:
    paper = replace(PLAN, recipients=tuple(f"Cơ quan {number}" for number in range(60)))
    (row,) = opened(paper).tables[1].rows
    assert len(row._tr.trPr) == 0


def test_rows_longer_or_shorter_than_the_headings_lose_nothing() -> None:
    rows = (("1", "a", "b", "c"), ("2", "d"))
    table = opened(replace(PLAN, body=(Table(("TT", "Việc"), rows), Paragraph("x")))).tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["TT", "Việc", "", ""],
        ["1", "a", "b", "c"],
        ["2", "d", "", ""],
    ]


def test_a_title_longer_than_a_property_may_be_is_cut_there_only() -> None:
    paper = replace(PLAN, subject="chữ " * 200)
    document = opened(paper)
    assert len(document.core_properties.title) == 255
    assert texts(document, "Trích yếu")[0].count("chữ") == 200


def test_every_part_is_well_formed() -> None:
    paper = replace(PLAN, subject=HOSTILE, issuer=HOSTILE, contact=(HOSTILE,), symbol=HOSTILE)
    with zipfile.ZipFile(io.BytesIO(write_paper(paper))) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
    assert Document(io.BytesIO(write_paper(paper)))


def test_the_same_paper_is_written_the_same() -> None:
    first, second = (zipfile.ZipFile(io.BytesIO(write_paper(PLAN))) for _ in range(2))
    assert {n: first.read(n) for n in first.namelist()} == {
        n: second.read(n) for n in second.namelist()
    }
