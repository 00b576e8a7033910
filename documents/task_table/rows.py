"""From the rows of a table to tasks under their sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.plan_reader import deadlines, markers
from documents.plan_reader.deadlines import Calendar
from documents.refusal import Reason, RefusedError
from documents.task_table.columns import (
    MARK,
    Columns,
    Field,
    columns_of,
    heading_places,
    is_counted,
)
from documents.task_table.table import MOST_ROWS, Line, RowFault, TaskRow, TaskTable
from documents.wording import is_upper, plain

_LONGEST_TEXT = 2000
_LONGEST_TITLE = 200
_ROMAN = re.compile(r"[IVXL]+")
_GROUP = re.compile(r"[IVXL]+|[A-HĐ]|(?i:phần|chương)\b.*")
_RECURS = re.compile(
    r"thuong xuyen|lien tuc|(?:hang|moi|tung|cac) (?:ngay|tuan|thang|quy|nam)|dinh ky|ca nam"
    r"|trong nam|khi co|theo dot|6 thang|sau thang"
)
_NUMBERED = 2
_UNMARKED = 3
_SURE_HEADINGS = 3


def read(lines: Sequence[Line]) -> TaskTable:
    """The tasks of a table; RefusedError where it has no row or more than a thousand."""
    if not lines:
        raise RefusedError(Reason.EMPTY)
    columns = columns_of(lines)
    below = lines[columns.start + columns.height :]
    if len(below) > MOST_ROWS:
        raise RefusedError(Reason.TOO_LONG)
    reader = _Reader(columns)
    for place, line in enumerate(below):
        reader.take(line, below[place + 1] if place + 1 < len(below) else None)
    above = tuple(line.words for line in lines[: columns.start])
    return TaskTable(
        _with_repeats(reader.rows),
        columns.headings,
        tuple(reader.sections),
        above + tuple(reader.aside),
    )


class _Reader:
    """Takes the rows one after the other and knows the sections they stand under."""

    def __init__(self, columns: Columns) -> None:
        self.rows: list[TaskRow] = []
        self.sections: list[str] = []
        self.aside: list[str] = []
        self._columns = columns
        self._open: dict[int, str] = {}

    def take(self, line: Line, following: Line | None) -> None:
        """File a row as a task, a section, or neither."""
        if self._is_furniture(line):
            self.aside.append(line.words)
            return
        marker, text = _named(line, self._columns)
        level = _level(marker, text, line, following, self._columns)
        if level is None:
            self.rows.append(_task(line, self._columns, marker, text, self._section))
        else:
            self._begin(level, f"{marker}. {text}" if marker and text else marker or text)

    def _is_furniture(self, line: Line) -> bool:
        """Headings again (perhaps in another order), numbers of columns, lines without a word."""
        texts = tuple(cell.text for cell in line.cells)
        if texts == self._columns.headings or is_counted(line.cells) or _says_nothing(line):
            return True
        places = heading_places(line)
        if len(places) >= _SURE_HEADINGS:
            self._columns = Columns(places, texts)
        return len(places) >= _SURE_HEADINGS

    def _begin(self, level: int, title: str) -> None:
        self._open = {at: name for at, name in self._open.items() if at < level} | {level: title}
        self.sections.append(title)

    @property
    def _section(self) -> str | None:
        return " / ".join(self._open[level] for level in sorted(self._open)) or None


def _says_nothing(line: Line) -> bool:
    """A number alone, or no letter at all."""
    words = line.words.strip(".")
    has_fault = any(cell.fault for cell in line.cells)
    return not has_fault and (words.isdecimal() or not any(map(str.isalnum, words)))


def _named(line: Line, columns: Columns) -> tuple[str, str]:
    """The mark of a row and its text; the mark is taken from the text where it stands there."""
    label, cell = line.at(columns.places.get(Field.MARKER)), line.at(columns.text)
    is_joined = cell.across_from is not None and cell.text == label.text
    if label.text and not is_joined:
        is_mark = MARK.fullmatch(label.text)
        return (label.text.strip(" .()") if is_mark else label.text), cell.text
    text = cell.text or label.text
    if found := markers.find(text):
        return found.label, text[found.length :]
    return "", text


def _level(
    marker: str, text: str, line: Line, following: Line | None, columns: Columns
) -> int | None:
    """How deep a section a row opens; None where it is a task."""
    named = {columns.text, columns.places.get(Field.MARKER, columns.text)}
    if set(line.own) - named or not (marker or text):
        return None
    if _is_title_mark(marker):
        return _depth(marker)
    if not text:
        return None if MARK.fullmatch(marker) else _UNMARKED
    if marker:
        return _NUMBERED if _has_children(marker, following, columns) else None
    return _UNMARKED if _is_title(text, line, columns) else None


def _is_title_mark(marker: str) -> bool:
    """ "I", "A", "Phần thứ nhất": marks that offices give to groups of tasks."""
    return bool(_GROUP.fullmatch(marker))


def _depth(marker: str) -> int:
    return 1 if _ROMAN.fullmatch(marker) else 0


def _has_children(marker: str, following: Line | None, columns: Columns) -> bool:
    """Whether "1" is followed by "1.1", "a" or "-"."""
    if following is None or not columns.has_more or not marker.isdecimal():
        return False
    below, _text = _named(following, columns)
    return below.startswith(f"{marker}.") or below in ("a", "-", "+")


def _is_title(text: str, line: Line, columns: Columns) -> bool:
    """A text alone in its row that is set as a title, or reaches across the columns."""
    if len(text) > _LONGEST_TITLE:
        return False
    if any(cell.across_from is not None for cell in line.cells):
        return True
    is_first = line.own == [0] and columns.text != 0
    return is_first or (columns.has_more and (is_upper(text) or text.endswith(":")))


def _task(line: Line, columns: Columns, marker: str, text: str, section: str | None) -> TaskRow:
    values = {field: _value(line, columns, field) for field in Field}
    due_text = values[Field.DUE]
    days = _days(line, columns, text)
    recurs = bool(_RECURS.search(plain(due_text)))
    return TaskRow(
        number=line.number,
        section=section,
        marker=marker,
        text=text,
        lead=values[Field.LEAD],
        coordinating=values[Field.COORDINATING],
        due_text=due_text,
        due=days[0] if days else None,
        product=values[Field.PRODUCT],
        cadence=values[Field.CADENCE] or (due_text if recurs else ""),
        others=_others(line, columns),
        faults=_faults(line, text, bool(due_text) and not recurs, days),
    )


def _value(line: Line, columns: Columns, field: Field) -> str:
    """The text of a field; a text that reaches over from the task's own column is not its."""
    place = columns.places.get(field)
    cell = line.at(place)
    if place is None or (cell.across_from is not None and cell.across_from <= columns.text < place):
        return ""
    return cell.text


