"""Dates in running text: 15/6, 05/6/2017, "23tháng 02năm 2021", "ngày 10 tháng 12 hàng năm"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from documents.wording import plain

_NUMERIC = (
    r"(?<![\d/.,])(?<![a-z]-)(?P<d>\d{1,2})\s?(?P<s>[/.\-])\s?(?P<m>\d{1,2})"
    r"(?:\s?(?P=s)\s?(?P<y>\d{4}))?(?![\d%]|[/.,]\d)"
)
_VERBAL = (
    r"(?<![\d/.,])(?<![a-z]-)(?P<D>\d{1,2})\s*(?:thang|/)\s*(?P<M>\d{1,2})"
    r"(?:\s*,?\s*(?:nam|/)\s*(?P<Y>\d{4}))?(?!\d)"
)
_DAY = r"(?<=ngay )(?P<day>\d{1,2})(?![\d/.]|\s*thang|\s*ngay|-\d)"
_DATE = re.compile(f"{_VERBAL}|{_NUMERIC}|{_DAY}")
_YEAR_AFTER = re.compile(r"\s*(?:,\s*)?(?:cua\s+)?nam\s+(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as written, with its place in the text; what is not said is None."""

    start: int
    end: int
    day: int
    month: int | None = None
    year: int | None = None

    @property
    def iso(self) -> str | None:
        """ "2017-06-05", "--06-15" without a year; None without a month."""
        if self.month is None:
            return None
        head = f"{self.year:04d}" if self.year else "-"
        return f"{head}-{self.month:02d}-{self.day:02d}"

    @property
    def value(self) -> date | None:
        if self.month is None or self.year is None:
            return None
        return date(self.year, self.month, self.day)


def find(text: str) -> list[Mention]:
    """All dates a text mentions, in order; impossible days are left out."""
    folded = plain(text)
    found = (_mention(match, folded) for match in _DATE.finditer(folded))
    return [mention for mention in found if mention is not None]


def completed(mentions: list[Mention], following: Mention) -> list[Mention]:
    """Earlier dates of a list with the month and year that only the last one says."""
    return [
        replace(m, month=m.month or following.month, year=m.year or following.year)
        for m in mentions
    ]


def year_in(text: str) -> int | None:
    """The last year a text speaks of."""
    years = re.findall(r"(?<![\d/])((?:19|20)\d\d)(?!\d)", text)
    return int(years[-1]) if years else None


def _mention(match: re.Match[str], folded: str) -> Mention | None:
    groups = match.groupdict()
    if groups["day"]:
        return _checked(Mention(match.start(), match.end(), int(groups["day"])))
    day, month = groups["d"] or groups["D"], groups["m"] or groups["M"]
    year, end = groups["y"] or groups["Y"], match.end()
    if groups["s"] in (".", "-") and not year and not _is_dated(folded, match.start()):
        return None
    if not year and (after := _YEAR_AFTER.match(folded, end)):
        year, end = after[1], after.end()
    mention = Mention(match.start(), end, int(day), int(month), int(year) if year else None)
    return _checked(mention)


def _is_dated(folded: str, at: int) -> bool:
    return folded[max(0, at - 8) : at].endswith(("ngay ", "truoc ", "den "))


def _checked(mention: Mention) -> Mention | None:
    try:
        date(mention.year or 2024, mention.month or 1, mention.day)
    except ValueError:
        return None
    return mention
