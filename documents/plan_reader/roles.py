"""What each heading is for: duties, aims, causes and results, money, time, reports."""

from __future__ import annotations

import re
from enum import StrEnum

from documents.plan_reader.markers import Style
from documents.plan_reader.outline import Node
from documents.wording import plain


class Role(StrEnum):
    """The use of a part of the document."""

    DUTY = "duty"
    AIM = "aim"
    BACKGROUND = "background"
    RESULT = "result"
    BUDGET = "budget"
    SCHEDULE = "schedule"
    REPORT = "report"


_LEAD = r"(?:cac |nhung |mot so |ve |cong tac |phan |noi dung ve )?"
_NOT_AN_ORDER = (
    r"(?! (?:cac|ubnd|uy ban|so|phong|ban|thu truong|cong|tram|to|don|moi|doi|hoi|truong|nha|dang|"
    r"doan|nguoi|bo))"
)
_WORDS = {
    Role.REPORT: r"che do (?:thong tin,? )?bao cao|thong tin,? bao cao|bao cao|che do thong tin",
    Role.RESULT: (
        r"ket qua(?: thuc hien| dat duoc| cong tac| hoat dong| chu yeu| noi bat)?|ton tai|han che|"
        r"nguyen nhan|thuc trang|tinh hinh|danh gia (?:tinh hinh|chung|thuc trang|ket qua)|"
        r"khai quat|dac diem|uu diem|thuan loi|kho khan|bai hoc|su can thiet|boi canh|nhan dinh|"
        r"nhung ket qua|dat van de|thanh tuu|khuyet diem|nhuoc diem"
    ),
    Role.BACKGROUND: (
        r"can cu(?=\s*(?:$|[:.]|phap ly|xay dung|de xay dung|ban hanh|lap\b))|co so phap ly|"
        rf"co so xay dung|muc dich|yeu cau{_NOT_AN_ORDER}|y nghia|doi tuong|pham vi|dia ban|"
        r"quan diem|nguyen tac|khen thuong|thi dua,? khen thuong|chu de|khau hieu|thong diep|"
        r"ten goi|giai thich tu ngu|thanh phan|ky hieu|tieu chi|thang diem|cham diem|phu luc|"
        r"dieu kien|hieu qua|san pham|so luong|ho so gom"
    ),
    Role.AIM: r"muc tieu|chi tieu|ke hoach chi tieu",
    Role.BUDGET: (
        r"kinh phi|nguon (?:kinh phi|luc tai chinh|von)|du toan|ngan sach|"
        r"nhu cau (?:kinh phi|von)|co cau nguon"
    ),
    Role.SCHEDULE: r"thoi gian|dia diem|thoi han|tien do|lo trinh|thoi diem",
}
_HEADS = {role: re.compile(rf"{_LEAD}(?:{words})\b") for role, words in _WORDS.items()}
_DUTY_WORDS = re.compile(
    r"\b(?:nhiem vu|giai phap|noi dung|to chuc thuc hien|trach nhiem|hoat dong|phan cong|bien "
    r"phap)\b"
)
_JOINS = re.compile(r"\s*(?:,|va\b|-|&|;)")
_LONGEST_HEADING = 220


def role_of(node: Node) -> Role:
    """The role of a heading or item: its own words, else those of the headings above."""
    for above in (node, *node.ancestors()):
        own = _own_role(above)
        if own is not None:
            return own
    return Role.DUTY


def _own_role(node: Node) -> Role | None:
    """What a heading's own words say; None where they say nothing."""
    title = heading_words(node)
    for role, words in _HEADS.items():
        if found := words.match(title):
            return _checked(role, title, found.end(), node)
    if _is_top(node) and _DUTY_WORDS.search(title):
        return Role.DUTY
    return None


def heading_words(node: Node) -> str:
    """The folded heading: the text up to its colon, where the rest is a sentence of its own."""
    return plain(node.text.strip(' .;-*"“”'))[:_LONGEST_HEADING]


def _is_top(node: Node) -> bool:
    return node.marker is not None and node.marker.style <= Style.ARTICLE


def _checked(role: Role, title: str, end: int, node: Node) -> Role | None:
    """ "Mục tiêu, nhiệm vụ" holds duties; a sentence that begins with such a word is none."""
    if not _is_heading(node, title):
        return None
    if _DUTY_WORDS.search(title[end : end + 60]) and _JOINS.match(title[end:]):
        return Role.DUTY
    if role is Role.RESULT and title.startswith("danh gia ket qua") and not _is_top(node):
        return None
    return role


def _is_heading(node: Node, title: str) -> bool:
    """Something stands under it, or a colon ends its label: "Đối tượng: trẻ em dưới 16 tuổi"."""
    label = title.find(":")
    if 0 <= label <= 60:
        return True
    if node.children:
        return len(title) <= 140
    return node.marker is not None and len(title) <= 40 and node.marker.style <= Style.LETTER
