"""The annexes of a summary: its figures by task and by unit, in two wide tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from documents.linked import Text, link
from documents.official_paper import Appendix, Table
from documents.sentences import figure, month_words, number, shortened, written_day
from documents.summary_paper.document import STATUSES, Done, SummaryDocument, UnitDone

COUNTED = ("Xong đúng hạn", "Xong quá hạn", "Đang làm", "Không phát sinh", "Chưa làm", "Quá hạn")
FIGURES = ("Số lần", "Trẻ em (lượt)", "Người lớn (lượt)", "Kinh phí (đồng)")
_NUMBERS = (15.0, 15.0, 15.0, 17.0, 15.0, 13.0, 16.0, 16.0, 18.0, 31.0)
_TASKS = (12.0, 54.0, 15.0, *_NUMBERS)
_UNITS = (12.0, 31.0, 23.0, 15.0, *_NUMBERS)

_Row = tuple[Text, ...]


def annexes_of(document: SummaryDocument) -> tuple[Appendix, ...]:
    """By task, where there is any, and by unit."""
    month = month_words(document.named)
    by_unit = Table(
        ("STT", "Đơn vị", "Tình trạng, ngày nộp", "Số việc", *COUNTED, *FIGURES),
        (*_units(document), ("", "Tổng cộng", "", *_numbers(document.all))),
        widths=_UNITS,
        is_wide=True,
    )
    by_task = Table(
        ("STT", "Nhiệm vụ", "Đơn vị", *COUNTED, *FIGURES),
        (*_tasks(document), ("", "Tổng cộng", *_numbers(document.all))),
        widths=_TASKS,
        is_wide=True,
    )
    units = Appendix(f"Kết quả {month} theo đơn vị", (by_unit,))
    tasks = Appendix(f"Kết quả {month} theo nhiệm vụ", (by_task,))
    return (tasks, units) if document.all.all else (units,)


def _tasks(document: SummaryDocument) -> Iterator[_Row]:
    place = 0
    for plan, found in groupby(document.tasks, lambda task: task.plan):
        yield (document.sources[plan].short,)
        for task in found:
            place += 1
            yield (
                str(place),
                f"{task.number} {shortened(task.text)}".strip(),
                *_numbers(task.done),
            )
    if document.own.all:
        yield ("", "Nhiệm vụ do các đơn vị bổ sung", *_numbers(document.own))


def _units(document: SummaryDocument) -> Iterator[_Row]:
    for place, unit in enumerate(document.units, 1):
        day = f"\n{written_day(unit.submitted_on)}" if unit.submitted_on else ""
        yield (str(place), unit.name, f"{unit.standing}{day}", *_of_unit(unit))


def _of_unit(unit: UnitDone) -> _Row:
    """The numbers of a unit all lead to its month, which shows no part of it by itself."""
    return _numbers(unit.done) if unit.done else ("",) * (1 + len(COUNTED) + len(FIGURES))


def _numbers(done: Done) -> _Row:
    counts = [_count(done, name) for name in STATUSES]
    figures = [figure(value, done.href) for value in done.figures.sums]
    return (link(number(done.all), done.href), *counts, *figures)


def _count(done: Done, name: str) -> Text:
    count = done.counts.get(name)
    return link(number(count), done.leading_to(name)) if count else ""
