"""Somebody at a real browser, and what must hold on every page he opens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from models.demo_people import PASSWORD
from tests.demo import login_of, slug_of

PICTURES = Path(__file__).parents[1] / "pictures"
PHONE, DESKTOP, NARROWEST = 360, 1280, 320
HEIGHT = {PHONE: 740, DESKTOP: 800, NARROWEST: 568}


class Visitor:
    """One window; notes what the browser complains about."""

    def __init__(self, context: Any) -> None:
        self.context = context
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def _hear(self, message: Any) -> None:
        """Refusals of the content security policy are console errors, too."""
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def sign_in(self, account: str) -> None:
        """Through the form; ends on the page of the account's unit."""
        self.page.goto("/login")
        self.page.fill("#name", login_of(account))
        self.page.fill("#password", PASSWORD)
        self.page.click("main form button[type=submit]:has-text('Đăng nhập')")
        self.page.wait_for_url(f"**/{slug_of(account)}/")

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHT[width]})

    def faults(self, picture: str = "") -> list[str]:
        """What is wrong with the page as it stands; pictures of it on the phone and the desk."""
        found = []
        for width in (PHONE, DESKTOP):
            self.resize(width)
            found += [f"{width} px: {one}" for one in self.violations()]
            if picture:
                self.take_picture(f"{picture}-{width}")
        found += self._sideways() + self.complaints
        self.complaints.clear()
        return [f"{self.page.url}: {one}" for one in found]

    def violations(self) -> list[str]:
        """What axe finds: the rule and the first place."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        return [f"{one['id']} at {one['nodes'][0]['target']} ({one['help']})" for one in found]

    def take_picture(self, name: str) -> None:
        """The whole page; the window grows, as bars that stick to its edges would else cover it."""
        PICTURES.mkdir(exist_ok=True)
        safe = re.sub(r"[^\w.-]+", "_", name)
        width = self.page.viewport_size["width"]
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.screenshot(path=PICTURES / f"{safe}.png")

    def snap(self, name: str) -> None:
        """What the window shows, as it stands: the pictures of the README (make pictures)."""
        PICTURES.mkdir(exist_ok=True)
        self.page.wait_for_load_state("networkidle")
        self.page.screenshot(path=PICTURES / f"{name}.png")

    def menu(self) -> list[str]:
        """The addresses of the menu, each once."""
        links = self.page.locator("nav.nav-main a[href]")
        found: list[str] = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
        return list(dict.fromkeys(found))

    def _sideways(self) -> list[str]:
        self.resize(NARROWEST)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        return [f"scrolls sideways at {NARROWEST} px: {width} px"] if width > NARROWEST else []
