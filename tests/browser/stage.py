"""A portal of its own for a story: a database file, gunicorn, a window for each person."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask

from bench import world
from tests.browser.visitor import PHONE, Visitor
from tests.conftest import SETTINGS
from tests.server import gunicorn


@dataclass
class Stage:
    """A portal on a database of its own, and a window for each person."""

    app: Flask
    chromium: Any
    address: str
    opened: ExitStack

    def window(self, account: str, width: int) -> Visitor:
        """Somebody who has signed in, at his own phone or desk."""
        options = {"has_touch": True, "is_mobile": width == PHONE}
        context = self.chromium.new_context(base_url=self.address, **options)
        self.opened.callback(context.close)
        context.set_default_timeout(20_000)
        visitor = Visitor(context)
        visitor.resize(width)
        visitor.sign_in(account)
        return visitor


@contextmanager
def staged(places: Path, chromium: Any, folder: Path, at: datetime) -> Iterator[Stage]:
    """The portal on a copy of a database, at an instant."""
    file = shutil.copy(places, folder / "story.db")
    settings = {**SETTINGS, "DATABASE_URL": f"sqlite:///{file}"}
    settings["STORAGE_URL"] = (folder / "kept").as_uri()
    app = world.create_app(**settings, AS_AT=at)
    with ExitStack() as stack:
        address = stack.enter_context(gunicorn(**settings, AS_AT=at.date().isoformat()))
        yield Stage(app, chromium, address, stack)
    with app.app_context():
        world.close()
