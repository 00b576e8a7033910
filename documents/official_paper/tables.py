"""Tables with lines: headings that repeat, groups across, columns as wide as what they say."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from documents.linked import Text, lines_of
from documents.official_paper import looks
from documents.official_paper.looks import Look
from documents.official_paper.markup import cell, grid, paragraph, row
from documents.official_paper.measures import line_length, longest_word
from documents.official_paper.paper import Table
from documents.wording import plain

_NUMBER = re.compile(r"[-+]?\d[\d.]*(?:,\d+)?\s?%?")
_SHORT = 16
_NARROWEST, _WIDEST_WORD, _PADDING = 8.0, 40.0, 4.0
_WHOLE_ROW = 1200
"""Letters in a cell up to which its row is kept on one page."""


def write_table(body: Any, table: Table, width: float) -> None:
    """A table over a width in millimetres, and the gap that parts it from what follows."""
    count = max(map(len, (table.headings, *table.rows)))
    if not count:
        return
    widths = _widths(table, count, width)
    made = grid(body, widths, lined=True)
    if table.headings:
        _row(made, table.headings, widths, [looks.TABLE_HEADING] * count, heading=True)
    columns = [_look(table, place) for place in range(count)]
    for texts in table.rows:
        if len(texts) == 1 < count:
            group = cell(row(made), sum(widths), span=count)
            paragraph(group, looks.TABLE_GROUP, texts[0])
        else:
            _row(made, texts, widths, columns)
    paragraph(body, looks.GAP)


def _row(
    table: Any,
    texts: Sequence[Text],
    widths: Sequence[float],
    columns: Sequence[Look],
    *,
    heading: bool = False,
) -> None:
    is_whole = all(len(str(text)) <= _WHOLE_ROW for text in texts)
    made = row(table, whole=is_whole, heading=heading)
    filled = (*texts, *[""] * (len(widths) - len(texts)))
    for text, width, look in zip(filled, widths, columns, strict=True):
        place = cell(made, width, centred=heading)
        for line in lines_of(text):
            paragraph(place, look, line)


def _column(table: Table, place: int) -> list[str]:
    """The texts below a heading; a group across is none of them."""
    rows = [texts for texts in table.rows if len(texts) > 1 or len(table.headings) < 2]
    found = (str(texts[place]) for texts in rows if place < len(texts))
    return [text for text in found if text]


def _look(table: Table, place: int) -> Look:
    """Numbers to the right, their own count and short texts in the middle, others to the left."""
    texts = _column(table, place)
    heading = table.headings[place] if place < len(table.headings) else ""
    if not texts or plain(heading) in ("tt", "stt", "so tt"):
        return looks.TABLE_SHORT
    if all(_NUMBER.fullmatch(text) for text in texts):
        return looks.TABLE_NUMBER
    is_short = all(len(text) <= _SHORT for text in texts)
    return looks.TABLE_SHORT if is_short else looks.TABLE_TEXT


def _widths(table: Table, count: int, width: float) -> list[float]:
    """Millimetres by column: as the table says, or by what stands in each."""
    shares = [share for share in table.widths if share > 0]
    if len(shares) != count:
        needs = [_needs(table, place) for place in range(count)]
        shares = _fitted([least for least, _most in needs], [most for _least, most in needs], width)
    return [width * share / sum(shares) for share in shares]


def _needs(table: Table, place: int) -> tuple[float, float]:
    """What a column needs so that no word breaks, and so that no line wraps."""
    heading = table.headings[place] if place < len(table.headings) else ""
    texts = [line for text in _column(table, place) for line in text.split("\n")]
    words = max(longest_word(text, looks.TABLE_HEADING) for text in (heading, *texts))
    lines = max((line_length(text, looks.TABLE_HEADING) for text in texts), default=0.0)
    least = max(_NARROWEST, min(words, _WIDEST_WORD))
    return _PADDING + least, _PADDING + max(least, lines)


def _fitted(least: Sequence[float], most: Sequence[float], width: float) -> list[float]:
    """What is spare after the words goes to the lines: short ones whole, long ones as they need."""
    widths = list(least)
    wants = [high - low for low, high in zip(least, most, strict=True)]
    spare = width - sum(least)
    order = sorted(range(len(widths)), key=wants.__getitem__)
    for rank, place in enumerate(order):
        weights = sum(math.sqrt(wants[other]) for other in order[rank:])
        share = spare * math.sqrt(wants[place]) / weights if weights else 0.0
        given = max(0.0, min(wants[place], share))
        widths[place] += given
        spare -= given
    return widths
