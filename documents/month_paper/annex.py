"""The annex of a month: every line with its number, day, state and figures, in one wide table."""

from __future__ import annotations

from collections.abc import Iterator

from documents.linked import Text
from documents.month_paper.document import MonthDocument, Work
from documents.month_paper.words import STATUSES, point, total
from documents.official_paper import Appendix, Table
from documents.sentences import bare_title, figure, month_words, written_day

HEADINGS = (
    "STT", "Mục", "Nhiệm vụ", "Thời hạn", "Tình trạng, ngày hoàn thành", "Số lần",
    "Trẻ em (lượt)", "Người lớn (lượt)", "Kinh phí (đồng)",
)  # fmt: skip
_WIDTHS = (13.0, 15.0, 86.0, 27.0, 32.0, 12.0, 18.0, 18.0, 31.0)
_NUMBERS = ("times", "children", "adults", "amount")

_Row = tuple[Text, ...]


def annex_of(document: MonthDocument) -> Appendix:
    """All lines under the documents that ask for them, and the sums."""
    rows = tuple(_rows(document))
    title = f"Kết quả thực hiện nhiệm vụ {month_words(document.named)}"
    return Appendix(title, (Table(HEADINGS, rows, widths=_WIDTHS, is_wide=True),))


def group_of(work: Work, document: MonthDocument) -> str:
    """The document that asks for a task, as it is cited a second time."""
    if work.plan is None:
        return f"Nhiệm vụ do {document.noun or 'đơn vị'} bổ sung"
    return document.sources[work.plan].short


def _rows(document: MonthDocument) -> Iterator[_Row]:
    above = ""
    for place, work in enumerate(document.in_order, 1):
        group = "Nhiệm vụ sắp tới" if work.is_upcoming else group_of(work, document)
        if group != above:
            yield (group,)
        above = group
        yield _row(place, work)
    yield _sums(document)


def _row(place: int, work: Work) -> _Row:
    return (
        point(place, work),
        work.number,
        bare_title(work.text),
        written_day(work.due_on) if work.due_on else "",
        "\n".join(_state(work)),
        *(figure(getattr(work, name), work.href) for name in _NUMBERS),
    )


def _state(work: Work) -> Iterator[str]:
    yield "Sắp tới" if work.is_upcoming else STATUSES[work.status]
    if work.status == "over" and work.months_late:
        yield f"(trễ {work.months_late} tháng)"
    if work.done_on:
        yield written_day(work.done_on)


def _sums(document: MonthDocument) -> _Row:
    sums = (total(document.present, name) for name in _NUMBERS)
    return ("", "", "Tổng cộng", "", "", *(figure(value, document.href) for value in sums))
