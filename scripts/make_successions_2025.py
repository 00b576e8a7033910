"""Make data/successions-2025-07.csv: which unit of the 2025 reform took over from which.

Run once, with a Python that has this project's packages and vietnamadminunits 1.0.4 (MIT; not a
dependency of the portal): `python scripts/make_successions_2025.py`. How it matches, and what it
cannot match, is in docs/units.md; the report it prints is the source of the figures there.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from models import catalogue, text  # noqa: E402
from models.catalogue import Catalogue, Entry  # noqa: E402
from models.unit import Level  # noqa: E402

PACKAGE = "vietnamadminunits"
TARGET = ROOT / "data" / "successions-2025-07.csv"
PROVINCES = "Nghị quyết 202/2025/QH15, by vietnamadminunits 1.0.4"

Row = dict[str, Any]


class Match(NamedTuple):
    """The ward of the package that stands for a commune of the former catalogue, and why."""

    key: str
    how: str


def squeeze(name: str) -> str:
    """A name as the package writes its keys: folded, letters and digits only."""
    return "".join(c for c in text.fold(name) if c.isalnum())


def spelled(name: str) -> str:
    """A name with its marks, wherever on the vowels the tone is written."""
    return text.sort_key(catalogue.official_name(name))


class Package:
    """What vietnamadminunits knows: wards of 2025 before the reform, and who succeeded them."""

    def __init__(self) -> None:
        spec = find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            sys.exit(f"{PACKAGE} is not installed")
        folder = Path(spec.submodule_search_locations[0]) / "data"
        database = sqlite3.connect(folder / "dataset.db")
        database.row_factory = sqlite3.Row
        self.wards = [dict(row) for row in database.execute("SELECT * FROM admin_units_legacy")]
        self.provinces = {row["provinceKey"]: row["provinceCode"] for row in self.wards}
        new = [dict(row) for row in database.execute("SELECT * FROM admin_units")]
        self.new_provinces = {row["provinceKey"]: row["provinceCode"] for row in new}
        self.new_names = {(row["provinceKey"], row["wardKey"]): row["ward"] for row in new}
        data = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
        self.province_keys: dict[str, list[str]] = data["DICT_PROVINCE"]
        self.successors: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for province, successor, predecessor in _pairs(data):
            self.successors[predecessor].append((province, successor))


def _pairs(data: Row) -> Iterator[tuple[str, str, str]]:
    """Province, successor and predecessor, whole units first, then those that were split."""
    for province, wards in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        yield from ((province, new, old) for new, olds in wards.items() for old in olds)
    for province, wards in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in wards.items():
            yield from ((province, part["newWardKey"], old) for part in parts)


def ward_key(row: Row) -> str:
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


class Matcher:
    """Finds the package's ward for a commune of the former catalogue, surest evidence first."""

    def __init__(self, package: Package) -> None:
        self.by_code = {row["wardCode"]: row for row in package.wards if row["wardCode"]}
        self.by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.by_spelling: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.by_former_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in package.wards:
            for place in (row["districtCode"], row["provinceCode"]):
                self.by_name[place, spelled(row["ward"] or "")].append(row)
                self.by_spelling[place, squeeze(row["ward"] or "")].append(row)
                for alias in json.loads(row["wardAlias"] or "[]"):
                    self.by_former_name[place, alias].append(row)

    def match(self, commune: Entry, province: str) -> Match | None:
        """By name in its district, by former name there, by code, then both in the province."""
        name, loose, district = (
            spelled(commune.name),
            squeeze(commune.name),
            str(commune.parent_code),
        )
        tries = (
            ("name", self.by_name[district, name]),
            ("name without marks", self.by_spelling[district, loose]),
            ("former name", self.by_former_name[district, loose]),
            ("code", [self.by_code[commune.code]] if commune.code in self.by_code else []),
            ("name in the province", self.by_name[province, name]),
            ("former name in the province", self.by_former_name[province, loose]),
        )
        for how, rows in tries:
            if len(rows) == 1:
                return Match(ward_key(rows[0]), how)
        return None


