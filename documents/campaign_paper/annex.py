"""The annexes of a campaign's report: every unit with its figures and its money, in wide tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from documents.campaign_paper.document import CampaignDocument, Gifts, Joined
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
HAMLETS = ("STT", "Thôn, tổ dân phố", *DONE[3:-1])
GIFTS = ("STT", "Đơn vị", "Suất quà cần", "Đã đăng ký", "Đã nhận", "Đã trao", "Còn lại")
_GIFTS_WIDTHS = (12.0, 60.0, 34.0, 34.0, 34.0, 34.0, 34.0)
_HAMLETS_WIDTHS = (12.0, 60.0, 24.0, 28.0, 28.0, 28.0, 24.0, 38.0)
_DONE_WIDTHS = (12.0, 40.0, 34.0, 19.0, 20.0, 22.0, 20.0, 18.0, 33.0, 22.0)
_SPENT_WIDTHS = (12.0, 44.0, 34.0, 34.0, 34.0, 34.0, 34.0, 34.0)

_Row = tuple[Text, ...]
_Values = Callable[[Joined | CampaignDocument], tuple[int | None, ...]]


def annexes_of(document: CampaignDocument) -> tuple[Appendix, ...]:
    """Results, money and gifts by unit; of a unit that reports on itself alone, by hamlet."""
    if not document.joined:
        return tuple(_by_hamlet(document))
    named = [_named(at, one) for at, one in enumerate(document.joined, 1)]
    done = [(*row, one.standing) for row, one in zip(named, document.joined, strict=True)]
    results = _table(document, DONE, _DONE_WIDTHS, done, _done)
    money = _table(document, SPENT, _SPENT_WIDTHS, named, _spent)
    gifts = _table(document, GIFTS, _GIFTS_WIDTHS, named, _gifts)
    annexes = (
        Appendix(f"Kết quả {document.name} theo đơn vị", (results,)),
        Appendix(f"Kinh phí {document.name} theo đơn vị (đồng)", (money,)),
    )
    balance = Appendix(f"Cân đối quà {document.name} theo đơn vị", (gifts,))
    return (*annexes, balance) if document.gifts else annexes


def _by_hamlet(document: CampaignDocument) -> Iterator[Appendix]:
    if document.hamlets:
        named = [_named(at, one) for at, one in enumerate(document.hamlets, 1)]
        table = _table(document, HAMLETS, _HAMLETS_WIDTHS, named, lambda one: _done(one)[:-1])
        yield Appendix(f"Kết quả {document.name} theo thôn, tổ dân phố", (table,))


def _table(
    document: CampaignDocument,
    headings: tuple[str, ...],
    widths: tuple[float, ...],
    begun: list[_Row],
    values: _Values,
) -> Table:
    """Rows that were begun with what stands in front, each with its numbers, and the total."""
    pairs = zip(begun, document.joined or document.hamlets, strict=True)
    rows = [(*first, *_numbers(values(one), one.href)) for first, one in pairs]
    last = ("", "Tổng cộng", *[""] * (len(begun[0]) - 2))
    total = (*last, *_numbers(values(document), document.href))
    return Table(headings, (*rows, total), widths=widths, is_wide=True)


def _named(place: int, one: Joined) -> _Row:
    return (str(place), link(one.name, one.href))


def _numbers(values: tuple[int | None, ...], href: str) -> _Row:
    return tuple(figure(value, href) for value in values)


def _done(one: Joined | CampaignDocument) -> tuple[int | None, ...]:
    done, before = one.figures, one.before
    people = (done.activities, done.children, done.special, done.adults)
    return (*people, done.gifts, done.gift_value, before.children if before else None)


def _spent(one: Joined | CampaignDocument) -> tuple[int | None, ...]:
    planned, done = one.planned, one.figures
    sources = (planned.budget, done.budget, planned.mobilised, done.mobilised)
    return (*sources, done.cost, one.before.cost if one.before else None)


def _gifts(one: Joined | CampaignDocument) -> tuple[int | None, ...]:
    gifts = one.gifts or Gifts()
    return (gifts.needed, gifts.pledged, gifts.received, one.figures.gifts, gifts.left)
