"""The words that lists of activities may use at a unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from models.activity_acts import Doer
from models.activity_kind import kinds_of
from models.activity_rows import UNIT, Words
from models.agency import Agency
from models.agency_kind import KINDS_BY_CODE
from models.base import db
from models.endable import Endable
from models.hamlet import Hamlet
from models.known_names import Known, KnownNames
from models.unit import Unit

Row = TypeVar("Row", bound=Endable)
_COMMITTEE = ("UBND", "Ủy ban nhân dân")


def words_of(unit: Unit, by: Doer) -> Words:
    """What the bound unit's rows may name, ended hamlets and agencies not; three queries."""
    agencies = _in_being(Agency, unit)
    mine = (one.id for one in agencies if one.id in by.agency_ids)
    own = None if by.writes else tuple(sorted(mine))
    return Words(
        KnownNames(Known(kind.name, kind.code) for kind in kinds_of(unit).kinds),
        KnownNames(Known(hamlet.name, hamlet.id) for hamlet in _in_being(Hamlet, unit)),
        KnownNames([_unit_itself(unit), *_agencies(agencies, unit)]),
        own,
    )


def _in_being(model: type[Row], unit: Unit) -> list[Row]:
    return list(db.session.scalars(model.for_list(unit.id).where(model.ended_on.is_(None))))


def _unit_itself(unit: Unit) -> Known[int]:
    called = unit.name.removesuffix(unit.short_name)
    spellings = [unit.name, *_COMMITTEE]
    spellings += [f"{one} {name}" for one in _COMMITTEE for name in (unit.name, called)]
    return Known(f"{_COMMITTEE[0]} {unit.name_within}", UNIT, spellings)


def _agencies(rows: Iterable[Agency], unit: Unit) -> Iterator[Known[int]]:
    """Each also without the unit's name, and as its kind is called."""
    for agency in rows:
        kind = KINDS_BY_CODE[agency.kind]
        bare = agency.name.removesuffix(f" {unit.name_within}")
        names = (bare, kind.label, kind.name_at(unit.level), *kind.spellings)
        yield Known(agency.name, agency.id, [name for name in names if name])
