"""The years and days that a text says about its own plan, moved by whole years.

What a text says of other documents stays: their numbers and days ("số 34/2014/QĐ-TTg ngày
30/5/2014"), the years of laws ("Luật Trẻ em năm 2016") and of the titles it quotes.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?:19|20)\d\d"
_FULL = rf"(?:\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*{_YEAR}(?!\d))"
_SPOKEN = rf"(?:\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+{_YEAR})"
_DAY = rf"(?:{_FULL}|{_SPOKEN})"
_DASH = r"(?:\s*[-–—]\s*|\s+(?:đến|tới)\s+(?:hết\s+)?(?:năm\s+)?)"
_KINDS = (
    r"\b(?:bộ luật|luật|pháp lệnh|hiến pháp|nghị định|nghị quyết|chỉ thị|quyết định|thông tư|"
    r"công ước|kế hoạch|công văn|công điện|đề án|chương trình|thông báo|hướng dẫn|tờ trình|văn bản)"
)
_SYMBOL = rf"\d{{1,5}}\s*/\s*(?:{_YEAR}\s*/\s*)?[A-ZĐƯ][\wĐđƯư&.]*(?:\s*[-–&]\s*[A-ZĐƯ][\wĐđƯư&]*)*"
_ISSUED = rf"(?:,?\s*\(?\s*(?:ngày\s+)?{_DAY}|,?\s+năm\s+{_YEAR})"
_ISSUER = r"(?:(?!(?:trước|từ|đến|vào|trong|xong|hạn)\b)[^\s,;.()]+\s+){1,10}"
_TITLE_YEARS = rf"(?:giai đoạn|năm)\s+(?:học\s+)?{_YEAR}(?:{_DASH}{_YEAR})?"
_TITLE = re.compile(
    rf"(?:,?\s+của\s[^;:\n]{{1,120}}?)??,?\s+(?:V/v|về|quy định|hướng dẫn|ban hành|phê duyệt|"
    rf"triển khai)\s(?P<words>[^;\n]{{0,300}}?){_TITLE_YEARS}",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(
    rf"(?:\b(?:trong|đầu|cuối|hết|đến|từ|vào|quý|tháng)\s*$)|{_DAY}|\.\s|"
    r",\s*(?:hoàn thành|báo cáo|gửi|tổ chức|xây dựng|đồng thời|thực hiện)\b",
    re.IGNORECASE,
)
_CITED = (
    re.compile(rf"{_SYMBOL}{_ISSUED}?"),
    re.compile(rf"{_KINDS}\s+(?:số\s+\d+[\s,]+)?ngày\s+{_DAY}", re.IGNORECASE),
    re.compile(rf"{_KINDS}\s+số\s+\d+{_ISSUED}?", re.IGNORECASE),
    re.compile(rf"{_KINDS}\s+của\s+{_ISSUER}ngày\s+{_DAY}", re.IGNORECASE),
)
_LAW = re.compile(
    rf"\b(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp|Công ước)\b(?P<words>[^;.:()\n]{{0,90}}?)"
    rf"(?:năm\s+{_YEAR}|ngày\s+{_DAY})"
)
_NO_NAME = re.compile(r"\b(?:trong|tháng hành động|kế hoạch|kết quả|đầu|cuối)\b", re.IGNORECASE)
_WORDS = re.compile(
    rf"(?P<full>(?<![\d/]){_FULL})|(?P<spoken>{_SPOKEN})|"
    rf"(?P<span>(?<![\d/.])(?:\bnăm\s+(?:học\s+)?)?{_YEAR}{_DASH}{_YEAR}(?![\d/]))|"
    rf"(?P<named>(?:\bnăm(?:\s+học)?\s+|\b(?:tháng\s+)?\d{{1,2}}\s*/\s*|"
    rf"\bquý\s+[IV\d]+\s*/\s*){_YEAR}(?![\d/])(?:(?:\s*,\s*|\s+và\s+){_YEAR}(?![\d/]))*)|"
    rf"(?P<bare>(?<=[a-zà-ỹ] ){_YEAR}(?=$|[.,;:)”\"](?!\d)|\s*[-–/]\s*\D|"
    r"\s(?:và|của|trên|tại|theo|với|đến|cho)\b))",
    re.IGNORECASE,
)
_NO_YEAR_BEFORE = re.compile(r"\b(?:số|định|văn|tư|đài|thoại|mã|hoạch)\s$", re.IGNORECASE)
_YEARS = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_PARTS = re.compile(r"\d+")
_UNTIL = re.compile(r"\s*,?\s*(?:[-–—]|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class _Said:
    """A year or day in a text: where it stands, which years it names."""

    start: int
    stop: int
    kind: str
    years: tuple[int, ...]


def moved(text: str, first_year: int, last_year: int, by_years: int) -> str:
    """The text with the years of its plan's period moved; both years belong to the period."""
    found = _own(text)
    period = range(first_year, last_year + 1)
    taken = [one for one in found if _is_of(one, period)]
    taken += [one for one in found if one not in taken and _is_end_of(one, taken, text)]
    for one in sorted(taken, key=lambda one: one.start, reverse=True):
        text = text[: one.start] + _written(text, one, by_years) + text[one.stop :]
    return text


