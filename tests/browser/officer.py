"""What an officer does in a month, at a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import expect

TODO = ".line[data-state=not_started], .line[data-state=in_progress]"
WAITING = "[data-unsaved], .tick[data-as-saved], [data-on-its-way]:not([hidden]) li"
GPS = 0x8825


def photo(folder: Path) -> Path:
    """A photo as a phone takes it: large, lying on its side, with the place where it was taken."""
    file = folder / "buoi-truyen-thong.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(GPS)[1] = "N"
    Image.effect_noise((2400, 1800), 40).convert("RGB").save(file, exif=exif, quality=90)
    return file


def saved(page: Any, states: dict[str, str]) -> None:
    """These lines are with the server, and nothing waits on the phone any more."""
    for key, state in states.items():
        page.locator(f"#{key}[data-state={state}]").wait_for()
    expect(page.locator(WAITING)).to_have_count(0, timeout=20_000)


def tick(page: Any, key: str) -> None:
    page.locator(f"#{key} button.tick").tap()


def opened(page: Any, key: str) -> Any:
    """The form of a line, after a tap on it."""
    line = page.locator(f"#{key}")
    if not line.locator("details[open]").count():
        line.locator("summary").tap()
    line.locator("form[data-saves]").wait_for()
    return line


def hand_in(page: Any) -> None:
    page.tap(".bar a[href$='/submission']")
    page.tap("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/checklists/\d{4}-\d\d$"))
    page.locator(".st.wait", has_text="Đã nộp").first.wait_for()
