"""The plan reader: an official Vietnamese document becomes a draft plan. Rules, no model."""

from __future__ import annotations

from pathlib import Path

from documents import extraction
from documents.plan_reader.draft import Draft
from documents.plan_reader.reading import read_lines

__all__ = ["Draft", "read", "read_text"]


def read(source: Path | bytes, name: str) -> Draft:
    """Read a file (its path or content); `name` with its ending says what it claims to be.

    Raises documents.refusal.RefusedError with the reason where it cannot be read safely or at all.
    """
    return read_lines(extraction.extract(source, name))


def read_text(text: str) -> Draft:
    """Read pasted text; raises RefusedError as `read` does."""
    return read_lines(extraction.from_text(text))
