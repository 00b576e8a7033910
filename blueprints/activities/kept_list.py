"""A list that somebody brought, as it was read: kept in the storage until it is confirmed.

The page carries only what proves which list it is, for whom and where; no row goes through it.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from flask import g
from flask_login import current_user

from documents.activity_sheet import ActivityTable
from documents.list_sheet import CellFault, SheetRow
from models import signed_link, storage
from models.signed_link import BadLink
from models.storage import Corrupt, Vanished

PURPOSE = "activity list"
VALID_FOR = timedelta(hours=2)


def keep(table: ActivityTable) -> str:
    """Keep a list; what finds it again. Raises NoRoom or another StorageFault."""
    content = json.dumps(asdict(table), ensure_ascii=False).encode()
    digest = storage.keep(gzip.compress(content, mtime=0))
    return signed_link.sign(PURPOSE, [current_user.id, g.unit.id, digest])


def kept(token: str) -> ActivityTable:
    """A list that was kept; BadLink where it is another's, of another unit, or two hours old."""
    person_id, unit_id, digest = signed_link.read(PURPOSE, token, VALID_FOR)
    if (person_id, unit_id) != (current_user.id, g.unit.id):
        raise BadLink(PURPOSE)
    try:
        told = json.loads(gzip.decompress(storage.read(digest)))
    except (Corrupt, Vanished):
        raise BadLink(PURPOSE) from None
    return ActivityTable(tuple(_row(**row) for row in told["rows"]), tuple(told["unread"]))


def _row(number: int, cells: dict[str, str], faults: dict[str, Any]) -> SheetRow:
    return SheetRow(number, cells, {name: CellFault(why) for name, why in faults.items()})
