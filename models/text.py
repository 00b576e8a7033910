"""How Vietnamese text is stored, searched and sorted."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 1)}
_TONES = {"": "0", "\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: part of the letter, not tones


def normalise(text: str, *, keep_lines: bool = False) -> str:
    """NFC, no control characters, single blanks, trimmed: the only form that is stored.

    With `keep_lines`, line breaks (of any kind) are kept as "\\n".
    """
    text = unicodedata.normalize("NFC", text)
    if keep_lines:
        return "\n".join(normalise(line) for line in text.splitlines()).strip("\n")
    visible = "".join(c if _is_text(c) else " " for c in text)
    return _BLANKS.sub(" ", visible).strip()


def has_control_characters(text: str) -> bool:
    """Whether the text holds characters that no keyboard makes, line breaks and tabs aside."""
    return any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\r\n\t" for c in text)


def fold(text: str) -> str:
    """Text as it is searched: lower case, đ as d, no marks ("Đắk Tô" and "Đăk Tô": "dak to")."""
    decomposed = unicodedata.normalize("NFD", normalise(text).casefold().replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def like_pattern(term: str) -> str:
    """The LIKE pattern, escaped with a backslash, that finds a term inside a `folded` column."""
    folded = fold(term)
    escaped = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def sort_key(text: str) -> str:
    """A key whose plain byte order is the order of the Vietnamese dictionary.

    Letters first (a ă â b c d đ e ê …), then tones (none, grave, hook, tilde, acute, dot);
    digits sort by value, in runs of up to 12.
    """
    letters, tones = [], []
    for token in re.findall(r"\d+|\D", normalise(text).casefold()):
        if token.isdecimal():
            letters.append(f"0{int(token):012d}")
            continue
        letter, tone = _split(token)
        rank = _LETTERS.get(letter)
        letters.append(chr(0x30 + rank) if rank else _other(letter))
        tones.append(_TONES[tone])
    return f"{''.join(letters)} {''.join(tones)}"


def _split(character: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", character)
    tone = next((mark for mark in marks if mark in _TONES and mark), "")
    base = "".join(m for m in marks if m in _SHAPES or not unicodedata.combining(m))
    return unicodedata.normalize("NFC", base), tone


def _other(letter: str) -> str:
    return "!" if not letter.isalpha() else f"~{letter}"


def _is_text(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
