"""Files in a folder of this machine: `ab/cd/<digest>`, for its owner only."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from models.storage.faults import NoRoom, Unreachable, Vanished

_FULL = {errno.ENOSPC, errno.EDQUOT}
_OURS_ALONE = 0o700


class Folder:
    """A store in a folder that is made when the first file comes."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, digest: str, content: bytes) -> None:
        """Whole or not at all: a reader never sees a part, and a crash leaves no half file."""
        path = self._path(digest)
        with _told():
            self._make(path.parent)
            handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
            try:
                _fill(handle, content)
                Path(temporary).replace(path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
            _sync(path.parent)

    def read(self, digest: str) -> bytes:
        with _told(digest):
            return self._path(digest).read_bytes()

    def size(self, digest: str) -> int:
        with _told(digest):
            return self._path(digest).stat().st_size

    def kept_at(self, digest: str) -> datetime:
        with _told(digest):
            return _written_at(self._path(digest))

    def all(self) -> Iterator[tuple[str, datetime]]:
        """What is there, by name, and when it was written."""
        with _told():
            for path in self._root.glob("??/??/*"):
                with suppress(FileNotFoundError):  # what is being written is renamed meanwhile
                    yield path.name, _written_at(path)

    def open(self, digest: str, start: int, end: int) -> BinaryIO:
        """A stream from `start`; it does not stop at `end`: who reads it counts."""
        with _told(digest):
            stream = self._path(digest).open("rb")
            stream.seek(start)
            return stream

    def remove(self, digest: str) -> None:
        with _told(digest):
            self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self._root / digest[:2] / digest[2:4] / digest

    def _make(self, folder: Path) -> None:
        """A folder and those above it, each noted on the disk as the file in it will be."""
        if folder.is_dir():
            return
        if folder != self._root:
            self._make(folder.parent)
        folder.mkdir(_OURS_ALONE, parents=folder == self._root, exist_ok=True)
        _sync(folder.parent)


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _fill(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)


def _sync(folder: Path) -> None:
    """A new name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told(digest: str = "") -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if digest and isinstance(error, FileNotFoundError):
            raise Vanished(digest) from None
        if error.errno in _FULL:
            raise NoRoom(error.errno, error.strerror) from error
        raise Unreachable(str(error)) from error
