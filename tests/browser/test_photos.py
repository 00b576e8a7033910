"""Photos over a weak network: shrunk on the phone, sent one by one, kept until they arrive."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from tests.browser.month import Month
from tests.browser.test_outbox import cut, mend, open_line, until

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
TILE = "#form-a1 [data-on-its-way] > li"
SIDEWAYS = 6  # EXIF: the camera was turned, the picture is to be shown turned back


def photo(width: int = 2000, height: int = 1000, orientation: int = 1) -> bytes:
    """A JPEG, red on the left and blue on the right, as the camera has stored it."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    kept = io.BytesIO()
    picture.save(kept, "JPEG", exif=exif, quality=95)
    return kept.getvalue()


def choose(page: Any, *contents: bytes, name: str = "a.jpg", kind: str = "image/jpeg") -> None:
    files = [{"name": name, "mimeType": kind, "buffer": content} for content in contents]
    page.set_input_files("#form-a1 [type=file]", files)


def test_a_photo_is_shrunk_and_sent(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    choose(page, photo())
    page.wait_for_selector("#evidence-a1 li")
    assert Image.open(io.BytesIO(month.photos["a1"][0])).size == (1600, 800)
    assert "1 ảnh" in page.inner_text("#summary-a1")
    page.wait_for_selector(TILE, state="detached")


def test_a_photo_taken_sideways_arrives_upright(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    choose(page, photo(orientation=SIDEWAYS))
    page.wait_for_selector("#evidence-a1 li")
    arrived = Image.open(io.BytesIO(month.photos["a1"][0]))
    assert arrived.size == (800, 1600)
    red, blue = arrived.getpixel((400, 100)), arrived.getpixel((400, 1500))
    assert red[0] > 200 > blue[0]
    assert blue[2] > 200 > red[2]


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (photo(800, 600), "nhỏ.jpg", "image/jpeg"),
        (b"\0ftypheic", "b.heic", "image/heic"),
        (b"%PDF-1.7", "c.pdf", "application/pdf"),
        (b"broken", "d.jpg", "image/jpeg"),
    ],
)
def test_what_cannot_be_made_smaller_is_sent_as_it_is(
    open_month: Open, month: Month, content: bytes, name: str, kind: str
) -> None:
    page = open_month()
    open_line(page)
    choose(page, content, name=name, kind=kind)
    page.wait_for_selector("#evidence-a1 li")
    assert month.photos["a1"] == [content]


def test_photos_survive_a_reload_and_go_one_by_one(open_month: Open, month: Month) -> None:
    page = open_month()
    cut(page)
    open_line(page)
    choose(page, photo(300, 200), photo(200, 300))
    page.wait_for_selector(f"{TILE}[data-unsaved]:nth-child(2)")
    page.reload()
    open_line(page)
    page.wait_for_selector(f"{TILE}:nth-child(2) img")
    until(page, lambda: page.evaluate(f"document.querySelector('{TILE} img').naturalWidth") == 300)
    mend(page)
    page.wait_for_selector("#evidence-a1 li:nth-child(2)")
    sizes = [Image.open(io.BytesIO(one)).size for one in month.photos["a1"]]
    assert sizes == [(300, 200), (200, 300)]


def test_a_photo_whose_answer_was_lost_is_one_photo(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    month.loses_answers = True
    choose(page, photo(300, 200))
    page.wait_for_selector(f"{TILE}[data-unsaved]")
    month.loses_answers = False
    mend(page)
    page.wait_for_selector("#evidence-a1 li")
    assert len(month.photos["a1"]) == 1


def test_a_tick_does_not_wait_for_a_photo(open_month: Open, month: Month) -> None:
    page = open_month()
    page.route("**/evidence", lambda route: route.abort())
    open_line(page)
    choose(page, photo(300, 200))
    page.wait_for_selector(f"{TILE}[data-unsaved]")
    page.click("#tick-a1")
    page.wait_for_selector("#line-a1[data-state=done]")
    assert month.photos["a1"] == []


@pytest.mark.parametrize(
    ("content", "told"), [(b"x" * (10 * 2**20 + 1), "at most 10 MB"), (b"", "is empty")]
)
def test_what_no_server_would_take_is_refused_at_once(
    open_month: Open, month: Month, content: bytes, told: str
) -> None:
    page = open_month()
    open_line(page)
    choose(page, content, name="a.pdf", kind="application/pdf")
    page.wait_for_selector(f"#form-a1 .err:has-text('{told}')")
    assert page.locator(TILE).count() == 0
    assert month.photos["a1"] == []


def test_a_line_takes_so_many_and_no_more(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    choose(page, *[photo(20 + one, 20) for one in range(4)])
    page.wait_for_selector("#form-a1 .err:has-text('at most 3')")
    page.wait_for_selector("#evidence-a1 li:nth-child(3)")
    assert len(month.photos["a1"]) == 3


def test_what_the_server_refuses_is_told_and_taken_away(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    choose(page, b"no photo", name="c.pdf", kind="application/pdf")
    page.wait_for_selector(f"{TILE} :text('Không phải ảnh')")
    page.click(f"{TILE} [data-discard]")
    page.wait_for_selector(TILE, state="detached")
    assert page.locator("#outbox [data-refused] > li").count() == 0


def test_faces_need_somebody_who_agreed(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    assert not page.is_checked("#form-a1 [name=shows_faces]")
    page.check("#form-a1 [name=shows_faces]")
    choose(page, photo(300, 200))
    page.wait_for_selector("#form-a1 [name=consent][aria-invalid=true]:focus")
    assert page.locator(TILE).count() == 0
    page.fill("#form-a1 [name=consent]", "Phụ huynh, họp 12/9")
    page.press("#form-a1 [name=consent]", "Tab")
    page.wait_for_selector("#evidence-a1 li")
    assert month.consents == ["Phụ huynh, họp 12/9"]
