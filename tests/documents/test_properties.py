"""Whatever the text: an answer of the stable form or a clear refusal, and no line lost."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from documents import extraction
from documents.plan_reader import Draft, read, read_text
from documents.refusal import RefusedError
from tests.documents.corpus import INVENTED, SAMPLES

PIECES = [
    "ỦY BAN NHÂN DÂN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 12/KH-UBND",
    "KẾ HOẠCH",
    "V/v ",
    "Kính gửi:",
    "I. ",
    "1. ",
    "1.1 ",
    "\nII. MỤC TIÊU",
    "a) ",
    "- ",
    "+ ",
    "* ",
    "(1) ",
    "Điều 1. ",
    "Phần thứ hai",
    "Nơi nhận:",
    "KT. CHỦ TỊCH",
    "- Lưu: VT.",
    "Nguyễn Thị Hà",
    "|",
    "\nSTT | Nội dung | Đơn vị chủ trì | Thời gian",
    "trước ngày 15/6",
    "từ ngày 31/02 đến ngày 99/99/2017",
    "(",
    ")",
    "./.",
    "\n100% trẻ em",
    "9/9 xã",
    "Phòng Y tế: ",
    "Giao ",
    "phối hợp với ",
    "báo cáo UBND huyện (qua ",
    "PHỤ LỤC",
    "\x0c",
    "\\r\\n",
    "\xa0",
    "\ǹ",
    "[1]",
    "24%1",
    ";",
    ":",
    ".",
    "�",
    "\t",
    "   ",
    "Xã hội hóa",
    "12.000.000 đồng",
    "\n",
    "\n\n",
    "Trên đây là ",
    "năm 2017",
    "Mục đích",
    "\ufffe",
    "\n",
]
KEYS = {
    "kind": str,
    "addressees": list,
    "based_on": list,
    "sections": list,
    "tasks": list,
    "targets": list,
    "baselines": list,
    "deadlines": list,
    "reporting": list,
    "budget": list,
    "recipients": list,
    "unread": list,
    "warnings": list,
}
DAY = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")


def check(draft: Draft, text: str) -> None:
    said: dict[str, Any] = json.loads(json.dumps(draft.as_json()))
    assert all(isinstance(said[key], kind) for key, kind in KEYS.items())
    assert all(DAY.fullmatch(deadline["date"]) for deadline in said["deadlines"])
    assert all(task["text"].strip() for task in said["tasks"])
    ids = {section["id"] for section in said["sections"]}
    assert all(task["section"] is None or task["section"] in ids for task in said["tasks"])
    lines = extraction.from_text(text)
    visible = {line.number for line in lines if re.search(r"[^\W_]", line.text)}
    assert visible <= draft.account.keys()
    unread = {number for number, use in draft.account.items() if use == "unread"}
    assert {line["line"] for line in said["unread"]} <= unread


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    try:
        check(read_text(text), text)
    except RefusedError:
        return


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_mixture_of_what_documents_are_made_of(pieces: list[str]) -> None:
    test_any_text.hypothesis.inner_test("".join(pieces))  # type: ignore[attr-defined]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([path.read_text("utf-8") for path in SAMPLES + INVENTED]),
    st.integers(0, 3000),
    st.integers(0, 3000),
)
def test_any_cut_of_a_real_document(text: str, start: int, length: int) -> None:
    test_any_text.hypothesis.inner_test(text[start:] + text[:length])  # type: ignore[attr-defined]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.odt", "a.doc"]))
def test_any_bytes(content: bytes, name: str) -> None:
    try:
        read(content, name)
    except RefusedError:
        return


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAMPLES + INVENTED))
def test_reading_twice_says_the_same(path: Any) -> None:
    text = path.read_text("utf-8")
    assert read_text(text).as_json() == read_text(text).as_json()


def test_every_line_of_every_document_is_accounted_for() -> None:
    for path in SAMPLES + INVENTED:
        text = path.read_text("utf-8")
        check(read_text(text), text)
