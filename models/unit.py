"""The tree of administrative units: the tenants of the portal."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ForeignKey,
    Select,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, IntKey, Named, bytewise, db
from models.clock import today
from models.scopes import Shared
from models.text import like_pattern


class Level(StrEnum):
    """How high a unit stands. For names and starting sets only: logic asks for the parent."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Kind(StrEnum):
    """What a unit is called in its official name."""

    COUNTRY = "country"
    PROVINCE = "province"  # tỉnh
    CENTRAL_CITY = "central_city"  # thành phố trực thuộc trung ương
    DISTRICT = "district"  # huyện
    URBAN_DISTRICT = "urban_district"  # quận
    PROVINCIAL_CITY = "provincial_city"  # thành phố thuộc tỉnh
    TOWN = "town"  # thị xã
    COMMUNE = "commune"  # xã
    WARD = "ward"  # phường
    TOWNSHIP = "township"  # thị trấn
    SPECIAL_ZONE = "special_zone"  # đặc khu


ROOT_SLUG = "vn"


class Unit(Named, Shared, Base):
    """A commune, district, province or the country, under its one parent for good."""

    __tablename__ = "unit"

    id: Mapped[IntKey]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    slug: Mapped[str] = mapped_column(String(16), unique=True)
    path: Mapped[str] = mapped_column(bytewise(80), unique=True)
    level: Mapped[Level] = mapped_column(String(12))
    kind: Mapped[Kind] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(8))
    short_name: Mapped[str] = mapped_column(String(120))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(80))
    source_date: Mapped[date | None]
    is_sample: Mapped[bool] = mapped_column(default=False)

    parent: Mapped[Unit | None] = relationship(remote_side="Unit.id", viewonly=True)

    @property
    def has_ended(self) -> bool:
        """Whether the unit's last day is over."""
        return self.valid_to is not None and self.valid_to < today()

    @classmethod
    def goes_on(cls, day: date | BindParameter[date]) -> ColumnElement[bool]:
        """Whether a unit's last day is not over on a day."""
        return or_(cls.valid_to.is_(None), cls.valid_to >= day)

    @hybrid_property
    def is_root(self) -> bool:
        return self.parent_id is None

    @is_root.inplace.expression
    @classmethod
    def _is_root_in_sql(cls) -> ColumnElement[bool]:
        return cls.parent_id.is_(None)

    @property
    def name_within(self) -> str:
        """The official name as it stands inside a sentence or behind an agency's name."""
        return self.name[:1].lower() + self.name[1:] if self.parent_id else self.name

    @property
    def paths_above(self) -> list[str]:
        """The paths of all units above this one, the root first."""
        return paths_to(self.path)[:-1]

    def lies_within(self, other_path: str) -> bool:
        """Whether this unit is the unit with that path, or below it."""
        return self.path.startswith(other_path)

    @staticmethod
    def by_slug(slug: str) -> Select[Unit]:
        return select(Unit).where(Unit.slug == slug)


class UnitAlias(Named, Shared, Base):
    """Another spelling under which documents write a unit's name."""

    __tablename__ = "unit_alias"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: Mapped[IntKey]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))


class UnitReach(Shared, Base):
    """Which ranges of paths a unit reads: its own subtree and those of the units it succeeds."""

    __tablename__ = "unit_reach"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    low: Mapped[str] = mapped_column(bytewise(80), primary_key=True)
    high: Mapped[str] = mapped_column(bytewise(80))


def child_path(parent_path: str, slug: str) -> str:
    """The path of a child. Slugs never change and a unit never moves, so a path is for good."""
    return f"{parent_path}{slug}."


def paths_to(path: str) -> list[str]:
    """The paths of a unit and of all units above it, the root first."""
    return [path[: end + 1] for end, sign in enumerate(path) if sign == "."]


def past_subtree(path: str) -> str:
    """The first path that sorts after a unit's whole subtree ("/" follows "." in ASCII)."""
    return f"{path[:-1]}/"


def lock_root() -> Unit | None:
    """The root, if there is one yet; changes of the tree wait here for one another."""
    return db.session.scalar(Unit.by_slug(ROOT_SLUG).with_for_update())


def search(term: str) -> Select[Unit]:
    """Units whose name or another spelling of it contains the term, marks ignored."""
    pattern = like_pattern(term)
    spelled = select(UnitAlias.unit_id).where(UnitAlias.folded.like(pattern, escape="\\"))
    found = Unit.folded.like(pattern, escape="\\") | Unit.id.in_(spelled)
    return select(Unit).where(found).order_by(Unit.sort_key, Unit.path)
