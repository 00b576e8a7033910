"""The sheet of a month as it comes out of the printer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageOps

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
A4 = (595, 842)
"""In points."""
DPI = 150
"""What a poor printer and a poor camera leave of a page."""


@pytest.fixture
def sheet(visit: Visit) -> Visitor:
    """The sheet of the month that Xã Cam Thành works on."""
    visitor = visit("canbo.19612")
    visitor.page.goto("/19612/checklists")
    visitor.page.click("a[href$='/print']")
    visitor.page.wait_for_url("**/print")
    return visitor


@pytest.fixture
def pages(sheet: Visitor) -> list[Any]:
    return list(pypdfium2.PdfDocument(sheet.page.pdf(prefer_css_page_size=True)))


def picture(page: Any) -> Image.Image:
    drawn: Image.Image = page.render(scale=DPI / 72).to_pil()
    return drawn.convert("L")


def margins(page: Any) -> list[float]:
    """The white around what is printed, in mm: left, top, right, bottom."""
    drawn = picture(page)
    left, top, right, bottom = ImageOps.invert(drawn).getbbox()
    white = (left, top, drawn.width - right, drawn.height - bottom)
    return [pixels * 25.4 / DPI for pixels in white]


def test_each_code_opens_its_line(sheet: Visitor, pages: list[Any]) -> None:
    links = sheet.page.locator(".paper .code a")
    wanted = [one.evaluate("link => link.href") for one in links.all()]
    read = [code.text for page in pages for code in zxingcpp.read_barcodes(picture(page))]
    assert len(wanted) > 10
    assert sorted(read) == sorted(wanted)
    assert sheet.page.goto(read[0]).status == 200


def test_the_pages_are_a4_with_a_head_and_nothing_in_the_margins(pages: list[Any]) -> None:
    assert len(pages) > 1
    for page in pages:
        assert tuple(map(round, page.get_size())) == A4
        assert "Việc, sản phẩm" in page.get_textpage().get_text_range()
        left, *others = margins(page)
        assert left > 14
        assert min(others) > 7


def test_the_shell_is_not_printed(pages: list[Any]) -> None:
    text = pages[0].get_textpage().get_text_range()
    assert "XÃ CAM THÀNH" in text
    assert "Ctrl+P" not in text
    assert "Măng Non" not in text


def test_the_sheet_on_a_screen(sheet: Visitor) -> None:
    assert sheet.faults("month-print") == []
