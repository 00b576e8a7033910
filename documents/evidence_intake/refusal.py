"""Why a photo or file is not taken in, as a code that the caller puts into words."""

from __future__ import annotations

from enum import StrEnum

from documents.refusal import Reason as ReadersReason


class Reason(StrEnum):
    """The refusals of the intake. Only BUSY may pass: send the same file again."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNKNOWN_TYPE = "unknown_type"
    OTHER_CONTENT = "other_content"
    DAMAGED = "damaged"
    LOCKED = "locked"
    MACROS = "macros"
    UNSAFE = "unsafe"
    TOO_SLOW = "too_slow"
    CRASHED = "crashed"
    BUSY = "busy"


class NotTaken(Exception):
    """Nothing of the file is kept; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


OF_READER = {
    ReadersReason.TOO_LONG: Reason.TOO_LARGE,
    ReadersReason.ENCRYPTED: Reason.LOCKED,
    ReadersReason.OTHER_CONTENT: Reason.OTHER_CONTENT,
    ReadersReason.DAMAGED: Reason.DAMAGED,
    ReadersReason.UNSAFE_ARCHIVE: Reason.UNSAFE,
    ReadersReason.UNSAFE_XML: Reason.UNSAFE,
    ReadersReason.TOO_SLOW: Reason.TOO_SLOW,
    ReadersReason.CRASHED: Reason.CRASHED,
}
"""What the refusals of the shared checks (archives, PDF, the child) are called here."""
