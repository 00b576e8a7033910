"""PDF files: kept as they are, once they are whole; what is made of them is a thumbnail."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
from PIL import Image

from documents.evidence_intake import pictures
from documents.evidence_intake.refusal import NotTaken, Reason
from documents.extraction import pdf

_PADDING = b"\0\t\n\f\r "


def first_page(content: bytes) -> bytes:
    """A thumbnail of the first page; raises NotTaken or RefusedError where the PDF is not whole."""
    # The library repairs what it can; a file that lost its end is not what was sent.
    if b"%%EOF" not in content.rstrip(_PADDING)[-1024:]:
        raise NotTaken(Reason.DAMAGED)
    if _is_archive_too(content):
        raise NotTaken(Reason.OTHER_CONTENT)
    document = pdf.opened(content)
    try:
        return pictures.thumbnail(_drawn(document))
    finally:
        document.close()


def _is_archive_too(content: bytes) -> bool:
    try:
        return zipfile.is_zipfile(io.BytesIO(content))
    except zipfile.BadZipFile:
        return True


def _drawn(document: pypdfium2.PdfDocument) -> Image.Image:
    """The first page as a picture, at the size of a thumbnail; every page must be there."""
    try:
        sizes = [document.get_page_size(number) for number in range(len(document))]
        scale = pictures.THUMBNAIL_SIDE / max(sizes[0])
        drawn: Image.Image = document[0].render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, ArithmeticError, IndexError, ValueError):
        raise NotTaken(Reason.DAMAGED) from None
    return drawn
