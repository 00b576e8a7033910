"""What kind of item each node of the outline is: a duty, a name, an attribute, a closing line."""

from __future__ import annotations

import re
from enum import StrEnum

from documents.plan_reader.agencies import is_unit_list, unit_of_heading
from documents.plan_reader.closing import is_closing
from documents.plan_reader.markers import Style
from documents.plan_reader.outline import Node, is_caps_heading, is_group, is_title
from documents.plan_reader.roles import Role, role_of
from documents.plan_reader.vocabulary import (
    ACTION,
    CITED,
    DOCUMENT,
    MODAL,
    STARTS_WITH_UNIT,
)
from documents.wording import plain


class Kind(StrEnum):
    """The use of one item."""

    DUTY = "duty"
    PARENT = "parent"
    HEADING = "heading"
    NAME = "name"
    ATTRIBUTE = "attribute"
    CLOSING = "closing"
    OTHER = "other"


_TIME = re.compile(r"(?:\d\.\s*)?(?:thoi gian|thoi han|tien do|han hoan thanh)\b[^:]{0,30}:")
_ACTOR = re.compile(
    r"(?:co quan|don vi|bo phan|nguoi)\s+(?:chu tri|thuc hien|phu trach|to chuc|phoi hop|tham muu)"
    r"[^:]{0,40}:|(?:chu tri|phoi hop|phan cong|phu trach)\s*(?:thuc hien)?\s*:"
)
_ATTRIBUTE = re.compile(
    r"(?:dia diem|thanh phan|so luong|kinh phi|doi tuong|chu de|quy mo|khach moi|san pham|"
    r"du kien so luong|dinh muc|muc chi|ten goi|phuong thuc|hinh thuc to chuc|tri gia|ghi chu|"
    r"muc dich|yeu cau|y nghia|ngan sach|nguon)\b[^:]{0,30}:"
)
_CONTENT = re.compile(r"noi dung\b[^:]{0,30}:")
_DIRECTS = re.compile(
    rf"\b(?:de nghi|yeu cau|giao|chi dao|{MODAL.strip()}|chu tri|phoi hop|bao cao|xay dung|thuc "
    rf"hien|"
    r"to chuc|trien khai|tham muu|tang cuong)"
)
_NARRATIVE = re.compile(
    r"(?:trong (?:nhung|cac|thoi gian|giai doan|nam)|hien nay|nhung nam|tinh den|den nay|day la|"
    r"nham\b|tuy nhien|qua do|ben canh|theo so lieu|toan (?:tinh|huyen|xa|phuong)|luy ke|"
    r"thuc hien (?:ke hoach|cong van|quyet dinh|chi thi|nghi quyet|van ban|luat|thong tu)\b.{0,400}"
    r"(?:nhu sau|cu the|sau day|ban hanh|xay dung)|\()"
)
_SLOGAN = re.compile(r'^["“].{0,160}["”!][.;!]?$')


def kind_of(node: Node) -> Kind:
    """Tell a duty from everything else an operative part may hold."""
    text = node.text.strip()
    folded = plain(text)
    if node.paragraph.row and role_of(node) is Role.DUTY:
        return Kind.PARENT if node.paragraph.row.is_group else Kind.DUTY
    if not text or not (role_of(node) in (Role.DUTY, Role.REPORT) or _is_scheduled(node, folded)):
        return attribute_of(folded) or Kind.OTHER
    if is_closing(node, folded):
        return Kind.CLOSING
    return attribute_of(folded) or _by_children(node) or _leaf(node, text, folded)


def _is_scheduled(node: Node, folded: str) -> bool:
    """ "Quý I: kiện toàn Ban Chỉ đạo" under a time heading is a duty with its time."""
    is_item = node.marker is not None and role_of(node) is Role.SCHEDULE and not node.children
    label, _, rest = folded.partition(":")
    return is_item and len(label) < 70 and bool(ACTION.match(rest.strip()))


def attribute_of(folded: str) -> Kind | None:
    is_attribute = any(words.match(folded) for words in (_TIME, _ACTOR, _ATTRIBUTE))
    return Kind.ATTRIBUTE if is_attribute else None


def is_time(node: Node) -> bool:
    return bool(_TIME.match(plain(node.text)))


