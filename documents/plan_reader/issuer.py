"""The issuing agency as it is spoken of: "UBND huyện Cam Lộ", "Bộ Y tế"."""

from __future__ import annotations

import re

from documents.wording import plain, tidy

_LEVELS = {
    "tinh": "tỉnh",
    "thanh pho": "thành phố",
    "tp": "thành phố",
    "huyen": "huyện",
    "quan": "quận",
    "thi xa": "thị xã",
    "xa": "xã",
    "phuong": "phường",
    "thi tran": "thị trấn",
    "dac khu": "đặc khu",
}
_LEVEL = "tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran|dac khu"
_COMMITTEE = re.compile(
    rf"(?:uy\s+ban\s+nhan\s+dan|ubnd)\s*(?:(?P<level>{_LEVEL})\.?\s+(?P<name>.+))?$"
)
_WORD = re.compile(
    r"^(?:uy ban nhan dan|ubnd|bo|so|phong|cuc|vu|hoi|doan|ban|van phong|trung tam|thu tuong"
    r"|chinh phu|"
    rf"lien doan|hdnd|hoi dong|truong|uy ban|tinh doan|huyen doan|{_LEVEL})\b"
)
_SHORT = re.compile(
    r"\b(?:l?đ?tb\s?&\s?xh|l?đ?tbxh|tb và xh|gd&đt|vhxh|ubnd|mttq)\b", re.IGNORECASE
)
_CITIES = {"ha noi", "ho chi minh", "da nang", "hai phong", "can tho", "hue"}
_ACTS = (
    r"xay dung|ban hanh|yeu cau|de nghi|huong dan|trien khai|to chuc|quyet dinh|thong bao|chi dao"
)
_SPEAKS = re.compile(
    rf"(?<!cua )(?:uy ban nhan dan|ubnd) (?P<level>{_LEVEL})\.? (?P<name>[^,.;:()]{{2,30}}?) "
    rf"(?={_ACTS})"
)


def find(lines: list[str], place: str | None, whole: str) -> str | None:
    """The issuer from its lines in capitals; else from who speaks in the text."""
    joined = _joined(lines)
    line = next((line for line in reversed(joined) if _COMMITTEE.match(plain(line))), "")
    committee = _COMMITTEE.match(plain(line))
    own = next((line for line in reversed(joined) if not _COMMITTEE.match(plain(line))), None)
    if own and _WORD.match(plain(own)):
        return _agency(own, line or None)
    if committee is None:
        return _speaker(whole)
    if committee["level"]:
        return _committee_name(committee["level"], line[committee.start("name") :])
    return _speaker(whole, place) or _from_place(place, whole)


def is_issuer_line(text: str) -> bool:
    """ "ỦY BAN NHÂN DÂN TỈNH TRÀ VINH" below the title of a decision: who decides, not what."""
    folded = plain(text)
    starts = re.match(
        r"(?:uy ban nhan dan|chu tich|bo truong|giam doc|thu tuong|hoi dong nhan dan)\b", folded
    )
    return bool(starts) and len(text) < 90


def _joined(lines: list[str]) -> list[str]:
    """Put a name that was broken over lines together again."""
    out: list[str] = []
    for line in (tidy(line).strip(" -") for line in lines):
        if not line:
            continue
        folded = plain(line)
        starts = _WORD.match(folded)
        goes_on = re.match(rf"(?:{_LEVEL}|nhan dan|ban nhan dan)\b", folded)
        bare = bool(out) and bool(re.search(r"(?:nhan dan|ubnd|^uy|^uy ban)$", plain(out[-1])))
        if out and ((goes_on and bare) or not starts):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return out


def _committee_name(level: str, name: str) -> str:
    return f"UBND {_LEVELS[level]} {_capitalised(name)}"


def _capitalised(name: str) -> str:
    """A place name out of capitals: "CAM LỘ" is "Cam Lộ", "RỊA - VŨNG" keeps its dash."""
    if not name.isupper():
        return tidy(name)
    return " ".join(word[:1] + word[1:].lower() for word in tidy(name).split(" "))


def _agency(line: str, above: str | None) -> str:
    name = line
    if line.isupper():
        name = tidy(line).lower()
        name = re.sub(
            r"(?:^|, | [-–] | và (?!nhỏ))\w", lambda m: m[0][:-1] + m[0][-1].upper(), name
        )
        name = re.sub(r"^(Sở|Bộ|Phòng|Hội|Cục|Ban) (\w)", lambda m: f"{m[1]} {m[2].upper()}", name)
        name = name[:1].upper() + name[1:]
        name = _SHORT.sub(lambda m: m[0].upper(), name)
    found = _COMMITTEE.match(plain(above)) if above else None
    if above and found and found["level"]:
        place = _capitalised(above[found.start("name") :])
        return f"{name} {_LEVELS[found['level']]} {place}"
    return name


def _speaker(whole: str, place: str | None = None) -> str | None:
    """Who "xây dựng kế hoạch" or "yêu cầu" in the text; near the top counts."""
    head = whole[:6000]
    for found in _SPEAKS.finditer(plain(head)):
        name = head[found.start("name") : found.end("name")].strip()
        if name[:1].isupper() and (place is None or plain(name) in plain(place)):
            return f"UBND {_LEVELS[found['level']]} {name}"
    return None


def _from_place(place: str | None, whole: str) -> str | None:
    if place is None:
        return None
    folded = re.sub(r"^(?:thanh pho|tp\.?) ", "", plain(place))
    name = place[len(place) - len(folded) :]
    if folded in _CITIES:
        return f"UBND thành phố {name}"
    found = re.search(rf"\b({_LEVEL}) {re.escape(folded)}\b", plain(whole))
    return f"UBND {_LEVELS[found[1] if found else 'tinh']} {name}"
