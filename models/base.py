"""What every table is built from: the declarative base, column types, keys, naming."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Annotated, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    Uuid,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column
from uuid_utils.compat import uuid7

from models import clock, text
from models.database import TenantSession, session_scope

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BYTES = "C"
"""The PostgreSQL collation of columns compared byte by byte (paths, sort keys)."""


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database; a naive value raises ValueError."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def bytewise(length: int) -> String:
    """A string type that both engines compare byte by byte."""
    return String(length).with_variant(String(length, collation=BYTES), "postgresql")


BigKey = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up by itself only on an INTEGER primary key."""

IntKey = Annotated[int, mapped_column(BigKey, primary_key=True)]
UuidKey = Annotated[uuid.UUID, mapped_column(Uuid, primary_key=True, default=uuid7)]
Instant = Annotated[datetime, mapped_column(UTCDateTime)]


class Base(DeclarativeBase):
    """The declarative base. Not `db.Model`: mypy accepts this one, and it has no `.query`."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UTCDateTime, date: Date, int: BigKey, uuid.UUID: Uuid}


db = SQLAlchemy(
    metadata=Base.metadata,
    session_options={"class_": TenantSession, "scopefunc": session_scope},
)


class Timestamped:
    """When the row was made."""

    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Versioned:
    """A row that two people may edit: the second save of an old version is refused.

    SQLAlchemy adds the version to the WHERE of each UPDATE; `models.database.expect_version`
    compares what a form was filled from.
    """

    version: Mapped[int] = mapped_column(Integer)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class Named:
    """A row with a name that people search and sort by.

    Rows of a bulk INSERT carry `text.search_columns(name)`, as no mapper event sees them.
    """

    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(240))
    sort_key: Mapped[str] = mapped_column(bytewise(800))


@event.listens_for(Named, "before_insert", propagate=True)
@event.listens_for(Named, "before_update", propagate=True)
def _fill_search_columns(mapper: Mapper[Any], connection: object, row: Named) -> None:
    row.name, row.folded, row.sort_key = text.search_columns(row.name)
