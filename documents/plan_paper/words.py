"""The sentences of a plan's paper, as a clerk writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from documents.plan_paper.document import PlanDocument, Report, Work
from documents.sentences import ended, listed, lower_first, written_day
from documents.wording import plain, tidy

_OFTEN = {
    "monthly": ("hằng tháng", r"(hang|moi) thang|thuong xuyen"),
    "quarterly": ("hằng quý", r"(hang|moi) quy"),
    "half_yearly": ("6 tháng một lần", r"(6|sau) thang"),
    "yearly": ("hằng năm", r"(hang|moi) nam"),
}
_LEADING = re.compile(r"\bchu tri\b")


def period_words(document: PlanDocument) -> str:
    """ "năm 2026" or "giai đoạn 2026-2030"."""
    first, last = document.starts_on.year, document.ends_on.year
    return f"năm {first}" if first == last else f"giai đoạn {first}-{last}"


def work_text(work: Work, document: PlanDocument) -> str:
    """A task with who does it, until when and what comes of it, unless its text says so."""
    return " ".join([ended(work.text), *_said_beside(work, document)])


def _said_beside(work: Work, document: PlanDocument) -> Iterator[str]:
    if who := _who(work, document):
        yield who
    if (when := when_words(work, document)) and not _says_when(work):
        begins = "Hoàn thành chậm nhất" if when.startswith("ngày") else "Thực hiện"
        yield f"{begins} {when}."
    if work.product:
        yield f"Sản phẩm: {lower_first(ended(work.product))}"


def _who(work: Work, document: PlanDocument) -> str:
    said = plain(work.text)
    if _LEADING.search(said):
        return ""
    titles = [one.title for one in document.sections if one.number == work.section]
    leads = () if _are_named(work.leads_said, f"{plain(' '.join(titles))} {said}") else work.leads
    partners = () if _are_named(work.partners_said, said) else work.partners
    if not leads:
        return f"Đơn vị phối hợp: {listed(partners)}." if partners else ""
    order = f"{'Đề nghị' if work.asks else 'Giao'} {listed(leads)} chủ trì"
    return f"{order}, phối hợp với {listed(partners)} thực hiện." if partners else f"{order}."


def _are_named(names: tuple[str, ...], said: str) -> bool:
    return bool(names) and all(plain(name) in said for name in names)


def when_words(work: Work, document: PlanDocument) -> str:
    """ "ngày 15/12/2026", "từ ngày … đến ngày …", "hằng tháng"; empty where nothing is said."""
    due = work.due_on
    if due and work.cadence == "campaign" and work.starts_on:
        return f"từ ngày {written_day(work.starts_on)} đến ngày {written_day(due)}"
    if due and work.cadence == "yearly" and document.starts_on.year != document.ends_on.year:
        return f"ngày {written_day(due, with_year=False)} hằng năm"
    if due and work.cadence not in {"monthly", "quarterly", "half_yearly"}:
        return f"ngày {written_day(due)}"
    return _OFTEN[work.cadence][0] if work.cadence in _OFTEN else ""


def when_cell(work: Work, document: PlanDocument) -> str:
    """The same for a column of a table; without a day the plan's period."""
    if work.cadence == "campaign" and work.starts_on and work.due_on:
        in_one_year = work.starts_on.year == work.due_on.year
        first = written_day(work.starts_on, with_year=not in_one_year)
        return f"{first} -\n{written_day(work.due_on)}"
    words = when_words(work, document).removeprefix("ngày ")
    return words[:1].upper() + words[1:] if words else f"Trong {period_words(document)}"


def _says_when(work: Work) -> bool:
    said = plain(work.text)
    if work.cadence in _OFTEN and re.search(_OFTEN[work.cadence][1], said):
        return True
    return work.due_on is not None and _names_day(said, work.due_on)


def _names_day(said: str, day: date) -> bool:
    numeric = rf"(?<![\d/])0?{day.day}\s*[/.-]\s*0?{day.month}(?!\d)"
    spoken = rf"\b0?{day.day} thang 0?{day.month}\b"
    return re.search(f"{numeric}|{spoken}", said) is not None


def report_sentences(document: PlanDocument) -> list[str]:
    """Who reports when to whom; duties whose days the tasks name already are left out."""
    said = plain(" ".join(work.text for work in document.works))
    named = [report for report in document.reports if report.days]
    return [
        _report(report, document)
        for report in named
        if not all(_is_named(said, day) for day in report.days)
    ]


def _is_named(said: str, day: str) -> bool:
    return _names_day(said, date.fromisoformat(day.replace("--", "2024-", 1)))


def _report(report: Report, document: PlanDocument) -> str:
    days = listed([_report_day(day) for day in report.days])
    who = report.who or "Các cơ quan, đơn vị"
    to = report.to or document.itself
    via = f" (qua {report.via})" if report.via else ""
    every = " hằng năm" if any(day.startswith("--") for day in report.days) else ""
    return f"{who} báo cáo kết quả thực hiện về {to}{via} trước {days}{every}."


def _report_day(day: str) -> str:
    is_yearly = day.startswith("--")
    found = date.fromisoformat(day.replace("--", "2024-", 1))
    return f"ngày {written_day(found, with_year=not is_yearly)}"


def ground_lines(grounds: Iterable[str]) -> tuple[str, ...]:
    """Each ground behind "Căn cứ", where it does not begin so."""
    begun = ("can cu", "thuc hien", "theo ", "xet ")
    return tuple(
        line if plain(line).startswith(begun) else f"Căn cứ {line}"
        for line in map(tidy, grounds)
        if line
    )
