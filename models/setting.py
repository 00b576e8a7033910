"""Settings of a unit: typed, stated at the unit or inherited from the nearest unit above."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from sqlalchemy import JSON, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.base import Base, IntKey, Versioned, db
from models.permissions import Permission
from models.tenancy import UnitOwned, unscoped
from models.unit import Level, Unit


@dataclass(frozen=True)
class Setting:
    """What can be stated: its choices, what it is where nobody stated it, and where it may be."""

    name: str
    choices: tuple[Any, ...]
    default: Any
    levels: frozenset[Level] = field(default_factory=lambda: frozenset(Level))
    permission: Permission = Permission.MANAGE_SETTINGS

    def may_be_stated_at(self, unit: Unit) -> bool:
        return Level(unit.level) in self.levels


SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("second_factor", (False, True), False, frozenset({Level.COUNTRY, Level.PROVINCE})),
        Setting("digest", ("off", "daily"), "off"),
    )
}
"""second_factor: reviewers, leaders, administrators need one. digest: notifications by e-mail."""


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


@dataclass(frozen=True)
class Found:
    """A setting's value and the unit that states it; no unit where it is the default."""

    value: Any
    unit: Unit | None


def value_at(unit: Unit, name: str) -> Any:
    """What a setting is at a unit."""
    return found_at(unit, name).value


def found_at(unit: Unit, name: str, *, itself: bool = True) -> Found:
    """What a setting is at a unit, and who says so; `itself=False`: what it would inherit."""
    paths = [*unit.paths_above, unit.path] if itself else unit.paths_above
    nearest = (
        select(UnitSetting.value, Unit)
        .join(Unit, Unit.id == UnitSetting.unit_id)
        .where(UnitSetting.name == name, UnitSetting.value.is_not(None), Unit.path.in_(paths))
        .order_by(Unit.path.desc())
        .limit(1)
    )
    with unscoped("a setting is inherited from the units above"):
        row = db.session.execute(nearest).first()
    return Found(row[0], row[1]) if row else Found(SETTINGS[name].default, None)


def stated(unit_id: int) -> SimpleNamespace:
    """What a unit itself states, None for the rest; `version` grows with every change."""
    rows = db.session.scalars(UnitSetting.of(unit_id)).all()
    values = dict.fromkeys(SETTINGS) | {row.name: row.value for row in rows}
    return SimpleNamespace(**values, version=sum(row.version for row in rows))


def state(unit: Unit, name: str, value: Any) -> None:
    """State a setting at the bound unit, or inherit it again (None). BadSetting."""
    setting = SETTINGS[name]
    if value is not None and value not in setting.choices or not setting.may_be_stated_at(unit):
        raise BadSetting(name)
    row = db.session.scalar(UnitSetting.of(unit.id).where(UnitSetting.name == name))
    if row is None:
        row = UnitSetting(name=name)
        db.session.add(row)
    if row.value != value:
        row.value = value
        audit.record("unit_setting.stated", row, after={"name": name, "value": value})