def _days(line: Line, columns: Columns, text: str) -> list[str]:
    """The days of the due cell, as the plan reader reads a column of times; else of the text."""
    cell = line.at(columns.places.get(Field.DUE))
    if cell.day:
        return [cell.day]
    due_text = _value(line, columns, Field.DUE)
    found = deadlines.find(due_text or text, Calendar(), timed=bool(due_text))
    return list(dict.fromkeys(deadline.date for deadline in found))


def _others(line: Line, columns: Columns) -> tuple[tuple[str, str], ...]:
    known = set(columns.places.values())
    places = [place for place in line.own if place not in known and line.cells[place].text]
    return tuple((columns.heading(place), line.cells[place].text) for place in places)


def _faults(line: Line, text: str, wants_day: bool, days: Sequence[str]) -> tuple[RowFault, ...]:
    found = [cell.fault for cell in line.cells if cell.fault and not cell.is_copy]
    told = {
        RowFault.NO_TEXT: not text,
        RowFault.DUE_NOT_A_DAY: wants_day and not days,
        RowFault.SEVERAL_DAYS: len(days) > 1,
        RowFault.TOO_LONG: len(text) > _LONGEST_TEXT,
    }
    return tuple(dict.fromkeys([*found, *(fault for fault, holds in told.items() if holds)]))


def _with_repeats(rows: Sequence[TaskRow]) -> tuple[TaskRow, ...]:
    """The rows, those marked that say again what a row before them said."""
    seen: set[tuple[str | None, str, str]] = set()
    marked = []
    for row in rows:
        key = (row.section, plain(row.text), plain(row.lead))
        is_repeated = bool(row.text) and key in seen
        seen.add(key)
        marked.append(replace(row, faults=(*row.faults, RowFault.REPEATED)) if is_repeated else row)
    return tuple(marked)
