"""Closing sentences: they end a document and order nothing of their own."""

from __future__ import annotations

import re

from documents.plan_reader import deadlines
from documents.plan_reader.deadlines import Calendar
from documents.plan_reader.outline import Node
from documents.wording import plain

_ALWAYS = re.compile(
    r"(?:.{0,500}chiu trach nhiem thi hanh (?:quyet dinh|nghi quyet|chi thi|ke hoach) nay|"
    r"tren day la|tren day,|(?:trong )?qua trinh (?:trien khai|to chuc|thuc hien)|"
    r"(?:xin )?tran trong|(?:[^.;:]{3,90} )?rat mong|nhan duoc (?:cong van|van ban|ke hoach)|"
    r"neu co (?:kho khan|vuong mac|van de)|moi (?:kho khan|vuong mac|chi tiet|thac mac)|"
    r"(?:quyet dinh|ke hoach|huong dan|cong van|chuong trinh) nay (?:co hieu luc|thay the|duoc)|"
    r"(?:ghi chu|luu y)\s*:)"
)
_ON_THIS = re.compile(r"can cu (?:noi dung )?(?:ke hoach|cong van|huong dan|van ban) nay")
_ORDER = re.compile(
    r"(?:[^.;:]{3,90} )?(?:yeu cau|de nghi) (?:cac|thu truong|uy ban|ubnd|quy|giam doc|chu tich|"
    r"nguoi dung dau)[^:]{0,220}(?:trien khai|thuc hien|phoi hop)\b[^:]*$"
)
_PARTS = re.compile(r"(?<=[.;,]) (?=(?:[Đđ]ề nghị|[Yy]êu cầu) )")
_REPORT = re.compile(r"\bbao cao\b.{0,80}\b(?:ve|gui|qua|ubnd|uy ban|so|phong)\b")
_DIFFICULTY = re.compile(r"(?:(?:trong )?qua trinh|neu co|moi (?:kho khan|vuong mac))")


def is_closing(node: Node, folded: str) -> bool:
    """A closing formula, or a general order to carry out the whole at the very end."""
    if any(child.marker for child in node.children):
        return False
    if _ALWAYS.match(folded):
        return True
    if node.marker is not None:
        return False
    ends = folded.endswith(("./.", "/.", "./")) or _is_last(node)
    return ends and bool(_ON_THIS.match(folded) or _ORDER.match(folded))


def duty_in(text: str) -> str | None:
    """The one real duty a closing paragraph may hold: to report, to somebody or by a day."""
    parts = _PARTS.split(text)
    last = plain(parts[-1])
    if _DIFFICULTY.match(plain(parts[0])) or not re.match(r"(?:de nghi|yeu cau)", last):
        return None
    has_report = "bao cao" in last and deadlines.find(parts[-1], Calendar())
    return parts[-1] if has_report or _REPORT.search(last) else None


def _is_last(node: Node) -> bool:
    while node.parent is not None:
        if node.parent.children[-1] is not node:
            return False
        node = node.parent
    return True
