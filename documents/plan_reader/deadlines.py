"""Which dates are deadlines or windows: those that a lead word makes one, never cited ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from documents.plan_reader import dates
from documents.plan_reader.dates import Mention
from documents.plan_reader.outline import Node
from documents.plan_reader.roles import Role, role_of
from documents.wording import plain, tidy


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which, or on which, something is due; `start` opens a window."""

    text: str
    date: str
    start: str | None = None
    what: str | None = None
    recurrence: str | None = None
    line: int = 0

    def as_json(self) -> dict[str, object]:
        keys = ("text", "date", "start", "what", "recurrence")
        return {key: getattr(self, key) for key in keys}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of the document's own time: its date and the years it is for."""

    issued: date | None = None
    first_year: int | None = None

    @classmethod
    def of(cls, issued: date | None, period: str | None) -> Calendar:
        return cls(issued, int(period[:4]) if period else None)

    def is_past(self, mention: Mention) -> bool:
        """A full date on or before the document's own is only retold."""
        if mention.value is None:
            return mention.year is not None and self._is_before(mention.year)
        if self.issued is not None:
            return mention.value <= self.issued
        return self._is_before(mention.value.year)

    def _is_before(self, year: int) -> bool:
        first = self.issued.year if self.issued else self.first_year
        return first is not None and year < first


_NEAR = 200
_CLOCK = r"(?:\d{1,2}\s?(?:gio|h|g|:)\s?(?:\d{1,2})?\s?(?:phut)?'?,?\s*)?"
_WEEKDAY = r"(?:(?:thu\s(?:hai|ba|tu|nam|sau|bay|\d)|chu nhat)\s?,?\s*\(?)?"
_DAY_WORD = rf"(?:\(?\s*{_CLOCK}{_WEEKDAY}(?:cac\s)?(?:ngay\s*:?\s*)?{_WEEKDAY})"
_STRONG = re.compile(
    rf"(?:(?:xong\s)?truoc(?:\sva\strong)?|cham nhat(?:\s(?:la|vao|den))*(?:\s?het)?"
    rf"|muon nhat(?:\sla)?|"
    rf"han\s(?:cuoi|chot|nop)(?:\s(?:cung|nop|bao cao|gui))*\s?(?:la|vao|:)?|den het|den truoc"
    rf"|khong qua|"
    rf"khong muon hon|thoi han(?:\s\w+){{0,6}}\s?:?(?:\s(?:la|den|truoc|vao))*|het)\s*{_DAY_WORD}$"
)
_WEAK = re.compile(
    rf"(?:vao|trong|cac ngay|thoi gian(?:\s\w+){{0,4}}\s?:[^.;]{{0,40}}|hoan thanh|du "
    rf"kien(?:\s\w+)?|"
    rf"toi|sang|chieu)\s*{_DAY_WORD}$"
)
_EVENT = re.compile(
    rf"\b(?:to chuc|dien ra|phat dong|khai mac|ra quan|bao cao|gui|nop|le|hop)\b[^.;:]{{0,70}}"
    rf"{_CLOCK}{_WEEKDAY}ngay\s*$"
)
_FROM = re.compile(rf"(?<!ke )(?:bat dau\s)?tu\s*{_DAY_WORD}$")
_SPAN = re.compile(rf"^\s*(?:-|den|toi|cho den|va ket thuc)\s*(?:het\s*)?{_DAY_WORD}$")
_MORE = re.compile(
    rf"^\s*\)?(?:\s*\([^()]{{0,50}}\))?\s*(?:,|va|hoac|;\s*|&)\s*(?:truoc\s*)?(?:{_DAY_WORD})$"
)
_CITED = re.compile(
    r"(?:\bso\s?:?\s?\d[^;:]{0,40}|\b(?:luat|hien phap|phap lenh|bo luat)\b[^;:.]{0,60}|ban hanh|"
    r"/[a-z\-& ]{2,25}|ky|thong qua|duoc (?:giao|ban hanh))\s*,?\s*\(?\s*(?:ky\s|vao\s)?ngay\s*$"
)
_IN_FORCE = re.compile(r"(?:hieu luc|thi hanh)[^.;]{0,30}$")
_FIRST = re.compile(rf"^\W*{_CLOCK}(?:sang|chieu|toi)?\s*ngay\s*$")
_COLON = re.compile(r"^\s*(?:\([^()]*\))?\s*:")
_HOLIDAY = re.compile(
    r"(?:quoc te|gia dinh viet nam|quoc khanh|thanh lap|sinh nhat|ky niem|nhan ngay)[^.;,]{0,40}$"
)
_LUNAR = re.compile(r"^\s*\)?,?\s*(?:nam \w+\s)?\(?\s*(?:am lich|al\b|\(al\))")
_TWIN = re.compile(r"(?:tuc|nham)\s*(?:la\s*)?(?:vao\s*)?(?:ngay\s*)?$")
_YEARLY = re.compile(r"^[\s,)]*\(?(?:hang|moi|cac|tung)\s+nam\b")
_MONTHLY = re.compile(
    r"^[\s,)]*\(?(?:(?:hang|moi|cua|tung)\s+(?:thang|quy)|thang (?:sau|tiep)|cua)\b"
)
_TIME_LABEL = re.compile(r"(?:thoi gian|thoi han|han hoan thanh|tien do)\b[^:]{0,30}:")
_PERIODIC = re.compile(r"\b(?:dinh ky|hang nam|moi nam|6 thang|sau thang|bao cao nam)\b")


