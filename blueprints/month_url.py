"""The month in a URL: 2026-09."""

from __future__ import annotations

from datetime import date

from flask import Flask
from werkzeug.routing import BaseConverter


class MonthConverter(BaseConverter):
    """A named month, by its first calendar day; anything that is none is 404."""

    regex = r"20\d{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        year, month = value.split("-")
        return date(int(year), int(month), 1)

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"


def init_app(app: Flask) -> None:
    """Make `<month:...>` known before any view uses it."""
    app.url_map.converters["month"] = MonthConverter
