"""What the people of the demo write of a task: notes, counts, difficulties, by the task's words."""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[int, int]
BEGINNING = 160
"""So many characters of a task say what it is about; the rest goes into particulars."""


@dataclass(frozen=True)
class Wording:
    """What is written of tasks that hold one of some phrases.

    `done` and `begun` are notes; `nothing` is why nothing arose, where that can be. The ranges
    are of what is counted; `amount` is in millions of đồng. Notes may name the counts. `kind` and
    `title` are those of the activity by which such a task is done.
    """

    phrases: tuple[str, ...]
    done: tuple[str, ...]
    begun: str
    difficulty: str
    nothing: str | None = None
    times: Range | None = None
    children: Range | None = None
    adults: Range | None = None
    amount: Range | None = None
    photo: str | None = None
    kind: str | None = None
    title: str = ""


_REPORT = Wording(
    ("báo cáo",),
    ("Đã gửi báo cáo bằng văn bản, có chữ ký của Phó Chủ tịch phụ trách.", "Đã gửi báo cáo."),
    "Đang tổng hợp số liệu của các thôn, trường học và trạm y tế.",
    "Số liệu của trạm y tế và công an gửi chậm.",
)
_ARISEN = Wording(
    ("phát hiện, ngăn chặn", "tin báo", "tiếp nhận thông tin", "bạo hành", "tội phạm xâm hại"),
    (
        "Tiếp nhận {times} tin báo, đã xác minh và phối hợp công an, trạm y tế xử lý trong ngày.",
        "Có {times} trường hợp có nguy cơ, đã đến nhà và lập kế hoạch hỗ trợ.",
    ),
    "Đang xác minh thông tin cùng công an xã.",
    "Gia đình chưa hợp tác, phải đi lại nhiều lần.",
    nothing="Trong tháng không có tin báo, vụ việc nào.",
    times=(1, 2),
)
_CARE = Wording(
    ("chuyển gửi", "khẩn cấp", "can thiệp, trợ giúp", "quản lý, bảo vệ trẻ em có hoàn cảnh"),
    (
        "Kết nối hỗ trợ cho {children} trẻ em: bảo hiểm y tế, đồ dùng học tập, thăm hỏi tại nhà.",
        "Chuyển hồ sơ của {children} trẻ em đến Trung tâm công tác xã hội.",
    ),
    "Đang lập hồ sơ gửi Trung tâm công tác xã hội.",
    "Chưa tìm được gia đình nhận chăm sóc thay thế.",
    nothing="Trong kỳ không có trẻ em cần chuyển gửi hoặc chăm sóc thay thế.",
    children=(1, 4),
)
_HOTLINE = Wording(
    ("111", "đường dây"),
    (
        "Phát {times} lượt tin trên loa truyền thanh, dán áp phích tại nhà văn hóa các thôn.",
        "Giới thiệu số 111 tại {times} buổi chào cờ của các trường, {children} trẻ em dự.",
    ),
    "Đã có bài phát thanh, chưa phát đủ số lượt.",
    "Loa truyền thanh của hai thôn hỏng, đang chờ sửa.",
    times=(4, 12),
    children=(90, 320),
    photo="loudspeaker",
    kind="communication",
    title="Giới thiệu Tổng đài 111 cho trẻ em và cha mẹ",
)
_FORUM = Wording(
    ("diễn đàn trẻ em",),
    ("{children} trẻ em và {adults} người lớn dự, kiến nghị về sân chơi, đường đến trường.",),
    "Đã có kế hoạch, đang chọn trẻ em tham gia tại các trường.",
    "Trùng lịch ôn thi của học sinh nên lùi ngày.",
    times=(1, 1),
    children=(32, 60),
    adults=(8, 15),
    photo="meeting",
    kind="forum",
    title="Diễn đàn trẻ em",
)
_WATER = Wording(
    ("đuối nước", "tai nạn", "biển cảnh báo"),
    (
        "Cắm {times} biển cảnh báo tại ao, hồ, bến sông; nhắc từng hộ có hố nước không rào.",
        "{times} buổi truyền thông phòng đuối nước, {children} trẻ em và {adults} cha mẹ dự.",
    ),
    "Đã khảo sát các điểm nguy hiểm, đang chờ kinh phí làm biển.",
    "Chưa có kinh phí làm biển cảnh báo.",
    times=(2, 6),
    children=(60, 180),
    adults=(20, 60),
    photo="sign",
    kind="communication",
    title="Truyền thông phòng, chống tai nạn, đuối nước trẻ em",
)
_SWIMMING = Wording(
    ("dạy bơi",),
    ("Mở {times} lớp dạy bơi tại bể bơi lắp ghép của trường, {children} trẻ em học.",),
    "Đã có danh sách học, chờ thuê bể bơi.",
    "Trên địa bàn không có bể bơi, phải thuê xa.",
    times=(1, 3),
    children=(25, 80),
    amount=(4, 12),
    kind="training",
    title="Lớp dạy bơi cho trẻ em",
)
_SKILLS = Wording(
    ("giáo dục kiến thức, kỹ năng", "dạy kỹ năng", "bạo lực học đường"),
    (
        "{times} buổi tại trường tiểu học, nhà văn hóa thôn, có {adults} cha mẹ, giáo viên dự.",
        "Hội LHPN và nhà trường mở {times} buổi kỹ năng tự bảo vệ cho {children} trẻ em.",
    ),
    "Đã thống nhất nội dung với nhà trường, chờ lịch.",
    "Chưa mời được báo cáo viên.",
    times=(1, 4),
    children=(80, 240),
    adults=(20, 90),
    photo="class",
    kind="training",
    title="Dạy kỹ năng tự bảo vệ cho trẻ em",
)
_PLAY = Wording(
    ("vui chơi", "trung thu", "tháng hành động", "ngày lễ"),
    (
        "Trao {children} suất quà và tổ chức vui chơi tại nhà văn hóa các thôn.",
        "{times} điểm vui chơi, {children} trẻ em dự, ưu tiên trẻ em có hoàn cảnh đặc biệt.",
    ),
    "Đã có kế hoạch và phân công, đang vận động quà.",
    "Kinh phí vận động chưa đủ số quà dự kiến.",
    times=(1, 6),
    children=(90, 260),
    amount=(8, 35),
    photo="lantern",
    kind="play",
    title="Vui chơi, tặng quà cho trẻ em",
)
_FUNDS = Wording(
    ("vận động đóng góp", "xã hội hoá", "xã hội hóa", "kêu gọi", "nguồn lực"),
    (
        "Vận động từ {times} tổ chức, doanh nghiệp; đã trao quà cho {children} trẻ em.",
        "Hội LHPN và Đoàn Thanh niên vận động, trao học bổng cho {children} trẻ em.",
    ),
    "Đã gửi thư ngỏ đến các doanh nghiệp trên địa bàn.",
    "Doanh nghiệp trên địa bàn ít, vận động chậm.",
    times=(2, 5),
    children=(10, 45),
    amount=(5, 40),
    photo="gift",
    kind="gifts",
    title="Trao học bổng, tặng quà trẻ em có hoàn cảnh đặc biệt",
)
_HEALTH = Wording(
    ("khám sức khỏe", "bệnh tim", "khám chữa bệnh", "khám, chữa bệnh", "vệ sinh thực phẩm"),
    (
        "Trạm y tế khám cho {children} trẻ em, tư vấn cho cha mẹ trẻ em suy dinh dưỡng.",
        "Rà soát tại các thôn, lập danh sách {children} trẻ em gửi cấp trên.",
    ),
    "Trạm y tế đang khám theo thôn.",
    "Một số hộ đi làm xa, chưa đưa trẻ em đến khám.",
    times=(1, 3),
    children=(18, 140),
    kind="medical",
    title="Khám sức khỏe cho trẻ em tại thôn",
)
_INSURANCE = Wording(
    ("thẻ bảo hiểm",),
    ("Đã cấp đủ thẻ cho {children} trẻ em dưới 6 tuổi, {times} thẻ sai tên đã làm lại.",),
    "Đang đối chiếu danh sách với bảo hiểm xã hội.",
    "Danh sách khai sinh và danh sách cấp thẻ chưa khớp.",
    times=(1, 5),
    children=(120, 420),
)
_CENSUS = Wording(
    ("phần mềm", "thu thập thông tin", "lập danh sách", "rà soát trẻ em"),
    (
        "Các thôn đã rà soát, cập nhật {children} trẻ em có hoàn cảnh đặc biệt vào phần mềm.",
        "Đã đối chiếu với trường học và trạm y tế, cập nhật {children} trẻ em.",
    ),
    "Đã thu phiếu của các thôn, đang nhập phần mềm.",
    "Phần mềm chậm vào giờ hành chính, phải nhập buổi tối.",
    children=(12, 60),
)
_CHILD_FRIENDLY = Wording(
    ("phù hợp với trẻ em",),
    ("Đã phân công từng thành viên theo tiêu chí, có biên bản họp.", "Đã họp, có biên bản."),
    "Đang thu hồ sơ chứng minh của các tiêu chí.",
    "Thiếu số liệu của hai tiêu chí về trường học.",
    times=(1, 1),
    adults=(9, 16),
    photo="meeting",
)
_COMMITTEE = Wording(
    ("kiện toàn", "phân công trách nhiệm", "thành lập", "nội vụ"),
    ("Đã ban hành quyết định kiện toàn, phân công {adults} thành viên.",),
    "Đã có dự thảo quyết định, chờ ký.",
    "Cán bộ thay đổi công tác, phải điều chỉnh danh sách.",
    adults=(9, 15),
)
_CLUB = Wording(
    ("câu lạc bộ", "tham vấn", "mô hình", "khu dân cư"),
    (
        "{times} buổi tại nhà văn hóa thôn, {children} trẻ em và {adults} ông bà, cha mẹ dự.",
        "Duy trì sinh hoạt đều, chủ đề phòng ngừa xâm hại; {children} trẻ em dự.",
    ),
    "Đã có nội dung sinh hoạt, chưa tổ chức.",
    "Nhà văn hóa thôn đang sửa, phải dời buổi sinh hoạt.",
    times=(1, 3),
    children=(20, 65),
    adults=(10, 30),
    photo="class",
    kind="club",
    title="Sinh hoạt câu lạc bộ tại nhà văn hóa thôn",
)
_SCHOOL = Wording(
    ("bỏ học", "học bổng", "trường học"),
    ("Thăm {times} gia đình, vận động {children} trẻ em trở lại lớp.",),
    "Đang cùng nhà trường lập danh sách trẻ em nghỉ học dài ngày.",
    "Gia đình đi làm rẫy xa, khó gặp.",
    times=(2, 8),
    children=(1, 6),
    kind="visit",
    title="Thăm gia đình, vận động trẻ em trở lại lớp",
)
_TRAINING = Wording(
    ("nâng cao năng lực", "tập huấn", "học tập kinh nghiệm", "chất lượng hoạt động"),
    ("Tổ chức {times} lớp cho {adults} cộng tác viên các thôn và giáo viên.",),
    "Đã có danh sách người dự, chờ giảng viên.",
    "Kinh phí tập huấn chưa được cấp.",
    times=(1, 2),
    adults=(18, 45),
    photo="meeting",
    kind="training",
    title="Tập huấn cộng tác viên các thôn",
)
_COMMUNICATION = Wording(
    ("truyền thông", "phổ biến", "tuyên truyền", "văn hóa về cơ sở"),
    (
        "Phát {times} lượt tin trên loa truyền thanh về quyền trẻ em và bình đẳng giới.",
        "{times} buổi truyền thông tại các thôn, {adults} người dân và {children} trẻ em dự.",
        "Lồng ghép trong họp thôn và sinh hoạt hội, đoàn: {times} buổi, {adults} người dự.",
    ),
    "Đã soạn nội dung, đang phát trên loa truyền thanh.",
    "Mưa kéo dài, hai thôn chưa tổ chức được.",
    times=(2, 8),
    children=(40, 160),
    adults=(30, 140),
    photo="loudspeaker",
    kind="communication",
    title="Truyền thông về quyền trẻ em tại thôn",
)
_PLANNING = Wording(
    ("kế hoạch", "kinh phí", "lãnh đạo", "chỉ đạo"),
    (
        "Đã ban hành văn bản và phân công các ngành, đoàn thể.",
        "Đã rà soát, bố trí kinh phí trong dự toán của đơn vị.",
    ),
    "Đã có dự thảo, đang lấy ý kiến các ngành.",
    "Dự toán chưa được duyệt nên chưa bố trí được kinh phí.",
    amount=(5, 30),
)
_OTHER = Wording(
    ("",),
    ("Đã thực hiện theo phân công, có văn bản lưu.",),
    "Đang phối hợp các ngành thực hiện.",
    "Thiếu người, phải làm cùng nhiều việc khác.",
)
_IN_ORDER = (
    _FORUM,
    _INSURANCE,
    _HEALTH,
    _SWIMMING,
    _WATER,
    _ARISEN,
    _CARE,
    _HOTLINE,
    _SKILLS,
    _FUNDS,
    _PLAY,
    _CHILD_FRIENDLY,
    _CENSUS,
    _COMMITTEE,
    _SCHOOL,
    _CLUB,
    _TRAINING,
    _COMMUNICATION,
    _REPORT,
    _PLANNING,
    _OTHER,
)
"""The first whose phrase a task holds is meant: the narrower stands before the wider."""


def wording_of(task: str) -> Wording:
    """What is written of a task."""
    folded = task.casefold()[:BEGINNING]
    return next(one for one in _IN_ORDER if any(phrase in folded for phrase in one.phrases))