CSVRow = tuple[str, str, str, str]


class Made(NamedTuple):
    """The rows of the CSV, and what to tell about them."""

    rows: list[CSVRow]
    ways: Counter[str]
    unmatched: list[Entry]


class Successions:
    """The rows of the CSV, made from the package's keys and written with the portal's slugs."""

    def __init__(self, package: Package, former: Catalogue, current: Catalogue) -> None:
        self.package, self.former = package, former
        self.source = f"{PACKAGE} {version(PACKAGE)}"
        self.ending = f"-{catalogue.LAST_DAY_OF_DISTRICTS.year}"
        self.new = {
            (entry.parent_code, spelled(entry.name)): entry.code
            for entry in current.entries
            if entry.level == Level.COMMUNE
        }

    def make(self) -> Made:
        """Those of provinces, of communes, and of the island districts without communes."""
        rows = [*self.of_provinces(), *self.of_islands()]
        matches = list(self.matches())
        for entry, found in matches:
            if found:
                rows += self.rows(entry.code, found.key, f"by {found.how}")
        ways = Counter(found.how for _, found in matches if found)
        return Made(sorted(rows), ways, [entry for entry, found in matches if not found])

    def of_provinces(self) -> Iterator[CSVRow]:
        for key, olds in self.package.province_keys.items():
            for old in olds:
                code = self.package.provinces[old] + self.ending
                yield code, self.package.new_provinces[key], "1", PROVINCES

    def of_islands(self) -> Iterator[CSVRow]:
        for row in self.package.wards:
            if not row["wardCode"]:
                yield from self.rows(row["districtCode"], ward_key(row), "no communes")

    def matches(self) -> Iterator[tuple[Entry, Match | None]]:
        matcher = Matcher(self.package)
        parents = {entry.code: str(entry.parent_code) for entry in self.former.entries}
        for entry in self.former.entries:
            if entry.level == Level.COMMUNE:
                yield entry, matcher.match(entry, parents[parents[entry.code]])

    def rows(self, code: str, key: str, note: str) -> Iterator[CSVRow]:
        """One row for each successor; the share is known only where there is just one."""
        parts = self.package.successors[key]
        for province, ward in parts:
            name = spelled(self.package.new_names[province, ward])
            successor = self.new[self.package.new_provinces[province], name]
            share = "1" if len(parts) == 1 else ""
            yield code + self.ending, successor, share, f"{self.source} ({note})"


def write(rows: list[CSVRow]) -> None:
    TARGET.parent.mkdir(exist_ok=True)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("predecessor", "successor", "share", "source"))
        writer.writerows(rows)


def report(made: Made, former: Catalogue, current: Catalogue) -> Iterator[str]:
    names = {entry.code: entry.name for entry in former.entries}
    successors = Counter(row[0] for row in made.rows)
    split = [code for code, count in successors.items() if count > 1]
    reached = {row[1] for row in made.rows}
    orphans = [e for e in current.entries if e.code not in reached]
    yield f"{len(made.rows)} successions of {len(successors)} units; {len(split)} of them split"
    yield from (f"  matched by {how}: {count}" for how, count in made.ways.most_common())
    yield f"communes without successor: {len(made.unmatched)}"
    for entry in made.unmatched:
        yield f"  {entry.code} {entry.name}, {names[str(entry.parent_code)]}"
    yield f"units of the current map without predecessor: {len(orphans)}"
    yield from (f"  {entry.code} {entry.name}" for entry in orphans)


def main() -> None:
    package = Package()
    former, current = catalogue.read(catalogue.FORMER), catalogue.read(catalogue.CURRENT)
    made = Successions(package, former, current).make()
    write(made.rows)
    sys.stdout.write("\n".join(report(made, former, current)) + "\n")


if __name__ == "__main__":
    main()
