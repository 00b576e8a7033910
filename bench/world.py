"""A database of the bench's own, with the demo as it stands on a fixed day."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask

from app import create_app
from blueprints.demo.letters import read_letters
from blueprints.demo.photos import read_photos
from blueprints.service.migrating import bring_up_to_date
from models import clock
from models.base import db
from models.load_demo import load_demo

AS_AT = date(2026, 9, 15)
SECRET = "for figures and tests, of no use elsewhere"  # noqa: S105
ENVIRONMENT = {
    "ENVIRONMENT": "development",
    "SECRET_KEY": SECRET,
    "LOG_LEVEL": "ERROR",
    "AS_AT": AS_AT.isoformat(),
    "TRUSTED_PROXIES": "1",
}
"""What the server is started with."""
SETTINGS: dict[str, Any] = {
    "ENVIRONMENT": "development",
    "SECRET_KEY": SECRET,
    "LOG_LEVEL": "ERROR",
    "AS_AT": clock.start_of_day(AS_AT),
}
"""The same, for the application inside this process: a cookie of one opens the other."""


def open_app(file: Path, **settings: Any) -> Flask:
    """The application on an SQLite file, brought to the newest tables."""
    app = create_app(DATABASE_URL=f"sqlite:///{file}", **{**SETTINGS, **settings})
    logging.getLogger("alembic").setLevel(logging.ERROR)
    bring_up_to_date(app)
    return app


def make_demo(file: Path, **settings: Any) -> Flask:
    """Make an SQLite file that holds the demo; returns the application on it."""
    app = open_app(file, **settings)
    with app.app_context():
        load_demo(AS_AT, read_letters(AS_AT.year), read_photos())
        close()
    return app


def close() -> None:
    """Let go of the database of the application in force."""
    db.session.remove()
    db.engine.dispose()
