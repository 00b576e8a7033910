"""The national list of kinds of agency, and the set each level usually has.

Plans name agencies by kind; each unit maps a kind to its own agency. Names are those in use
since the re-organisation of 2025 (Decree 42/2025, domain.md 8); where a kind was called
otherwise before, the older name is a spelling of it.
"""

from __future__ import annotations

from dataclasses import dataclass

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
