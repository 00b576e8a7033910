"""Sentences of official papers, as a clerk writes them: days, names, lists, stops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from documents.linked import Text, joined, link, sentence
from documents.wording import plain, tidy

_ENDS = " \t.,;:/"
_LONGEST = 120
"""Letters of a task that is named a second time."""
_COMMITTEE = re.compile(r"^UBND\b")


def written_day(day: date, *, with_year: bool = True) -> str:
    """ "05/02/2026", "15/6/2026": days below 10 and months 1 and 2 with a zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}" + (f"/{day.year}" if with_year else "")


def full_name(name: str) -> str:
    """ "Ủy ban nhân dân xã Cam Thành" of "UBND xã Cam Thành"."""
    return _COMMITTEE.sub("Ủy ban nhân dân", name)


def short_self(issuer: str, noun: str) -> str:
    """How a paper speaks of its issuer after the first time: "Ủy ban nhân dân xã"."""
    is_committee = _COMMITTEE.match(issuer) and noun
    return f"Ủy ban nhân dân {noun}" if is_committee else issuer


def signing_lines(issuer: str, title: str | None = None) -> tuple[str, ...]:
    """Authority and office: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"."""
    given = re.split(r"\s+-\s+|\n", title or "")
    lines = [line for line in map(tidy, given) if line and not plain(line).startswith("tm.")]
    if not _COMMITTEE.match(issuer):
        return tuple(lines)
    if [plain(line) for line in lines] == ["pho chu tich"]:
        lines = ["KT. CHỦ TỊCH", *lines]
    return ("TM. ỦY BAN NHÂN DÂN", *(lines or ["CHỦ TỊCH"]))


def lower_first(text: str) -> str:
    """The text as it goes on inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def bare_title(title: str) -> str:
    """A heading without its last stop."""
    return tidy(title).rstrip(_ENDS)


def ended(text: str) -> str:
    """A text with the stop that ends a sentence."""
    text = tidy(text).rstrip(_ENDS)
    return text if text.endswith("…") else f"{text}."


def listed(names: Sequence[str]) -> str:
    """ "A, B và C"; between names that hold commas, semicolons."""
    *first, last = names
    mark = "; " if any("," in name for name in names) else ", "
    return f"{mark.join(first)} và {last}" if first else last


def month_words(named: date) -> str:
    """ "tháng 9/2026", "tháng 02/2026": months 1 and 2 with a zero, as days are written."""
    month = f"{named.month:02d}" if named.month < 3 else str(named.month)
    return f"tháng {month}/{named.year}"


def counted(count: int) -> str:
    """A count as offices write it: 02, 12, 1.210."""
    return f"{count:02d}" if 0 < count < 10 else number(count)


def number(value: int) -> str:
    """1210 as 1.210."""
    return f"{value:,}".replace(",", ".")


def one_line(text: str) -> str:
    """What was written in lines, as one sentence without its last stop."""
    lines = (bare_title(line.strip().lstrip("-+*•– ")) for line in text.splitlines())
    return "; ".join(line for line in lines if line)


def shortened(text: str) -> str:
    """A task named a second time: its beginning, up to a whole word."""
    text = bare_title(text)
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def figure(value: int | None, href: str) -> Text:
    """A sum that leads to what it was added up from; empty where nobody wrote a number."""
    return "" if value is None else link(number(value), href)


def sums_text(children: Text, adults: Text, amount: Text) -> Text:
    """How many people were reached and what it cost; what is empty is not known."""
    each = ((children, "trẻ em"), (adults, "người lớn"))
    people = [sentence(count, f" lượt {who}") for count, who in each if str(count)]
    told = [sentence("có ", joined(" và ", people), " tham gia, thụ hưởng")] if people else []
    told += [sentence("kinh phí thực hiện ", amount, " đồng")] if str(amount) else []
    if not told:
        return "Chưa ghi nhận số lượt người tham gia, thụ hưởng và kinh phí thực hiện."
    return sentence("Các hoạt động đã triển khai: ", joined("; ", told), ".")
