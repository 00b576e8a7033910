"""How numbers, days and instants are written."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from flask import Flask

from models.clock import VIETNAM


def number(value: int | Decimal | None) -> str:
    """1210 as 1.210; None as a dash, because missing is not zero."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


def money(value: int | None) -> str:
    """25000000 (whole đồng) as 25.000.000 đ."""
    return "–" if value is None else f"{number(value)} đ"


def day(value: date | None) -> str:
    """A day as 15/06/2026."""
    return "–" if value is None else value.strftime("%d/%m/%Y")


def moment(value: datetime | None) -> str:
    """An instant as the clock in Vietnam shows it: 15/06/2026 08:45."""
    return "–" if value is None else value.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def init_app(app: Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(number=number, money=money, day=day, moment=moment)
