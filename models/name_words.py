"""The words by which a child's name is told from other names in Vietnamese text."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


SURNAMES = _words("""nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh
    đoàn trịnh mai đào lương hà cao lưu tạ chu tô lâm thái phùng tăng trương vương triệu quách
    kiều châu la giàng vàng hạng sùng thào lò lường cầm quàng lừu mùa vừ hờ ly má chảo bàn nông
    hứa vi lục giáp khúc nghiêm tống kpă ksor siu rơ rah rmah a y""")
MIDDLES = _words("văn thị")
NO_PERSON = _words("""trấn xã trường giác lực hiếu phần dân hóa hoá bản phòng nghệ kiện học thư
    hiến chương bằng tế hoạt""")
"""What makes of a middle name another word: thị trấn, văn hóa."""

CHILDREN = _words("cháu em bé")
"""Before a name they mean one child."""
SEVERAL = _words("các những mấy nhiều hai ba bốn năm sáu bảy tám chín mười")
NO_CHILD_BEFORE = _words("trẻ chị anh mẹ thím dì cậu")
"""Before "em" and "bé" they make another word of it."""
BETWEEN = _words("là tên gái trai nhỏ mồ côi nghèo")
ADULTS = _words("""ông bà chí anh chị cô chú thầy bác giáo trưởng tịch thư viên bộ chức sĩ sư tâm
    quân giả tá úy tướng huynh trách mẹ cha bố chồng dân cụ đ/c ths ts bs thủ thợ linh mục toạ
    tọa đức ni""")
"""The last words of what a grown-up is called by, before the name."""
PLACES = _words("""trường th tiểu thcs thpt th&thcs ptdtbt ptdtnt mn mầm non học sở thông đường phố
    thôn bản làng xã phường huyện tỉnh quận tổ khu khối xóm ấp buôn quỹ giải ty chùa thờ trạm hội
    đoàn đội clb viện hàng cầu nhóm công chợ sông núi hồ tncs tntp niên tưởng cúp trào
    nghiệp tượng đài tiệm quán lăng""")
"""The last words of what a place or an organisation is called by, before its name."""
TITLES = _words("chủ phó bí trưởng giám hiệu cán công giáo bác thượng ủy uỷ đảng tổng hội")
"""The first words of what a grown-up is, behind the name."""
NO_NAMES = _words("""thôn bản làng xã phường huyện tỉnh trường lớp hội đoàn đội ban tổ khu việt
    mầm mẫu tiểu trung trẻ em bé cháu tết ngày tháng chương quỹ đảng nhà năm khỏe khoẻ ngoan yêu
    vui với đọc tập kể hát làm chăm xinh đến và tài học vẽ là của thiếu vân pa bru xơ giẻ ba gia
    ê kinh tày mường mông dao nùng khơ hrê cơ tà cam đăk đắk nơi nghèo""")
"""Words that begin no given name where one could stand: places, schools, peoples, contests."""
STOPS = _words("thôn bản làng xã phường huyện tỉnh trường lớp hội ban tổ")
"""Words that end a name where nothing else does."""
KNOWN = _phrases("""hồ chí minh, nguyễn huệ, võ thị sáu, trần phú, lê duẩn, lê lợi, lê lai,
    nguyễn trãi, nguyễn du, trần hưng đạo, trần quốc toản, lý thường kiệt, lý tự trọng,
    nguyễn văn trỗi, nguyễn thị minh khai, phan bội châu, phan chu trinh, phan châu trinh,
    lê hồng phong, hoàng văn thụ, hoàng hoa thám, ngô quyền, lê quý đôn, chu văn an,
    nguyễn bỉnh khiêm, nguyễn viết xuân, nguyễn bá ngọc, lê văn tám, vừ a dính, bùi thị xuân,
    huỳnh thúc kháng, võ nguyên giáp, phạm văn đồng, lê thế hiếu, trần thị tâm, nguyễn hữu thọ,
    nguyễn ái quốc, tô vĩnh diện, phan đình phùng, phan đình giót, đinh tiên hoàng, lý thái tổ,
    la văn cầu, lê đại hành, nguyễn đình chiểu, lương thế vinh, lê hữu trác, tôn đức thắng""")
"""People after whom schools, streets and funds are called."""
GIVEN_TO = _words("cho tặng trao thăm trợ giúp đầu quà bổng đạp đình cảnh")
"""The last words before who received something."""
