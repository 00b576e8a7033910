"""Tables as they are pasted: tabs as Excel and Word copy them, else bars, else wide gaps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from documents.extraction import LARGEST_FILE
from documents.refusal import Reason, RefusedError
from documents.task_table.columns import MARK, Field, field_of
from documents.task_table.table import Cell, Line
from documents.wording import starts_lower, tidy

_MOST_LINES, _MOST_TABS = 50_000, 500_000
_WIDEST = 60
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_CELL = re.compile(r'"((?:[^"\t]|"")*+)"(?=\t|\n|\Z)|[^\t\n]*')
_DRAWN = re.compile(r"[\s|+:=_\-–—│─┼├┤┌┐└┘┬┴]*")
_BAR = re.compile(r"[|│]")
_GAP = re.compile(r" {2,}")
_BULLET = re.compile(r"[-–+*•]\s*\w")
_MOST = 0.5
"""The share of lines from which a sign is taken to part cells."""

Row = tuple[int, list[str]]
"""The number of its first line, and its cells."""


def lines_of(text: str) -> list[Line]:
    """The rows of a pasted text; RefusedError where there is nothing or too much."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_FILE:
        raise RefusedError(Reason.TOO_LARGE)
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text)).replace("\u00a0", " ")
    if text.count("\n") > _MOST_LINES or text.count("\t") > _MOST_TABS:
        raise RefusedError(Reason.TOO_LONG)
    rows = [_line(row) for row in _splitter(text)(text)]
    return [line for line in rows if line.own]


def _line(row: Row) -> Line:
    number, cells = row
    return Line(number, tuple(Cell(tidy(cell)) for cell in cells))


def _splitter(text: str) -> Callable[[str], list[Row]]:
    """How the cells are parted: what most lines have in common."""
    lines = [line for line in text.split("\n") if line.strip()]
    if any("\t" in line.strip() for line in lines):
        return _tabbed
    for sign, split in ((_BAR, _barred), (_GAP, _aligned)):
        if sum(bool(sign.search(line.strip())) for line in lines) > _MOST * len(lines):
            return split
    return _lone


def _lone(text: str) -> list[Row]:
    return [(number, [line]) for number, line in enumerate(text.split("\n"), 1)]


def _tabbed(text: str) -> list[Row]:
    rows = list(_quoted(text))
    return list(_healed(rows, _width(rows)))


def _quoted(text: str) -> Iterator[Row]:
    """Cells between tabs; one with line breaks or quotes inside stands in quotes (Excel)."""
    number, first, at, cells = 1, 1, 0, []
    while at <= len(text):
        found = _CELL.match(text, at)
        assert found is not None  # noqa: S101  # the pattern matches the empty text
        cells.append(_unquoted(found))
        number += found[0].count("\n")
        at = found.end() + 1
        if text[found.end() : at] == "\t":
            continue
        yield first, cells
        number += 1
        first, cells = number, []


def _unquoted(found: re.Match[str]) -> str:
    """Quotes round a cell that needs none are the writer's own."""
    inner = found[1]
    needs_quotes = inner is not None and ("\n" in inner or '""' in inner)
    return inner.replace('""', '"') if inner is not None and needs_quotes else found[0]


def _width(rows: Sequence[Row]) -> int:
    """How many cells a whole row has."""
    return max((len(cells) for _number, cells in rows if _begins_row(cells)), default=0)


def _begins_row(cells: Sequence[str]) -> bool:
    first = tidy(cells[0])
    return bool(MARK.fullmatch(first)) or field_of(first) is Field.MARKER


def _healed(rows: Sequence[Row], width: int) -> Iterator[Row]:
    """Rows put together again that Word broke at a paragraph inside a cell."""
    last: Row | None = None
    for number, cells in rows:
        if last is not None and _goes_on(last[1], cells, width):
            last[1][-1] += f"\n{cells[0]}"
            last[1].extend(cells[1:])
            continue
        if last is not None:
            yield last
        last = (number, cells)
    if last is not None:
        yield last


def _goes_on(before: Sequence[str], cells: Sequence[str], width: int) -> bool:
    """Whether cells are the rest of the row before them."""
    first = tidy(cells[0])
    if not first or width < 3 or len(before) + len(cells) - 1 > width:
        return False
    if not _begins_row(before) or _begins_row(cells):
        return False
    is_open = len(before) < width and len(before) > 1
    looks_like_rest = starts_lower(first) or bool(_BULLET.match(first))
    return looks_like_rest or (is_open and not tidy(before[0]).rstrip(".").isupper())


def _barred(text: str) -> list[Row]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not _DRAWN.fullmatch(line):
            inner = re.sub(r"^\s*[|│]|[|│]\s*$", "", line)
            found.append((number, _BAR.split(inner)))
    return found


def _aligned(text: str) -> list[Row]:
    """Cells between wide gaps; where one is missing, by what stands above."""
    lines = list(enumerate(text.split("\n"), 1))
    parts = [(number, list(_parts(line))) for number, line in lines if not _DRAWN.fullmatch(line)]
    ruler = max((found for _number, found in parts), key=len, default=[])
    starts = [start for start, _text in ruler]
    return [(number, _under(found, starts)) for number, found in parts]


def _parts(line: str) -> Iterator[tuple[int, str]]:
    at = len(line) - len(line.lstrip())
    for text in _GAP.split(line.strip()):
        at = line.index(text, at)
        yield at, text
        at += len(text)


def _under(parts: Sequence[tuple[int, str]], starts: Sequence[int]) -> list[str]:
    if len(parts) == len(starts) or len(starts) > _WIDEST:
        return [text for _start, text in parts]
    cells = [""] * len(starts)
    for start, text in parts:
        place = min(range(len(starts)), key=lambda at: abs(starts[at] - start))
        cells[place] = f"{cells[place]} {text}".strip()
    return cells
