"""What looks like a child's name in free text, and what only looks like one at first sight."""

from __future__ import annotations

import pytest

from models.child_names import NameFound, WhyName, names_in

FOUND = [
    ("Tặng xe đạp cho cháu Nguyễn Văn An.", "Nguyễn Văn An", WhyName.CALLED),
    ("em Hồ Thị B. đã nhận quà", "Hồ Thị B", WhyName.CALLED),
    ("Thăm bé Lan ở nhà", "Lan", WhyName.CALLED),
    ("học sinh Trần Văn C lớp 4A", "Trần Văn C", WhyName.CALLED),
    ("cháu nguyễn văn an được tặng xe", "nguyễn văn an", WhyName.CALLED),
    ("em hồ thị b nghỉ học", "hồ thị b", WhyName.CALLED),
    ("THĂM EM NGUYỄN THỊ HOA", "NGUYỄN THỊ HOA", WhyName.CALLED),
    ("Cháu tên là Y Thị Nga, ở thôn 2", "Y Thị Nga", WhyName.CALLED),
    ("cháu A Hùng bị gãy tay", "A Hùng", WhyName.CALLED),
    ("em gái Lê Bảo Ngọc", "Lê Bảo Ngọc", WhyName.CALLED),
    ("cháu mồ côi Giàng A Sùng", "Giàng A Sùng", WhyName.CALLED),
    ("cháu: Phạm Gia Bảo", "Phạm Gia Bảo", WhyName.CALLED),
    ("em học sinh Võ Minh Quân", "Võ Minh Quân", WhyName.CALLED),
    ("trẻ em Hồ Văn Thương", "Hồ Văn Thương", WhyName.CALLED),
    ("cháu bé Tú bị ốm", "Tú", WhyName.CALLED),
    ("HS Đinh Thị Mơ", "Đinh Thị Mơ", WhyName.CALLED),
    ("em “Hùng” đã đi học lại", "Hùng", WhyName.CALLED),
    ("các em Lê Thị Hà, Hồ Văn Pá", "Lê Thị Hà", WhyName.CALLED),
    ("2 cháu Hồ Văn Đăng và Hồ Thị Sương", "Hồ Văn Đăng", WhyName.CALLED),
    ("Trần Văn C lớp 4A đạt giải", "Trần Văn C", WhyName.AGED),
    ("Lê Thị Dung (9 tuổi)", "Lê Thị Dung", WhyName.AGED),
    ("Hoàng Văn Em, sinh năm 2015", "Hoàng Văn Em", WhyName.AGED),
    ("Phan Nhật, học lớp 3", "Phan Nhật", WhyName.AGED),
    ("Nguyễn Văn An, Trần Thị Bình, Lê Chi", "Lê Chi", WhyName.LISTED),
    ("1. Nguyễn Văn An\n2. Trần Thị Bình", "Trần Thị Bình", WhyName.LISTED),
    ("Hồ Văn Ta (4A), Hồ Thị Pi (4B)", "Hồ Thị Pi", WhyName.LISTED),
    ("Trao xe đạp cho Hồ Thị Lan", "Hồ Thị Lan", WhyName.GIVEN),
    ("Thăm gia đình Nguyễn Thị Xuân", "Nguyễn Thị Xuân", WhyName.GIVEN),
    ("tặng quà Lê Minh Khôi tại nhà", "Lê Minh Khôi", WhyName.GIVEN),
    ("cháu là con ông Hồ Văn Xạ", "Hồ Văn Xạ", WhyName.PARENT),
    ("con của chị Hương, thôn Tân Trang", "Hương", WhyName.PARENT),
]

NOT_FOUND = [
    "",
    "Vui Tết Trung thu thôn Tân Trang, 60 cháu dự.",
    "Trường TH Nguyễn Huệ phối hợp",
    "Tặng quà cho học sinh Trường TH&THCS Lê Thế Hiếu",
    "học sinh trường Trần Thị Tâm",
    "các em Trường Tiểu học Cam Thành",
    "60 em Trường THCS Lê Lợi",
    "Đoàn TNCS Hồ Chí Minh xã Cam Thành",
    "Đội TNTP Hồ Chí Minh",
    "Cháu ngoan Bác Hồ",
    "Ông Nguyễn Văn Hùng, Chủ tịch UBND xã, phát biểu",
    "bà Trần Thị Hoa trao quà",
    "đồng chí Lê Văn Bình dự",
    "đ/c Hồ Thị Nga, Bí thư Đoàn",
    "Nguyễn Thị Hoa - Chủ tịch Hội LHPN",
    "các đồng chí: Nguyễn Văn Sơn, Trần Thị Hồng, Lê Văn Tú",
    "ông bà Phan Văn Lộc, Nguyễn Thị Thu",
    "cô giáo Nguyễn Thị Thúy kể chuyện",
    "báo cáo viên Trần Văn Dũng",
    "Trao cho trưởng thôn Hồ Văn Xa",
    "nhà hảo tâm Nguyễn Thị Kim Liên tặng 20 suất",
    "đường Lê Duẩn, Trần Phú",
    "thôn Phan Xá, thôn Tân Trang, thôn Tân Định",
    "Hà Nội, Cao Bằng, Thái Nguyên",
    "trẻ em Việt Nam",
    "các em Vân Kiều, Pa Kô ở bản Chênh Vênh",
    "5 em Xơ Đăng được khám",
    "bé Mầm non Hoa Hồng",
    "Hội thi Bé Khỏe Bé Ngoan",
    "các bé Mẫu giáo lớn",
    "chị em Hội LHPN xã",
    "quanh hồ thị trấn Cam Lộ",
    "hội thi Cao văn hóa đọc",
    "Quỹ Bảo trợ trẻ em tỉnh Quảng Trị",
    "Quỹ học bổng Vừ A Dính trao 10 suất",
    "học bổng Nguyễn Thị Minh Khai",
    "Phim Em và Trịnh",
    "cháu N.V.A được hỗ trợ",
    "em được 9 tuổi, học lớp 4A",
    "lớp 4A, khối A Trường TH Cam Thành",
    "Nguyễn Văn Sơn, 45 tuổi, lái xe",
    "Trung tâm Công tác xã hội trẻ em",
    "TẶNG QUÀ CHO CÁC EM THÔN TÂN TRANG",
    "Bé với an toàn giao thông",
    "Công ty Trần Anh tặng 30 suất quà",
    "Trao quà cho Hội Khuyến học",
    "Cháu Cam Lộ hát mừng Trung thu",
]


@pytest.mark.parametrize(("text", "words", "why"), FOUND)
def test_a_name_is_found_with_its_reason(text: str, words: str, why: WhyName) -> None:
    assert NameFound(words, why) in names_in(text)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_child_is_left_alone(text: str) -> None:
    assert names_in(text) == ()


def test_each_name_stands_once_in_the_order_of_the_text() -> None:
    found = names_in("Tặng cháu Lan và cháu Hồ Văn An lớp 4A; cháu Lan vui.")
    assert [one.words for one in found] == ["Lan", "Hồ Văn An"]


def test_a_long_text_is_read_at_once() -> None:
    """Quadratic reading would take minutes."""
    assert len(names_in("cháu Lan, em Hồ Thị B, trường Lê Lợi. " * 2000)) == 2
