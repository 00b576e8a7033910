"""Evidence: the photos and files that show what was done."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Select,
    String,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import audit, clock
from models.activity import Activity
from models.base import Base, BigKey, Timestamped, UuidKey, Versioned, db
from models.database import TenantSession, lock
from models.line import Line
from models.scopes import AgencyOwned

MOST_PER_LINE = 20
"""Of a line or of an activity."""
_ITS_LINE = "Line.id == Evidence.line_id"
_ITS_ACTIVITY = "Activity.id == Evidence.activity_id"
PRIVATE = {"private": True}
IN_BEING = text("withdrawn_at IS NULL")
TO_ERASE = text("withdrawn_at IS NOT NULL AND digest IS NOT NULL")


class EvidenceKind(StrEnum):
    """A photo is shown where it is named; a file is handed out."""

    PHOTO = "photo"
    FILE = "file"


class TooMany(Exception):
    """The line has MOST_PER_LINE pieces of evidence in being."""


class ConsentMissing(Exception):
    """A face is shown and nobody is named who agreed to that."""


class AlreadyWithdrawn(Exception):
    """Nothing is changed any more about what was withdrawn."""


@dataclass(frozen=True)
class KeptFile:
    """A photo or file that lies in the storage already; size in bytes, of the photo in pixels."""

    kind: EvidenceKind
    media_type: str
    name: str
    size: int
    digest: str
    thumbnail_digest: str | None = None
    width: int | None = None
    height: int | None = None

    @property
    def digests(self) -> list[str]:
        return sorted(filter(None, (self.digest, self.thumbnail_digest)))


class Evidence(Timestamped, Versioned, AgencyOwned, Base):
    """A photo or file of one line, or of one activity: then with the agency that logged it.

    `late_for` names the month, approved by then, that it was sent to.

    What was withdrawn stays as a row without name and consent; its digests stay until its files
    are erased (models.erase_evidence). Names, consent and reason may name a child: the record hides
    them, and the digests, by which a known photo could be told again.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        ForeignKeyConstraint(["unit_id", "line_id"], ["line.unit_id", "line.id"]),
        ForeignKeyConstraint(["unit_id", "activity_id"], ["activity.unit_id", "activity.id"]),
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        CheckConstraint("(line_id IS NULL) <> (activity_id IS NULL)", name="one_owner"),
        CheckConstraint(
            "withdrawn_at IS NOT NULL OR (name IS NOT NULL AND digest IS NOT NULL)", name="is_there"
        ),
        CheckConstraint(
            "NOT shows_faces OR consent IS NOT NULL OR withdrawn_at IS NOT NULL", name="agreed_to"
        ),
        Index(
            "uq_evidence_in_being",
            "line_id",
            "digest",
            unique=True,
            sqlite_where=IN_BEING,
            postgresql_where=IN_BEING,
        ),
        Index(
            "uq_evidence_of_activity",
            "activity_id",
            "digest",
            unique=True,
            sqlite_where=IN_BEING,
            postgresql_where=IN_BEING,
        ),
        Index("ix_evidence_to_erase", "id", sqlite_where=TO_ERASE, postgresql_where=TO_ERASE),
    )

    id: Mapped[UuidKey]
    line_id: Mapped[uuid.UUID | None]
    activity_id: Mapped[uuid.UUID | None]
    agency_id: Mapped[int | None] = mapped_column(BigKey)  # type: ignore[assignment]
    kind: Mapped[EvidenceKind] = mapped_column(String(5))
    media_type: Mapped[str] = mapped_column(String(100))
    name: Mapped[str | None] = mapped_column(String(140), info=PRIVATE)
    size: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str | None] = mapped_column(String(64), index=True, info=PRIVATE)
    thumbnail_digest: Mapped[str | None] = mapped_column(String(64), index=True, info=PRIVATE)
    width: Mapped[int | None] = mapped_column(Integer)
    height: Mapped[int | None] = mapped_column(Integer)
    shows_faces: Mapped[bool] = mapped_column(default=False)
    consent: Mapped[str | None] = mapped_column(String(300), info=PRIVATE)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    late_for: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawal_reason: Mapped[str | None] = mapped_column(String(300), info=PRIVATE)

    line: Mapped[Line | None] = relationship(foreign_keys="Evidence.line_id", primaryjoin=_ITS_LINE)
    activity: Mapped[Activity | None] = relationship(
        foreign_keys="Evidence.activity_id", primaryjoin=_ITS_ACTIVITY
    )

    @property
    def digests(self) -> list[str]:
        """The files that are still kept for it, smallest digest first; none once erased."""
        return sorted(filter(None, (self.digest, self.thumbnail_digest)))

    @classmethod
    def of(cls, owner_id: uuid.UUID) -> Select[Evidence]:
        """What a line or an activity has in being, in the order in which it came."""
        is_of = or_(cls.line_id == owner_id, cls.activity_id == owner_id)
        return select(cls).where(is_of, cls.withdrawn_at.is_(None)).order_by(cls.id)

    @classmethod
    def among(cls, ids: Collection[uuid.UUID]) -> Select[Evidence]:
        """Those of these that are in being, in the order in which they came."""
        return select(cls).where(cls.id.in_(ids), cls.withdrawn_at.is_(None)).order_by(cls.id)

    @classmethod
    def attach(
        cls,
        owner: Line | Activity,
        file: KeptFile,
        by: int,
        *,
        shows_faces: bool = False,
        consent: str | None = None,
        late_for: date | None = None,
    ) -> Evidence:
        """Add a kept file to a line or an activity; the same content once, however often it comes.

        Raises ConsentMissing or TooMany. Until commit nobody lets the same content go; what was
        let go between keeping and this call is kept again by who holds the content.
        """
        there = cls._of_locked(owner)
        cast(TenantSession, db.session()).hold(file.digests)
        same = there.get(file.digest)
        if same is not None:
            if shows_faces and not same.shows_faces:
                same.change_consent(shows_faces=shows_faces, consent=consent)
            return same
        if len(there) >= MOST_PER_LINE:
            raise TooMany
        evidence = cls(added_by_id=by, late_for=late_for, **asdict(file), **_owned_by(owner))
        evidence._agree(shows_faces, consent)
        db.session.add(evidence)
        audit.record("evidence.attached", evidence)
        return evidence

    @classmethod
    def version_on(cls, owner: Line | Activity, digest: str) -> int | None:
        """The version of what an owner has of this content, so that attach() may be seen to have
        changed nothing; None where it has none. The owner stays locked."""
        same = cls._of_locked(owner).get(digest)
        return same.version if same else None

    @classmethod
    def _of_locked(cls, owner: Line | Activity) -> dict[str | None, Evidence]:
        db.session.flush()  # it may have been made by this very act
        lock(owner)
        return {one.digest: one for one in db.session.scalars(cls.of(owner.id))}

    def change_consent(self, *, shows_faces: bool, consent: str | None) -> None:
        """Say anew whether faces are shown, and who agreed; ConsentMissing, AlreadyWithdrawn."""
        if self.withdrawn_at is not None:
            raise AlreadyWithdrawn
        self._agree(shows_faces, consent)
        audit.record("evidence.consent_changed", self)

    def _agree(self, shows_faces: bool, consent: str | None) -> None:
        if shows_faces and not consent:
            raise ConsentMissing
        self.shows_faces, self.consent = shows_faces, consent if shows_faces else None

    def withdraw(self, by: int, reason: str) -> bool:
        """Take it back for good; False where somebody did before. Then commit, and erase.

        models.late_evidence notes it on the months that were approved with it.
        """
        lock(self)
        if self.withdrawn_at is not None:
            return False
        self.withdrawn_at, self.withdrawn_by_id = clock.now(), by
        self.withdrawal_reason, self.name, self.consent = reason, None, None
        audit.record("evidence.withdrawn", self)
        return True


def _owned_by(owner: Line | Activity) -> dict[str, Any]:
    if isinstance(owner, Line):
        return {"unit_id": owner.unit_id, "line": owner}
    return {"unit_id": owner.unit_id, "activity": owner, "agency_id": owner.agency_id}


def ids_for(line_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[uuid.UUID, ...]]:
    """The evidence in being of these lines, in the order in which it came; lines without any are
    missing."""
    query = select(Evidence.line_id, Evidence.id).order_by(Evidence.id)
    query = query.where(Evidence.line_id.in_(line_ids), Evidence.withdrawn_at.is_(None))
    found: dict[uuid.UUID, tuple[uuid.UUID, ...]] = {}
    for line_id, evidence_id in db.session.execute(query):
        if line_id is not None:
            found[line_id] = (*found.get(line_id, ()), evidence_id)
    return found
