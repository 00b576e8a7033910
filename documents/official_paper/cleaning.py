"""Every text of a paper made fit to print: NFC, single blanks, nothing that XML cannot hold."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from documents.linked import Link, Linked
from documents.wording import tidy

_Any = TypeVar("_Any")
_UNPRINTABLE = {"Cc", "Cf", "Cs"}
_NO_CHARACTERS = "\ufffe\uffff"


def cleaned(value: _Any) -> _Any:
    """The same paper, or any part of it, with all its texts cleaned; line breaks inside stay."""
    return cast(_Any, _cleaned(value))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Linked):
        return _cleaned_text(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


def _cleaned_text(text: Linked) -> Linked:
    first, *others = (_cleaned_part(part) for part in text.parts)
    *before, last = (first.lstrip() if isinstance(first, str) else first, *others)
    return Linked((*before, last.rstrip() if isinstance(last, str) else last))


def _cleaned_part(part: str | Link) -> str | Link:
    """A part of a text, which keeps a blank at either end."""
    if isinstance(part, Link):
        return replace(part, value=clean_text(str(part)))
    if part.isspace():
        return " "
    before, after = part[:1].isspace(), part[-1:].isspace()
    return f"{' ' * before}{clean_text(part)}{' ' * after}"


def clean_text(text: str) -> str:
    """The lines of a text, each tidy and printable; blank ones are left out."""
    lines = (tidy("".join(map(_printable, line))) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _printable(character: str) -> str:
    if character in _NO_CHARACTERS:
        return ""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _UNPRINTABLE else character
