"""PDF: the text layer, line by line."""

from __future__ import annotations

from documents.extraction.lines import Line


def extract(content: bytes) -> list[Line]:
    raise NotImplementedError
