"""Which column of a table of tasks is for what, by the words of its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from documents.task_table.table import Cell, Line
from documents.wording import plain, tidy


class Field(StrEnum):
    """What a column can be for."""

    MARKER = "marker"
    TEXT = "text"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DUE = "due"
    PRODUCT = "product"
    CADENCE = "cadence"


_WORDS = (
    (Field.MARKER, re.compile(r"^(?:stt|s\.t\.t|tt|so tt|so thu tu|so)\.?$")),
    (Field.TEXT, re.compile(r"^(?:cac |ten |danh muc )*(?:noi dung|nhiem vu|cong viec|hoat dong"
                            r"|hang muc|dau viec|viec can lam)")),
    (Field.LEAD, re.compile(r"chu tri")),
    (Field.COORDINATING, re.compile(r"phoi hop")),
    (Field.CADENCE, re.compile(r"dinh ky|tan suat|chu ky bao cao|che do bao cao")),
    (Field.PRODUCT, re.compile(r"san pham|ket qua|dau ra")),
    (Field.DUE, re.compile(r"thoi gian|thoi han|thoi diem|tien do|lo trinh|^han\b"
                           r"|^ngay (?:hoan thanh|thuc hien|ket thuc)")),
    (Field.LEAD, re.compile(r"(?:co quan|don vi|bo phan|nguoi|ca nhan|to chuc|phong|ban|nganh)\b.*"
                            r"(?:thuc hien|phu trach|tham muu|chiu trach nhiem|duoc giao)"
                            r"|^(?:don vi|co quan)\b|phan cong|phu trach|chiu trach nhiem")),
)  # fmt: skip
_LONGEST_HEADING = 50
_LINES_ABOVE = 20
_WIDEST = 60
_LONE = re.compile(r"(?:noi dung|nhiem vu|cong viec)(?: cong viec| nhiem vu)?")
_COUNTED = re.compile(r"\(?(\d{1,2}|[a-z])\)?")
MARK = re.compile(r"\(?(?:[IVXLC]+|\d{1,4}(?:\.\d{1,3})*|[A-ZĐa-zđ])\s?[.)]*|[-–+*•]")
"""What stands in the first column of a numbered row."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands; `headings` by place, and how many lines the headings take."""

    places: dict[Field, int]
    headings: tuple[str, ...] = ()
    start: int = 0
    height: int = 0

    def heading(self, place: int) -> str:
        return self.headings[place] if place < len(self.headings) else ""

    @property
    def text(self) -> int:
        return self.places.get(Field.TEXT, 0)

    @property
    def has_more(self) -> bool:
        """Whether there is more to a task than its number and text."""
        return bool(self.places.keys() - {Field.MARKER, Field.TEXT})


def field_of(heading: str) -> Field | None:
    """What a column is for; None where its heading says something else."""
    folded = plain(tidy(heading)).strip(" .:*()")
    if not folded or len(folded) > _LONGEST_HEADING:
        return None
    return next((field for field, words in _WORDS if words.search(folded)), None)


def columns_of(lines: Sequence[Line]) -> Columns:
    """The columns by the headings among the first lines; else by what the rows look like."""
    for start, line in enumerate(lines[:_LINES_ABOVE]):
        if places := heading_places(line):
            columns = Columns(places, _texts(line), start, 1)
            return _with_second_line(columns, lines[start + 1 : start + 2])
    return _guessed(lines)


def heading_places(line: Line) -> dict[Field, int]:
    """The fields a row of headings names; empty where it is none: one word is not enough."""
    if any(line.cells[place].text.isdecimal() for place in line.own):
        return {}
    places = _places([cell.text for cell in line.cells])
    lone = len(line.own) == 1 and _LONE.fullmatch(plain(line.words))
    return places if Field.TEXT in places and (len(places) > 1 or lone) else {}


def _places(texts: Sequence[str]) -> dict[Field, int]:
    places: dict[Field, int] = {}
    for place, text in enumerate(texts):
        field = field_of(text)
        if field is not None:
            places.setdefault(field, place)
    return places


def _texts(line: Line) -> tuple[str, ...]:
    return tuple(cell.text for cell in line.cells)


def _with_second_line(columns: Columns, following: Sequence[Line]) -> Columns:
    """Headings of two lines: "Cơ quan thực hiện" above "Chủ trì" and "Phối hợp"."""
    cells = following[0].cells if following else ()
    below = ["" if cell.is_copy else cell.text for cell in cells]
    if len(_places(below)) < 2 or tuple(below) == columns.headings:
        return columns
    above = _widened(columns.headings, below)
    pairs = list(zip_longest(above, below, fillvalue=""))
    places = _places([low or high for high, low in pairs])
    if Field.TEXT not in places:
        return columns
    headings = tuple(" - ".join(filter(None, pair)) for pair in pairs)
    return replace(columns, places=places, headings=headings, height=2)


def _widened(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The upper line as wide as the lower: Word copies a joined cell as one cell only."""
    missing = len(below) - len(above)
    first = next((place for place, text in enumerate(below) if text), 0)
    if missing <= 0 or first >= len(above):
        return list(above)
    return [*above[:first], *[above[first]] * (missing + 1), *above[first + 1 :]]


def _guessed(lines: Sequence[Line]) -> Columns:
    """Without headings: marks in the first column are numbers, the first text is the task."""
    width = min(_WIDEST, max((len(line.cells) for line in lines), default=1))
    first = [text for line in lines if (text := line.at(0).text)]
    marks = [text for text in first if MARK.fullmatch(text)]
    has_marks = width > 1 and 2 * len(marks) > len(first)
    places = {Field.MARKER: 0} if has_marks else {}
    places[Field.TEXT] = _first_text(lines, 1 if has_marks else 0, width)
    return Columns(places)


def _first_text(lines: Sequence[Line], start: int, width: int) -> int:
    for place in range(start, width):
        texts = [text for line in lines if (text := line.at(place).text)]
        wordy = [text for text in texts if " " in text and any(map(str.isalpha, text))]
        if wordy and 2 * len(wordy) >= len(texts):
            return place
    return start


def is_counted(cells: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    texts = [cell.text for cell in cells if cell.is_own]
    found = [_COUNTED.fullmatch(text.lower()) for text in texts]
    return len(texts) > 2 and all(found)
