"""How long a line of bold Times New Roman is, to draw rules and columns that fit it."""

from __future__ import annotations

import math
import unicodedata

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


def line_length(text: str, size: float) -> float:
    """The length in millimetres of a text on one line, in bold letters of a size in points."""
    units = sum(_units(character) for character in unicodedata.normalize("NFD", text))
    return units * size / 1000 * _MM_PER_POINT


def _units(character: str) -> int:
    if unicodedata.combining(character):
        return _HORN_WIDTH if character == _HORN else 0
    return _WIDTH.get(character, _USUAL)


def line_count(text: str, size: float, width: float) -> int:
    """How many lines a text takes in a column of a width in millimetres."""
    return max(1, math.ceil(line_length(text, size) / width))


def even_line(text: str, size: float, width: float) -> float:
    """How long each of its lines is when a text is broken into lines of one length."""
    return line_length(text, size) / line_count(text, size, width)


def longest_word(text: str, size: float) -> float:
    """The length in millimetres of the longest word of a text."""
    return max((line_length(word, size) for word in text.split()), default=0.0)
