"""The annexes of a campaign's report: every unit with its figures and its money, in wide tables."""

from __future__ import annotations

from collections.abc import Callable

from documents.campaign_paper.document import CampaignDocument, Figures, Joined, Money
from documents.linked import Text, link
from documents.official_paper import Appendix, Table
from documents.sentences import figure

DONE = (
    *("STT", "Đơn vị", "Tình trạng", "Hoạt động", "Trẻ em (lượt)", "Trẻ em có HCĐB (lượt)"),
    *("Người lớn (lượt)", "Suất quà", "Trị giá quà (đồng)", "Trẻ em năm trước (lượt)"),
)
SPENT = (
    *("STT", "Đơn vị", "Ngân sách dự kiến", "Ngân sách đã chi", "Vận động dự kiến"),
    *("Vận động đã chi", "Tổng đã chi", "Tổng năm trước"),
)
_DONE_WIDTHS = (12.0, 40.0, 34.0, 19.0, 20.0, 22.0, 20.0, 18.0, 33.0, 22.0)
_SPENT_WIDTHS = (12.0, 44.0, 34.0, 34.0, 34.0, 34.0, 34.0, 34.0)

_Row = tuple[Text, ...]
_Values = Callable[[Figures, Money, Figures | None], tuple[int | None, ...]]


def annexes_of(document: CampaignDocument) -> tuple[Appendix, ...]:
    """Results and money by unit; none where a unit reports on itself alone."""
    if not document.joined:
        return ()
    done = [(*_named(at, one), one.standing) for at, one in enumerate(document.joined, 1)]
    named = [_named(at, one) for at, one in enumerate(document.joined, 1)]
    results = _table(document, DONE, _DONE_WIDTHS, done, _done)
    money = _table(document, SPENT, _SPENT_WIDTHS, named, _spent)
    return (
        Appendix(f"Kết quả {document.name} theo đơn vị", (results,)),
        Appendix(f"Kinh phí {document.name} theo đơn vị (đồng)", (money,)),
    )


def _table(
    document: CampaignDocument,
    headings: tuple[str, ...],
    widths: tuple[float, ...],
    begun: list[_Row],
    values: _Values,
) -> Table:
    """Rows that were begun with what stands in front, each with its numbers, and the total."""
    pairs = zip(begun, document.joined, strict=True)
    rows = [
        (*first, *_numbers(values(one.figures, one.planned, one.before), one.href))
        for first, one in pairs
    ]
    total = values(document.all, document.planned, document.before)
    last = ("", "Tổng cộng", *[""] * (len(begun[0]) - 2), *_numbers(total, document.href))
    return Table(headings, (*rows, last), widths=widths, is_wide=True)


def _named(place: int, one: Joined) -> _Row:
    return (str(place), link(one.name, one.href))


def _numbers(values: tuple[int | None, ...], href: str) -> _Row:
    return tuple(figure(value, href) for value in values)


def _done(done: Figures, planned: Money, before: Figures | None) -> tuple[int | None, ...]:
    people = (done.activities, done.children, done.special, done.adults)
    return (*people, done.gifts, done.gift_value, before.children if before else None)


def _spent(done: Figures, planned: Money, before: Figures | None) -> tuple[int | None, ...]:
    state = (planned.budget, done.budget)
    mobilised = (planned.mobilised, done.mobilised)
    return (*state, *mobilised, done.cost, before.cost if before else None)
