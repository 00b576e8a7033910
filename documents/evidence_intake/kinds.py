"""What a file is by its first bytes, held against what its name says."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from documents.evidence_intake.names import ending_of
from documents.evidence_intake.refusal import NotTaken, Reason
from documents.extraction import sniffing


class Kind(StrEnum):
    """A photo is made anew; a document stays as it came."""

    PHOTO = "photo"
    DOCUMENT = "document"


class Format(StrEnum):
    """What is taken in; the value is its usual ending."""

    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    HEIF = "heic"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"

    @property
    def kind(self) -> Kind:
        return Kind.DOCUMENT if self in MEDIA_TYPES else Kind.PHOTO


_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: f"{_OFFICE}wordprocessingml.document",
    Format.XLSX: f"{_OFFICE}spreadsheetml.sheet",
}
_ENDINGS = {found.value: found for found in Format} | {
    "jpeg": Format.JPEG,
    "jpe": Format.JPEG,
    "jfif": Format.JPEG,
    "heif": Format.HEIF,
    "hif": Format.HEIF,
}
_WITH_MACROS = {"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1"}
_BEFORE_PDF = b"\xef\xbb\xbf\t\n\f\r "
_BEGINS: dict[Format, Callable[[bytes], bool]] = {
    Format.JPEG: lambda content: content.startswith(b"\xff\xd8\xff"),
    Format.PNG: lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    Format.WEBP: lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP",
    Format.HEIF: lambda content: content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS,
    # Stricter than the standard: what stands before could make it a web page as well.
    Format.PDF: lambda content: content[:64].lstrip(_BEFORE_PDF).startswith(b"%PDF-"),
    Format.DOCX: sniffing.is_package,
    Format.XLSX: sniffing.is_package,
}


def format_of(content: bytes, name: str) -> Format:
    """The format that name and content agree on; raises NotTaken where they do not."""
    ending = ending_of(name)
    if ending in _WITH_MACROS:
        raise NotTaken(Reason.MACROS)
    claimed = _ENDINGS.get(ending)
    if claimed is None:
        raise NotTaken(Reason.UNKNOWN_TYPE)
    if claimed in (Format.DOCX, Format.XLSX) and sniffing.is_locked_office(content):
        raise NotTaken(Reason.LOCKED)
    if not _BEGINS[claimed](content):
        raise NotTaken(Reason.OTHER_CONTENT)
    return claimed
