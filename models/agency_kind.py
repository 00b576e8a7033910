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
    """A kind of agency: its code, its name at each level that has one, other spellings."""

    code: str
    province: str = ""
    district: str = ""
    commune: str = ""
    spellings: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The kind's name where no level is meant."""
        names = (self.commune, self.district, self.province, *self.spellings[:1])
        return next(filter(None, names), "Cơ quan, đoàn thể khác")

    def name_at(self, level: str) -> str:
        """What the agency is called at a level; empty where the level has none."""
        return {Level.PROVINCE: self.province, Level.DISTRICT: self.district}.get(
            Level(level), self.commune if level == Level.COMMUNE else ""
        )


AGENCY_KINDS: tuple[AgencyKind, ...] = (
    AgencyKind(
        "children",
        "Sở Y tế",
        "Phòng Lao động - Thương binh và Xã hội",
        "Phòng Văn hóa - Xã hội",
        ("Sở Lao động - Thương binh và Xã hội", "Phòng LĐTBXH", "Công chức văn hóa - xã hội"),
    ),
    AgencyKind("health", "", "Trung tâm Y tế", "Trạm Y tế", ("Phòng Y tế",)),
    AgencyKind("education", "Sở Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo"),
    AgencyKind("school", spellings=("Trường Mầm non", "Trường Tiểu học", "Trường THCS")),
    AgencyKind("culture", "Sở Văn hóa, Thể thao và Du lịch", "Phòng Văn hóa và Thông tin"),
    AgencyKind(
        "broadcasting",
        "Báo và Phát thanh, Truyền hình",
        "Trung tâm Văn hóa - Thông tin",
        "Đài Truyền thanh",
    ),
    AgencyKind("police", "Công an", "Công an", "Công an"),
    AgencyKind("justice", "Sở Tư pháp", "Phòng Tư pháp", "Tư pháp - Hộ tịch"),
    AgencyKind("finance", "Sở Tài chính", "Phòng Tài chính - Kế hoạch", "Tài chính - Kế toán"),
    AgencyKind("home_affairs", "Sở Nội vụ", "Phòng Nội vụ"),
    AgencyKind("court", "Tòa án nhân dân", "Tòa án nhân dân"),
    AgencyKind("procuracy", "Viện kiểm sát nhân dân", "Viện kiểm sát nhân dân"),
    AgencyKind(
        "front", *(3 * ("Ủy ban Mặt trận Tổ quốc Việt Nam",)), spellings=("MTTQ", "Mặt trận")
    ),
    AgencyKind("women", *(3 * ("Hội Liên hiệp Phụ nữ",)), spellings=("Hội LHPN", "Hội Phụ nữ")),
    AgencyKind(
        "youth",
        *(3 * ("Đoàn TNCS Hồ Chí Minh",)),
        spellings=("Đoàn Thanh niên", "Tỉnh đoàn", "Huyện đoàn"),
    ),
    AgencyKind("farmers", *(3 * ("Hội Nông dân",)), spellings=("Hội ND",)),
    AgencyKind("veterans", *(3 * ("Hội Cựu chiến binh",)), spellings=("Hội CCB",)),
    AgencyKind("red_cross", *(3 * ("Hội Chữ thập đỏ",)), spellings=("Hội CTĐ",)),
    AgencyKind("learning", *(3 * ("Hội Khuyến học",))),
    AgencyKind("child_fund", "Quỹ Bảo trợ trẻ em", "Quỹ Bảo trợ trẻ em"),
    AgencyKind("other"),
)

KINDS_BY_CODE = {kind.code: kind for kind in AGENCY_KINDS}


def starting_set(level: str) -> list[tuple[str, str]]:
    """Code and name, without the unit's, of each kind that a unit of a level usually has."""
    return [(kind.code, kind.name_at(level)) for kind in AGENCY_KINDS if kind.name_at(level)]