def moved_day(day: date, by_years: int) -> date:
    """The same day of another year; 29/02 becomes 28/02 where the year has none."""
    year = day.year + by_years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def moved_written_day(day: str, by_years: int) -> str:
    """A day as data, "2017-12-15", moved; "--12-15", of every year, stays."""
    try:
        return moved_day(date.fromisoformat(day), by_years).isoformat()
    except ValueError:
        return day


def cited(text: str) -> list[tuple[int, int]]:
    """Where a text speaks of other documents: from and to which letter."""
    spans = [span for pattern in _CITED for span in _with_title(text, pattern)]
    return spans + [m.span() for m in _LAW.finditer(text) if not _NO_NAME.search(m["words"])]


def _with_title(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The documents a pattern finds, each with its title where that ends with its years."""
    for found in pattern.finditer(text):
        title = _TITLE.match(text, found.end())
        is_title = title is not None and not _OWN_WORDS.search(title["words"])
        yield found.start(), title.end() if title and is_title else found.end()


def _own(text: str) -> list[_Said]:
    others = cited(text)
    found = []
    for match in _WORDS.finditer(text):
        start, stop = match.span()
        kind = match.lastgroup or ""
        years = tuple(int(year) for year in _YEARS.findall(match[0]))
        is_cited = any(start < end and stop > begin for begin, end in others)
        is_number = kind == "bare" and _NO_YEAR_BEFORE.search(text[:start])
        if not is_cited and not is_number:
            found.append(_Said(start, stop, kind, years))
    return found


def _is_of(one: _Said, period: range) -> bool:
    """Whether a word names the period: a span wholly, or by one year where it is of two years."""
    if one.kind != "span":
        return one.years[0] in period
    first, last = one.years
    is_school_year = last == first + 1 and len(period) == 1
    return all(year in period for year in one.years) or (
        is_school_year and any(year in period for year in one.years)
    )


def _is_end_of(one: _Said, taken: list[_Said], text: str) -> bool:
    """Whether a day outside the period is the other end of a stretch that touches it."""
    days = [other for other in taken if {other.kind, one.kind} <= {"full", "spoken"}]
    between = [(min(one.stop, other.stop), max(one.start, other.start)) for other in days]
    return any(_UNTIL.fullmatch(text[stop:start]) for stop, start in between if stop <= start)


def _written(text: str, one: _Said, by_years: int) -> str:
    said = text[one.start : one.stop]
    if one.kind in {"full", "spoken"}:
        said = _on_calendar(said, by_years)
    return _YEARS.sub(lambda year: str(int(year[0]) + by_years), said)


def _on_calendar(said: str, by_years: int) -> str:
    """The 29th of February as the 28th where the year it moves to has none."""
    day, month, year = (int(part) for part in _PARTS.findall(said))
    is_gone = (day, month) == (29, 2) and not calendar.isleap(year + by_years)
    return said.replace("29", "28", 1) if is_gone else said
