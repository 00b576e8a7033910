"""Which statements a piece of work sends to the database, and on whose behalf."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event

GATE = {"access.py", "standing.py", "sessions.py", "shell.py", "language.py"}
"""The files of blueprints/ whose statements every page pays: the gate and the shell."""
_NO_QUERY = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")


@dataclass(frozen=True)
class Statement:
    """SQL as the driver gets it, with its values; whether the gate or the shell asked."""

    sql: str
    given: Any
    is_of_gate: bool


@contextmanager
def recorded(engine: Engine) -> Iterator[list[Statement]]:
    """Note every statement of a block; what only opens and ends transactions is left out."""
    seen: list[Statement] = []

    def note(_c: object, _cursor: object, sql: str, given: Any, *_: object) -> None:
        if not sql.startswith(_NO_QUERY):
            seen.append(Statement(sql, given, _is_of_gate()))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _is_of_gate() -> bool:
    """Whether the gate or the shell asked; a row that a view finds by its key is the view's."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if _is_gate(frame.f_code.co_filename):
            return not frame.f_code.co_name.startswith("find_")
        frame = frame.f_back
    return False


@cache
def _is_gate(file: str) -> bool:
    path = PurePath(file)
    return path.parent.name == "blueprints" and path.name in GATE
