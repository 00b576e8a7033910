"""The annex of a plan: who does what until when, in one wide table."""

from __future__ import annotations

from collections.abc import Iterator

from documents.official_paper import Appendix, Level, Table
from documents.plan_paper.document import PlanDocument, Work
from documents.plan_paper.headings import Node, marker_at, next_level, tree_of
from documents.plan_paper.words import when_cell
from documents.sentences import bare_title, ended

TITLE = "Phân công nhiệm vụ"
HEADINGS = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Căn cứ")
_WIDTHS = (12.0, 90.0, 36.0, 38.0, 27.0, 25.0, 29.0)
_CLAUSE = "mục "

_Row = tuple[str, ...]


def annex_of(document: PlanDocument) -> Appendix:
    """All tasks in their order, under their headings."""
    rows = tuple(_numbered(_rows(tree_of(document), document)))
    return Appendix(TITLE, (Table(HEADINGS, rows, widths=_WIDTHS, is_wide=True),))


def _rows(node: Node, document: PlanDocument, level: Level = Level.SECTION) -> Iterator[_Row]:
    """Tasks, and before them their headings, counted on each level: I, 1, a."""
    count = 0
    for one in node.below:
        if isinstance(one, Work):
            yield _row(one, document)
            continue
        count += 1
        stop = ")" if level is Level.POINT else "."
        yield (f"{marker_at(level, count)}{stop} {bare_title(one.title)}",)
        yield from _rows(one, document, next_level(level))


def _numbered(rows: Iterator[_Row]) -> Iterator[_Row]:
    """Tasks counted through."""
    works = 0
    for row in rows:
        works += len(row) > 1
        yield (str(works), *row) if len(row) > 1 else row


def _row(work: Work, document: PlanDocument) -> _Row:
    return (
        ended(work.text).removesuffix("."),
        _cell(work.leads) or work.doers,
        _cell(work.partners),
        when_cell(work, document),
        work.product or "",
        _source(work.clause),
    )


def _cell(names: tuple[str, ...]) -> str:
    text = "; ".join(names)
    return text[:1].upper() + text[1:]


def _source(clause: str) -> str:
    """The place in the plan above; numbers of the plan itself say nothing in an annex."""
    return f"M{clause[1:]}" if clause.startswith(_CLAUSE) else ""
