"""Vietnamese text compared letter by letter: tidy spellings, and a fold that keeps every offset."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_DROPPED = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"}
_DROPPED |= dict.fromkeys(range(8294, 8298))
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uf02d"
_QUOTES = "“”„‟«»″＂"
_RANGES = ((0x41, 0x5B), (0xC0, 0x250), (0x1E00, 0x1F00))


def _plain_table() -> dict[int, str]:
    table = {ord(c): "-" for c in _DASHES} | {ord(c): '"' for c in _QUOTES}
    table |= {ord(c): "'" for c in "‘’‚′`´"} | {0xA0: " ", ord("Đ"): "d", ord("đ"): "d"}
    for start, stop in _RANGES:
        for code in range(start, stop):
            base = unicodedata.normalize("NFD", chr(code))[0].lower()
            if code not in table and len(base) == 1:
                table[code] = base
    return table


_PLAIN = _plain_table()


def tidy(text: str) -> str:
    """NFC, no-break and other blanks as one space, trimmed: how texts are kept and compared."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text).translate(_DROPPED)).strip()


def plain(text: str) -> str:
    """Lower case without marks, đ as d, one kind of dash and quote; as long as the (NFC) text.

    Because no character is added or lost, a match in the plain text is a match in the text.
    """
    return text.translate(_PLAIN)


def same_length(text: str) -> bool:
    """Whether the fold of a text keeps its offsets (it always should)."""
    return len(plain(text)) == len(text)


def is_upper(text: str) -> bool:
    """Whether a text is set in capitals, as titles and headers are (a few small words allowed)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def starts_lower(text: str) -> bool:
    """Whether the first letter is a small one."""
    first = text.lstrip("“”\"'‘(…. ")[:1]
    return first.isalpha() and first.islower()
