"""Lines to paragraphs: hard wraps joined before anybody looks for marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from documents.extraction.lines import Line
from documents.plan_reader import markers, tables
from documents.plan_reader.clean import is_page_number, is_rule, without_references
from documents.plan_reader.markers import Marker, Style
from documents.plan_reader.tables import Row
from documents.plan_reader.vocabulary import ACTION
from documents.wording import is_upper, plain, starts_lower, tidy


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


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a source breaks its lines: whether it wraps them, how wide, blank lines between."""

    hard: bool
    width: int
    spaced: bool


_SENTENCE_END = re.compile(r"[.;:!?…][”\"’')\]]*$|/\.?$")
_OPENS = re.compile(
    r"^(?:can cu|thuc hien (?:ke hoach|cong van|quyet dinh|chi thi|nghi)|kinh gui|"
    r"noi nhan|tren day la|xet de nghi)\b"
)
_HANGING = re.compile(
    r"(?:[,(/&–-]|\b(?:va|cua|cac|ve|voi|so|ngay|thang|nam|tai|trong|cho|theo|den|tu|khoan|dieu"
    r"|diem|"
    r"muc|phu luc|hoac|do|la|duoc|nhung|mot|de|bang|o|giua))$"
)
_BARE = re.compile(r"^(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s?[.)]$|^[-+*•]$|^Điều$")
_GLUED = re.compile(
    r"(?<=[.;!/]) (?=(?:(?:XI{0,3}|IX|IV|VI{0,3}|I{1,3}|V)[.)/]\s?[^\W\d_]|Điều \d{1,2}\.\s"
    r"|[-–+] (?:Sở|Phòng|UBND|[A-ZĐÔỦ][^-]{25})"
    r"|\d{1,2}\. (?:Sở|Phòng|UBND|Ủy ban|Công an|Trung tâm|Hội|Đoàn|Ban|Trạm|Đài"
    r"|Các)\b[^.;:]{2,80}:))"
)


