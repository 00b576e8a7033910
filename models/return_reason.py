"""Why a line is sent back: the starting set."""

from __future__ import annotations

from enum import StrEnum


class ReturnReason(StrEnum):
    """A reason by its code; the words are in blueprints/checklists/month_words.py."""

    NO_EVIDENCE = "no_evidence"
    NUMBERS_MISSING = "numbers_missing"
    NOTE_MISSING = "note_missing"
    NOT_DONE = "not_done"
    OTHER = "other"
