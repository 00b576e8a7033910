"""How each element of a paper looks: Decree 30/2020, annex I, in the sizes of its sample column."""

from __future__ import annotations

from dataclasses import dataclass

from documents.official_paper.paper import Level
from documents.wording import plain

FONT, BLACK, LANGUAGE = "Times New Roman", "000000", "vi-VN"
PAGE = (210.0, 297.0)
TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 30.0, 15.0
"""A4 and its margins in millimetres; the decree allows 20-25, 20-25, 30-35 and 15-20."""

TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
WIDE_TEXT_WIDTH = PAGE[1] - LEFT - RIGHT
RUN_IN = 12.7


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: sizes and gaps in points, indents in millimetres.

    `line` is a multiple of the single line; `exact` a line height in points instead.
    """

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1.0
    exact: float = 0
    first: float = 0
    left: float = 0
    keeps_next: bool = False
    outline: int | None = None

    @property
    def key(self) -> str:
        """The style's id in the file: its name without marks and blanks."""
        return "".join(c for c in plain(self.name).title() if c.isalnum())


NATION = Look("Quốc hiệu", 12, bold=True, align="center")
MOTTO = Look("Tiêu ngữ", 13, bold=True, align="center")
SUPERIOR = Look("Cơ quan chủ quản", 12, align="center")
ISSUER = Look("Cơ quan ban hành", 12, bold=True, align="center")
NUMBER = Look("Số, ký hiệu", 13, align="center", before=6)
PLACE_AND_DAY = Look("Địa danh, thời gian", 13, italic=True, align="center", before=6)
LETTER_SUBJECT = Look("Trích yếu công văn", 12, align="center", before=6)
TYPE_NAME = Look("Tên loại", 14, bold=True, align="center", before=18, keeps_next=True)
SUBJECT = Look("Trích yếu", 14, bold=True, align="center", keeps_next=True)
ADDRESSEE = Look("Kính gửi", 14, align="center", before=12, after=6)
ADDRESSEES = Look("Kính gửi nhiều nơi", 14, left=35, before=12, keeps_next=True)
ADDRESSEE_LINE = Look("Nơi kính gửi", 14, left=55.9, first=-2.9)
GROUND = Look("Căn cứ", 14, italic=True, align="both", after=6, line=1.1, first=RUN_IN)
BODY = Look("Nội dung", 14, align="both", after=6, line=1.1, first=RUN_IN)
PART = Look("Phần", 14, bold=True, align="center", before=12, keeps_next=True)
PART_TITLE = Look("Tiêu đề phần", 14, bold=True, align="center", after=6, keeps_next=True,
                  outline=0)  # fmt: skip
SECTION = Look("Mục", 14, bold=True, align="both", before=6, after=6, line=1.1, first=RUN_IN,
               keeps_next=True, outline=1)  # fmt: skip
CLAUSE = Look("Khoản", 14, bold=True, align="both", after=6, line=1.1, first=RUN_IN,
              keeps_next=True, outline=2)  # fmt: skip
POINT = Look("Điểm", 14, align="both", after=6, line=1.1, first=RUN_IN, keeps_next=True,
             outline=3)  # fmt: skip
TABLE_HEADING = Look("Đầu bảng", 13, bold=True, align="center", before=2, after=2, keeps_next=True)
TABLE_GROUP = Look("Nhóm trong bảng", 13, bold=True, before=2, after=2, keeps_next=True)
TABLE_TEXT = Look("Chữ trong bảng", 13, before=2, after=2)
TABLE_SHORT = Look("Ô ngắn trong bảng", 13, align="center", before=2, after=2)
TABLE_NUMBER = Look("Số trong bảng", 13, align="right", before=2, after=2)
AUTHORITY = Look("Quyền hạn, chức vụ", 14, bold=True, align="center", keeps_next=True)
SIGNER = Look("Họ tên người ký", 14, bold=True, align="center", before=72)
RECIPIENTS = Look("Nơi nhận", 12, bold=True, italic=True)
RECIPIENT = Look("Danh sách nơi nhận", 11, left=2.3, first=-2.3)
PAGE_NUMBER = Look("Số trang", 13, align="center")
CONTACT = Look("Địa chỉ cơ quan", 11, align="center")
APPENDIX = Look("Phụ lục", 14, bold=True, align="center", keeps_next=True, outline=0)
APPENDIX_TITLE = Look("Tên phụ lục", 14, bold=True, align="center", keeps_next=True)
ENCLOSED = Look("Kèm theo", 14, italic=True, align="center", keeps_next=True)
RULE = Look("Đường kẻ", 1, before=2, exact=3)
RULE_BELOW_TITLE = Look("Đường kẻ dưới trích yếu", 1, before=3, after=12, exact=3, keeps_next=True)
GAP = Look("Khoảng cách", 1, exact=6)
END = Look("Hết phần", 1, exact=1)

HEADINGS = {Level.SECTION: SECTION, Level.CLAUSE: CLAUSE, Level.POINT: POINT}
LOOKS = tuple(value for value in list(globals().values()) if isinstance(value, Look))
