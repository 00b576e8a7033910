"""How Vietnamese text is stored, searched and sorted."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_\u0300-\u036f][^\W_]*(?:[\u0300-\u036f]+[^\W_]*)*")
_TOKEN = re.compile(r"\d+|[^\W\d_][\u0300-\u036f]*")
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 1)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: part of the letter, not tones

# Old fonts and foreign keyboards: a letter that only looks like đ; curly apostrophes; long dashes.
_LOOK_ALIKES = str.maketrans("ðɖ’‘ʼ`´‐‑–—", "đđ'''''----")

_FOLDED_LENGTH, _SORT_KEY_LENGTH = 240, 800


class SearchColumns(NamedTuple):
    """What is stored of a name: the name itself, and what it is searched and sorted by."""

    name: str
    folded: str
    sort_key: str


def search_columns(name: str) -> SearchColumns:
    """The columns of a `models.base.Named` row, each cut to what its column holds."""
    name = normalise(name)
    return SearchColumns(name, fold(name)[:_FOLDED_LENGTH], sort_key(name)[:_SORT_KEY_LENGTH])


def normalise(text: str, *, keep_lines: bool = False) -> str:
    """NFC, no control characters, single blanks, trimmed: the only form that is stored.

    With `keep_lines`, line breaks (of any kind) are kept as "\\n".
    """
    if keep_lines:
        return "\n".join(normalise(line) for line in text.splitlines()).strip("\n")
    if not text.isprintable():
        text = "".join(_visible(character) for character in text)
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text).strip())


def has_control_characters(text: str) -> bool:
    """Whether the text holds characters that no keyboard makes, line breaks and tabs aside."""
    return any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\r\n\t" for c in text)


def fold(text: str) -> str:
    """Text as it is searched: lower case, đ as d, no marks ("Đắk Tô" and "Đăk Tô": "dak to")."""
    plain = _lower(normalise(text)).replace("đ", "d")
    letters = "".join(c for c in unicodedata.normalize("NFD", plain) if not _is_mark(c))
    return _BLANKS.sub(" ", letters).strip()


def like_pattern(term: str) -> str:
    """The LIKE pattern, escaped with a backslash, that finds a term inside a `folded` column."""
    folded = fold(term)
    escaped = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def sort_key(text: str) -> str:
    """A key whose plain byte order is the order of the Vietnamese dictionary.

    Word by word: its letters (a ă â b c d đ e ê …), then its tone (none, grave, hook, tilde,
    acute, dot), so that "ba", "ba ba", "bà", "bà con" follow each other. Numbers sort by value
    and before letters; punctuation, and where on a vowel group the tone is written, do not count.
    """
    decomposed = unicodedata.normalize("NFD", _lower(normalise(text)))
    return " ".join(_word_key(word) for word in _WORD.findall(decomposed))


def _word_key(word: str) -> str:
    letters = "".join(_token_key(token) for token in _TOKEN.findall(word))
    tones = "".join(_TONES[mark] for mark in word if mark in _TONES)
    return f"{letters} {tones or '0'}"


def _token_key(token: str) -> str:
    if token[0].isdecimal():
        return _number_key(token)
    letter = token[0]
    for mark in token[1:]:
        if mark in _SHAPES:
            letter = _shaped(letter, mark)
    rank = _LETTERS.get(letter)
    return chr(0x30 + rank) if rank else f"~{letter}"


def _shaped(letter: str, mark: str) -> str:
    """The letter with the mark if Vietnamese has it, else the letter ("ŏ" of Ê Đê sorts as o)."""
    shaped = unicodedata.normalize("NFC", letter + mark)
    return shaped if shaped in _LETTERS else letter


def _number_key(digits: str) -> str:
    """A number by value: its length first. "0" comes before every letter's key."""
    value = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    return f"0{chr(0x30 + min(len(value), 70))}{value}"


def _lower(text: str) -> str:
    return text.casefold().translate(_LOOK_ALIKES)


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) != 0


def _visible(character: str) -> str:
    """The character; nothing for an invisible one (zero width, BOM); a blank for a control."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in {"Cc", "Cs", "Co", "Cn"} else character
