"""Paragraphs to a tree: which item stands under which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.plan_reader.agencies import unit_of_heading
from documents.plan_reader.markers import Marker, Style
from documents.plan_reader.paragraphs import Paragraph
from documents.plan_reader.vocabulary import ACTION
from documents.wording import is_upper, plain


@dataclass(eq=False, slots=True)
class Node:
    """An item, heading or unmarked paragraph in its place; the root has no paragraph text."""

    paragraph: Paragraph
    parent: Node | None
    children: list[Node] = field(default_factory=list)

    @property
    def marker(self) -> Marker | None:
        return self.paragraph.marker

    @property
    def text(self) -> str:
        return self.paragraph.body

    @property
    def line(self) -> int:
        return self.paragraph.lines[0] if self.paragraph.lines else 0

    @property
    def is_numbered(self) -> bool:
        return self.marker is not None and not self.marker.style.is_bullet

    @property
    def is_section(self) -> bool:
        """A numbered heading that something stands under."""
        return self.is_numbered and bool(self.children)

    @property
    def id(self) -> str:
        """The path of marks: "II.4"; "1.1" under "1" is "1.1"; a part opens a new count."""
        if self.marker is None or self.parent is None:
            return ""
        above = self.parent
        while above.parent and not above.is_numbered:
            above = above.parent
        if above.marker is None or above.marker.style is Style.PART:
            return self.marker.label
        prefix = above.id
        if self.marker.label.startswith(f"{above.marker.label}."):
            return prefix + self.marker.label[len(above.marker.label) :]
        return f"{prefix}.{self.marker.label}"

    @property
    def section(self) -> Node | None:
        """The nearest numbered item above."""
        above = self.parent
        while above is not None and not above.is_numbered:
            above = above.parent
        return above

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the source."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.children))

    def ancestors(self) -> Iterator[Node]:
        above = self.parent
        while above is not None and above.parent is not None:
            yield above
            above = above.parent


_TO_ALL = re.compile(r"(?:yeu cau|de nghi|giao|tren day|can cu|trong qua trinh|cac )\b")
_GROUP = re.compile(r"(?:hoat dong|noi dung|nhiem vu|(?:tieu )?du an|nhom|giai phap)\s+\d+\s*[:.]")
_TITLE_END = re.compile(r"[.;…!?]$")


def build(paragraphs: list[Paragraph]) -> Node:
    """The tree of a body; marks decide, unmarked paragraphs join the heading they follow."""
    root = Node(Paragraph("", ()), None)
    stack = [root]
    for paragraph in paragraphs:
        _place(stack, paragraph)
    return root


def is_caps_heading(paragraph: Paragraph) -> bool:
    """A heading whose numeral was lost: only its capitals tell."""
    text = paragraph.text
    is_short = 6 < len(text) < 150 and not text.endswith((".", ";", ",", ":"))
    return paragraph.marker is None and is_short and "|" not in text and is_upper(text)


def is_group(paragraph: Paragraph) -> bool:
    """ "Hoạt động 1: Truyền thông" without a mark, over its items."""
    text = paragraph.text
    return paragraph.marker is None and len(text) < 160 and bool(_GROUP.match(plain(text)))


def _place(stack: list[Node], paragraph: Paragraph) -> None:
    keep = _keep_marked if paragraph.marker else _keep_unmarked
    del stack[keep(stack, paragraph) :]
    node = Node(paragraph, stack[-1])
    stack[-1].children.append(node)
    stack.append(node)


def _keep_marked(stack: list[Node], paragraph: Paragraph) -> int:
    """How much of the stack stays open when a marked paragraph arrives."""
    marker = paragraph.marker
    if marker is None or _nests(stack[-1], marker):
        return len(stack)
    if depth := _sibling_depth(stack, marker):
        return depth
    return _keep_bullet(stack, marker) if marker.style.is_bullet else _keep_holders(stack, marker)


def _sibling_depth(stack: list[Node], marker: Marker) -> int:
    """The depth of the open item of the same kind; 0 where there is none."""
    for depth in range(len(stack) - 1, 0, -1):
        open_marker = stack[depth].marker
        if open_marker is not None and _is_sibling(open_marker, marker):
            return depth
    return 0


def _keep_holders(stack: list[Node], marker: Marker) -> int:
    keep = 1
    while keep < len(stack) and _may_hold(stack[keep], marker):
        keep += 1
    return keep


def _nests(top: Node, marker: Marker) -> bool:
    """A count that starts again right under "a) …:" is a level of its own."""
    if top.marker is None or marker.style.is_bullet or marker.rank != 1:
        return False
    is_lower = Style.NUMBER < top.marker.style < Style.STAR
    return marker.style is Style.NUMBER and is_lower and top.text.rstrip().endswith(":")


def _is_sibling(one: Marker, other: Marker) -> bool:
    if one.style is not other.style:
        return False
    if one.style.is_bullet:
        return one.style is not Style.DOT or one.label == other.label
    return True


def _may_hold(node: Node, marker: Marker) -> bool:
    if node.marker is None:
        return is_caps_heading(node.paragraph) and marker.style >= Style.NUMBER
    if node.marker.style.is_bullet:
        return False
    if node.marker.style is Style.NUMBER and marker.style is Style.NUMBER_2:
        return marker.label.startswith(f"{node.marker.label}.")
    if node.marker.style < marker.style:
        return True
    return marker.rank == 1 and marker.style is Style.NUMBER and node.text.rstrip().endswith(":")


def _keep_bullet(stack: list[Node], marker: Marker) -> int:
    """A new kind of bullet goes under what was open, unless that is a finished sentence."""
    top = len(stack) - 1
    while top > 0 and not _takes_bullet(stack[top], marker):
        top -= 1
    return top + 1


def _takes_bullet(node: Node, marker: Marker) -> bool:
    ends_open = node.text.rstrip().endswith(":")
    if node.marker is None:
        return ends_open or is_caps_heading(node.paragraph) or is_group(node.paragraph)
    if not node.marker.style.is_bullet:
        return True
    if node.marker.style < marker.style and marker.style is not Style.DASH:
        return True
    return ends_open or (node.marker.style is Style.STAR and marker.style is Style.DASH)


def _keep_unmarked(stack: list[Node], paragraph: Paragraph) -> int:
    """An unmarked paragraph stands under the nearest heading, beside the items before it."""
    if is_caps_heading(paragraph):
        return _keep_parts(stack)
    top = len(stack) - 1
    while top > 0 and not _is_open_heading(stack[top]):
        top -= 1
    if (
        _addresses_others(paragraph.text)
        and stack[top].children
        and unit_of_heading(stack[top].text)
    ):
        top -= 1
    return top + 1


def _keep_parts(stack: list[Node]) -> int:
    keep = 1
    while keep < len(stack) and _is_part(stack[keep]):
        keep += 1
    return keep


def _is_part(node: Node) -> bool:
    return node.marker is not None and node.marker.style in (Style.PART, Style.CAPITAL)


def _addresses_others(text: str) -> bool:
    """An order or a closing line after the duties of one unit speaks to all of them."""
    return bool(_TO_ALL.match(plain(text)))


def _is_open_heading(node: Node) -> bool:
    if node.marker is None:
        return is_caps_heading(node.paragraph)
    if node.marker.style.is_bullet:
        return node.text.endswith(":") and not node.children and node.marker.style is Style.STAR
    return bool(node.children) or is_title(node)


def is_title(node: Node) -> bool:
    """Whether a numbered paragraph reads as a heading: it ends with ":" or is short and open."""
    text = node.text.rstrip()
    if node.marker is not None and node.marker.style <= Style.ARTICLE and len(text) < 160:
        return True
    if text.endswith(":") or is_upper(text):
        return True
    if _TITLE_END.search(text):
        is_name = not ACTION.match(plain(text))
        return is_name and len(text) < 60 and ":" not in text
    return len(text) < 130 and "; " not in text and ": " not in text
