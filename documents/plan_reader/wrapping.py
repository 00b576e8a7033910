"""How a source breaks its lines, and what that says about one line and the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.extraction.lines import Line
from documents.plan_reader.vocabulary import ACTION
from documents.wording import plain, starts_lower

SENTENCE_END = re.compile(r"[.;:!?…][”\"’')\]]*$|/\.?$")
HANGING = re.compile(
    r"(?:[,(/&–-]|\b(?:và|của|các|về|với|số|ngày|tháng|năm|tại|trong|cho|theo|đến|từ|khoản|điều|"
    r"điểm|mục|phụ lục|hoặc|do|là|được|những|một|để|bằng|ở|giữa))$",
    re.IGNORECASE,
)
OPENS = re.compile(
    r"^(?:can cu|thuc hien (?:ke hoach|cong van|quyet dinh|chi thi|nghi)|kinh gui|"
    r"noi nhan|tren day la|xet de nghi)\b"
)
_WHOLE_HEADING = re.compile(
    r"(?:muc dich|yeu cau|y nghia|muc tieu|chi tieu|noi dung|doi tuong|pham vi|thoi gian|dia diem|"
    r"kinh phi|nhiem vu|giai phap|che do bao cao|(?:che do )?thong tin,? bao cao|to chuc thuc "
    r"hien|thuc trang|ket qua|ton tai|nguyen nhan)"
    r"(?: chung| cu the| tong quat| thuc hien| dat duoc|, .{0,60})*$"
)
_WIDEST = 160
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Wrapping:
    """`hard`: lines are cut at a width; `ragged`: many of them long before it; `spaced`: blank
    lines part the paragraphs; `measured`: the source tells which printed lines are full."""

    hard: bool = False
    width: int = 0
    spaced: bool = False
    ragged: bool = False
    measured: bool = False

    def leaves_room(self, before: str, text: str, share: float = 0.78) -> bool:
        """Whether the next line's first word would have fitted: then the break was meant."""
        return len(before) + 1 + len(text.split(" ", 1)[0]) <= self.width * share


def wrapping_of(lines: list[Line]) -> Wrapping:
    """Tell a source whose lines are cut at a width from one whose lines are paragraphs."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    long = sorted(len(text) for text in texts if len(text) > 25)
    known = [line.ends for line in lines]
    measured = True in known and None in known[:-1]
    if len(long) < _FEWEST:
        return Wrapping(measured=measured)
    width = long[int(len(long) * 0.95)]
    cuts = _cuts(texts)
    hard = width < _WIDEST and len(cuts) >= 0.18 * len(long)
    early = sum(len(a) + 1 + len(b.split(" ", 1)[0]) <= 0.8 * width for a, b in cuts)
    blank = sum(not line.text.strip() for line in lines)
    ragged = hard and early > 0.35 * len(cuts)
    return Wrapping(hard, width, blank >= 0.12 * len(texts), ragged, measured)


_OFFICE_CUT = re.compile(
    r"(?:lao dong\|(?:thuong binh|tb)|thuong binh\|(?:xa hoi|xh)|tai chinh\|ke hoach"
    r"|ke hoach\|tai chinh|giao duc\|dao tao|van hoa\|(?:xa hoi|thong tin|the thao))\b"
)
"""The name of an office cut at its dash, written "|" here."""


def is_cut_dash(rest: str, before: str) -> bool:
    """A dash that belongs inside a text: "giai đoạn 2021 | - 2025”", "kinh tế | - xã hội"."""
    if before[-1:].isdigit() and rest[:1].isdigit():
        return True
    if starts_lower(rest) and not before.endswith((",", "…")):
        return True
    return bool(_OFFICE_CUT.search(f"{plain(before)}|{plain(rest.strip())}"))


def lacks_object(body: str) -> bool:
    """ "Điều 1. Phê duyệt": a verb alone is no heading."""
    verbs = re.match(r"(?:phe duyet|ban hanh)$|\W*$", plain(body)) or ACTION.match(plain(body))
    return len(body.split()) <= 2 and bool(verbs)


def is_whole_heading(body: str) -> bool:
    """A heading that says all it has to: "Mục tiêu chung"."""
    return bool(_WHOLE_HEADING.match(plain(body.strip(" .:"))))


def has_open_bracket(texts: list[str]) -> bool:
    """Whether the text so far ends inside a bracket that was opened close before."""
    joined = " ".join(texts[-8:])[-300:]
    return joined.rfind("(") > joined.rfind(")") and len(joined) - joined.rfind("(") < 120


def _cuts(texts: list[str]) -> list[tuple[str, str]]:
    """Pairs of lines of which the second goes on in the middle of a sentence."""
    pairs = zip(texts, texts[1:], strict=False)
    return [(a, b) for a, b in pairs if starts_lower(b) and not SENTENCE_END.search(a)]
