"""All steps in their order: lines, parts, paragraphs, outline, then what the outline says."""

from __future__ import annotations

from collections.abc import Iterable

from documents.extraction.lines import Line
from documents.plan_reader import (
    afterwards,
    budget,
    cited,
    deadlines,
    ending,
    header,
    items,
    outline,
    paragraphs,
    reporting,
    targets,
    tasks,
    zones,
)
from documents.plan_reader.account import account_of, without_gaps
from documents.plan_reader.clean import clean, footnotes_begin, page_footnotes
from documents.plan_reader.deadlines import Calendar, Deadline
from documents.plan_reader.draft import Draft, Section, Unread
from documents.plan_reader.header import Header
from documents.plan_reader.outline import Node
from documents.plan_reader.roles import Role, role_of
from documents.wording import tidy


def read_lines(lines: Iterable[Line]) -> Draft:
    """The draft of a document given as lines; never raises, whatever the lines say."""
    source = list(lines)
    cleaned = clean(source)
    parts = afterwards.sort(zones.part(cleaned))
    printed, page_notes = _printed(parts.body)
    body = paragraphs.join([line for line in printed if not paragraphs.is_noise(line)])
    root = outline.build(body)
    whole = "\n".join(paragraph.text for paragraph in body)
    head = header.read(parts.header, " ".join(_preamble(root)), whole)
    end = ending.read(parts.ending)
    period = cited.period(head.subject, head.date)
    calendar = Calendar.of(head.date, period)
    found = tasks.find(root, calendar, head.addressees)
    account = without_gaps(account_of(parts, root, found, end, page_notes), source, cleaned)
    unread = [line for line in cleaned if account.get(line.number) == "unread"]
    return Draft(
        header=head,
        period=period,
        based_on=cited.based_on(_preamble(root)),
        sections=tuple(Section.of(node) for node in root.walk() if node.is_section),
        tasks=tuple(found),
        targets=tuple(targets.find(root)),
        baselines=tuple(targets.baselines(_notes(parts.footnotes + page_notes) + _results(root))),
        deadlines=tuple(_deadlines(root, calendar)),
        reporting=tuple(reporting.find(found, calendar)),
        budget=tuple(budget.find(root)),
        ending=end,
        unread=tuple(Unread(line.number, tidy(line.text)) for line in unread if line.text.strip()),
        warnings=tuple(_warnings(root, head, found)),
        account=account,
    )


def _printed(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Page footnotes apart, where the source has pages at all."""
    return page_footnotes(lines) if any(line.starts_page for line in lines) else (lines, [])


def _notes(lines: list[Line]) -> list[str]:
    """Footnotes, each in one piece."""
    notes: list[str] = []
    for line in lines:
        text = tidy(line.text)
        if notes and not footnotes_begin(text, len(notes) + 1):
            notes[-1] = f"{notes[-1]} {text}"
        elif text:
            notes.append(text)
    return notes


def _preamble(root: Node) -> list[str]:
    """The texts before the first heading."""
    texts: list[str] = []
    for node in root.children:
        if node.is_numbered:
            break
        texts += [below.text for below in node.walk()]
    return texts


def _results(root: Node) -> list[str]:
    nodes = (node for node in root.walk() if node.parent)
    return [node.text for node in nodes if role_of(node) is Role.RESULT]


def _deadlines(root: Node, calendar: Calendar) -> list[Deadline]:
    """Deadlines of duties, reports and time headings; aims and past results hold none.

    A day that an item and its "Thời gian" both name is one deadline.
    """
    found: dict[tuple[int, str, str | None], Deadline] = {}
    for node in root.walk():
        if node.parent is None or role_of(node) in (Role.AIM, Role.RESULT, Role.BACKGROUND):
            continue
        under = node.parent if items.is_time(node) or items.is_content(node) else node
        for deadline in deadlines.of_node(node, calendar):
            found.setdefault((id(under), deadline.date, deadline.start), deadline)
    return list(found.values())


def _warnings(root: Node, head: Header, found: list[tasks.Task]) -> list[str]:
    warnings = [] if found else ["no_tasks"]
    if head.number is None or head.date is None:
        warnings.append("no_number_or_date")
    ids = [node.id for node in root.walk() if node.is_section]
    repeated = sorted({id_ for id_ in ids if ids.count(id_) > 1}) if len(ids) < 500 else []
    return warnings + [f"repeated_section:{id_}" for id_ in repeated]
