"""Zip archives (.docx, .odt) looked over before anything in them is unpacked or parsed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from documents.refusal import Reason, RefusedError

MOST_PARTS = 3000
LARGEST_PART = 60 * 1024 * 1024
LARGEST_WHOLE = 200 * 1024 * 1024
LARGEST_XML = 40 * 1024 * 1024
_BOMB_RATIO = 200
_DECLARATIONS = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def check(content: bytes, needed: str) -> None:
    """Raise RefusedError where the archive is broken, a bomb, encrypted or has unsafe XML.

    `needed` is the part that makes it the kind of document its name says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(archive.infolist())
            if needed not in archive.namelist():
                raise RefusedError(Reason.OTHER_CONTENT)
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _check_xml(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise RefusedError(Reason.DAMAGED) from None


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    whole = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or whole > LARGEST_WHOLE:
        raise RefusedError(Reason.UNSAFE_ARCHIVE)
    if whole > LARGEST_XML and whole > _BOMB_RATIO * max(packed, 1):
        raise RefusedError(Reason.UNSAFE_ARCHIVE)
    if any(part.flag_bits & 0x1 for part in parts):
        raise RefusedError(Reason.ENCRYPTED)


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No declarations: entities are how small XML grows large or reads other files."""
    if part.file_size > LARGEST_XML:
        raise RefusedError(Reason.UNSAFE_ARCHIVE)
    with archive.open(part) as stream:
        data = stream.read(LARGEST_XML + 1)
    if len(data) > LARGEST_XML:
        raise RefusedError(Reason.UNSAFE_ARCHIVE)
    head = data[:4]
    if head.startswith(_WIDE) or _DECLARATIONS.search(data):
        raise RefusedError(Reason.UNSAFE_XML)
