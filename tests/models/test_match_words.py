"""How texts are read for matching: marks, days, terms, phrases."""

from __future__ import annotations

import pytest

from models.match_words import Lexicon, Words, shared_phrases

LEXICON = Lexicon(
    {
        "mid_autumn": ("Trung thu", "Tết Trung thu", "lễ, Tết của thiếu nhi"),
        "june": ("1/6", "lễ, Tết của thiếu nhi"),
        "tet": ("Tết",),
        "summer": ("hè",),
        "surgery": ("phẫu thuật",),
    }
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vui Tết Trung thu", ["mid_autumn"]),
        ("VUI TRUNG THU", ["mid_autumn"]),
        ("vui trung thu", ["mid_autumn"]),
        ("Tết này, trung thu sau", ["tet", "mid_autumn"]),
        ("trung tâm thu mua", []),
        ("Ngày 01-06", ["june"]),
        ("Ngày 1/6", ["june"]),
        ("Ngày 1.6", ["june"]),
        ("Ngày 11/6", []),
        ("1/6/2026", []),
        ("lễ, Tết của thiếu nhi", ["mid_autumn", "june"]),
        ("trại hè", ["summer"]),
        ("hệ thống", []),
        ("trai he", ["summer"]),
        ("phẩu thuật tim", ["surgery"]),
        ("", []),
        ("…", []),
    ],
)
def test_terms_are_found_however_they_are_written(text: str, expected: list[str]) -> None:
    assert [one.what for one in LEXICON.find(Words.of(text))] == expected


def test_what_is_found_stands_where_it_was() -> None:
    words = Words.of("Quà Tết Trung\u00a0thu, 2026")
    (found,) = LEXICON.find(words)
    assert words.written(found.first, found.last) == "Tết Trung thu"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Họp giao ban mạng lưới", "tổ chức giao ban mạng lưới xã", ["giao ban mạng lưới"]),
        ("giao ban; mạng lưới", "giao ban mạng lưới", ["giao ban", "mạng lưới"]),
        ("giao, ban", "giao ban", []),
        ("mang luoi", "Mạng lưới bảo vệ", ["Mạng lưới"]),
        ("giao ban", "ban giao", []),
        ("Trung thu vui", "vui Trung thu vui", []),
        ("", "giao ban", []),
    ],
)
def test_phrases_of_both_are_found_beside_the_terms(
    one: str, other: str, expected: list[str]
) -> None:
    here, there = Words.of(one), Words.of(other)
    found = shared_phrases(here, there, LEXICON.find(here), LEXICON.find(there))
    assert [one.what for one in found] == expected
