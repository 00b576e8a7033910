"""Lines to paragraphs: hard wraps joined before anybody looks for marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from documents.extraction.lines import Line
from documents.plan_reader import markers, tables
from documents.plan_reader.clean import is_page_number, is_rule, without_references
from documents.plan_reader.joining import Joiner
from documents.plan_reader.markers import Marker
from documents.plan_reader.tables import Row
from documents.plan_reader.wrapping import wrapping_of
from documents.wording import tidy


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, the numbers of its lines, and the mark it begins with."""

    text: str
    lines: tuple[int, ...]
    marker: Marker | None = None
    row: Row | None = None

    @property
    def body(self) -> str:
        """The text without its mark."""
        return self.text[self.marker.length :] if self.marker else self.text


_EMPTY_BRACKET = re.compile(r"\s*\(\s+\)\s*,")
_GLUED = re.compile(
    r"(?<=[.;!/]) (?=(?:(?:XI{0,3}|IX|IV|VI{0,3}|I{1,3}|V)[.)/]\s?[^\W\d_]|Điều \d{1,2}\.\s"
    r"|[-–+] (?:Sở|Phòng|UBND|[A-ZĐÔỦ][^-]{25})"
    r"|\d{1,2}\. (?:Sở|Phòng|UBND|Ủy ban|Công an|Trung tâm|Hội|Đoàn|Ban|Trạm|Đài|Các)"
    r"\b[^.;:]{2,80}:))"
)


def join(lines: list[Line]) -> list[Paragraph]:
    """Paragraphs of the body; page numbers and drawn lines do not come here."""
    builder = _Builder(Joiner(wrapping_of(lines)))
    for line in lines:
        builder.take(line)
    return [part for paragraph in builder.paragraphs() for part in _unglue(paragraph)]


def is_noise(line: Line) -> bool:
    """Whether a line says nothing of its own: a rule, a page number."""
    return is_rule(line.text) or is_page_number(line)


class _Builder:
    """Takes line after line and keeps the paragraphs built so far."""

    def __init__(self, joiner: Joiner) -> None:
        self._joiner = joiner
        self._texts: list[list[str]] = []
        self._numbers: list[list[int]] = []
        self._rows: dict[int, Row] = {}
        self._columns: dict[str, int] = {}
        self._last: Line | None = None
        self._blank = False

    def take(self, line: Line) -> None:
        text = tidy(line.text)
        if not text:
            self._blank = True
            return
        if tables.is_row(text):
            self._take_row(text, line.number)
        else:
            self._take_text(text, line.number)
        self._last, self._blank = line, False

    def _take_text(self, text: str, number: int) -> None:
        self._columns = {}
        joiner, texts = self._joiner, self._texts
        if texts and joiner.continues(text, texts[-1], self._last, self._blank):
            texts[-1].append(text)
            self._numbers[-1].append(number)
            return
        joiner.begun(markers.find(text))
        self._begin(text, number)

    def _take_row(self, text: str, number: int) -> None:
        """A row of a table stands for itself; its header says what the columns are."""
        columns = tables.columns_of(text)
        if columns and not self._columns:
            self._columns = columns
        elif self._columns:
            self._rows[len(self._texts)] = tables.row_of(text, self._columns)
        self._begin(text, number)

    def _begin(self, text: str, number: int) -> None:
        self._texts.append([text])
        self._numbers.append([number])

    def paragraphs(self) -> list[Paragraph]:
        pairs = zip(self._texts, self._numbers, strict=True)
        return [self._built(at, texts, tuple(numbers)) for at, (texts, numbers) in enumerate(pairs)]

    def _built(self, at: int, texts: list[str], numbers: tuple[int, ...]) -> Paragraph:
        if row := self._rows.get(at):
            return Paragraph(row.content, numbers, None, row)
        if tables.is_row(texts[0]):
            return Paragraph(texts[0], numbers)
        text = _EMPTY_BRACKET.sub(",", without_references(" ".join(texts)))
        return Paragraph(text or " ".join(texts), numbers, markers.find(text))


def _unglue(paragraph: Paragraph) -> list[Paragraph]:
    """Part a heading that was glued to the end of the sentence before it."""
    pieces = _GLUED.split(paragraph.text)
    if len(pieces) == 1:
        return [paragraph]
    parts = [replace(paragraph, text=piece, marker=markers.find(piece)) for piece in pieces]
    return [parts[0], *(part for part in parts[1:] if part.text)]
