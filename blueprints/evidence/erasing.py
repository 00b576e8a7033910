"""Taking the files of withdrawn evidence from the storage; what fails is tried again later."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Collection

from models import erase_evidence, storage
from models.base import db
from models.evidence import Evidence
from models.storage import StorageFault
from models.tenancy import begin_write, unscoped

_log = logging.getLogger("mangnon.evidence")


def erase(evidence_id: uuid.UUID) -> bool:
    """Remove every size of what was withdrawn; False where the storage failed, which is logged."""
    try:
        with unscoped("withdrawn evidence is removed wherever the same content is kept"):
            evidence = db.session.get_one(Evidence, evidence_id)
            _ask(evidence.digests)
            begin_write()
            erase_evidence.erase(evidence)
            db.session.commit()
    except StorageFault as fault:
        _log.error("files of withdrawn evidence not removed", exc_info=fault)
        return False
    return True


def let_go(digests: Collection[str]) -> None:
    """Remove what was kept for a row that did not come about; logged where the storage fails."""
    try:
        with unscoped("a photo that was refused is not kept either"):
            _ask(digests)
            begin_write()
            erase_evidence.let_go(digests)
            db.session.commit()
    except StorageFault as fault:
        _log.error("files of refused evidence not removed", exc_info=fault)


def waiting() -> list[uuid.UUID]:
    """The evidence of all units that was withdrawn and whose files are not removed yet."""
    with unscoped("files of withdrawn evidence are looked for in all units"):
        return [evidence.id for evidence in db.session.scalars(erase_evidence.to_erase())]


def _ask(digests: Collection[str]) -> None:
    """A store that is away must not be found out about while all writers wait."""
    for digest in digests:
        storage.exists(digest)