def find(text: str, calendar: Calendar, *, timed: bool = False) -> list[Deadline]:
    """The deadlines of one text; `timed`: the text is a time cell or a "Thời gian" item."""
    folded = plain(text)
    found: list[Deadline] = []
    for chain in _chains(folded, dates.find(text)):
        found += _of_chain(text, folded, chain, calendar, timed)
    return found


def monthly_days(text: str) -> list[str]:
    """Days of the month ("trước ngày 20 hằng tháng") as "---20"."""
    folded = plain(text)
    return [
        f"---{m.day:02d}"
        for m in dates.find(text)
        if m.month is None and _MONTHLY.match(folded[m.end : m.end + 40])
    ]


def _chains(folded: str, mentions: list[Mention]) -> list[list[Mention]]:
    """Dates that one lead word holds together: "trước ngày 05/6 và 15/12/2017"."""
    chains: list[list[Mention]] = []
    for mention in mentions:
        if chains and _is_linked(folded[chains[-1][-1].end : mention.start]):
            chains[-1].append(mention)
        else:
            chains.append([mention])
    return chains


def _is_linked(between: str) -> bool:
    return bool(_SPAN.match(between) or _MORE.match(between))


def _of_chain(
    text: str, folded: str, chain: list[Mention], calendar: Calendar, timed: bool
) -> list[Deadline]:
    first, last = chain[0], chain[-1]
    before = folded[max(0, first.start - _NEAR) : first.start]
    after = folded[last.end : last.end + _NEAR]
    is_window = len(chain) > 1 and bool(_SPAN.match(folded[first.end : chain[1].start]))
    timed = timed or bool(_FIRST.match(before) and _COLON.match(after))
    if _is_excluded(before, after) or not (timed or _is_led(before, is_window, first, calendar)):
        return []
    full = [*dates.completed(chain[:-1], last), last]
    if is_window:
        return _window(text, folded, full, calendar)
    leads = _lead_start(folded, first.start)
    starts = [leads] + [m.end for m in full[:-1]]
    pairs = zip(full, starts, strict=True)
    made = (_deadline(text, folded, m, at, calendar) for m, at in pairs)
    found = [deadline for deadline in made if deadline is not None]
    return [_every_year(deadline) for deadline in found] if _YEARLY.match(after) else found


def _every_year(deadline: Deadline) -> Deadline:
    """ "trước ngày 30/6 và 31/12 hằng năm" says it once for both."""
    is_open = deadline.date.startswith("--")
    return replace(deadline, recurrence="yearly") if is_open else deadline


def _is_excluded(before: str, after: str) -> bool:
    near = before[-110:]
    if _IN_FORCE.search(near) or _TWIN.search(near) or _LUNAR.match(after):
        return True
    return bool(_CITED.search(near)) and not _STRONG.search(near)


def _is_led(before: str, is_window: bool, first: Mention, calendar: Calendar) -> bool:
    if _STRONG.search(before) or (is_window and _FROM.search(before)):
        return True
    if _HOLIDAY.search(before):
        return False
    if _WEAK.search(before):
        return True
    return _is_announced(before, is_window, first, calendar)


def _is_announced(before: str, is_window: bool, first: Mention, calendar: Calendar) -> bool:
    if is_window:
        return first.month is not None and before.rstrip().endswith(("(", ":", "ngay"))
    is_dated = first.value is not None and calendar.issued is not None
    return is_dated and bool(_EVENT.search(before[-120:]))


def _lead_start(folded: str, at: int) -> int:
    before = folded[max(0, at - _NEAR) : at]
    for words in (_STRONG, _FROM, _WEAK):
        if found := words.search(before):
            return at - len(before) + found.start()
    return at


def _window(text: str, folded: str, full: list[Mention], calendar: Calendar) -> list[Deadline]:
    opened, closed = full[0], full[1]
    made = _deadline(text, folded, closed, _lead_start(folded, opened.start), calendar)
    if made is None:
        return []
    return [Deadline(made.text, made.date, opened.iso, recurrence=made.recurrence)]


def _deadline(
    text: str, folded: str, mention: Mention, start: int, calendar: Calendar
) -> Deadline | None:
    iso = mention.iso
    if iso is None or calendar.is_past(mention):
        return None
    is_yearly = _YEARLY.match(folded[mention.end : mention.end + 40]) or _PERIODIC.search(
        folded[max(0, mention.end - 2 * _NEAR) : mention.end]
    )
    recurrence = "yearly" if mention.year is None and is_yearly else None
    what = _what(folded[max(0, start - 60) : start])
    return Deadline(tidy(text[start : mention.end]).strip(" ,;("), iso, None, what, recurrence)


def _what(before: str) -> str | None:
    """The report a date belongs to, where the words just before it say so."""
    tail = before
    if re.search(r"(?:6|sau) thang(?: dau nam)?[\s,(:]*$", tail):
        return "báo cáo 6 tháng"
    if re.search(r"(?:bao cao|tong ket|va|ca) nam[\s,(:]*$", tail):
        return "báo cáo năm"
    return None


def of_node(node: Node, calendar: Calendar) -> list[Deadline]:
    """The deadlines of one item, each with its line."""
    is_timed = bool(_TIME_LABEL.match(plain(node.text))) or role_of(node) is Role.SCHEDULE
    is_lead_in = node.section is None and not node.is_numbered
    found = find(node.text, calendar, timed=is_timed and not is_lead_in)
    if row := node.paragraph.row:
        found += find(row.time, calendar, timed=True)
    return [
        replace(deadline, line=node.line, what=deadline.what or _label(node)) for deadline in found
    ]


def _label(node: Node) -> str:
    """The first words of an item, as the name of what is due."""
    words = re.split(r"[:.;(]", node.text, maxsplit=1)[0].strip()
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + "…"
