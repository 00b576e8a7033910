"""Recipients and signature, however they are mixed."""

from __future__ import annotations

import pytest

from documents.extraction.plain_text import lines_of
from documents.plan_reader import ending
from documents.plan_reader.ending import Ending


def read(text: str) -> Ending:
    return ending.read(lines_of(text))


@pytest.mark.parametrize(
    "text",
    [
        (
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ "
            "TỊCH\nSa Phương"
        ),
        (
            "Nơi nhận:     TM. ỦY BAN NHÂN DÂN\n- Như trên;     KT. CHỦ TỊCH\n     PHÓ CHỦ TỊCH\n"
            "- Lưu: VT.     Sa Phương"
        ),
        (
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n- Lưu: VT. Sa "
            "Phương"
        ),
        (
            "Nơi nhận: - Như trên; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Sa "
            "Phương |"
        ),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nSa Phương\nNơi nhận:\n- Như "
            "trên;\n- Lưu: VT."
        ),
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nSa\nPhương",
    ],
)
def test_the_same_ending_in_six_shapes(text: str) -> None:
    found = read(text)
    assert found.recipients == ("Như trên", "Lưu: VT")
    assert (found.signer, found.signer_title) == ("Sa Phương", "KT. CHỦ TỊCH - PHÓ CHỦ TỊCH")
    assert found.unused == ()


def test_academic_titles_and_capitals_are_no_part_of_a_name() -> None:
    assert read("GIÁM ĐỐC\nThS. Nguyễn Văn Hùng").signer == "Nguyễn Văn Hùng"
    assert read("GIÁM ĐỐC\nNGUYỄN VĂN HÙNG").signer == "Nguyễn Văn Hùng"


def test_a_broken_recipient_is_joined() -> None:
    found = read("Nơi nhận:\n- UBND các huyện,\nthành phố;\n- Lưu: VT.")
    assert found.recipients == ("UBND các huyện, thành phố", "Lưu: VT")


def test_what_is_neither_is_kept_as_unused() -> None:
    found = read("Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nSa Phương\nMột câu khác hẳn, không phải tên.")
    assert [line.number for line in found.unused] == [5]
