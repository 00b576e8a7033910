"""Taking the files of withdrawn evidence from the storage; what fails is tried again later."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Collection
from datetime import timedelta
from itertools import islice

from models import clock, erase_evidence, storage
from models.base import db
from models.evidence import Evidence
from models.storage import StorageFault
from models.tenancy import begin_write, unscoped

LEFT_OVER = timedelta(days=1)
"""How old a file is that no row names when nobody is about to name it any more."""
AT_ONCE = 500
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


def let_go(digests: Collection[str]) -> bool:
    """Remove what was kept for a row that did not come about; False where the storage failed,
    which is logged."""
    try:
        with unscoped("a photo that was refused is not kept either"):
            _ask(digests)
            begin_write()
            erase_evidence.let_go(digests)
            db.session.commit()
    except StorageFault as fault:
        _log.error("files of refused evidence not removed", exc_info=fault)
        return False
    return True


def let_go_left_over() -> tuple[int, int]:
    """Remove the files that no row names and that were kept more than a day ago: whose process
    ended before it could write the row. How many were removed, and how many were not.

    Raises StorageFault where the store cannot be looked through.
    """
    results: list[bool] = []
    if erase_evidence.names_files():
        old = storage.older_than(clock.now() - LEFT_OVER)
        for digests in iter(lambda: list(islice(old, AT_ONCE)), []):
            results += [let_go([one]) for one in erase_evidence.left_over(digests)]
    return results.count(True), results.count(False)


def waiting() -> list[uuid.UUID]:
    """The evidence of all units that was withdrawn and whose files are not removed yet."""
    with unscoped("files of withdrawn evidence are looked for in all units"):
        return [evidence.id for evidence in db.session.scalars(erase_evidence.to_erase())]


def _ask(digests: Collection[str]) -> None:
    """A store that is away must not be found out about while all writers wait."""
    for digest in digests:
        storage.exists(digest)
