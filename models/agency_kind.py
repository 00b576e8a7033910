"""The national list of kinds of agency, and the set each level usually has.

Plans name agencies by kind; each unit maps a kind to its own agency. Names are those in use
since the re-organisation of 2025 (Decree 42/2025, domain.md 8); where a kind was called
otherwise before, the older name is a spelling of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.text import fold, normalise
from models.unit import Level


@dataclass(frozen=True)
class AgencyKind:
    """A kind of agency: its code and field of work, its name at each level, other spellings."""

    code: str
    label: str
    province: str = ""
    district: str = ""
    commune: str = ""
    spellings: tuple[str, ...] = ()

    def name_at(self, level: str) -> str:
        """What the agency is called at a level; empty where the level usually has none."""
        names = {
            Level.PROVINCE: self.province,
            Level.DISTRICT: self.district,
            Level.COMMUNE: self.commune,
        }
        return names.get(Level(level), "")


def _everywhere(code: str, label: str, name: str, *spellings: str) -> AgencyKind:
    return AgencyKind(code, label, name, name, name, spellings)


AGENCY_KINDS: tuple[AgencyKind, ...] = (
    AgencyKind(
        "children",
        "Công tác trẻ em",
        "Sở Y tế",
        "Phòng Lao động - Thương binh và Xã hội",
        "Phòng Văn hóa - Xã hội",
        ("Sở Lao động - Thương binh và Xã hội", "Phòng LĐTBXH", "Công chức văn hóa - xã hội"),
    ),
    AgencyKind("health", "Y tế", "", "Trung tâm Y tế", "Trạm Y tế", ("Phòng Y tế", "Sở Y tế")),
    AgencyKind("education", "Giáo dục", "Sở Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo"),
    AgencyKind(
        "school", "Trường học", spellings=("Trường Mầm non", "Trường Tiểu học", "Trường THCS")
    ),
    AgencyKind(
        "culture",
        "Văn hóa, thể thao",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Phòng Văn hóa và Thông tin",
    ),
    AgencyKind(
        "broadcasting",
        "Báo chí, phát thanh",
        "Báo và Phát thanh, Truyền hình",
        "Trung tâm Văn hóa - Thông tin",
        "Đài Truyền thanh",
    ),
    _everywhere("police", "Công an", "Công an"),
    AgencyKind("justice", "Tư pháp, hộ tịch", "Sở Tư pháp", "Phòng Tư pháp", "Tư pháp - Hộ tịch"),
    AgencyKind(
        "finance", "Tài chính", "Sở Tài chính", "Phòng Tài chính - Kế hoạch", "Tài chính - Kế toán"
    ),
    AgencyKind("home_affairs", "Nội vụ", "Sở Nội vụ", "Phòng Nội vụ"),
    AgencyKind("court", "Tòa án", "Tòa án nhân dân", "Tòa án nhân dân"),
    AgencyKind("procuracy", "Kiểm sát", "Viện kiểm sát nhân dân", "Viện kiểm sát nhân dân"),
    _everywhere("front", "Mặt trận Tổ quốc", "Ủy ban Mặt trận Tổ quốc Việt Nam", "MTTQ"),
    _everywhere("women", "Phụ nữ", "Hội Liên hiệp Phụ nữ", "Hội LHPN", "Hội Phụ nữ"),
    _everywhere(
        "youth", "Thanh niên", "Đoàn TNCS Hồ Chí Minh", "Đoàn Thanh niên", "Tỉnh đoàn", "Huyện đoàn"
    ),
    _everywhere("farmers", "Nông dân", "Hội Nông dân", "Hội ND"),
    _everywhere("veterans", "Cựu chiến binh", "Hội Cựu chiến binh", "Hội CCB"),
    _everywhere("red_cross", "Chữ thập đỏ", "Hội Chữ thập đỏ", "Hội CTĐ"),
    _everywhere("learning", "Khuyến học", "Hội Khuyến học"),
    AgencyKind("child_fund", "Quỹ Bảo trợ trẻ em", "Quỹ Bảo trợ trẻ em", "Quỹ Bảo trợ trẻ em"),
    AgencyKind("other", "Khác"),
)

KINDS_BY_CODE = {kind.code: kind for kind in AGENCY_KINDS}


def starting_set(level: str) -> list[tuple[str, str]]:
    """Code and name, without the unit's, of each kind that a unit of a level usually has."""
    return [(kind.code, kind.name_at(level)) for kind in AGENCY_KINDS if kind.name_at(level)]


