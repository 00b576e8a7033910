"""One field of each kind. Its words are samples of the drawing, not strings of the portal."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import DataRequired

from blueprints.forms import Form

KINDS = {"m": "Trung thu", "g": "Tặng quà", "t": "Truyền thông", "x": "Học bổng"}
STATES = {"n": "Chưa làm", "d": "Đang làm", "x": "Đã xong", "z": "Không phát sinh"}


def _choices(names: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in names.items()]


class SampleForm(Form):
    """Every kind of field, filled in, one of them wrong."""

    kind = RadioField("Loại hoạt động", [DataRequired()], choices=_choices(KINDS), default="g")
    place = StringField("Địa điểm", description="Ví dụ: Nhà văn hóa thôn Tân Định")
    girls = IntegerField("Số trẻ em nữ", [DataRequired()])
    day = DateField("Ngày", [DataRequired()], description="Ngày/tháng/năm", format="%d/%m/%Y")
    phone = TelField("Số điện thoại")
    part = SelectField("Mục trong báo cáo", [DataRequired()], choices=_choices(KINDS))
    note = TextAreaField("Ghi chú")
    state = RadioField("Tình trạng", [DataRequired()], choices=_choices(STATES), default="d")
    file = FileField("Ảnh, tệp")
    document = FileField("Văn bản", [DataRequired()], description="Tối đa 20 MB.")
    agreed = BooleanField("Người ủng hộ đồng ý đăng tên")
    word = PasswordField("Mật khẩu", [DataRequired()])
