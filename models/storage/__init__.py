"""Where files are kept: under the hash of their content, so that they never change.

STORAGE_URL says where: a folder of the machine or a bucket of an S3 store.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from flask import current_app

from models import clock
from models.storage.bucket import Bucket
from models.storage.faults import Corrupt, NoRoom, StorageFault, Unreachable, Vanished
from models.storage.folder import Folder

__all__ = [
    "Corrupt",
    "NoRoom",
    "Part",
    "StorageFault",
    "Unreachable",
    "Vanished",
    "exists",
    "keep",
    "older_than",
    "open_range",
    "read",
    "remove",
    "size",
]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PIECE = 2**16
_YOUNG = timedelta(hours=12)


class Part:
    """Some bytes of a kept file, in pieces of at most 64 KiB; who takes it closes it."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream, self._left = stream, length

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = self._stream.read(min(self._left, _PIECE)) if self._left else b""
        if not piece:
            raise StopIteration
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        """Let the file or the connection go; a server does it after the answer."""
        self._stream.close()


def keep(content: bytes) -> str:
    """Keep a file, once however often it comes; its SHA-256 in 64 hexadecimal digits.

    A copy that was damaged meanwhile is replaced, and an old one, so that it is young again for
    who looks for what was left over. Raises NoRoom or Unreachable.
    """
    digest = hashlib.sha256(content).hexdigest()
    if not _is_sound(digest) or _store().kept_at(digest) < clock.now() - _YOUNG:
        _store().write(digest, content)
    return digest


def read(digest: str) -> bytes:
    """The whole file, compared with its checksum. Raises Vanished, Corrupt or Unreachable."""
    content = _store().read(_checked(digest))
    if hashlib.sha256(content).hexdigest() != digest:
        raise Corrupt(digest)
    return content


def exists(digest: str) -> bool:
    """Whether the file is there; what it holds is not looked at."""
    try:
        size(digest)
    except Vanished:
        return False
    return True


def size(digest: str) -> int:
    """Bytes of the file. Raises Vanished or Unreachable."""
    return _store().size(_checked(digest))


def open_range(digest: str, start: int, end: int) -> Part:
    """The bytes from `start` up to, not including, `end`; the checksum is of the whole, so these
    are not compared. Raises ValueError where they are not in the file, Vanished, Unreachable.
    """
    whole = size(digest)
    if not 0 <= start < end <= whole:
        raise ValueError(f"bytes {start} to {end} of {whole}")
    return Part(_store().open(digest, start, end), end - start)


def older_than(instant: datetime) -> Iterator[str]:
    """The files that were last kept before an instant. Raises Unreachable."""
    return (one for one, at in _store().all() if _DIGEST.fullmatch(one) and at < instant)


def remove(digest: str) -> None:
    """Let a file go for good; nothing where it is gone already."""
    _store().remove(_checked(digest))


def _is_sound(digest: str) -> bool:
    try:
        read(digest)
    except (Vanished, Corrupt):
        return False
    return True


def _checked(digest: str) -> str:
    """What is no digest never becomes part of a path."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError("not a digest")
    return digest


def _store() -> Folder | Bucket:
    names = ("STORAGE_URL", "S3_ENDPOINT_URL", "S3_REGION")
    return _opened(*(current_app.config[name] for name in names))


@lru_cache
def _opened(url: str, endpoint: str | None, region: str) -> Folder | Bucket:
    if url.startswith("file://"):
        return Folder(Path(unquote(url.removeprefix("file://"))))
    parts = urlsplit(url)
    return Bucket(parts.netloc, parts.path.strip("/"), endpoint, region)