HAMLETS = "hamlet"
"""Beside the kinds: the hamlets and residential groups, where a task is left to them."""

_COMMITTEE = re.compile(r"^(ubnd|uy ban nhan dan)\b")
_HAMLETS = re.compile(r"\b(thôn|bản|ấp|tổ dân phố|tổ nhân dân|khu phố|khu dân cư)\b(?! tự)")
_BELOW = re.compile(
    r"^(ubnd |uy ban nhan dan )?(cac|tung|moi|toan bo) "
    r"(xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|dia phuong|tinh|dac khu)\b"
)
_WORDINGS: tuple[tuple[str, str], ...] = (
    (r"\b(ld ?-? ?tb ?(&|va)? ?xh|ldtbxh|ldxh|lao dong)\b", "children"),
    (r"\bvan hoa ?-? ?xa hoi\b", "children"),
    (r"\bcong an\b", "police"),
    (r"\b(truong (hoc|mam non|mau giao|tieu hoc|thcs|thpt|trung hoc)|nha truong)\b", "school"),
    (r"\b(gd ?(&|va)? ?-? ?dt|giao duc)\b", "education"),
    (r"\b(y te|benh vien|dan so)\b", "health"),
    (r"\b(phat thanh|truyen thanh|truyen hinh|bao chi|ptth)\b", "broadcasting"),
    (r"\bvan hoa( va|,)? (thong tin|the thao)\b", "culture"),
    (r"\b(tu phap|ho tich)\b", "justice"),
    (r"\b(tai chinh|ke toan)\b", "finance"),
    (r"\bnoi vu\b", "home_affairs"),
    (r"\btoa an\b", "court"),
    (r"\bvien kiem sat\b", "procuracy"),
    (r"\b(mttq|mat tran|ubmttq)", "front"),
    (r"\b(phu nu|lhpn|hpn)\b", "women"),
    (r"\b(thanh nien|tncs|doan tn|(tinh|huyen|quan|thanh|thi) doan)\b", "youth"),
    (r"\b(nong dan|hoi nd)\b", "farmers"),
    (r"\b(cuu chien binh|ccb)\b", "veterans"),
    (r"\b(chu thap do|ctd)\b", "red_cross"),
    (r"\bkhuyen hoc\b", "learning"),
    (r"\bquy bao tro\b", "child_fund"),
)
"""How documents write a kind of agency, without marks; a name may mean several at once."""


def kinds_of_name(name: str) -> list[str]:
    """The kinds of agency that a name in a document means, HAMLETS among them.

    A People's Committee is no agency: it is the unit itself.
    """
    folded = fold(name)
    if _COMMITTEE.search(folded):
        return []
    found = [kind for wording, kind in _WORDINGS if re.search(wording, folded)]
    return [*found, HAMLETS] if _HAMLETS.search(normalise(name).casefold()) else found


def kinds_named(names: Iterable[str]) -> list[str]:
    """The kinds that names in a document mean, each once, in their order."""
    return list(dict.fromkeys(kind for name in names for kind in kinds_of_name(name)))


def names_units_below(names: Iterable[str]) -> bool:
    """Whether a list of names speaks of the units below: "UBND các xã, thị trấn"."""
    return any(_BELOW.search(fold(name)) for name in names)
