"""A letter from the reviewer's desk to the commune's own plan, at a real browser."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.browser.visitor import DESKTOP, PHONE, Visitor
from tests.documents import making
from tests.documents.corpus import SAMPLES

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
MENDED = ("truyền thông về trẻ em", "diễn đàn trẻ em cấp xã", "rà soát trẻ em mỗi quý")
"""What the reviewer writes instead of the first three tasks."""


def letter(number: str) -> bytes:
    """Cam Lộ's letter as an office would send it this year, under a number of its own."""
    text = SAMPLES[0].read_text().replace("2017", "2026").replace("Số   170 ", f"Số {number} ")
    return making.typed(text)


def window(visit: Visit, account: str, width: int) -> Any:
    visitor = visit(account)
    visitor.resize(width)
    visitor.page.set_default_timeout(20_000)
    return visitor.page


def publish(page: Any, folder: Path, number: str) -> str:
    """The reviewer brings the letter, mends three tasks and publishes; the plan's key."""
    file = folder / f"cong-van-{number}.docx"
    file.write_bytes(letter(number))
    page.goto("/468/plans/new")
    page.set_input_files("#file", str(file))
    page.click("main form .acts button[type=submit]")
    page.wait_for_url("**/review")
    rows = page.locator("li.task")
    for place, text in enumerate(MENDED):
        mend(page, rows.nth(place), text, partner=place == 0)
    page.click(".bar a[href$='/publication']")
    page.click("main form button[type=submit]")
    page.wait_for_selector("#published, .flash")
    key: str = page.url.split("/plans/")[1].split("/")[0]
    return key


def mend(page: Any, row: Any, text: str, *, partner: bool) -> None:
    """Write a task anew, in its row; the women's union takes part in one of them."""
    row.locator(".edit").click()
    form = row.locator(".task-form form").first
    form.locator("textarea[name=text]").fill(f"Tổ chức {text}")
    if partner:
        form.locator("details.kinds").nth(1).locator("summary").click()
        form.locator("input[name=coordinating_kinds][value=women]").check(force=True)
    form.locator("button[type=submit]").first.click()
    row.locator("p.line-t", has_text=f"Tổ chức {text}").wait_for()


def adopt(page: Any, key: str) -> Document:
    """The commune makes its own plan of it; the paper it downloads."""
    page.click(f"a[href$='/plans/{key}/adoption']")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/review")
    own = page.url.removesuffix("/review")
    page.goto(own)
    with page.expect_download() as download:
        page.click("a[href$='/paper.docx']")
    return Document(BytesIO(Path(download.value.path()).read_bytes()))


@pytest.mark.parametrize(("width", "number"), [(DESKTOP, "171"), (PHONE, "172")])
def test_a_letter_becomes_the_communes_own_plan(
    visit: Visit, tmp_path: Path, width: int, number: str
) -> None:
    key = publish(window(visit, "duyet.468", width), tmp_path, number)

    officer = window(visit, "canbo.19612", width)
    officer.goto("/19612/notifications")
    assert f"{number}/UBND-LĐTB&XH" in officer.locator("main li").first.inner_text()
    officer.goto(f"/19612/plans/{key}")
    assert officer.locator(".plan-task").count() == 26
    assert officer.locator(".plan-task", has_text=MENDED[0]).inner_text().count("Mục 1") == 1

    partner = window(visit, "hlhpn.468", width)
    partner.goto(f"/468/plans/{key}")
    assert partner.locator(".plan-task").all_inner_texts()[0].startswith(f"- Tổ chức {MENDED[0]}")
    assert partner.locator(".plan-task").count() == 1

    stranger = window(visit, "duyet.612", width)
    assert stranger.goto(f"/612/plans/{key}").status == 404
    assert stranger.goto(f"/468/plans/{key}").status == 404

    officer.goto(f"/19612/plans/{key}")
    check_paper(adopt(officer, key), number)


def check_paper(paper: Any, number: str) -> None:
    """Margins, fonts, head and numbering of Decree 30/2020, annex I."""
    page = paper.sections[0]
    margins = [page.top_margin, page.bottom_margin, page.left_margin, page.right_margin]
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    head = [cell.text for row in paper.tables[0].rows for cell in row.cells]
    assert "ỦY BAN NHÂN DÂN\nXÃ CAM THÀNH" in head[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head[1]
    runs = [run for paragraph in paper.paragraphs for run in paragraph.runs if run.text.strip()]
    assert {run.font.name for run in runs} == {"Times New Roman"}
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert "KẾ HOẠCH" in texts
    assert any(f"Công văn số {number}/UBND-LĐTB&XH" in text for text in texts)
    assert any(text.startswith("1. ") for text in texts)
    assert any(MENDED[0] in text for text in texts)
