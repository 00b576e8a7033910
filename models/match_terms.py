"""The words by which an activity and a line of a checklist find each other.

Spellings are Vietnamese as written; they are compared without marks (models.match_words).
Topics, kinds and their wordings are those of the plans and reports in domain.md, 9 and 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Term:
    """Something a line or an activity is about: how it is shown, and its other spellings.

    `is_broad`: so wide that a line about it is a line about children's work altogether.
    """

    label: str
    spellings: tuple[str, ...] = ()
    is_broad: bool = False

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.label, *self.spellings)


def _topic(label: str, *spellings: str) -> Term:
    return Term(label, spellings)


def _broad(label: str, *spellings: str) -> Term:
    return Term(label, spellings, is_broad=True)


_CHILDRENS_FEASTS: Final = ("lễ, Tết của thiếu nhi", "lễ, Tết thiếu nhi")
"""Both the first of June and Mid-Autumn: a wording may mean several terms."""

TERMS: Final[tuple[Term, ...]] = (
    # Feasts and campaigns
    _topic(
        "Trung thu",
        *("Tết Trung thu", "đêm hội trăng rằm", "vui hội trăng rằm", "rằm tháng 8"),
        *("rằm tháng tám", "rước đèn", "đêm hội rước đèn", *_CHILDRENS_FEASTS),
    ),
    _topic(
        "1/6",
        *("Quốc tế thiếu nhi", "Ngày Quốc tế thiếu nhi", "Quốc tế thiếu nhi 1/6"),
        *("Tết thiếu nhi", "Ngày Quốc tế thiếu nhi 1/6", *_CHILDRENS_FEASTS),
    ),
    _topic(
        "Tháng hành động vì trẻ em",
        *("tháng hành động", "tháng vì trẻ em", "tháng hành động trẻ em"),
    ),
    _topic("Tháng hành động vì bình đẳng giới"),
    _topic("Tết Nguyên đán", "Tết", "Tết cổ truyền", "Tết vì người nghèo", "xuân yêu thương"),
    _topic("hè", "sinh hoạt hè", "hoạt động hè", "dịp hè", "nghỉ hè", "trại hè"),
    _topic("khai giảng", "năm học mới", "tựu trường", "ngày toàn dân đưa trẻ đến trường"),
    _topic("học bổng", "tiếp sức đến trường", "vượt khó học giỏi", "nghèo vượt khó", "hiếu học"),
    # Harm
    _topic(
        "đuối nước", "phòng chống đuối nước", "dạy bơi", "học bơi", "lớp bơi", "bơi an toàn", "bơi"
    ),
    _topic("tai nạn thương tích", "thương tích trẻ em", "ngôi nhà an toàn", "sơ cấp cứu"),
    _topic("an toàn giao thông", "mũ bảo hiểm", "tai nạn giao thông"),
    _topic("xâm hại", "xâm hại tình dục", "phòng chống xâm hại", "quấy rối", "lạm dụng tình dục"),
    _topic("bạo lực", "bạo hành", "ngược đãi", "bạo lực gia đình", "bạo lực học đường"),
    _topic("trên cơ sở giới", "bạo lực trên cơ sở giới", "bạo lực giới"),
    _topic("lao động trẻ em", "lao động sớm", "lang thang", "nặng nhọc, nguy hiểm"),
    _topic("vi phạm pháp luật", "người chưa thành niên", "trẻ em hư"),
    _topic("ma túy", "tệ nạn", "tệ nạn xã hội", "thuốc lá", "thuốc lá điện tử"),
    _topic("môi trường mạng", "không gian mạng", "an toàn trên mạng", "mạng xã hội", "internet"),
    _topic("tảo hôn", "hôn nhân cận huyết", "hôn nhân cận huyết thống"),
    _topic("mua bán người", "mua bán trẻ em"),
    _topic("thiên tai", "lũ lụt", "bão lũ", "bão lụt", "mưa lũ"),
    _topic("dịch bệnh", "phòng dịch", "vệ sinh phòng bệnh", "sốt xuất huyết"),
    _topic("phòng cháy", "phòng cháy chữa cháy", "hỏa hoạn"),
    # Law and help
    _topic(
        "Luật Trẻ em",
        *("Luật Bảo vệ, chăm sóc và giáo dục trẻ em", "quyền trẻ em", "bổn phận của trẻ em"),
    ),
    _topic("Luật Bình đẳng giới", "thi hành Luật Bình đẳng giới"),
    _topic(
        "Tổng đài 111",
        *("111", "Tổng đài điện thoại quốc gia bảo vệ trẻ em", "Tổng đài bảo vệ trẻ em"),
        *("Tổng đài điện thoại quốc gia bảo vệ trẻ em 111", "đường dây tư vấn", "đường dây nóng"),
        *("18001567", "Tổng đài quốc gia 111", "Tổng đài quốc gia bảo vệ trẻ em"),
    ),
    _topic("chăm sóc thay thế", "gia đình thay thế", "nhận nuôi", "con nuôi", "đỡ đầu"),
    _topic("mồ côi", "bỏ rơi"),
    _topic("tham vấn", "điểm tham vấn", "tư vấn tâm lý", "tư vấn học đường"),
    _topic("quản lý ca", "kế hoạch can thiệp", "can thiệp, trợ giúp", "hỗ trợ, can thiệp"),
    _topic("trợ giúp pháp lý"),
    # Health
    _topic("sàng lọc", "khám sàng lọc"),
    _topic("khám chữa bệnh", "khám, chữa bệnh miễn phí", "chữa bệnh", "khám bệnh"),
    _topic("khám sức khỏe", "sức khỏe học đường", "y tế học đường"),
    _topic("phẫu thuật", "hở hàm ếch", "sứt môi", "mổ tim", "phẫu thuật nụ cười"),
    _topic("tim bẩm sinh", "bệnh tim", "tim mạch"),
    _topic("khuyết tật", "xe lăn", "phục hồi chức năng"),
    _topic("bảo hiểm y tế", "thẻ bảo hiểm y tế", "BHYT", "thẻ BHYT"),
    _topic("tiêm chủng", "vắc xin", "vitamin A", "tẩy giun"),
    _topic("dinh dưỡng", "suy dinh dưỡng", "sữa học đường"),
    _topic(
        "an toàn thực phẩm", "an toàn vệ sinh thực phẩm", "vệ sinh an toàn thực phẩm", "ngộ độc"
    ),
    _topic("HIV", "HIV/AIDS", "AIDS"),
    _topic("dân số", "kế hoạch hóa gia đình", "sức khỏe sinh sản"),
    # Taking part, models
    _topic("diễn đàn", "diễn đàn trẻ em", "hội đồng trẻ em", "lắng nghe trẻ em nói"),
    _topic("quyền tham gia", "quyền tham gia của trẻ em"),
    _topic("Ông Bà Cháu", "câu lạc bộ Ông Bà Cháu", "CLB Ông Bà Cháu"),
    _topic(
        "dựa vào cộng đồng",
        "bảo vệ trẻ em dựa vào cộng đồng",
        "câu lạc bộ bảo vệ trẻ em",
        "CLB BVTE",
    ),
    _topic(
        "xã, phường phù hợp với trẻ em",
        *("xã phù hợp với trẻ em", "phường phù hợp với trẻ em", "thị trấn phù hợp với trẻ em"),
        *("xã, thị trấn phù hợp với trẻ em", "xã, phường, thị trấn phù hợp với trẻ em"),
    ),
    _topic("tiến bộ của phụ nữ", "tiến bộ phụ nữ"),
    _topic("đồ chơi", "đồ chơi bạo lực", "trò chơi trực tuyến"),
    _topic("đọc sách", "ngày hội đọc sách", "thư viện", "tủ sách"),
    # Office work
    _topic("kiện toàn"),
    _topic("ban chỉ đạo", "ban điều hành", "nhóm công tác liên ngành", "liên ngành"),
    _topic("phần mềm", "cơ sở dữ liệu", "dữ liệu về trẻ em", "dữ liệu trẻ em", "sổ theo dõi"),
    _topic("rà soát", "thống kê", "thu thập thông tin"),
    _topic("tổng kết", "sơ kết", "họp cuối năm", "đánh giá, công nhận"),
    _topic("bố trí kinh phí", "hỗ trợ kinh phí", "kế hoạch tài chính"),
    _topic("vận động ủng hộ", "vận động đóng góp", "quyên góp", "kêu gọi", "Quỹ Bảo trợ trẻ em"),
    _topic("khai sinh", "đăng ký khai sinh", "hộ tịch"),
    # What nearly every line is about
    _broad("bình đẳng giới"),
    _broad("hoàn cảnh đặc biệt", "trẻ em có hoàn cảnh đặc biệt", "hoàn cảnh đặc biệt khó khăn"),
    _broad("hoàn cảnh khó khăn", "hộ nghèo", "cận nghèo", "trẻ em nghèo", "nghèo"),
    _broad("dân tộc thiểu số", "đồng bào dân tộc", "vùng khó khăn"),
)

KIND_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "communication": (
        *("truyền thông", "tuyên truyền", "phổ biến", "phát thanh", "truyền thanh", "phóng sự"),
        *("nói chuyện chuyên đề", "chuyên mục", "tin bài", "tờ rơi", "pa nô", "băng rôn"),
        *(
            "giáo dục kiến thức",
            "nâng cao nhận thức",
            "khẩu hiệu",
            "quảng bá",
            "mít tinh",
            "ra quân",
            "phát động",
            "sinh hoạt dưới cờ",
        ),
    ),
    "gifts": (
        *("tặng quà", "trao quà", "phát quà", "suất quà", "trao tặng", "tặng", "quà"),
        *("học bổng", "trao học bổng", "tặng xe đạp"),
    ),
    "play": (
        *(
            "vui chơi",
            "vui tết",
            "lễ hội",
            "ngày hội",
            "đêm hội",
            "hội trại",
            "hội thi",
            "văn nghệ",
        ),
        *("giải trí", "trò chơi", "rước đèn", "múa lân", "hội diễn", "cuộc thi", "giải bóng đá"),
        *("thể thao", "trại hè", "lễ, Tết", "liên hoan"),
    ),
    "forum": ("diễn đàn", "đối thoại", "hội đồng trẻ em", "lắng nghe trẻ em nói"),
    "club": ("câu lạc bộ", "CLB", "sinh hoạt câu lạc bộ", "sinh hoạt nhóm"),
    "training": (
        *("tập huấn", "bồi dưỡng", "nâng cao năng lực", "giáo dục kiến thức", "kỹ năng"),
        *("lớp kỹ năng", "lớp dạy bơi", "học tập kinh nghiệm", "hướng dẫn kỹ năng"),
    ),
    "visit": ("thăm hỏi", "thăm", "động viên", "giúp đỡ", "thăm tặng", "chúc Tết"),
    "medical": (
        *("khám", "khám bệnh", "khám sàng lọc", "sàng lọc", "phẫu thuật", "tiêm chủng"),
        *("chữa bệnh", "uống vitamin A", "tẩy giun", "khám sức khỏe", "cân đo", "cấp thuốc"),
    ),
    "inspection": (
        "kiểm tra",
        "giám sát",
        "thanh tra",
        "kiểm tra, giám sát",
        "liên ngành kiểm tra",
    ),
}
"""How a line says that it asks for a kind of activity, by the code of the kind (see
models.activity_kind); a province's own kind is found by its name."""

