"""What can go wrong where files are kept; each means something else to who asked."""

from __future__ import annotations


class StorageFault(Exception):
    """A file could not be kept or read."""


class Vanished(StorageFault):
    """The file is not there, although somebody knows its digest."""

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest


class Corrupt(StorageFault):
    """What is there is not what was kept: its checksum does not match."""

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest


class Unreachable(StorageFault):
    """The store does not answer or does not let us in; the message says how."""


class NoRoom(StorageFault, OSError):
    """The disk or the quota is full; nothing was kept."""
