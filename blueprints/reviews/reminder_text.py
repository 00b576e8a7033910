"""The text that reminds units in their Zalo group: Vietnamese in every language of the portal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from models.month_acts import SENT_BACK
from models.month_calendar import Month
from models.plan_citation import committee_of
from models.review_queue import QueuedMonth
from models.unit import Unit


def text_for(
    above: Unit, month: Month, units: Sequence[QueuedMonth], link: str, today: date
) -> str:
    """What `above` writes to units that have not handed a month in, or not again."""
    return "\n\n".join(_parts(above, month, units, link, today))


def _parts(
    above: Unit, month: Month, units: Sequence[QueuedMonth], link: str, today: date
) -> Iterator[str]:
    number = f"{month.named.month}/{month.named.year}"
    back = [one for one in units if one.state in SENT_BACK]
    first = [one for one in units if one.state not in SENT_BACK]
    yield f"Kính gửi: {_names(units)}."
    if first:
        whom = _names(first) if back else _every(units)
        yield (
            f"{committee_of(above)} đề nghị {whom} hoàn thành và nộp danh mục việc tháng {number}"
            f" trên hệ thống Măng Non. {_days(month, today)}"
        )
    if back:
        whom = _names(back) if first else _every(units)
        yield (
            f"{committee_of(above)} đề nghị {whom} bổ sung các việc đã được trả lại"
            f" trong danh mục việc tháng {number} rồi nộp lại."
        )
    yield f"Địa chỉ: {link}"
    yield "Nếu có vướng mắc, đề nghị đơn vị phản hồi trong nhóm này. Trân trọng cảm ơn."


def _days(month: Month, today: date) -> str:
    """Until when, and what is still possible."""
    due_on, closes_on = f"{month.due_on:%d/%m/%Y}", f"{month.closes_on:%d/%m/%Y}"
    if today <= month.due_on:
        return f"Hạn nộp: ngày {due_on}."
    late = (today - month.due_on).days
    if today <= month.closes_on:
        return f"Hạn nộp là ngày {due_on}, đã quá {late} ngày; khóa sổ ngày {closes_on}."
    return (
        f"Hạn nộp là ngày {due_on}, đã quá {late} ngày; tháng đã khóa sổ ngày {closes_on},"
        " đơn vị gửi đề nghị gia hạn trên trang của tháng để được nộp tiếp."
    )


def _every(units: Sequence[QueuedMonth]) -> str:
    return "đơn vị" if len(units) == 1 else "các đơn vị có tên trên"


def _names(units: Sequence[QueuedMonth]) -> str:
    return ", ".join(f"UBND {one.name_within}" for one in units)
