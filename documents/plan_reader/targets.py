"""Aims with a number, and the figures of past years they start from."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from documents.plan_reader import numbers
from documents.plan_reader.numbers import Count, Value
from documents.plan_reader.outline import Node
from documents.plan_reader.roles import Role, role_of
from documents.wording import plain, tidy


@dataclass(frozen=True, slots=True)
class Target:
    """A number to be reached; `base` is the year it is compared with."""

    text: str
    value: Value
    unit: str
    direction: str | None = None
    base: str | None = None

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A figure of a past year that the document tells."""

    text: str
    value: Value
    unit: str
    year: str | None = None

    def as_json(self) -> dict[str, object]:
        return asdict(self)


_NEAR = 200
_CLAUSE_END = re.compile(r"[;(]|[.,](?=\s|$)")
_PAST = re.compile(
    r"\(\s*tu\b[^()]*$|\b(?:da|nam 20\d\d (?:la|co|dat)|hien (?:co|nay|dat)|moi dat)\b[^,;.]{0,30}$"
)
_FROM = re.compile(r"\btu\s*$")
_ONWARDS = re.compile(r"^[^,;.]{0,40}?\b(?:xuong|len|den)\b")
_AGE = re.compile(r"^\s*(?:tuoi|thang tuoi|nam|chi tieu|tieu chi|nhiem vu|nhom)")
_SUCH = re.compile(
    r"\b(?:duy tri|it nhat|toi thieu|phan dau|tai|xay dung|thanh lap|trao|tang|nhan rong)\s*$"
)
_BASE = re.compile(r"so voi (?:nam|cung ky nam|giai doan)\s*(\d{4}(?:\s?-\s?\d{4})?)")
_DIRECTIONS = (
    ("giảm", re.compile(r"\b(?:giam|ha|keo giam|xuong)\b[^,;.]*$")),
    ("tăng", re.compile(r"\b(?:tang|nang|len)\b[^,;.]*$")),
    (">=", re.compile(r"\b(?:it nhat|tren|toi thieu|tu|khong duoi|khong it hon)\s*$")),
    ("<=", re.compile(r"\b(?:duoi|khong qua|toi da|khong vuot qua)\s*$")),
)
_BASELINE = re.compile(r"(?:so|tong so|ty le|co)\s[^,;.]{3,110}?\s(?:la|co|:)\s*(?=\d)")
_OPEN = {Role.DUTY, Role.REPORT}


def find(root: Node) -> list[Target]:
    """Targets under an aim, and elsewhere those that a word of purpose makes one."""
    found: list[Target] = []
    for node in root.walk():
        role = role_of(node) if node.parent else Role.BACKGROUND
        if node.parent and (role is Role.AIM or role in _OPEN):
            found += in_text(node.text, is_aim=role is Role.AIM)
    return found


def in_text(text: str, *, is_aim: bool) -> list[Target]:
    folded = plain(text)
    counts = numbers.find(text)
    kept = [c for c in counts if _counts(folded, c, counts, is_aim)]
    return [_target(text, folded, count) for count in kept]


def baselines(texts: list[str]) -> list[Baseline]:
    """Figures told of a past year, in footnotes and in the results."""
    found: list[Baseline] = []
    for text in texts:
        folded = plain(text)
        year = re.search(r"\bnam (20\d\d)\b", folded)
        counts = {count.start: count for count in numbers.find(text)}
        for match in _BASELINE.finditer(folded):
            if count := counts.get(match.end()):
                said = text[match.start() : count.end]
                found.append(Baseline(said, count.value, count.unit, year[1] if year else None))
    return found


def _counts(folded: str, count: Count, counts: list[Count], is_aim: bool) -> bool:
    before = folded[max(0, count.start - _NEAR) : count.start]
    after = folded[count.end : count.end + _NEAR]
    if _AGE.match(after) or _PAST.search(before[-80:]) or _is_origin(before, after):
        return False
    if count.unit == "%":
        return is_aim or not re.search(r"\b(?:chiem|hien|khoang|ho tro)\s*$", before)
    if _is_place_of_another(folded, count, counts):
        return False
    return is_aim or bool(_SUCH.search(before[-40:]))


def _is_origin(before: str, after: str) -> bool:
    """ "từ 78% lên 85%": the first number is where it starts."""
    return bool(_FROM.search(before) and _ONWARDS.match(after))


def _is_place_of_another(folded: str, count: Count, counts: list[Count]) -> bool:
    """ "02 câu lạc bộ tại 02 xã": the second number only says where."""
    start = max(0, count.start - _NEAR)
    before = folded[start : count.start]
    if not re.search(r"\b(?:tai|o|cho|cua)\s*$", before):
        return False
    clause = max(before.rfind(mark) for mark in (",", ";", ". "))
    return any(start + clause < other.start < count.start for other in counts)


def _target(text: str, folded: str, count: Count) -> Target:
    start = _clause_start(folded, count.start)
    stop = _clause_end(folded, count.end)
    before = folded[start : count.start]
    direction = next((name for name, words in _DIRECTIONS if words.search(before)), None)
    base = _BASE.search(folded[count.end : count.end + 160])
    said = tidy(text[start:stop]).strip(" ,;.-")
    return Target(said, count.value, count.unit, direction, base[1] if base else None)


def _clause_start(folded: str, at: int) -> int:
    near = max(0, at - 2 * _NEAR)
    stops = [near + m.end() for m in re.finditer(r"[.;:(](?=\s)|,\s", folded[near:at])]
    return stops[-1] if stops else near


def _clause_end(folded: str, at: int) -> int:
    found = _CLAUSE_END.search(folded, at)
    return found.start() if found else len(folded)
