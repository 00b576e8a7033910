"""Counted things in running text: 75%, 5-10%, 9/9 xã, 02 câu lạc bộ, 500/100.000 trẻ em."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.wording import plain

Value = int | float | str

UNITS: tuple[tuple[str, str], ...] = (
    ("diem tham van", "điểm tham vấn"),
    ("diem vui choi", "điểm vui chơi"),
    ("cau lac bo", "câu lạc bộ"),
    ("clb", "câu lạc bộ"),
    ("mo hinh", "mô hình"),
    ("ngoi nha", "ngôi nhà"),
    ("truong hoc", "trường học"),
    ("cong tac vien", "cộng tác viên"),
    ("can bo", "cán bộ"),
    ("suat qua", "suất quà"),
    ("phan qua", "phần quà"),
    ("suat hoc bong", "suất học bổng"),
    ("hoc bong", "học bổng"),
    ("suat", "suất"),
    ("tre em", "trẻ em"),
    ("tre", "trẻ"),
    ("hoc sinh", "học sinh"),
    ("tinh", "tỉnh"),
    ("huyen", "huyện"),
    ("xa", "xã"),
    ("phuong", "phường"),
    ("thi tran", "thị trấn"),
    ("thon", "thôn"),
    ("to dan pho", "tổ dân phố"),
    ("khu pho", "khu phố"),
    ("quan", "quận"),
    ("truong", "trường"),
    ("lop", "lớp"),
    ("cuoc", "cuộc"),
    ("buoi", "buổi"),
    ("dot", "đợt"),
    ("ho gia dinh", "hộ gia đình"),
    ("ho", "hộ"),
    ("dien dan", "diễn đàn"),
    ("ho boi", "hồ bơi"),
    ("be boi", "bể bơi"),
    ("co so", "cơ sở"),
    ("cong trinh", "công trình"),
    ("tin bai", "tin bài"),
    ("tin, bai", "tin, bài"),
    ("nguoi", "người"),
    ("luot", "lượt"),
)
_NAMES = dict(UNITS)
_UNIT = "|".join(re.escape(folded) for folded, _ in UNITS)
_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"
_COUNT = re.compile(
    rf"(?<![\w./,\-%])(?:(?P<low>{_NUMBER})\s?-\s?)?(?P<n>{_NUMBER})\s?"
    rf"(?:(?P<percent>%|‰|phan tram\b)|/\s?(?P<of>{_NUMBER})\s?(?:(?P<ofunit>{_UNIT})\b)?"
    rf"|\s?(?P<unit>{_UNIT})\b)"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its unit and its place in the text."""

    value: Value
    unit: str
    start: int
    end: int


def find(text: str) -> list[Count]:
    """All counted things of a text, in order."""
    return [count for match in _COUNT.finditer(plain(text)) if (count := _count(match)) is not None]


def number(written: str) -> int | float:
    """ "1.210" is 1210 (a dot parts thousands), "1,7" is 1.7."""
    bare = written.replace(".", "")
    return float(bare.replace(",", ".")) if "," in bare else int(bare)


def _count(match: re.Match[str]) -> Count | None:
    unit = _unit(match)
    if unit is None:
        return None
    return Count(_value(match), unit, match.start(), match.end())


def _unit(match: re.Match[str]) -> str | None:
    if match["percent"]:
        return "‰" if match["percent"] == "‰" else "%"
    if match["of"]:
        return _NAMES[match["ofunit"]] if match["ofunit"] else None
    return _NAMES[match["unit"]]


def _value(match: re.Match[str]) -> Value:
    if match["of"]:
        return f"{match['n'].lstrip('0') or '0'}/{match['of']}"
    if match["low"]:
        return f"{match['low']}-{match['n']}"
    return number(match["n"])
