"""Figures, money and days of a plan as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.days import BadDay
from models.figures import (
    BadFigure,
    parse_figure,
    parse_money,
    parse_report_days,
    written_day,
    written_figure,
)


@pytest.mark.parametrize(
    ("typed", "written", "value"),
    [
        ("75", "75", "75"),
        (" 75 %", "75", "75"),
        ("1.210", "1.210", "1210"),
        ("1,7", "1,7", "1.7"),
        ("1.234.567,25", "1.234.567,25", "1234567.25"),
        ("9/9", "9/9", None),
        ("5-10", "5-10", None),
        ("500/100.000", "500/100.000", None),
    ],
)
def test_figures_are_read_as_written_here(typed: str, written: str, value: str | None) -> None:
    found = parse_figure(typed)
    assert found.written == written
    assert found.value == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    "typed", ["", "nhiều", "1.7", "12.34", "1,2345", "9/", "1.2100", "-5", "1" * 14, "٣"]
)
def test_what_is_no_figure_is_refused(typed: str) -> None:
    with pytest.raises(BadFigure):
        parse_figure(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("6.350.000.000", 6_350_000_000),
        ("6350000000 đ", 6_350_000_000),
        ("6.350 triệu đồng", 6_350_000_000),
        ("7,2tr", 7_200_000),
        ("500k", 500_000),
        ("1,5 tỷ", 1_500_000_000),
        ("500 nghìn", 500_000),
        ("0", 0),
    ],
)
def test_money_is_whole_dong(typed: str, amount: int) -> None:
    assert parse_money(typed) == amount


@pytest.mark.parametrize("typed", ["", "10,5", "mười tỷ", "1.5 tỷ", "-1", "1" * 18, "1 tỷ rưỡi"])
def test_what_is_no_money_is_refused(typed: str) -> None:
    with pytest.raises(BadFigure):
        parse_money(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("15/6", ["--06-15"]),
        ("15/6, 15/12", ["--06-15", "--12-15"]),
        ("25/5 và 20-11", ["--05-25", "--11-20"]),
        ("10/12/2026; 10/12/2026", ["2026-12-10"]),
        ("29/2", ["--02-29"]),
        ("", []),
    ],
)
def test_report_days_are_of_one_year_or_of_every(typed: str, kept: list[str]) -> None:
    assert parse_report_days(typed) == kept


@pytest.mark.parametrize("typed", ["31/4", "29/2/2026", "hằng năm", "15/6/1800", "6"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(BadDay):
        parse_report_days(typed)


def test_days_and_figures_are_shown_as_typed() -> None:
    assert [written_day(day) for day in ("--06-15", "2026-12-10")] == ["15/06", "10/12/2026"]
    assert written_figure(Decimal("1210.000")) == "1.210"
    assert written_figure(Decimal("1.700")) == "1,7"
