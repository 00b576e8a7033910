"""Money: sums in đồng, and the sentences that say where it comes from."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from documents.plan_reader.outline import Node
from documents.plan_reader.roles import Role, role_of
from documents.wording import plain


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What is said of money; `amount_vnd` in whole đồng."""

    text: str
    amount_vnd: int | None
    source: str | None

    def as_json(self) -> dict[str, object]:
        return asdict(self)


_SCALES = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9, "": 1}
_AMOUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s?(nghin|ngan|trieu|ty|ti)?\s?(?:dong\b|d\b"
    r"|vnd\b)"
)
_SOURCES = (
    ("trung ương", r"trung uong|ngan sach tw\b"),
    ("địa phương", r"ngan sach (?:dia phuong|tinh|thanh pho|huyen|quan|xa|phuong)|dia phuong"),
    ("xã hội hóa", r"xa hoi hoa|van dong|huy dong|dong gop|tai tro|ung ho"),
    ("ngân sách nhà nước", r"ngan sach(?: nha nuoc)?"),
)
_IN_WORDS = re.compile(r"^\(?\s*(?:bang chu|viet bang chu)")


def find(root: Node) -> list[BudgetLine]:
    """The leaves of the money sections, and sums named "kinh phí" elsewhere."""
    found: list[BudgetLine] = []
    for node in root.walk():
        if node.parent is None or not node.text:
            continue
        if _is_budget(node):
            found += _lines(node, found)
    return found


def amount(text: str) -> int | None:
    """The first sum of a text in whole đồng: "6.350 triệu đồng" is 6350000000."""
    found = _AMOUNT.search(plain(text))
    if found is None:
        return None
    scale = _SCALES[found[2] or ""]
    bare = found[1].replace(".", "")
    return round(float(bare.replace(",", ".")) * scale) if "," in bare else int(bare) * scale


def _is_budget(node: Node) -> bool:
    if role_of(node) is Role.BUDGET:
        return not node.children or amount(node.text) is not None or _says_more(node)
    return False


def _says_more(node: Node) -> bool:
    return ":" in node.text[:-1]


def _lines(node: Node, before: list[BudgetLine]) -> list[BudgetLine]:
    folded = plain(node.text)
    if _IN_WORDS.match(folded):
        return []
    sum_ = amount(node.text)
    if before and sum_ and len(node.text) < 40 and before[-1].amount_vnd is None:
        label = before.pop()
        return [BudgetLine(f"{label.text} {node.text}", sum_, label.source)]
    source = next((name for name, words in _SOURCES if re.search(words, folded)), None)
    return [BudgetLine(node.text, sum_, source)]
