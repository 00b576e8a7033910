"""Official papers as LibreOffice prints them: pages, page numbers, fonts."""

from __future__ import annotations

import ctypes
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from documents.extraction.office import program
from documents.month_paper import paper_of
from documents.official_paper import Paragraph, write_paper
from documents.summary_paper import Done, Figures, UnitDone
from documents.summary_paper import paper_of as summary_of
from tests.documents.papers import ALL, LONG, PLAN, REPORT
from tests.documents.test_month_paper import DONE as DONE_ON
from tests.documents.test_month_paper import month, work
from tests.documents.test_summary_paper import summary

TOP_MARGIN = 20 * 72 / 25.4
NO_OFFICE = "LibreOffice is not installed: papers are not printed"
Pages = list[tuple[str, str]]
"""The text in the top margin of each page, and all of its text."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pypdfium2.PdfDocument]:
    """The papers of the tests as PDF, by name."""
    if program() is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"{NO_OFFICE}, and REQUIRE_BROWSER=1")
    if program() is None:
        pytest.skip(NO_OFFICE)
    folder = tmp_path_factory.mktemp("printed")
    papers = {**ALL, **NEARLY_FULL, "month": paper_of(LONG_MONTH)}
    papers["summary"] = summary_of(SUMMARY_OF_168)
    for name, paper in papers.items():
        (folder / f"{name}.docx").write_bytes(write_paper(paper))
    _print(folder)
    return {name: pypdfium2.PdfDocument(folder / f"{name}.pdf") for name in papers}


NEARLY_FULL = {
    f"full-{count}": replace(
        PLAN, body=(*(Paragraph("Đoạn."),) * count, Paragraph("Đoạn cuối cùng."))
    )
    for count in range(14, 24)
}
"""Plans that end anywhere on a page."""


LONG_MONTH = month(
    *(
        work(LONG, number=f"1.{place}", status="late", note=LONG * 8, amount=99_000_000)
        for place in range(1, 41)
    )
)


SUMMARY_OF_168 = summary(
    units=tuple(
        UnitDone(f"Xã {place}", "Đã duyệt", DONE_ON, Done("m", False, {"done": 9}))
        for place in range(1, 169)
    ),
    all=Done("m", counts={"done": 6640}, figures=Figures((13_280, 19_920, 26_560, 6 * 10**9))),
)


def _print(folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program(), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(path) for path in folder.glob("*.docx")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)


def _pages(document: pypdfium2.PdfDocument) -> Pages:
    found = []
    for page in document:
        text = page.get_textpage()
        _width, height = page.get_size()
        above = text.get_text_bounded(bottom=height - TOP_MARGIN + 2, top=height)
        found.append((above.strip(), text.get_text_bounded()))
    return found


def test_pages_are_numbered_from_the_second_and_appendices_anew(
    printed: dict[str, pypdfium2.PdfDocument],
) -> None:
    pages = _pages(printed["report"])
    numbers = [above for above, _text in pages]
    starts = [place for place, (_above, text) in enumerate(pages) if "Phụ lục" in text[:10]]
    assert numbers[:2] == ["", "2"]
    assert [numbers[start : start + 2] for start in starts] == [["", "2"], ["", "2"]]


def test_the_number_stands_in_the_middle_of_the_text(
    printed: dict[str, pypdfium2.PdfDocument],
) -> None:
    page = printed["report"][1]
    text = page.get_textpage()
    left, bottom, right, _top = text.get_charbox(text.get_text_range().index("2"))
    assert page.get_height() - bottom < TOP_MARGIN
    assert abs((left + right) / 2 - (30 + 165 / 2) * 72 / 25.4) < 5


def test_a_short_paper_is_one_page(printed: dict[str, pypdfium2.PdfDocument]) -> None:
    assert [len(printed[name]) for name in ("plan", "letter", "minutes")] == [1, 1, 1]


@pytest.mark.parametrize("name", ALL)
def test_every_font_is_embedded(name: str, printed: dict[str, pypdfium2.PdfDocument]) -> None:
    embedded = set()
    for page in printed[name]:
        for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(found)
            embedded.add(raw.FPDFFont_GetIsEmbedded(font))
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(found, size)
            assert 10.9 <= size.value <= 14.1
    assert embedded == {1}


def test_number_and_day_are_on_one_line(printed: dict[str, pypdfium2.PdfDocument]) -> None:
    text = printed["plan"][0].get_textpage()
    whole = text.get_text_range()
    feet = [text.get_charbox(whole.index(word))[1] for word in ("Số:", "Cam Lộ, ngày")]
    assert abs(feet[0] - feet[1]) < 1


@pytest.mark.parametrize("name", NEARLY_FULL)
def test_the_signature_takes_the_last_words_along(
    name: str, printed: dict[str, pypdfium2.PdfDocument]
) -> None:
    pages = [text for _above, text in _pages(printed[name])]
    held = [
        next(place for place, text in enumerate(pages) if word in text)
        for word in ("Đoạn cuối cùng", "TM. ỦY BAN", "Nguyễn Thị Hà", "Lưu: VT")
    ]
    assert len(set(held)) == 1


def test_the_wide_appendix_lies_on_its_side(printed: dict[str, pypdfium2.PdfDocument]) -> None:
    sizes = [page.get_size() for page in printed["report"]]
    wide = [width > height for width, height in sizes]
    assert any(wide)
    assert not wide[0]
    assert not wide[-1]
    assert REPORT.appendices[0].title


def test_a_long_month_keeps_its_sum_whole_and_its_numbers(
    printed: dict[str, pypdfium2.PdfDocument],
) -> None:
    pages = _pages(printed["month"])
    first = next(place for place, (_above, text) in enumerate(pages) if "Phụ lục" in text[:10])
    assert [above for above, _text in pages[1:first]] == [str(n) for n in range(2, first + 1)]
    assert [above for above, _text in pages[first : first + 2]] == ["", "2"]
    assert "3.960.000.000" in pages[-1][1]


def test_the_annex_of_168_units_repeats_its_headings_and_breaks_no_number(
    printed: dict[str, pypdfium2.PdfDocument],
) -> None:
    pages = [text for _above, text in _pages(printed["summary"])]
    first = next(place for place, text in enumerate(pages) if "THEO ĐƠN VỊ" in text)
    assert len(pages) - first > 10
    assert all("Kinh phí" in text for text in pages[first:])
    assert {width > height for width, height in map(_size, printed["summary"])} == {True, False}
    for number in ("6.640", "13.280", "19.920", "26.560", "6.000.000.000"):
        assert number in pages[-1]


def _size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    width, height = page.get_size()
    return float(width), float(height)
