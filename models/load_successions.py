"""Load a file of successions, and rebuild what the successors read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from models import audit
from models.base import db
from models.succession import Succession
from models.succession_file import BrokenFile, Line, LineError, read_successions
from models.unit import Unit, UnitReach, lock_root, past_subtree

Pair = tuple[int, int]
"""The ids of a predecessor and its successor."""


@dataclass(frozen=True)
class Loaded:
    """How many successions a file brought, changed, and repeated."""

    made: int
    changed: int
    unchanged: int


class Place(NamedTuple):
    """Where a unit stands."""

    id: int
    path: str


def load_successions(content: bytes) -> Loaded:
    """Add the successions of a CSV (see models.succession_file), all or none of them.

    Runs under unscoped() and after begin_write(). A pair that is there already takes the file's
    share and source; what the file does not name stays. Raises BrokenFile.
    """
    root = lock_root()
    if root is None:
        raise BrokenFile([LineError(1, "there are no units yet; import a catalogue first")])
    lines = read_successions(content)
    places = {slug: Place(key, path) for slug, key, path in _units()}
    _refuse(_unknown(lines, places))
    present = {(row["predecessor_id"], row["successor_id"]): row for row in _successions()}
    wanted = {_pair(line, places): line for line in lines}
    _refuse([*_nested(lines, places), *_circular(wanted, present), *_shared_out(wanted, present)])
    loaded = _write(wanted, present)
    if loaded.made or loaded.changed:
        _rebuild_reach([*present, *wanted], {place.id: place.path for place in places.values()})
        after = {**vars(loaded), "sources": sorted({line.source for line in lines})[:20]}
        audit.record("succession.loaded", root, unit_id=root.id, after=after)
    return loaded


def _refuse(errors: Iterable[LineError]) -> None:
    if found := list(errors):
        raise BrokenFile(found)


def _units() -> Iterable[Any]:
    return db.session.execute(select(Unit.slug, Unit.id, Unit.path))


def _successions() -> Iterable[Mapping[Any, Any]]:
    return db.session.execute(select(Succession.__table__)).mappings()


def _pair(line: Line, places: dict[str, Place]) -> Pair:
    return places[line.predecessor].id, places[line.successor].id


def _unknown(lines: list[Line], places: dict[str, Place]) -> Iterator[LineError]:
    for line in lines:
        for slug in line.pair:
            if slug not in places:
                message = f"no unit has the slug {slug}; correct it or import its catalogue"
                yield LineError(line.number, message)


def _nested(lines: list[Line], places: dict[str, Place]) -> Iterator[LineError]:
    """A unit that succeeded one above it would read its neighbours: never."""
    for line in lines:
        old, new = places[line.predecessor].path, places[line.successor].path
        if old.startswith(new) or new.startswith(old):
            message = f"{line.predecessor} and {line.successor} lie one above the other"
            yield LineError(line.number, f"{message}; a unit succeeds units beside it")


def _circular(wanted: dict[Pair, Line], present: Mapping[Pair, Any]) -> Iterator[LineError]:
    pairs = {*wanted, *present}
    for pair in _circles(pairs) & set(wanted):
        line = wanted[pair]
        message = f"{line.successor} would in the end succeed itself"
        yield LineError(line.number, f"{message}; remove the line that runs backwards in time")


def _circles(pairs: set[Pair]) -> set[Pair]:
    """What is left when everything that begins or ends a chain is taken away, again and again."""
    while True:
        old, new = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
        inner = {pair for pair in pairs if pair[0] in new and pair[1] in old}
        if inner == pairs:
            return pairs
        pairs = inner


def _shared_out(wanted: dict[Pair, Line], present: Mapping[Pair, Any]) -> Iterator[LineError]:
    shares = {pair: row["share"] for pair, row in present.items()}
    shares |= {pair: line.share for pair, line in wanted.items()}
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for (predecessor_id, _), share in shares.items():
        sums[predecessor_id] += share or 0
    last = {pair[0]: line for pair, line in wanted.items()}
    for predecessor_id, line in last.items():
        if sums[predecessor_id] > 1:
            total = f"{sums[predecessor_id].normalize():f}"
            message = f"the shares of {line.predecessor} add up to {total}; lower them to at most 1"
            yield LineError(line.number, message)


def _write(wanted: dict[Pair, Line], present: Mapping[Pair, Any]) -> Loaded:
    new = [_row(pair, line) for pair, line in wanted.items() if pair not in present]
    changed = [
        {"id": present[pair]["id"], "share": line.share, "source": line.source}
        for pair, line in wanted.items()
        if pair in present and _differs(line, present[pair])
    ]
    if new:
        db.session.execute(insert(Succession), new)
    if changed:
        db.session.execute(update(Succession), changed)
    return Loaded(len(new), len(changed), len(wanted) - len(new) - len(changed))


def _row(pair: Pair, line: Line) -> dict[str, Any]:
    predecessor_id, successor_id = pair
    return {
        "predecessor_id": predecessor_id,
        "successor_id": successor_id,
        "share": line.share,
        "source": line.source,
    }


def _differs(line: Line, row: Mapping[str, Any]) -> bool:
    return (line.share, line.source) != (row["share"], row["source"])


def _rebuild_reach(pairs: Iterable[Pair], paths: dict[int, str]) -> None:
    """Write the ranges of every successor whose ranges are not yet what they should be."""
    lows: dict[int, set[str]] = defaultdict(set)
    for unit_id, low in db.session.execute(select(UnitReach.unit_id, UnitReach.low)):
        lows[unit_id].add(low)
    wanted = reaches(pairs, paths)
    stale = [unit_id for unit_id in wanted if lows[unit_id] != set(wanted[unit_id])]
    rows = [
        {"unit_id": unit_id, "low": low, "high": past_subtree(low)}
        for unit_id in stale
        for low in wanted[unit_id]
    ]
    if rows:
        db.session.execute(delete(UnitReach).where(UnitReach.unit_id.in_(stale)))
        db.session.execute(insert(UnitReach), rows)


def reaches(pairs: Iterable[Pair], paths: dict[int, str]) -> dict[int, list[str]]:
    """For each successor the paths whose subtrees it reads: its own and, through all
    generations, those of the units it succeeds; a path inside another is left out."""
    predecessors: dict[int, set[int]] = defaultdict(set)
    for predecessor_id, successor_id in pairs:
        predecessors[successor_id].add(predecessor_id)
    return {
        unit_id: outermost(paths[key] for key in _generations(unit_id, predecessors))
        for unit_id in list(predecessors)
    }


def _generations(unit_id: int, predecessors: Mapping[int, set[int]]) -> set[int]:
    found, latest = {unit_id}, {unit_id}
    while latest:
        latest = {old for key in latest for old in predecessors.get(key, ())} - found
        found |= latest
    return found


def outermost(paths: Iterable[str]) -> list[str]:
    """The paths that do not lie inside another of them."""
    kept: list[str] = []
    for path in sorted(paths):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept
