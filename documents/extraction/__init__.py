"""From a file to lines of text: what it is, whether it is safe, what it says."""

from __future__ import annotations

from pathlib import Path

from documents.extraction.lines import Line
from documents.extraction.plain_text import decode, lines_of
from documents.extraction.sniffing import Format, format_of
from documents.refusal import Reason, RefusedError

LARGEST_FILE = 20 * 1024 * 1024


def extract(source: Path | bytes, name: str) -> list[Line]:
    """The lines of a file; raises RefusedError where it is unsafe or unreadable."""
    content = _content(source)
    if not content.strip(b"\0\t\n\r "):
        raise RefusedError(Reason.EMPTY)
    return _by_format(format_of(content, name), content)


def from_text(text: str) -> list[Line]:
    """The lines of pasted text."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_FILE:
        raise RefusedError(Reason.TOO_LARGE)
    if not text.strip():
        raise RefusedError(Reason.EMPTY)
    return lines_of(text)


def _content(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        if not source.is_file():
            raise RefusedError(Reason.NOT_FOUND)
        if source.stat().st_size > LARGEST_FILE:
            raise RefusedError(Reason.TOO_LARGE)
        content = source.read_bytes()
    if len(content) > LARGEST_FILE:
        raise RefusedError(Reason.TOO_LARGE)
    return content


def _by_format(found: Format, content: bytes) -> list[Line]:
    # Imported where used: the libraries behind them double a worker's memory.
    if found is Format.TEXT:
        return lines_of(decode(content))
    if found is Format.PDF:
        from documents.extraction.pdf import extract as extract_pdf

        return extract_pdf(content)
    if found is Format.DOCX:
        from documents.extraction.word import extract as extract_word

        return extract_word(content)
    from documents.extraction.office import extract as extract_office

    return extract_office(content, found)
