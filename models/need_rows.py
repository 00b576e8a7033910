"""A list of children and gifts by hamlet: each row read and checked, nothing written. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.figures import BadFigure
from models.gift_rules import Need, NeedDoubt, NeedFault, doubt_of, fault_of
from models.known_names import KnownNames, UnknownName
from models.list_cells import ListedRow, count_of
from models.text import normalise


class ListedFault(StrEnum):
    """Why a row is refused, besides what is said of its numbers."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    TWICE = "twice"


@dataclass
class ReadNeeds:
    """One row: the hamlet, None for the unit as a whole, what it needs by band; by field what is
    wrong, by band what is asked back. `nearest` is the hamlet that may have been meant."""

    number: int
    name: str
    hamlet_id: int | None = None
    needs: dict[int, Need] = field(default_factory=dict)
    faults: dict[str, Any] = field(default_factory=dict)
    doubts: dict[int, NeedDoubt] = field(default_factory=dict)
    nearest: str = ""


def read_rows(rows: Iterable[ListedRow], hamlets: KnownNames[int], bands: int) -> list[ReadNeeds]:
    """Each row with what it means and what is wrong with it; 0 of `hamlets` is the whole unit."""
    first: dict[int, int] = {}
    found = []
    for row in rows:
        read = ReadNeeds(row.number, normalise(row.cells.get("hamlet", "")), faults={**row.faults})
        _read_hamlet(read, hamlets, first)
        _read_needs(read, row, bands)
        found.append(read)
    return found


def asked_key(rows: Iterable[ReadNeeds]) -> str:
    """Names what is asked of some rows: asked otherwise, the answer counts no more."""
    keys = [f"{row.number}:{band}:{row.needs[band]}" for row in rows for band in row.doubts]
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16] if keys else ""


def _read_hamlet(read: ReadNeeds, hamlets: KnownNames[int], first: dict[int, int]) -> None:
    if not read.name:
        read.faults.setdefault("hamlet", ListedFault.MISSING)
        return
    try:
        key = hamlets.find(read.name)
    except UnknownName as unknown:
        read.faults.setdefault("hamlet", ListedFault.UNKNOWN)
        read.nearest = unknown.nearest
        return
    read.hamlet_id = key or None
    if first.setdefault(key, read.number) != read.number:
        read.faults.setdefault("hamlet", ListedFault.TWICE)


def _read_needs(read: ReadNeeds, row: ListedRow, bands: int) -> None:
    for band in range(bands):
        children = _count(read, row, f"children-{band}")
        need = Need(children, _count(read, row, f"gifts-{band}"))
        if need.is_blank:
            continue
        read.needs[band] = need
        doubt = doubt_of(need, of_hamlet=read.hamlet_id is not None)
        if doubt is not None:
            read.doubts[band] = doubt


def _count(read: ReadNeeds, row: ListedRow, name: str) -> int | None:
    typed = normalise(row.cells.get(name, ""))
    if not typed:
        return None
    try:
        value = count_of(typed)
    except BadFigure:
        read.faults.setdefault(name, NeedFault.NO_COUNT)
        return None
    if fault := fault_of(value):
        read.faults.setdefault(name, fault)
    return value
