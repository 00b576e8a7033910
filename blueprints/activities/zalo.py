"""Short messages for the Zalo groups of an office: Vietnamese in every language of the portal.

Only what is counted, days and words that stand in lists: no notes, and no words that look as if
they named a child.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from flask import g, url_for

from blueprints.activities.entry_words import place_in
from blueprints.filters import day, money, number
from blueprints.mail import public_address
from models.activity import Activity, ActivityState
from models.activity_sums import Sums, sums_of
from models.child_names import names_in
from models.clock import today
from models.dated import Dated, DayStatus, What
from models.month_grid import last_day_of
from models.plan_citation import committee_of
from models.unit import Unit

MOST_LETTERS = 600
"""Of the message of a month: what a phone shows of a message before it has to be opened."""
MOST_OF_ONE = 70
DAYS_AHEAD = timedelta(days=14)
"""How far the message of the present month looks ahead."""

_HEADS = (
    ("children", "{} lượt trẻ em"),
    ("adults", "{} lượt người lớn"),
    ("gifts", "{} suất quà"),
)


def message_for(activity: Activity) -> str:
    """What an activity was, when, where, for how many and at what cost, with the way to it."""
    link = public_address(f"/{activity.unit.slug}/activities/{activity.id}")
    return "\n".join([*_of_activity(activity), f"Xem: {link}"])


def message_for_month(
    unit: Unit, first: date, dated: Iterable[Dated], *, with_below: bool = False
) -> str:
    """What the unit (for a partner: his agency) did in the month that begins on `first`, and what
    of `dated` comes next; one query."""
    within = Activity.held_on.between(first, last_day_of(first))
    where = [within] if with_below else [within, Activity.unit_id == unit.id]
    month = f"tháng {first.month}/{first.year}{' trên toàn địa bàn' if with_below else ''}"
    told = "." if first > today() else f": {_done(sums_of(*where))}"
    head = f"{_sender(unit)}, công tác trẻ em {month}{told}"
    return fitted(head, _coming(dated), f"Xem: {_month_link(first)}")


def fitted(head: str, coming: Sequence[str], end: str) -> str:
    """The message from its parts; where it would be too long what comes last is only counted."""
    lines, left = [head], MOST_LETTERS - len(head) - len(end) - 2
    for place, line in enumerate(_listed(coming)):
        rest = len(coming) - place + 1
        more = f"Và {rest} việc khác."
        if len(line) + 1 + (len(more) + 1 if rest > 1 else 0) > left:
            lines += [more] if place else []
            break
        lines.append(line)
        left -= len(line) + 1
    return "\n".join([*lines, end])


def _listed(coming: Sequence[str]) -> Iterator[str]:
    if coming:
        yield "Sắp tới:"
    yield from coming


def _of_activity(activity: Activity) -> Iterator[str]:
    title = _CHILDREN.capitalize() if names_in(activity.title) else activity.title
    yield f"{title} ({_by(activity)})"
    is_planned = activity.state == ActivityState.PLANNED
    where = place_in("" if names_in(activity.place) else activity.place, activity.hamlet)
    when = f"{'Dự kiến ngày' if is_planned else 'Ngày'} {day(activity.held_on)}"
    yield f"{when}{f', tại {where}' if where else ''}"
    yield from _people(activity)
    yield from _goods(activity)


def _people(activity: Activity) -> Iterator[str]:
    parts = (
        (activity.girls, "nữ"),
        (activity.boys, "nam"),
        (activity.special, "có hoàn cảnh đặc biệt"),
    )
    known = ", ".join(f"{words} {number(value)}" for value, words in parts if value is not None)
    if activity.children is not None:
        yield f"Trẻ em: {number(activity.children)}{f' ({known})' if known else ''}"
    if activity.adults is not None:
        yield f"Người lớn: {number(activity.adults)}"


def _goods(activity: Activity) -> Iterator[str]:
    if activity.gifts is not None:
        worth = f", trị giá {money(activity.gift_value)}" if activity.gift_value is not None else ""
        yield f"Suất quà: {number(activity.gifts)}{worth}"
    if activity.cost is not None:
        yield f"Kinh phí: {_cost(activity.cost, activity.budget, activity.mobilised)}"


def _cost(cost: int, budget: int | None, mobilised: int | None) -> str:
    parts = ((budget, "ngân sách"), (mobilised, "vận động"))
    known = [f"{words} {money(value)}" for value, words in parts if value]
    return f"{money(cost)} ({', '.join(known)})" if known else money(cost)


def _by(activity: Activity) -> str:
    """All who held it, as each is called."""
    first = activity.agency.name if activity.agency else committee_of(activity.unit)
    return ", ".join([first, *(one.agency.name for one in activity.organisers)])


def _done(sums: Sums) -> str:
    if not sums.activities:
        return "chưa ghi hoạt động nào."
    told = [f"đã tổ chức {number(sums.activities)} hoạt động"]
    told += [
        words.format(number(getattr(sums, name))) for name, words in _HEADS if getattr(sums, name)
    ]
    if sums.cost:
        told.append(f"kinh phí {_cost(sums.cost, sums.budget, sums.mobilised)}")
    return f"{', '.join(told)}."


def _coming(dated: Iterable[Dated]) -> list[str]:
    """What is still to be done or held from today on; requests to explain are nobody else's."""
    ahead = [one for one in dated if one.on >= today()]
    told = [one for one in ahead if not one.is_settled and one.what in _TOLD]
    waits = [one for one in told if one.status is not DayStatus.WAITING]
    return [f"- {one.on:%d/%m}: {_cut(_words(one))}" for one in waits]


_CHILDREN = "hoạt động vì trẻ em"
"""What stands for words that look as if they named a child."""
_TOLD = {What.MONTH_DUE, What.LINE, What.PERIOD, What.TASK, What.REPORT, What.ACTIVITY}
_TOLD |= {What.SHEET_DUE, What.FEAST}


def _words(one: Dated) -> str:
    month = f"{one.month.month}/{one.month.year}" if one.month else ""
    if one.what is What.MONTH_DUE:
        return f"nộp danh mục việc tháng {month}"
    if one.what is What.SHEET_DUE:
        return f"nộp phiếu kết quả {one.text}"
    if one.what is What.PERIOD and not one.text and one.count:
        return f"đến hạn {one.count[1] - one.count[0]} đầu việc của tháng {month}"
    text = _CHILDREN if names_in(one.text) and one.plan_id is None else one.text
    return f"{text} ({one.unit.name})" if one.unit else text


def _cut(text: str) -> str:
    return text if len(text) <= MOST_OF_ONE else f"{text[: MOST_OF_ONE - 1].rstrip()}…"


def _sender(unit: Unit) -> str:
    """Whose message it is: a partner speaks for his agency."""
    if not g.standing.is_only_partner:
        return committee_of(unit)
    return ", ".join(dict.fromkeys(held.agency_name or "" for held in g.standing.here))


def _month_link(first: date) -> str:
    return public_address(url_for("calendar.show", month=f"{first:%Y-%m}"))
