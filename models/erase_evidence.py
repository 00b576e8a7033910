"""The files of withdrawn evidence: taken from the storage once nobody else names the content."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from sqlalchemy import Select, or_, select

from models import audit, storage
from models.base import db
from models.database import TenantSession, lock
from models.evidence import Evidence
from models.plan_source import PlanSource
from models.tenancy import unscoped


def to_erase() -> Select[Evidence]:
    """What was withdrawn and whose files are still to be taken from the storage."""
    return select(Evidence).where(Evidence.withdrawn_at.is_not(None), Evidence.digest.is_not(None))


def erase(evidence: Evidence) -> None:
    """Take every size of what was withdrawn from the storage, for good.

    In a transaction of its own, after that of the withdrawal. Raises StorageFault; then the row
    still names its files, and to_erase() finds it.
    """
    lock(evidence)
    let_go(evidence.digests)
    evidence.digest = evidence.thumbnail_digest = None
    audit.record("evidence.erased", evidence, unit_id=evidence.unit_id, after={})


def let_go(digests: Collection[str]) -> None:
    """Remove files for good that neither evidence in being nor a plan of any unit names.

    After begin_write(), which is held while the storage works: ask before whether it answers.
    Raises StorageFault.
    """
    cast(TenantSession, db.session()).hold(sorted(digests))
    for digest in digests:
        if not _is_named(digest):
            storage.remove(digest)


def left_over(digests: Collection[str]) -> list[str]:
    """Those of some kept files that no row of any unit names, also none that is to be erased."""
    named: set[str | None] = set()
    with unscoped("a file is left over where no unit names it"):
        for column in _NAMES:
            named |= {*db.session.scalars(select(column).where(column.in_(digests)))}
    return [digest for digest in digests if digest not in named]


def names_files() -> bool:
    """Whether any row names a file; where none does, this is not the database of the store."""
    with unscoped("files are looked for in all units"):
        rows = [db.session.scalar(select(one).where(one.is_not(None)).limit(1)) for one in _NAMES]
    return any(rows)


_NAMES = (Evidence.digest, Evidence.thumbnail_digest, PlanSource.sha256)


def _is_named(digest: str) -> bool:
    either = or_(Evidence.digest == digest, Evidence.thumbnail_digest == digest)
    shown = select(Evidence.id).where(either, Evidence.withdrawn_at.is_(None)).limit(1)
    original = select(PlanSource.id).where(PlanSource.sha256 == digest).limit(1)
    with unscoped("the same content may be kept for another unit"):
        return any(db.session.scalar(query) is not None for query in (shown, original))
