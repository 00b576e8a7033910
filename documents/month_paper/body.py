"""The text of a month's paper: counts, results, difficulties, what goes on next month."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from documents.linked import Text, joined
from documents.month_paper.annex import group_of
from documents.month_paper.document import MonthDocument, Work
from documents.month_paper.words import (
    counts,
    difficulty_text,
    going_on_text,
    is_told,
    not_begun_text,
    source_of_figures,
    sums,
    work_text,
)
from documents.official_paper import Block, Heading, Item, Level, Paragraph, point_letter, roman
from documents.report import beginning
from documents.sentences import (
    bare_title,
    counted,
    month_words,
    one_line,
)

Part = tuple[str, list[Block]]


def body_of(document: MonthDocument) -> Iterator[Block]:
    """All between the addressee and the signature."""
    yield Paragraph(_beginning(document))
    for place, (title, blocks) in enumerate(_parts(document), 1):
        yield Heading(Level.SECTION, roman(place), title)
        yield from blocks
    about = f"kết quả thực hiện công tác trẻ em {month_words(document.named)}"
    yield Paragraph(f"Trên đây là báo cáo {about} của {document.itself}.")


def _beginning(document: MonthDocument) -> str:
    cited = (source.in_full for source in document.sources.values())
    what = f"báo cáo kết quả thực hiện công tác trẻ em {month_words(document.named)}"
    return f"{beginning(document, cited, what)} như sau:"


def _parts(document: MonthDocument) -> Iterator[Part]:
    yield "Kết quả chung", [Paragraph(_overall(document))]
    if document.present:
        yield "Kết quả cụ thể", list(_results(document))
    yield "Khó khăn, vướng mắc", _difficulties(document)
    yield f"Nhiệm vụ {month_words(document.next_named)}", list(_going_on(document))


def _overall(document: MonthDocument) -> Text:
    if not document.present:
        none = f"{document.itself} không có nhiệm vụ phải thực hiện trong"
        none = f"{none[:1].upper()}{none[1:]} {month_words(document.named)}."
        return f"{none} {source_of_figures(document)}"
    return joined(" ", [counts(document), sums(document), source_of_figures(document)])


def _results(document: MonthDocument) -> Iterator[Block]:
    """What there is to tell, by section of each document that asks for it; the rest by number."""
    present = [one for one in _numbered(document) if not one[1].is_upcoming]
    groups = groupby(present, lambda one: group_of(one[1], document))
    for place, (cited, found) in enumerate(groups, 1):
        works = list(found)
        title = cited if works[0][1].plan is None else f"Thực hiện {cited}"
        yield Heading(Level.CLAUSE, str(place), title)
        yield from _by_section([work for _place, work in works if is_told(work)])
        if untold := [one for one in works if not is_told(one[1])]:
            yield Item("-", not_begun_text(untold))


def _by_section(works: list[Work]) -> Iterator[Block]:
    count = 0
    for section, found in groupby(works, lambda work: work.section):
        if section:
            count += 1
            yield Heading(Level.POINT, point_letter(count), bare_title(section))
        yield from (Item("-", work_text(work)) for work in found)


def _difficulties(document: MonthDocument) -> list[Block]:
    told = [
        Item("-", difficulty_text(work, place))
        for place, work in _numbered(document)
        if one_line(work.difficulty)
    ]
    return list(told) or [Paragraph("Không có.")]


def _going_on(document: MonthDocument) -> Iterator[Block]:
    """What is not finished, what falls due, what begins anew."""
    blocks = [*_left(document), *_coming(document), *_again(document)]
    usual = "Thực hiện các nhiệm vụ theo kế hoạch đã ban hành."
    yield from blocks or [Paragraph(usual)]


def _left(document: MonthDocument) -> Iterator[Block]:
    left = [one for one in _numbered(document) if one[1].goes_on and not one[1].is_upcoming]
    pressing = [one for one in left if _is_due(one[1], document)]
    if left:
        rest = ", trong đó tập trung:" if pressing else " theo thời hạn được giao."
        whole = f"{counted(len(left))} nhiệm vụ chưa hoàn thành"
        yield Paragraph(f"Tiếp tục thực hiện {whole}{rest}")
        yield from _named(pressing)


def _coming(document: MonthDocument) -> Iterator[Block]:
    coming = [one for one in _numbered(document) if one[1].is_upcoming]
    due = [one for one in coming if _is_due(one[1], document)]
    if due:
        yield Paragraph(f"Triển khai nhiệm vụ đến hạn trong {month_words(document.next_named)}:")
        yield from _named(due)


def _again(document: MonthDocument) -> Iterator[Block]:
    if again := sum(work.recurs for work in document.works):
        yield Paragraph(f"Thực hiện {counted(again)} nhiệm vụ định kỳ của kỳ tiếp theo.")


def _numbered(document: MonthDocument) -> list[tuple[int, Work]]:
    return list(enumerate(document.in_order, 1))


def _named(works: list[tuple[int, Work]]) -> Iterator[Block]:
    """Tasks by number of the annex, those that are due first before the others."""
    in_order = sorted(works, key=lambda one: (str(one[1].due_on), one[0]))
    yield from (Item("-", going_on_text(work, place)) for place, work in in_order)


def _is_due(work: Work, document: MonthDocument) -> bool:
    return work.due_on is not None and work.due_on <= document.next_last
