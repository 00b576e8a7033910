"""What a file is by its first bytes, held against what its name says."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from documents.refusal import Reason, RefusedError


class Format(StrEnum):
    """The formats that can be read."""

    TEXT = "txt"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    DOC = "doc"


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS = {f".{found.value}": found for found in Format} | {
    ".docm": Format.DOCX,
    ".text": Format.TEXT,
}
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def format_of(content: bytes, name: str) -> Format:
    """The format that name and content agree on; raises RefusedError where they do not."""
    claimed = _ENDINGS.get(PurePath(name).suffix.lower())
    if claimed is None:
        raise RefusedError(Reason.UNKNOWN_TYPE)
    if claimed is not Format.DOC and is_locked_office(content):
        raise RefusedError(Reason.ENCRYPTED)
    if not _agrees(claimed, content):
        raise RefusedError(Reason.OTHER_CONTENT)
    return claimed


def is_package(content: bytes) -> bool:
    """Whether it begins as a .docx or .xlsx does: as a zip archive."""
    return content.startswith(_ZIP)


def is_old_office(content: bytes) -> bool:
    """Whether a file is of the kind before 2007 (.doc, .xls), or a newer one behind a password."""
    return content.startswith(_OLE)


def is_locked_office(content: bytes) -> bool:
    """Whether a .docx or .xlsx is locked with a password."""
    return is_old_office(content) and _ENCRYPTED_STREAM in content


def _agrees(claimed: Format, content: bytes) -> bool:
    head = content[:1024]
    if claimed is Format.PDF:
        return b"%PDF-" in head
    if claimed in (Format.DOCX, Format.ODT):
        return is_package(head)
    if claimed is Format.DOC:
        return head.startswith((_OLE, b"{\\rtf"))
    return not _is_binary(head)


def _is_binary(head: bytes) -> bool:
    if head.startswith(
        (_ZIP, _OLE, b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90")
    ):
        return True
    return b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
