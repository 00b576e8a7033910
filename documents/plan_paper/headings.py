"""The tasks of a plan under headings that are numbered anew: I, 1, a, -."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from documents.official_paper import Block, Heading, Item, Level, Paragraph, point_letter, roman
from documents.plan_paper.document import PlanDocument, Section, Work
from documents.plan_paper.words import work_text
from documents.sentences import bare_title
from documents.wording import plain

_ROMAN = re.compile(r"[IVXLC]+")
_COUNTED = re.compile(r"[\da-zđ]{1,3}[.)]?|[IVXLC]+[.)]?")


@dataclass(eq=False)
class Node:
    """A heading with what stands below it, in the order of the plan."""

    title: str
    below: list[Node | Work] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(isinstance(one, Work) or not one.is_empty for one in self.below)


def tree_of(document: PlanDocument) -> Node:
    """All headings under which tasks stand, below a root; tasks without a heading come last."""
    root, nodes = Node(""), dict[str, Node]()
    titles = {section.number: section.title for section in document.sections}
    for work in document.works:
        _node(work.section, titles, nodes, root).below.append(work)
    loose = [one for one in root.below if isinstance(one, Work)]
    root.below = [one for one in root.below if isinstance(one, Node)] + loose
    return root


def _node(number: str, titles: dict[str, str], nodes: dict[str, Node], root: Node) -> Node:
    """The node of a heading, hung under the nearest one above it that the plan has."""
    if number in nodes:
        return nodes[number]
    above = number.rpartition(".")[0]
    if number not in titles:
        return _node(above, titles, nodes, root) if above else root
    nodes[number] = node = Node(titles[number])
    _node(above, titles, nodes, root).below.append(node) if above else root.below.append(node)
    return node


def is_roman(sections: Sequence[Section]) -> bool:
    """Whether a plan's outermost headings are counted I, II, III."""
    outer = [section.number for section in sections if "." not in section.number]
    return bool(outer) and all(_ROMAN.fullmatch(number) for number in outer)


def blocks_below(node: Node, level: Level, document: PlanDocument) -> Iterator[Block]:
    """What stands below a heading; those next below it are set at a level, counted from 1."""
    count, above = 0, ""
    for one in node.below:
        if isinstance(one, Node):
            count += 1
            yield Heading(level, marker_at(level, count), bare_title(one.title))
            yield from blocks_below(one, next_level(level), document)
            continue
        is_counted = bool(_COUNTED.fullmatch(one.marker))
        count += is_counted
        above, introduced = _introduced(one, above)
        yield from introduced
        mark = _marker(level, count) if is_counted else _dash(one)
        yield Item(mark, work_text(one, document))
        above = above or bare_title(one.text)


def _introduced(work: Work, above: str) -> tuple[str, list[Block]]:
    """The line that a task hangs under, printed once before the first of its tasks."""
    parent = bare_title(work.hangs_under or "")
    if not parent or plain(above).startswith(plain(parent)):
        return parent and above, []
    return parent, [Item("-", f"{parent}:") if _dash(work) == "+" else Paragraph(f"{parent}:")]


def _dash(work: Work) -> str:
    return "+" if work.marker == "+" else "-"


def marker_at(level: Level, count: int) -> str:
    """ "I", "1" or "a": how headings of a level are counted."""
    if level is Level.SECTION:
        return roman(count)
    return str(count) if level is Level.CLAUSE else point_letter(count)


def _marker(level: Level, count: int) -> str:
    stop = ")" if level is Level.POINT else "."
    return f"{marker_at(level, count)}{stop}"


def next_level(level: Level) -> Level:
    """The level below one; below the points there are points again."""
    return Level(min(level + 1, Level.POINT))
