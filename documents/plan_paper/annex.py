"""The annex of a plan: who does what until when, in one wide table."""

from __future__ import annotations

from collections.abc import Iterator

from documents.official_paper import Appendix, Level, Table
from documents.plan_paper.document import PlanDocument, Work
from documents.plan_paper.headings import Node, marker_at, tree_of
from documents.plan_paper.words import bare_title, ended, when_cell

TITLE = "Phân công nhiệm vụ"
HEADINGS = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Căn cứ")
_WIDTHS = (10.0, 92.0, 36.0, 38.0, 27.0, 25.0, 29.0)
_CLAUSE = "mục "


def annex_of(document: PlanDocument) -> Appendix:
    """All tasks in their order, under their headings."""
    rows = tuple(_numbered(_rows(tree_of(document), document)))
    return Appendix(TITLE, (Table(HEADINGS, rows, widths=_WIDTHS, is_wide=True),))


def _rows(node: Node, document: PlanDocument) -> Iterator[tuple[str, ...]]:
    for one in node.below:
        if isinstance(one, Work):
            yield _row(one, document)
        else:
            yield (bare_title(one.title),)
            yield from _rows(one, document)


def _numbered(rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Tasks counted through, groups with Roman numbers."""
    works = groups = 0
    for row in rows:
        if len(row) == 1:
            groups += 1
            yield (f"{marker_at(Level.SECTION, groups)}. {row[0]}",)
        else:
            works += 1
            yield (str(works), *row)


def _row(work: Work, document: PlanDocument) -> tuple[str, ...]:
    return (
        ended(work.text).removesuffix("."),
        "; ".join(work.leads) or document.everyone,
        "; ".join(work.partners),
        when_cell(work, document),
        work.product or "",
        _source(work.clause),
    )


def _source(clause: str) -> str:
    """The place in the plan above; numbers of the plan itself say nothing in an annex."""
    return f"M{clause[1:]}" if clause.startswith(_CLAUSE) else ""
