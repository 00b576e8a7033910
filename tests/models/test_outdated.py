"""What old plans cite that is no longer so."""

from __future__ import annotations

from datetime import date

import pytest

from models.outdated import OLD_HOTLINE, REPLACED, replaced_rule, warnings_in

DAY = date(2026, 12, 31)


@pytest.mark.parametrize("text", ["Số điện thoại: 18001567)", "gọi 1800 15 67", "1800.1567"])
def test_the_old_hotline_is_noticed(text: str) -> None:
    assert warnings_in([text], DAY) == [OLD_HOTLINE]


@pytest.mark.parametrize("text", ["Tổng đài 111", "118001567", "180015678", "02333.731.084"])
def test_other_numbers_are_not_the_hotline(text: str) -> None:
    assert warnings_in([text], DAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "theo Thông tư số 33/2014/TT-BLĐTBXH ngày 24/12/2014",
        "Thông tư 33/2014/TT – BLĐTBXH",
        "thông tư số 33 / 2014 / TT-BLĐTBXH; Thông tư số 33/2014/TT-BLĐTBXH",
    ],
)
def test_a_replaced_circular_is_noticed_once(text: str) -> None:
    assert warnings_in([text], DAY) == ["replaced_law:33/2014/TT-BLĐTBXH"]


@pytest.mark.parametrize("text", ["133/2014/TT-BLĐTBXH", "29/2019/TT-BLĐTBXH", "33/2014/TT-BTC"])
def test_other_rules_are_not(text: str) -> None:
    assert warnings_in([text], DAY) == []


def test_a_rule_is_not_replaced_before_its_day() -> None:
    text = "Nghị định số 13/2023/NĐ-CP"
    assert warnings_in([text], date(2025, 12, 31)) == []
    assert warnings_in([text], date(2026, 1, 1)) == ["replaced_law:13/2023/NĐ-CP"]


def test_a_warning_leads_to_what_replaced_the_rule() -> None:
    assert replaced_rule("replaced_law:33/2014/TT-BLĐTBXH") is REPLACED[0]
    assert replaced_rule("old_hotline") is None
    assert replaced_rule("replaced_law:unknown") is None


def test_every_entry_says_where_it_is_from() -> None:
    assert all(rule.source and rule.by for rule in REPLACED)
