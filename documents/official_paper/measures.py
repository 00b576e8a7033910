"""How long a line of Times New Roman is, to draw rules and break titles that fit it."""

from __future__ import annotations

import math
import unicodedata

from documents.official_paper.looks import Look

# The advance widths of Times Bold in thousandths of the size, by letter without its marks.
_WIDTHS = {
    220: "|",
    250: " ,.\u00a0",
    278: "'/\\il",
    333: "!()-:;[]`fjt",
    389: "Is",
    444: "cerz",
    500: "0123456789?J_agovxy–“”#$*",
    556: "Sbdhknpquđ",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQ",
    833: "&m",
    944: "M",
    1000: "%W—…",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_USUAL = 600
_HORN, _HORN_WIDTH = "\u031b", 50
_MM_PER_POINT = 25.4 / 72
_LIGHT, _SURE = 0.96, 0.97


def line_length(text: str, look: Look) -> float:
    """The length in millimetres of a text on one line; a good guess where it is not bold."""
    units = sum(_units(character) for character in unicodedata.normalize("NFD", text))
    return units * look.size / 1000 * _MM_PER_POINT * (1 if look.bold else _LIGHT)


def _units(character: str) -> int:
    if unicodedata.combining(character):
        return _HORN_WIDTH if character == _HORN else 0
    return _WIDTH.get(character, _USUAL)


def line_count(text: str, look: Look, width: float) -> int:
    """How many lines a text takes in a column of a width in millimetres; a tight one takes two."""
    return max(1, math.ceil(line_length(text, look) / (_SURE * width)))


def longest_word(text: str, look: Look) -> float:
    """The length in millimetres of the longest word of a text."""
    return max((line_length(word, look) for word in text.split()), default=0.0)
