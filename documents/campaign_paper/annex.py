"""The annex of a campaign's report: every unit with its figures, in one wide table."""

from __future__ import annotations

from documents.campaign_paper.document import CampaignDocument, Figures, Joined, Money
from documents.linked import Text, link
from documents.official_paper import Appendix, Table
from documents.sentences import figure

HEADINGS = (
    "STT",
    "Đơn vị",
    "Tình trạng",
    "Hoạt động",
    "Trẻ em (lượt)",
    "Có hoàn cảnh đặc biệt (lượt)",
    "Người lớn (lượt)",
    "Suất quà",
    "Trị giá quà (đồng)",
    "Ngân sách dự kiến (đồng)",
    "Ngân sách đã chi (đồng)",
    "Vận động dự kiến (đồng)",
    "Vận động đã chi (đồng)",
    "Trẻ em năm trước (lượt)",
    "Kinh phí năm trước (đồng)",
)
_WIDTHS = (
    *(11.0, 32.0, 24.0, 14.0, 15.0, 15.0, 15.0, 14.0),
    *(25.0, 25.0, 25.0, 25.0, 25.0, 16.0, 25.0),
)

_Row = tuple[Text, ...]


def annexes_of(document: CampaignDocument) -> tuple[Appendix, ...]:
    """By unit; none where a unit reports on itself alone."""
    if not document.joined:
        return ()
    rows = [_row(place, one) for place, one in enumerate(document.joined, 1)]
    total = _numbers(document.all, document.planned, document.before, document.href)
    table = Table(HEADINGS, (*rows, ("", "Tổng cộng", "", *total)), widths=_WIDTHS, is_wide=True)
    return (Appendix(f"Kết quả {document.name} theo đơn vị", (table,)),)


def _row(place: int, one: Joined) -> _Row:
    numbers = _numbers(one.figures, one.planned, one.before, one.href)
    return (str(place), link(one.name, one.href), one.standing, *numbers)


def _numbers(done: Figures, planned: Money, before: Figures | None, href: str) -> _Row:
    goods = (done.gifts, done.gift_value)
    money = (planned.budget, done.budget, planned.mobilised, done.mobilised)
    then = (before.children, before.cost) if before else (None, None)
    told = (done.activities, done.children, done.special, done.adults, *goods, *money, *then)
    return tuple(figure(value, href) for value in told)
