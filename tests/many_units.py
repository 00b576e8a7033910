"""Many units below one, for what takes its time."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert

from models import text
from models.base import Base, db
from models.unit import Kind, Level, Unit, child_path


def add_communes(above: Unit, count: int, first: int = 50_000) -> None:
    """Put so many communes below a unit, with slugs from `first` on."""
    common: dict[str, Any] = {
        "parent_id": above.id,
        "level": Level.COMMUNE,
        "kind": Kind.COMMUNE,
        "short_name": "Xã",
        "source": "tests",
        "is_sample": False,
        **text.search_columns("Xã")._asdict(),
    }
    slugs = [f"{number}" for number in range(first, first + count)]
    rows = [
        {**common, "slug": slug, "code": slug, "path": child_path(above.path, slug)}
        for slug in slugs
    ]
    db.session.connection().execute(insert(Base.metadata.tables["unit"]), rows)