def is_actor(node: Node) -> bool:
    return bool(_ACTOR.match(plain(node.text)))


def _by_children(node: Node) -> Kind | None:
    """A node with duties below it is their parent; names and attributes below leave it a duty."""
    if not node.children:
        return None
    kinds = {kind_of(child) for child in node.children}
    if kinds & {Kind.DUTY, Kind.PARENT, Kind.HEADING}:
        return Kind.PARENT
    if kinds <= {Kind.CLOSING, Kind.OTHER} and role_of(node.children[0]) is not Role.DUTY:
        return Kind.PARENT
    return None


def _leaf(node: Node, text: str, folded: str) -> Kind:
    if CITED.match(folded) or is_unit_list(text.rstrip(";.,")):
        return Kind.NAME
    if node.is_numbered and node.children:
        return Kind.DUTY
    if _SLOGAN.match(text):
        return Kind.NAME
    if node.marker is None:
        return _unmarked(node, folded)
    return Kind.HEADING if _is_bare_heading(node, text, folded) else Kind.DUTY


def _unmarked(node: Node, folded: str) -> Kind:
    """A paragraph without a mark is a duty where it orders something."""
    if "|" in node.text or not (ACTION.match(folded) or _DIRECTS.search(folded)):
        return Kind.OTHER
    if _is_unmarked_heading(node, folded):
        return Kind.HEADING
    if _NARRATIVE.match(folded) and not _orders(folded):
        return Kind.OTHER
    if node.section is None and not _has_heading(node):
        return Kind.DUTY if _is_order(node, folded) else Kind.OTHER
    if folded.rstrip().endswith(":") and not node.children and _introduces(node):
        return Kind.PARENT
    return Kind.DUTY


def _is_unmarked_heading(node: Node, folded: str) -> bool:
    if is_caps_heading(node.paragraph) or is_group(node.paragraph):
        return True
    is_open = len(folded) < 70 and not folded.endswith((".", ";", ":", "/"))
    return is_open and _introduces(node)


def _has_heading(node: Node) -> bool:
    return any(is_caps_heading(above.paragraph) for above in node.ancestors())


def _orders(folded: str) -> bool:
    return bool(re.search(r"\b(?:de nghi|yeu cau|giao) ", folded))


def _introduces(node: Node) -> bool:
    """Whether more follows under the same heading."""
    return node.parent is not None and node.parent.children[-1] is not node


def _is_order(node: Node, folded: str) -> bool:
    """Outside all headings only a plain order is a duty, not what leads up to the list."""
    if folded.rstrip().endswith(":"):
        return bool(node.children)
    if re.search(r"\b(?:sau|sau day|cu the)\W*$", folded):
        return False
    if re.match(r"(?:can cu|thuc hien|theo|de|nham|tiep theo|nham)\b", folded):
        return bool(re.search(r"\b(?:de nghi|yeu cau|giao)\b", folded))
    starts = re.match(r"(?:de nghi|yeu cau|giao|phan cong)\b", folded)
    return bool(
        starts
        or (STARTS_WITH_UNIT.match(folded) and re.search(MODAL, folded))
        or re.search(r"\b(?:de nghi|yeu cau) (?:cac|ubnd|uy ban|so|phong|ban|don vi)", folded)
    )


def _is_bare_heading(node: Node, text: str, folded: str) -> bool:
    """A heading with nothing under it says nothing to do."""
    if node.marker is None or node.marker.style.is_bullet:
        return text.endswith(":") and bool(unit_of_heading(text))
    if node.marker.style <= Style.ARTICLE:
        return not (ACTION.match(folded) or _is_sentence(text, folded)) or _is_decision(folded)
    return text.endswith(":") or (is_title(node) and bool(unit_of_heading(text)))


def _is_sentence(text: str, folded: str) -> bool:
    return len(text) > 80 and not _is_decision(folded)


def _is_decision(folded: str) -> bool:
    """The first article of a decision decides; it orders nobody to do anything."""
    return bool(re.match(rf"(?:phe duyet|ban hanh|thanh lap|cong bo)\b|{DOCUMENT} nay", folded))


def is_content(node: Node) -> bool:
    return bool(_CONTENT.match(plain(node.text)))