OFFICE_WORDS: Final = (
    *("báo cáo", "xây dựng kế hoạch", "ban hành kế hoạch", "rà soát", "thống kê", "thu thập"),
    *("kiện toàn", "phân công", "bố trí kinh phí", "phần mềm", "tham mưu", "đề xuất", "đánh giá"),
    *("họp", "tổng kết", "thành lập", "cập nhật", "quản lý", "lập hồ sơ", "chỉ đạo", "lãnh đạo"),
    *("vận động đóng góp", "kêu gọi", "tranh thủ", "ngăn chặn", "điều tra", "chăm sóc thay thế"),
)
"""How a line begins that asks for other work than an activity with people in it."""

FREQUENT: Final = (
    *("trẻ em", "trẻ", "các em", "em", "các cháu", "cháu", "thiếu nhi", "thiếu niên", "nhi đồng"),
    *("học sinh", "trẻ em gái", "con em", "đội viên", "người dân", "nhân dân", "phụ huynh"),
    *("tổ chức", "hoạt động", "thực hiện", "triển khai", "tăng cường", "đẩy mạnh", "tiếp tục"),
    *("duy trì", "nâng cao", "chú trọng", "phối hợp", "tham gia", "hưởng ứng", "chào mừng"),
    *(
        "phòng chống",
        "phòng, chống",
        "chủ trì",
        "đảm bảo",
        "bảo đảm",
        "xây dựng",
        "hướng dẫn",
        "nhằm",
        "phù hợp",
        "hiệu quả",
    ),
    *("công tác", "nhiệm vụ", "mục tiêu", "nội dung", "hình thức", "kết quả", "tình hình", "đợt"),
    *("kế hoạch", "chương trình", "chính sách", "mô hình", "quy định", "thông tư", "nghị định"),
    *("bảo vệ trẻ em", "bảo vệ, chăm sóc trẻ em", "bảo vệ chăm sóc và giáo dục trẻ em"),
    *("chăm sóc trẻ em", "bảo vệ", "chăm sóc", "giáo dục", "kiến thức", "nhận thức"),
    *("địa phương", "địa bàn", "cộng đồng", "gia đình", "nhà trường", "xã hội", "khu dân cư"),
    *("cơ quan", "đơn vị", "ban ngành", "đoàn thể", "cán bộ", "cha mẹ", "giáo viên", "lớp", "buổi"),
    *("ủy ban nhân dân", "UBND", "hội đồng nhân dân", "huyện", "tỉnh", "xã", "phường", "thị trấn"),
    *("xã thị trấn", "thôn", "bản", "ấp", "tổ dân phố", "khu phố", "đặc khu", "hội trường"),
    *("nhà văn hóa", "trường", "trường học", "trường tiểu học", "trường mầm non", "trường THCS"),
    *("TH", "THCS", "THPT", "tiểu học", "mầm non", "mẫu giáo", "trung học cơ sở", "trạm y tế"),
    *(
        "sân",
        "sân bóng",
        "sân trường",
        "sân vận động",
        "nhà",
        "trung tâm",
        "trụ sở",
        "Hội LHPN",
        "Hội Liên hiệp Phụ nữ",
        "Đoàn Thanh niên",
        "MTTQ",
    ),
    *("Bộ Lao động Thương binh và Xã hội", "Lao động Thương binh và Xã hội", "đặc biệt", "tốt"),
    *("tháng", "quý", "năm", "ngày", "dịp", "nhân dịp", "nhân", "mừng", "lần", "đoàn", "hội"),
    *("và", "của", "các", "cho", "tại", "trong", "về", "với", "theo", "những", "để", "là", "được"),
    *("có", "do", "từ", "đến", "trên", "đối với", "một", "số", "nhiều", "này", "việc", "cùng"),
    *("bằng", "vào", "ở", "qua", "sẽ", "đã", "như", "không", "hàng", "hằng", "định kỳ", "cấp"),
)
"""What stands in nearly every line and every title: it counts nothing and ends a phrase."""
