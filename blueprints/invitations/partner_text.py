"""What a new partner is written over Zalo: Vietnamese in every language of the portal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

HOW_TO_LOG = (
    "Sau mỗi hoạt động vì trẻ em, bấm “Ghi hoạt động”: chọn loại, ngày, nơi tổ chức, ghi số trẻ em,"
    " suất quà và gửi ảnh. Mỗi hoạt động chỉ ghi một lần; {committee} xem và nhận vào kết quả"
    " chung."
)


def invitation_text(told: Mapping[str, Any]) -> str:
    """To somebody who opens the link of an invitation and makes his account, or has one."""
    return "\n".join(_invited(told))


def _invited(told: Mapping[str, Any]) -> Iterator[str]:
    yield "Kính gửi: {name}, {agency}.".format(**told)
    yield (
        "{committee} mời làm đối tác trên hệ thống Măng Non để ghi các hoạt động vì trẻ em"
        " của {agency}.".format(**told)
    )
    yield "1. Trước hết ngày {until}, mở liên kết này trên điện thoại:".format(**told)
    yield str(told["link"])
    yield (
        "2. Kiểm tra họ tên, số điện thoại, đặt mật khẩu rồi bấm “Nhận lời và bắt đầu”."
        " Nếu đã có tài khoản thì đăng nhập rồi bấm “Nhận lời”."
    )
    yield "3. " + HOW_TO_LOG.format(**told)
    yield (
        "Liên kết dành riêng cho người nhận, không chuyển cho người khác."
        " Cần hỗ trợ thì nhắn lại cho {sender}.".format(**told)
    )


def role_text(told: Mapping[str, Any]) -> str:
    """To somebody who has an account and is a partner from now on."""
    lines = (
        "Kính gửi: {name}, {agency}.",
        "{committee} đã giao vai trò đối tác của {agency} trên hệ thống Măng Non.",
        "1. Mở địa chỉ này và đăng nhập bằng tài khoản đang dùng:",
        "{link}",
        "2. " + HOW_TO_LOG,
        "Cần hỗ trợ thì nhắn lại cho {sender}.",
    )
    return "\n".join(lines).format(**told)
