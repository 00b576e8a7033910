"""Why a file cannot be read, as a code that the caller puts into words."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The refusals of the plan reader; see docs/plan-reader.md."""

    UNKNOWN_TYPE = "unknown_type"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    ENCRYPTED = "encrypted"
    NO_TEXT_LAYER = "no_text_layer"
    OTHER_CONTENT = "other_content"
    DAMAGED = "damaged"
    UNSAFE_ARCHIVE = "unsafe_archive"
    UNSAFE_XML = "unsafe_xml"
    OLD_ENCODING = "old_encoding"
    NO_DIACRITICS = "no_diacritics"
    NEEDS_LIBREOFFICE = "needs_libreoffice"
    CONVERSION_FAILED = "conversion_failed"
    TOO_SLOW = "too_slow"
    CRASHED = "crashed"
    NOT_FOUND = "not_found"


class RefusedError(Exception):
    """The file is not read and nothing was written; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
