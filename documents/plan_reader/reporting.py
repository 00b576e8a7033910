"""Reporting duties: who reports to whom, through which office, when."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from documents.plan_reader import deadlines
from documents.plan_reader.deadlines import Calendar
from documents.plan_reader.tasks import Task
from documents.wording import plain, tidy


@dataclass(frozen=True, slots=True)
class Reporting:
    """One duty to report; `when` holds days as in deadlines, "---20" for a day of each month."""

    who: str | None
    to: str | None
    via: str | None
    when: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"when": list(self.when)}


_SENTENCE = re.compile(r"(?<=[\w)]{3}\.\s)(?=[A-ZĐ])")
_REPORT = re.compile(r"\b(?:bao cao|thong tin thuong xuyen)\b")
_TO = re.compile(
    r"\b(?:bao cao|gui|thong tin|ket qua)\b[^.;]{0,140}?\b(?:ve|cho|len|toi|den|gui)\s+(?:cho "
    r"|ve )?"
    r"(?P<to>(?:uy ban nhan dan|ubnd|so|phong|bo|cuc|ban|thuong truc|hoi|chu tich|van phong"
    r"|trung tam|doan)\b"
    r"[^.;:(]{0,120})"
)
_DIRECT = re.compile(
    r"\bbao cao (?:voi |cho )?(?P<to>(?:uy ban nhan dan|ubnd|so|bo|thuong truc|chu tich|ban chi "
    r"dao)\b[^.;:(]{0,120})"
)
_TO_STOP = re.compile(
    r"\s(?:truoc|theo|de|vao|dinh ky|cham nhat|khi|trong|va\s+(?:dinh ky|bao cao)|tong hop|xem "
    r"xet|ket qua|"
    r"truc tiep|hang|ngay|tinh hinh|bang|qua|thong qua|ve\s)\b|[,;.(]\s*(?:truoc|de|dinh ky"
    r"|tong hop|dong)"
)
_VIA = re.compile(
    r"\((?:thong )?qua\s*:?\s*(?P<via>[^();,.]{3,120})|\bthong qua (?P<through>(?:phong|so|cuc"
    r"|van phong)\b[^();,.]{3,80})"
)


def find(tasks: list[Task], calendar: Calendar) -> list[Reporting]:
    """The reporting duties among the tasks."""
    made = (
        _of_sentence(sentence, task.responsible, calendar)
        for task in tasks
        for sentence in _SENTENCE.split(task.text)
    )
    return [duty for duty in made if duty is not None]


def _of_sentence(text: str, units: tuple[str, ...], calendar: Calendar) -> Reporting | None:
    folded = plain(text)
    if not _REPORT.search(folded):
        return None
    days = [deadline.date for deadline in deadlines.find(text, calendar)]
    days += deadlines.monthly_days(text)
    to, via = _receiver(text, folded), _channel(text, folded)
    if not (to or via or days):
        return None
    who = ", ".join(units) or None
    return Reporting(who, to, via, tuple(days))


def _receiver(text: str, folded: str) -> str | None:
    found = _TO.search(folded) or _DIRECT.search(folded)
    if found is None:
        return None
    start, said = found.start("to"), folded[found.start("to") : found.end("to")]
    stop = _TO_STOP.search(said)
    end = start + (stop.start() if stop else len(said))
    return tidy(text[start:end]).strip(" ,;.") or None


def _channel(text: str, folded: str) -> str | None:
    found = _VIA.search(folded)
    if found is None:
        return None
    group = "via" if found["via"] else "through"
    return tidy(text[found.start(group) : found.end(group)]).strip(" ,;.")
