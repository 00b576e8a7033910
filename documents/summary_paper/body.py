"""The text of a summary's paper: who reported, results, difficulties, what goes on next month."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from documents.official_paper import Block, Heading, Item, Level, Paragraph, point_letter, roman
from documents.report import beginning
from documents.sentences import bare_title, month_words
from documents.summary_paper.document import SummaryDocument, TaskDone
from documents.summary_paper.words import (
    going_on,
    group_text,
    overall,
    own_text,
    quoted,
    source_of_numbers,
    task_text,
)

Part = tuple[str, list[Block]]


def body_of(document: SummaryDocument) -> Iterator[Block]:
    """All between the addressee and the signature."""
    yield Paragraph(_beginning(document))
    for place, (title, blocks) in enumerate(_parts(document), 1):
        yield Heading(Level.SECTION, roman(place), title)
        yield from blocks
    about = f"tổng hợp kết quả thực hiện công tác trẻ em {month_words(document.named)}"
    yield Paragraph(f"Trên đây là báo cáo {about} của {document.itself}.")


def _beginning(document: SummaryDocument) -> str:
    cited = (source.in_full for source in document.sources.values())
    what = f"tổng hợp kết quả thực hiện công tác trẻ em {month_words(document.named)}"
    return f"{beginning(document, cited, what)} của các đơn vị trực thuộc như sau:"


def _parts(document: SummaryDocument) -> Iterator[Part]:
    yield "Tình hình nộp, duyệt danh mục việc tháng", list(_reported(document))
    yield "Kết quả thực hiện", list(_results(document))
    yield "Khó khăn, vướng mắc của các đơn vị", _difficulties(document)
    following = [Item("-", text) for text in going_on(document)]
    yield f"Nhiệm vụ {month_words(document.next_named)}", [*following]


def _reported(document: SummaryDocument) -> Iterator[Block]:
    yield from (Item("-", group_text(*group)) for group in document.groups)
    yield Paragraph(source_of_numbers(document))


def _results(document: SummaryDocument) -> Iterator[Block]:
    """By document and section, as the units report; what they gave themselves comes last."""
    if not document.all.all:
        yield Paragraph("Chưa có tháng nào được duyệt.")
        return
    yield Paragraph(overall(document))
    count = 0
    for plan, found in groupby(document.tasks, lambda task: task.plan):
        count += 1
        title = f"Thực hiện {document.sources[plan].short}"
        yield Heading(Level.CLAUSE, str(count), title)
        yield from _by_section(list(found))
    if document.own.all:
        title = "Nhiệm vụ do các đơn vị bổ sung"
        yield Heading(Level.CLAUSE, str(count + 1), title)
        yield Paragraph(own_text(document.own, len({one.unit for one in document.added})))
        yield from (Item("-", quoted(one)) for one in document.added)


def _by_section(tasks: list[TaskDone]) -> Iterator[Block]:
    count = 0
    for section, found in groupby(tasks, lambda task: task.section):
        if section:
            count += 1
            yield Heading(Level.POINT, point_letter(count), bare_title(section))
        yield from (Item("-", task_text(task)) for task in found)


def _difficulties(document: SummaryDocument) -> list[Block]:
    told = [Item("-", quoted(one)) for one in document.difficulties]
    return list(told) or [Paragraph("Không có.")]
