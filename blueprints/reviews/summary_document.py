"""A summary as its paper needs it: each number with the absolute address it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from blueprints.checklists.paper_rows import office_of, plans_of, section_of, sources_of
from blueprints.mail import public_address
from blueprints.reviews.summary_rows import by_unit
from blueprints.reviews.summary_words import line_href, month_href, summary_href
from documents.summary_paper import (
    Done,
    Figures,
    Quote,
    SummaryDocument,
    TaskDone,
    UnitDone,
)
from models import clock
from models.clock import vietnam_day
from models.month_calendar import next_month
from models.month_summary import Said, TaskTotal, Total
from models.read_summary import MonthSummary, UnitGroup
from models.review_queue import QueuedMonth, QueuePlace
from models.unit import Unit

GROUPS = {
    UnitGroup.ON_TIME: "Nộp đúng hạn",
    UnitGroup.LATE: "Nộp quá hạn",
    UnitGroup.MISSING: "Chưa nộp",
    UnitGroup.APPROVED: "Đã duyệt",
    UnitGroup.WAITING: "Đã nộp, chưa duyệt",
    UnitGroup.SENT_BACK: "Đang bổ sung theo yêu cầu",
    UnitGroup.EXCUSED: "Được miễn nộp",
    UnitGroup.PREPARED: "Đang lập, chưa đến hạn nộp",
    UnitGroup.NOTHING: "Không có nhiệm vụ trong tháng",
    UnitGroup.REOPENED: "Mở lại sau khi đã quyết định",
    UnitGroup.FORMER: "Đơn vị trước sắp xếp (nêu để theo dõi, không cộng)",
}
"""Papers are in Vietnamese only."""
_NAMED = {*GROUPS} - {UnitGroup.ON_TIME, UnitGroup.APPROVED, UnitGroup.NOTHING}
STANDINGS = {
    QueuePlace.WAITING: "Chưa duyệt",
    QueuePlace.IN_HAND: "Chưa duyệt",
    QueuePlace.RETURNED: "Đang bổ sung",
    QueuePlace.MISSING: "Chưa nộp",
    QueuePlace.PREPARED: "Đang lập",
    QueuePlace.APPROVED: "Đã duyệt",
    QueuePlace.EXCUSED: "Miễn nộp",
    QueuePlace.NOTHING: "Không có nhiệm vụ",
}


def document_of(unit: Unit, summary: MonthSummary) -> SummaryDocument:
    """What the paper of a summary says."""
    month, totals = summary.queue.month, summary.totals
    href = public_address(summary_href(summary.named))
    tasks = totals.in_order
    lines = [task.line for _key, task in tasks]
    return SummaryDocument(
        **office_of(unit),
        named=month.named,
        first_day=month.first_day,
        last_day=month.last_day,
        next_named=next_month(month, summary.queue.rules).named,
        as_at=clock.today(),
        href=href,
        expected=len(summary.expected),
        counted=len(totals.by_unit),
        groups=tuple(_groups(summary, href)),
        missing=", ".join(one.name for one in summary.group(UnitGroup.MISSING)),
        all=_done(totals.all, f"{href}/units"),
        own=_done(totals.own, f"{href}/added"),
        tasks=tuple(_task(task, f"{href}/{key}") for key, task in tasks),
        units=tuple(_unit(summary, one) for one in summary.own),
        difficulties=tuple(_quotes(summary, totals.difficulties)),
        added=tuple(_quotes(summary, totals.added, is_difficulty=False)),
        sources=sources_of(lines, plans_of(line.plan_id for line in lines)),
    )


def _groups(summary: MonthSummary, href: str) -> Iterator[tuple[str, int, str, str]]:
    asked = len(summary.expected)
    yield "Số đơn vị có nhiệm vụ trong tháng", asked, f"{href}/units", ""
    for group, words in GROUPS.items():
        units = summary.group(group)
        if units:
            names = "; ".join(_name(summary, group, one) for one in units)
            told = names if group in _NAMED else ""
            yield words, len(units), f"{href}/units?show={group}", told


def _name(summary: MonthSummary, group: UnitGroup, one: QueuedMonth) -> str:
    why = summary.excused.get(one.unit_id, "") if group is UnitGroup.EXCUSED else ""
    return f"{one.name_within}: {' '.join(why.split()).rstrip('.')}" if why else one.name_within


def _done(total: Total, href: str, *, has_parts: bool = True) -> Done:
    counts = {status.value: count for status, count in total.counts.items()}
    return Done(href, has_parts, counts, Figures(total.figures, tuple(total.told)))


def _task(task: TaskTotal, href: str) -> TaskDone:
    return TaskDone(
        text=task.line.text,
        plan=task.line.plan_id or 0,
        done=_done(task.counted, href),
        section=section_of(task.line),
        number=task.line.number,
        pending=task.pending.all,
    )


def _unit(summary: MonthSummary, one: QueuedMonth) -> UnitDone:
    total = summary.totals.by_unit.get(one.unit_id)
    href = public_address(month_href(one.slug, summary.named))
    return UnitDone(
        name=one.name,
        standing=STANDINGS[one.place],
        submitted_on=vietnam_day(one.submitted_at) if total and one.submitted_at else None,
        done=_done(total, href, has_parts=False) if total else None,
    )


def _quotes(
    summary: MonthSummary, told: list[Said], *, is_difficulty: bool = True
) -> Iterator[Quote]:
    for one, said in by_unit(summary, told):
        href = public_address(line_href(one.slug, summary.named, said.line.assignment_id))
        if is_difficulty:
            yield Quote(one.name, said.line.difficulty or "", said.line.text, href)
        else:
            yield Quote(one.name, said.line.text, href=href)
