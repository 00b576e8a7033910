"""The marks that open an item: Phần, Điều, I., 1., 1.1, a), (1), -, +, *."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from documents.wording import plain


class Style(IntEnum):
    """Kinds of marks, from the outermost to the innermost."""

    PART = 0
    CAPITAL = 1
    ROMAN = 2
    ARTICLE = 3
    NUMBER = 4
    NUMBER_2 = 5
    NUMBER_3 = 6
    NUMBER_4 = 7
    LETTER = 8
    BRACKET = 9
    STAR = 10
    DASH = 11
    PLUS = 12
    DOT = 13

    @property
    def is_bullet(self) -> bool:
        return self >= Style.STAR


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark as it stands in front of an item: its style, itself, its place in the order."""

    style: Style
    label: str
    rank: int
    length: int


_ROMAN = {"I": 1, "V": 5, "X": 10}
_WORDS = {"nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7}
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_BULLETS = {
    **dict.fromkeys("-–—−‑―\uf02d", Style.DASH),
    **dict.fromkeys("+\uf02b", Style.PLUS),
    **dict.fromkeys("*✓√✔►→⇒❖➢◆", Style.STAR),
    **dict.fromkeys("•●▪■◦○·∙\uf0b7\uf0a7\uf0d8\uf0fc", Style.DOT),
}
_PART = re.compile(
    r"(?:phan|chuong)\s+(?:thu\s+)?(?:(nhat|mot|hai|ba|tu|bon|nam|sau|bay)\b"
    r"|([ivx]{1,4})\b(?!\s*[a-z]*\s*/)|(\d{1,2})\b)\s*[.:)\-]?\s*"
)
_ARTICLE = re.compile(r"dieu\s+(\d{1,2})\s?[.:]\s*")
_ROMAN_MARK = re.compile(
    r"([IVX]{1,5})(?:\s?[.)/:](?!\d|v\b)\s*|\s?[-–]\s+|\s+(?=[A-ZĐÀ-Ỹ]{2}))(?=\S)"
)
_COMPOUND = re.compile(r"((?:[IVX]{1,4}|[A-H])\.(\d{1,2})(?:\.(\d{1,2}))?)\s?[.)/:]?\s+(?=\S)")
_CAPITAL = re.compile(r"([A-HĐ])(?:[.)/]\s*|\s?[-–:]\s+)(?=[“\"]?[A-ZĐÀ-Ỹ]\S)")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:\s?([.)/:])(?![\d/])\s*|\s?[-–]\s+|\s+)(?=\S)")
_LETTER = re.compile(r"([a-zđ])(\.?\d{1,2})?\s?(?:\)|[./](?=\s|[A-ZĐ]))\s*(?=[^\s.)])")
_BRACKET = re.compile(r"\((\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*[.:]?\s*(?=\S)")


def find(text: str) -> Marker | None:
    """The mark a text begins with, or None."""
    return _bullet(text) or _word(text) or _roman(text) or _small(text)


def roman(numeral: str) -> int:
    """The value of a Roman numeral up to XX or so."""
    values = [_ROMAN[c] for c in numeral.upper()]
    pairs = zip(values, values[1:] + [0], strict=True)
    return sum(-v if v < following else v for v, following in pairs)


def _bullet(text: str) -> Marker | None:
    style = _BULLETS.get(text[:1])
    rest = text[1:].lstrip(" \t")
    if style is None or not rest or rest[0] in "-–—_=*.":
        return None
    return Marker(style, text[0], 0, len(text) - len(rest))


def _word(text: str) -> Marker | None:
    folded = plain(text[:40])
    if found := _ARTICLE.match(folded):
        return Marker(Style.ARTICLE, text[: found.end(1)], int(found[1]), found.end())
    found = _PART.match(folded)
    if found is None or not text[:1].isupper():
        return None
    rank = _WORDS.get(found[1] or "", 0) or int(found[3] or 0) or roman(found[2] or "")
    return Marker(Style.PART, text[: found.end(found.lastindex or 0)], rank, found.end())


def _roman(text: str) -> Marker | None:
    if found := _COMPOUND.match(text):
        style = Style.NUMBER_2 if found[3] else Style.NUMBER
        return Marker(style, found[1], int(found[3] or found[2]), found.end())
    if found := _ROMAN_MARK.match(text):
        return Marker(Style.ROMAN, found[1], roman(found[1]), found.end())
    if found := _CAPITAL.match(text):
        rank = "ABCDEFGH".find(found[1]) + 1
        return Marker(Style.CAPITAL, found[1], rank, found.end())
    return None


def _small(text: str) -> Marker | None:
    if found := _NUMBER.match(text):
        return _numbered(found, text)
    if found := _LETTER.match(text):
        label = found[1] + (found[2] or "")
        return Marker(Style.LETTER, label, _ALPHABET.find(found[1]) + 1, found.end())
    if found := _BRACKET.match(text):
        return Marker(Style.BRACKET, found[1], _bracket_rank(found[1]), found.end())
    return None


def _bracket_rank(label: str) -> int:
    return int(label) if label.isdigit() else _ALPHABET.find(label[0]) + 1


def _numbered(found: re.Match[str], text: str) -> Marker | None:
    parts = found[1].split(".")
    if any(part.startswith("0") for part in parts) or not _is_separated(found, text):
        return None
    style = Style(Style.NUMBER + len(parts) - 1)
    return Marker(style, found[1], int(parts[-1]), found.end())


def _is_separated(found: re.Match[str], text: str) -> bool:
    """ "1.1 Tên" needs no dot after it; "02 đợt", "1 xã" and "15 - 16 tuổi" are not marks."""
    rest = text[found.end() : found.end() + 1]
    if found[2] in (".", ")"):
        return not rest.isdigit()
    if found[2]:
        return rest.isupper() or not rest.isalnum()
    return rest.isupper() and ("." in found[1] or "-" in plain(found[0]))
