"""One file that was sent: taken in, kept, hung on its line or activity."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask_login import current_user
from werkzeug.datastructures import FileStorage

from blueprints.evidence import erasing
from blueprints.evidence.forms import FilesForm
from blueprints.evidence.words import STATUSES, WORDS
from blueprints.language import label as _l
from documents.evidence_intake import Kind, NotTaken, Taken, take_in
from models import storage
from models.activity import Activity
from models.base import db
from models.evidence import Evidence, EvidenceKind, KeptFile, TooMany
from models.line import Line
from models.storage import NoRoom, StorageFault
from models.tenancy import begin_write

LONGEST_NAME = 200
FULL = _l("There is no room for files. Tell who runs the portal; all else is saved.")
SILENT = _l("The place for files does not answer. Send it again later; all else is saved.")
TOO_MANY = _l("There is room for no more: withdraw something before you add another one.")
Owner = Line | Activity
Writable = Callable[[], Owner]
"""Gives the line or activity inside begin_write(), a line made where it is not there yet, or
raises."""
Attach = Callable[..., Evidence]
"""As Evidence.attach(): called with the owner, the file, who adds it, and what is said of it."""


class NotAdded(Exception):
    """One file was not added; the message names it and says why."""

    def __init__(self, name: str, why: str, status: int) -> None:
        super().__init__(why)
        self.told, self.status = f"{name[:LONGEST_NAME]}: {why}", status


def add(
    sent: FileStorage, form: FilesForm, writable: Writable, attach: Attach = Evidence.attach
) -> uuid.UUID:
    """The key of the line or activity that has the file now.

    Raises NotAdded, or what `writable` raises; then nothing of the file is kept.
    """
    name = sent.filename or ""
    taken = _taken(sent, name)
    contents = _kept(taken, name)
    try:
        owner_id, is_new = _attached(_file(taken, list(contents)), form, writable, attach)
    except Exception:
        erasing.let_go(contents)
        raise
    if is_new:
        _keep_what_was_let_go(contents)
    else:
        erasing.let_go(contents)  # it may have been withdrawn since the first of these posts
    return owner_id


def _taken(sent: FileStorage, name: str) -> Taken:
    try:
        return take_in(sent.read(), name)
    except NotTaken as why:
        status = STATUSES.get(why.reason, 422)
        raise NotAdded(name, str(WORDS[why.reason]), status) from None


def _kept(taken: Taken, name: str) -> dict[str, bytes]:
    """What is to be kept, by digest: the file, and its thumbnail where it has one."""
    contents: dict[str, bytes] = {}
    try:
        for content in filter(None, (taken.content, taken.thumbnail)):
            contents[storage.keep(content)] = content
    except StorageFault as fault:
        erasing.let_go(contents)
        is_full = isinstance(fault, NoRoom)
        raise NotAdded(name, str(FULL if is_full else SILENT), 507 if is_full else 503) from None
    return contents


def _file(taken: Taken, digests: list[str]) -> KeptFile:
    return KeptFile(
        kind=EvidenceKind.PHOTO if taken.kind is Kind.PHOTO else EvidenceKind.FILE,
        media_type=taken.media_type,
        name=taken.name,
        size=len(taken.content),
        digest=digests[0],
        thumbnail_digest=digests[-1] if taken.thumbnail else None,
        width=taken.width,
        height=taken.height,
    )


def _attached(
    file: KeptFile, form: FilesForm, writable: Writable, attach: Attach
) -> tuple[uuid.UUID, bool]:
    """The key of the owner, and whether this post is the first of this file.

    What `writable` did to it is undone where nothing is added: there was no act.
    """
    begin_write()
    try:
        owner = writable()
        owner_id, is_new = owner.id, form.is_first_post_of(file.digest)
        if is_new and _has_changed(owner, file, form, attach):
            db.session.commit()
        db.session.rollback()
    except Exception as fault:
        db.session.rollback()
        if isinstance(fault, TooMany):
            raise NotAdded(file.name, str(TOO_MANY), 409) from None
        raise
    return owner_id, is_new


def _has_changed(owner: Owner, file: KeptFile, form: FilesForm, attach: Attach) -> bool:
    before = Evidence.version_on(owner, file.digest)
    said = {"shows_faces": form.shows_faces.data, "consent": form.consent.data}
    return attach(owner, file, current_user.id, **said).version != before


def _keep_what_was_let_go(contents: dict[str, bytes]) -> None:
    """Somebody may have withdrawn the same content between keeping and naming it."""
    for digest, content in contents.items():
        if not storage.exists(digest):
            storage.keep(content)
