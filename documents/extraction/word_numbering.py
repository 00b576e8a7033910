"""The numbers Word draws in front of paragraphs: they are not in the text, so they are counted."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_BULLETS = {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪", "\uf0d8": "►", "\uf0fc": "✓", "o": "○"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Numbering:
    """Counts the lists of one document in the order of its paragraphs."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._styles = _style_lists(document)
        self._read(document)

    def mark_of(self, paragraph: Any) -> str:
        """The mark in front of this paragraph; empty where it is in no list."""
        list_id, level = self._place(paragraph)
        definition = self._levels.get(list_id, {}).get(level)
        if definition is None:
            return ""
        counts = self._count(list_id, level)
        return self._drawn(list_id, definition, level, counts)

    def _read(self, document: Any) -> None:
        part = _numbering_part(document)
        if part is None:
            return
        abstracts = {a.get(f"{_W}abstractNumId"): a for a in part.iter(f"{_W}abstractNum")}
        for num in part.iter(f"{_W}num"):
            list_id = num.get(f"{_W}numId") or ""
            reference = num.find(f"{_W}abstractNumId")
            abstract_id = reference.get(f"{_W}val") if reference is not None else ""
            self._abstract[list_id] = abstract_id
            self._levels[list_id] = _levels(abstracts.get(abstract_id))
            self._override(list_id, num)

    def _override(self, list_id: str, num: Any) -> None:
        for override in num.iter(f"{_W}lvlOverride"):
            level = int(override.get(f"{_W}ilvl") or 0)
            start = override.find(f"{_W}startOverride")
            if start is not None:
                self._starts[list_id, level] = int(start.get(f"{_W}val") or 1)
                self._abstract[list_id] = f"own {list_id}"

    def _place(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return "", 0
        found = _list_of(properties)
        if found is None:
            style = properties.find(f"{_W}pStyle")
            name = style.get(f"{_W}val") if style is not None else ""
            return self._styles.get(name or "", ("", 0))
        return found

    def _count(self, list_id: str, level: int) -> list[int | None]:
        counts = self._counts.setdefault(self._abstract[list_id], [None] * _DEEPEST)
        now = counts[level]
        counts[level] = self._start(list_id, level) if now is None else now + 1
        counts[level + 1 :] = [None] * (_DEEPEST - level - 1)
        return counts

    def _start(self, list_id: str, level: int) -> int:
        if (list_id, level) in self._starts:
            return self._starts[list_id, level]
        definition = self._levels[list_id].get(level)
        start = definition.find(f"{_W}start") if definition is not None else None
        return int(start.get(f"{_W}val") or 1) if start is not None else 1

    def _drawn(self, list_id: str, definition: Any, level: int, counts: list[int | None]) -> str:
        pattern = _value(definition, "lvlText")
        if _value(definition, "numFmt") in ("bullet", "none"):
            return _BULLETS.get(pattern, pattern)
        return re.sub(r"%(\d)", lambda m: self._number(list_id, int(m[1]) - 1, counts), pattern)

    def _number(self, list_id: str, level: int, counts: list[int | None]) -> str:
        if not 0 <= level < _DEEPEST:
            return ""
        definition = self._levels[list_id].get(level)
        count = counts[level]
        number = self._start(list_id, level) if count is None else count
        return _written(number, _value(definition, "numFmt"))


def _levels(abstract: Any) -> dict[int, Any]:
    if abstract is None:
        return {}
    levels = {int(level.get(f"{_W}ilvl") or 0): level for level in abstract.iter(f"{_W}lvl")}
    return {at: level for at, level in levels.items() if 0 <= at < _DEEPEST}


def _list_of(properties: Any) -> tuple[str, int] | None:
    numbered = properties.find(f"{_W}numPr")
    if numbered is None:
        return None
    level, list_id = numbered.find(f"{_W}ilvl"), numbered.find(f"{_W}numId")
    depth = int(level.get(f"{_W}val") or 0) if level is not None else 0
    number = list_id.get(f"{_W}val") or "" if list_id is not None else ""
    return number, depth if 0 <= depth < _DEEPEST else 0


def _style_lists(document: Any) -> dict[str, tuple[str, int]]:
    """Styles that number their paragraphs, such as numbered headings."""
    found: dict[str, tuple[str, int]] = {}
    for style in document.styles.element.iter(f"{_W}style"):
        properties = style.find(f"{_W}pPr")
        place = _list_of(properties) if properties is not None else None
        if place is not None:
            found[style.get(f"{_W}styleId")] = place
    return found


def _numbering_part(document: Any) -> Any:
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None


def _value(definition: Any, name: str) -> str:
    element = definition.find(f"{_W}{name}") if definition is not None else None
    return (element.get(f"{_W}val") or "") if element is not None else ""


def _written(number: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        numeral = _roman(number)
        return numeral if form == "upperRoman" else numeral.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = _LETTERS[(number - 1) % len(_LETTERS)]
        return letter.upper() if form == "upperLetter" else letter
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, numeral in _ROMAN:
        while number >= value:
            written += numeral
            number -= value
    return written