def wrapping_of(lines: list[Line]) -> Wrapping:
    """Tell a source whose lines are cut at a width from one whose lines are paragraphs."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    long = sorted(len(text) for text in texts if len(text) > 25)
    if len(long) < 5:
        return Wrapping(False, 0, False)
    width = long[int(len(long) * 0.95)]
    pairs = zip(texts, texts[1:], strict=False)
    cut = sum(starts_lower(b) and not _SENTENCE_END.search(a) for a, b in pairs)
    blank = sum(not line.text.strip() for line in lines)
    return Wrapping(width < 160 and cut >= 0.18 * len(long), width, blank >= 0.12 * len(texts))


def join(lines: list[Line]) -> list[Paragraph]:
    """Paragraphs of the body; page numbers and drawn lines do not come here."""
    wrapping = wrapping_of(lines)
    joiner = _Joiner(wrapping, is_measured=_is_measured(lines))
    for line in lines:
        joiner.take(line)
    return [part for paragraph in joiner.paragraphs() for part in _unglue(paragraph)]


def _is_measured(lines: list[Line]) -> bool:
    """Whether the source is printed lines of which it is known how full they are."""
    known = [line.ends for line in lines]
    return True in known and None in known[:-1]


def is_noise(line: Line) -> bool:
    """Whether a line says nothing of its own: a rule, a page number."""
    return is_rule(line.text) or is_page_number(line)


class _Joiner:
    """Takes line after line and keeps the paragraphs built so far."""

    def __init__(self, wrapping: Wrapping, *, is_measured: bool) -> None:
        self._wrapping = wrapping
        self._is_measured = is_measured
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
        if self._take_row(text, line.number):
            pass
        elif self._texts and self._continues(text):
            self._texts[-1].append(text)
            self._numbers[-1].append(line.number)
        else:
            self._texts.append([text])
            self._numbers.append([line.number])
        self._last, self._blank = line, False

    def _take_row(self, text: str, number: int) -> bool:
        """A row of a table stands for itself; its header says what the columns are."""
        if not tables.is_row(text):
            self._columns = {}
            return False
        columns = tables.columns_of(text)
        if columns and not self._columns:
            self._columns = columns
        elif self._columns:
            self._rows[len(self._texts)] = tables.row_of(text, self._columns)
        self._texts.append([text])
        self._numbers.append([number])
        return True

    def paragraphs(self) -> list[Paragraph]:
        built = []
        for at, (texts, numbers) in enumerate(zip(self._texts, self._numbers, strict=True)):
            if row := self._rows.get(at):
                built.append(Paragraph(row.content, tuple(numbers), None, row))
                continue
            if tables.is_row(texts[0]):
                built.append(Paragraph(texts[0], tuple(numbers)))
                continue
            text = without_references(" ".join(texts))
            text = re.sub(r"\s*\(\s+\)\s*,", ",", text)
            built.append(Paragraph(text or " ".join(texts), tuple(numbers), markers.find(text)))
        return built

    def _continues(self, text: str) -> bool:
        before = self._texts[-1][-1]
        if self._last is not None and self._last.ends is False:
            return True
        if "|" in text or before.endswith("|"):
            return False
        if _BARE.match(before) or plain(before).endswith(("dieu", "khoan")):
            return True
        marker = markers.find(text)
        if marker is not None:
            return self._is_false(marker, text, before)
        if _BARE.match(text):
            return False
        return self._is_rest(text, before)

    def _is_false(self, marker: Marker, text: str, before: str) -> bool:
        """Whether a mark at a line's start only looks like one: "- 2025”;", "- xã hội tại"."""
        if _SENTENCE_END.search(before):
            return (
                marker.style is Style.DASH and self._cut_in_bracket(before) and starts_lower(text)
            )
        if marker.style is Style.DASH:
            return _is_cut_dash(text[marker.length :], before)
        if not marker.style.is_bullet and _open_bracket(self._texts[-1]):
            return True
        return self._wrapping.hard and self._is_cut_number(marker, before)

    def _is_cut_number(self, marker: Marker, before: str) -> bool:
        if marker.style.is_bullet or marker.style <= Style.ROMAN:
            return bool(_HANGING.search(plain(before)))
        opened = self._opened()
        if opened is not None and len(" ".join(self._texts[-1][:8])) < 120:
            return bool(_HANGING.search(plain(before)) and marker.rank != 1)
        return bool(_HANGING.search(plain(before))) or not self._blank

    def _opened(self) -> Marker | None:
        return markers.find(" ".join(self._texts[-1][:3]))

    def _cut_in_bracket(self, before: str) -> bool:
        return before.count("(") > before.count(")")

    def _is_rest(self, text: str, before: str) -> bool:
        """Whether an unmarked line goes on with the paragraph before it."""
        if self._awaits_title(text) or text[0] in ",;.):”" or _open_bracket(self._texts[-1]):
            return True
        if self._is_measured and self._last is not None and self._last.ends is None:
            return not _OPENS.match(plain(text)) and not (is_upper(before) and not is_upper(text))
        if _SENTENCE_END.search(before):
            return self._is_full(before, text)
        return self._is_unfinished(before, text)

    def _is_unfinished(self, before: str, text: str) -> bool:
        """No sentence ended: a small letter goes on, a capital does so where lines are wrapped."""
        if starts_lower(text) or _HANGING.search(plain(before)):
            return True
        if self._blank and not self._wrapping.hard:
            return False
        if is_upper(before) and is_upper(text) and len(before) > 3:
            return True
        return self._wrapping.hard and self._is_cut(text, before)

    def _awaits_title(self, text: str) -> bool:
        """ "Phần thứ nhất" with its title on the next line."""
        opened = self._opened()
        is_part = opened is not None and opened.style is Style.PART
        return is_part and len(self._texts[-1]) == 1 and not self._part_title() and len(text) < 200

    def _part_title(self) -> str:
        opened = self._opened()
        return self._texts[-1][0][opened.length :] if opened else ""

    def _is_full(self, before: str, text: str) -> bool:
        """A sentence that happens to end where the line is full, inside a paragraph."""
        if not self._wrapping.hard or self._blank or self._wrapping.width < 40:
            return False
        if before.endswith((":", ";", "./.", "/.")) or _OPENS.match(plain(text)):
            return False
        if len(self._texts[-1]) == 1 and self._opened() is None and len(before) < 60:
            return False
        first_word = len(text.split(" ", 1)[0])
        return len(before) + 1 + first_word > self._wrapping.width * 0.97

    def _is_cut(self, text: str, before: str) -> bool:
        if self._blank and self._wrapping.spaced:
            return False
        if is_upper(before) != is_upper(text) and is_upper(before):
            return False
        if _OPENS.match(plain(text)):
            return False
        opened = self._opened()
        if opened is not None and _lacks_object(" ".join(self._texts[-1][:3])[opened.length :]):
            return True
        is_heading = len(self._texts[-1]) == 1 and opened is not None
        return not (is_heading and len(before) < self._wrapping.width * 0.6 and text[:1].isupper())


def _is_cut_dash(rest: str, before: str) -> bool:
    """A dash that belongs inside a text: "giai đoạn 2021 | - 2025”", "kinh tế | - xã hội"."""
    if before[-1:].isdigit() and rest[:1].isdigit():
        return True
    if starts_lower(rest) and not before.endswith((",", "…")):
        return True
    return bool(re.search(r"(?:lao dong|thuong binh|tai chinh|giao duc|van hoa)$", plain(before)))


def _lacks_object(body: str) -> bool:
    """ "Điều 1. Phê duyệt": a verb alone is no heading."""
    return len(body.split()) <= 2 and bool(
        re.match(r"(?:phe duyet|ban hanh)$|\W*$", plain(body)) or ACTION.match(plain(body))
    )


def _open_bracket(texts: list[str]) -> bool:
    """Whether the text so far ends inside a bracket that was opened close before."""
    joined = " ".join(texts[-8:])[-300:]
    return joined.rfind("(") > joined.rfind(")") and len(joined) - joined.rfind("(") < 120


def _unglue(paragraph: Paragraph) -> list[Paragraph]:
    """Part a heading that was glued to the end of the sentence before it."""
    pieces = _GLUED.split(paragraph.text)
    if len(pieces) == 1:
        return [paragraph]
    parts = [replace(paragraph, text=piece, marker=markers.find(piece)) for piece in pieces]
    return [parts[0], *(part for part in parts[1:] if part.text)]
