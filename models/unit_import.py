"""Bring a national catalogue into the tree of units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from models import audit, text
from models.base import db
from models.catalogue import Catalogue, Entry, spellings
from models.unit import (
    ROOT_SLUG,
    Kind,
    Level,
    Unit,
    UnitAlias,
    UnitReach,
    child_path,
    lock_root,
    past_subtree,
)

Row = dict[str, Any]
_FOLLOWED = ("name", "short_name", "kind", "source", "source_date")


@dataclass(frozen=True)
class Imported:
    """How many units an import made, changed and found as they should be."""

    made: int
    changed: int
    unchanged: int
    aliases: int


@dataclass(frozen=True)
class Clash:
    """A unit of the catalogue that cannot come in, and why."""

    slug: str
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.slug} {self.name}: {self.reason}"


class ClashingImport(Exception):
    """Slugs that other units hold already; nothing was imported."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(f"{len(clashes)} units clash with units that are there already")
        self.clashes = clashes


def import_units(catalogue: Catalogue, *, open_ended: bool = False) -> Imported:
    """Make the catalogue's units, or bring their names up to date; one audit event if any change.

    Runs under unscoped() and after begin_write(), as units belong to nobody. With `open_ended`
    units of the former catalogue have no last day and plain slugs. Raises ClashingImport.
    """
    root = lock_root() or _make_root()
    present = {row["slug"]: row for row in _present()}
    wanted = _rows(catalogue, root, open_ended=open_ended)
    if clashes := _clashes(wanted, present, catalogue.package):
        raise ClashingImport(clashes)
    new = [row for row in wanted if row["slug"] not in present]
    changed = [row for row in wanted if _differs(row, present.get(row["slug"]))]
    ids = _insert(new, root.id, {slug: row["id"] for slug, row in present.items()})
    _update(changed, present)
    aliases = _add_aliases(wanted, present, ids)
    imported = Imported(len(new), len(changed), len(wanted) - len(new) - len(changed), aliases)
    if new or changed or aliases:
        _record(catalogue, root, imported)
    return imported


def _record(catalogue: Catalogue, root: Unit, imported: Imported) -> None:
    provinces = [entry.code for entry in catalogue.entries if entry.level == Level.PROVINCE]
    after = {
        "catalogue": catalogue.key,
        "source": catalogue.source,
        "provinces": provinces,
        **vars(imported),
    }
    audit.record("unit.imported", root, unit_id=root.id, after=after)


def _make_root() -> Unit:
    root = Unit(
        slug=ROOT_SLUG,
        path=child_path("", ROOT_SLUG),
        level=Level.COUNTRY,
        kind=Kind.COUNTRY,
        code=ROOT_SLUG,
        name="Việt Nam",
        short_name="Việt Nam",
        source="",
    )
    db.session.add(root)
    db.session.flush()
    db.session.add(UnitReach(unit_id=root.id, low=root.path, high=past_subtree(root.path)))
    return root


def _present() -> Iterable[Any]:
    columns = (Unit.id, Unit.slug, Unit.code, Unit.path, Unit.kind, Unit.name, Unit.short_name)
    query = select(*columns, Unit.source, Unit.source_date)
    return db.session.execute(query).mappings()


def _rows(catalogue: Catalogue, root: Unit, *, open_ended: bool) -> list[Row]:
    """What each unit should be, parents first; `parent` is the slug of the parent."""
    valid_to = None if open_ended else catalogue.valid_to
    ending = f"-{valid_to.year}" if valid_to else ""
    paths: dict[str, str] = {}
    rows = []
    for entry in catalogue.entries:
        slug = entry.code + ending
        parent_path = paths[entry.parent_code] if entry.parent_code else root.path
        paths[entry.code] = child_path(parent_path, slug)
        row: Row = {
            "slug": slug,
            "path": paths[entry.code],
            "parent": entry.parent_code + ending if entry.parent_code else ROOT_SLUG,
            "valid_from": catalogue.valid_from,
            "valid_to": valid_to,
            "source": catalogue.source,
            "source_date": catalogue.source_date,
        }
        rows.append(row | _stated(entry))
    return rows


def _stated(entry: Entry) -> Row:
    return {
        "code": entry.code,
        "level": entry.level.value,
        "kind": entry.kind.value,
        "short_name": entry.short_name,
        **text.search_columns(entry.name)._asdict(),
    }


def _clashes(wanted: list[Row], present: dict[str, Any], package: str) -> list[Clash]:
    mine = {row["code"]: row for row in present.values() if _package(row) == package}
    found = []
    for row in wanted:
        there = present.get(row["slug"]) or mine.get(row["code"])
        reason = _why_not(row, there, package) if there else ""
        if reason:
            found.append(Clash(row["slug"], row["name"], reason))
    return found


def _why_not(row: Row, there: Any, package: str) -> str:
    if _package(there) != package:
        return f"the slug belongs to {there['name']} ({there['source'] or 'no source'})"
    if there["slug"] != row["slug"]:
        return f"the same unit is there as {there['slug']}, imported with another last day"
    if there["path"] != row["path"]:
        return f"it stands at {there['path']} and not at {row['path']}: a unit never moves"
    return ""


def _package(row: Any) -> str:
    return str(row["source"]).partition(" ")[0]


def _differs(row: Row, there: Any) -> bool:
    return there is not None and any(row[column] != there[column] for column in _FOLLOWED)


def _insert(rows: list[Row], root_id: int, ids: dict[str, int]) -> dict[str, int]:
    """Insert level by level, as children need their parents' ids; returns all ids by slug."""
    ids = {**ids, ROOT_SLUG: root_id}
    for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE):
        batch = [{**row, "parent_id": ids[row["parent"]]} for row in rows if row["level"] == level]
        ids |= _insert_batch(batch)
    reach = [
        {"unit_id": ids[row["slug"]], "low": row["path"], "high": past_subtree(row["path"])}
        for row in rows
    ]
    if reach:
        db.session.execute(insert(UnitReach), reach)
    return ids


def _insert_batch(batch: list[Row]) -> dict[str, int]:
    if not batch:
        return {}
    columns = [{key: row[key] for key in row if key != "parent"} for row in batch]
    made = db.session.execute(insert(Unit).returning(Unit.slug, Unit.id), columns)
    return {row.slug: row.id for row in made}


def _update(changed: list[Row], present: dict[str, Any]) -> None:
    """New names and sources; never slug, path or last day."""
    columns = (*_FOLLOWED, "folded", "sort_key")
    rows = [
        {"id": present[row["slug"]]["id"], **{key: row[key] for key in columns}} for row in changed
    ]
    if rows:
        db.session.execute(update(Unit), rows)


def _add_aliases(wanted: list[Row], present: dict[str, Any], ids: dict[str, int]) -> int:
    """Other spellings, and the name a unit had before its catalogue was corrected."""
    known = {tuple(row) for row in db.session.execute(select(UnitAlias.unit_id, UnitAlias.name))}
    spelled = {
        (ids[row["slug"]], name): None
        for row in wanted
        for name in (*spellings(row["name"]), *_name_before(row, present.get(row["slug"])))
    }
    rows = [
        {"unit_id": unit_id, **text.search_columns(name)._asdict()}
        for unit_id, name in spelled
        if (unit_id, name) not in known
    ]
    if rows:
        db.session.execute(insert(UnitAlias), rows)
    return len(rows)


def _name_before(row: Row, there: Any) -> list[str]:
    return [there["name"]] if there is not None and there["name"] != row["name"] else []
