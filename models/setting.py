"""Settings of a unit: typed, stated at the unit or inherited from the nearest unit above."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import JSON, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.base import Base, IntKey, Versioned, db
from models.database import StaleVersion
from models.permissions import Permission
from models.scopes import UnitOwned
from models.thresholds import BOUNDS, THRESHOLDS, USUAL, Bounds, Thresholds
from models.unit import Level, Unit


@dataclass(frozen=True)
class Setting:
    """What can be stated: its choices or bounds, what it is where nobody stated it, and where it
    may be.

    One without either has a module of its own, which says what its values are.
    """

    name: str
    choices: tuple[Any, ...]
    default: Any
    levels: frozenset[Level] = field(default_factory=lambda: frozenset(Level))
    permission: Permission = Permission.MANAGE_SETTINGS
    bounds: Bounds | None = None

    def takes(self, value: Any) -> bool:
        """Whether a value is one of its choices, or within its bounds."""
        return value in self.choices or (self.bounds is not None and value in self.bounds)

    def may_be_stated_at(self, unit: Unit) -> bool:
        return Level(unit.level) in self.levels


FROM_PROVINCE = frozenset({Level.COUNTRY, Level.PROVINCE})
WHERE_DECIDED = frozenset(Level) - {Level.COMMUNE}
"""Where units below hand their months in."""
MONTHS = "months"

SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("second_factor", (False, True), False, FROM_PROVINCE),
        Setting("digest", ("off", "daily"), "off"),
        Setting(MONTHS, (), None, FROM_PROVINCE),
        *(
            Setting(
                name,
                (),
                getattr(USUAL, name),
                WHERE_DECIDED,
                Permission.MANAGE_REVIEWING,
                BOUNDS[name],
            )
            for name in THRESHOLDS
        ),
    )
}
"""second_factor: reviewers, leaders, administrators need one. digest: notifications by e-mail.
months: how they are cut, due and closed (models.month_rules). The others: models.thresholds."""

QUESTIONS = tuple(name for name, setting in SETTINGS.items() if setting.choices)
"""The settings that are one choice."""


class BadSetting(ValueError):
    """A value that the setting does not know, or a unit where it is not stated."""


class UnitSetting(Versioned, UnitOwned, Base):
    """One setting as one unit states it; without a value it is inherited again."""

    __tablename__ = "unit_setting"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: Mapped[IntKey]
    name: Mapped[str] = mapped_column(String(40))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)

    @staticmethod
    def of(unit_id: int) -> Select[UnitSetting]:
        return select(UnitSetting).where(UnitSetting.unit_id == unit_id)


class Stating(NamedTuple):
    """The unit that states a setting."""

    id: int
    slug: str
    name: str


@dataclass(frozen=True)
class Found:
    """A setting's value and the unit that states it; no unit where it is the default."""

    value: Any
    unit: Stating | None


def value_at(unit: Unit, name: str) -> Any:
    """What a setting is at a unit."""
    return found_at(unit, name).value


def found_at(unit: Unit, name: str, *, itself: bool = True) -> Found:
    """What a setting is at a unit, and who says so; `itself=False`: what it would inherit."""
    return found_all(unit, [name], itself=itself)[name][0]


def found_all(unit: Unit, names: Iterable[str], *, itself: bool = True) -> dict[str, list[Found]]:
    """What a unit and those above it state of some settings, the nearest first, the default last.

    `itself=False` leaves out what the unit itself states.
    """
    paths = [*unit.paths_above, unit.path] if itself else unit.paths_above
    found: dict[str, list[Found]] = {name: [] for name in names}
    # The units above are out of scope. On the connection in use, because months are written with
    # what is found here: a Session of its own would take a second connection for every tick.
    for name, value, *stating in db.session.connection().execute(_stated_at(paths, list(found))):
        found[name].append(Found(value, Stating(*stating)))
    return {name: [*told, Found(SETTINGS[name].default, None)] for name, told in found.items()}


def thresholds_among(unit: Unit, found: Mapping[str, list[Found]]) -> Thresholds:
    """The thresholds by which a unit's months are read, of all that is stated: those that hold for
    the unit above, which decides; of a unit without one its own."""
    return Thresholds(**{name: _above(unit, found[name]) for name in THRESHOLDS})


def _above(unit: Unit, found: list[Found]) -> Any:
    is_own = not unit.is_root and found[0].unit is not None and found[0].unit.id == unit.id
    return found[1 if is_own else 0].value


def found_by_path(paths: Collection[str], name: str) -> dict[str, Found]:
    """What the units with these paths state of a setting, by path; one query for many units."""
    query = _stated_at(paths, [name]).add_columns(Base.metadata.tables["unit"].c.path)
    rows = db.session.connection().execute(query)
    return {path: Found(value, Stating(*stating)) for _name, value, *stating, path in rows}


def _stated_at(paths: Collection[str], names: list[str]) -> Select[Any]:
    unit, told = Base.metadata.tables["unit"].c, Base.metadata.tables["unit_setting"].c
    return (
        select(told.name, told.value, unit.id, unit.slug, unit.name)
        .where(unit.id == told.unit_id, unit.path.in_(paths))
        .where(told.name.in_(names), told.value.is_not(None))
        .order_by(unit.path.desc())
    )


def stated(unit_id: int, names: Iterable[str]) -> SimpleNamespace:
    """What a unit itself states, None for the rest; `version` grows with every change."""
    values: dict[str, Any] = dict.fromkeys(names)
    rows = db.session.scalars(UnitSetting.of(unit_id).where(UnitSetting.name.in_(values))).all()
    values |= {row.name: row.value for row in rows}
    return SimpleNamespace(**values, version=sum(row.version for row in rows))


def expect_stated(unit_id: int, names: Iterable[str], version: int | None) -> SimpleNamespace:
    """What a unit itself states, kept from other writers; StaleVersion if it was changed.

    The unit's row is locked, because a setting stated for the first time has none.
    """
    db.session.scalar(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))
    present = stated(unit_id, names)
    if present.version != version:
        raise StaleVersion(present)
    return present


def state(unit: Unit, name: str, value: Any) -> None:
    """State a value at the bound unit, or inherit it again (None). BadSetting."""
    if value is not None and not SETTINGS[name].takes(value):
        raise BadSetting(name)
    row = put(unit, name, value)
    if row is not None:
        audit.record("unit_setting.stated", row, after={"name": name, "value": value})


def put(unit: Unit, name: str, value: Any) -> UnitSetting | None:
    """Write what the bound unit states; the row, to be recorded, unless nothing changes.

    BadSetting where the unit may not state it.
    """
    if not SETTINGS[name].may_be_stated_at(unit):
        raise BadSetting(name)
    row = db.session.scalar(UnitSetting.of(unit.id).where(UnitSetting.name == name))
    if value == (row.value if row else None):
        return None
    row = row or UnitSetting(name=name)
    row.value = value
    db.session.add(row)
    return row
