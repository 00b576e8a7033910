"""Long documents: time and memory."""

from __future__ import annotations

import time
import tracemalloc

from documents.plan_reader import read_text
from tests.documents.corpus import SAMPLES

SAMPLE = SAMPLES[1].read_text("utf-8")


def seconds(text: str) -> float:
    start = time.perf_counter()
    read_text(text)
    return time.perf_counter() - start


def test_ten_thousand_items() -> None:
    items = "\n".join(f"- Tổ chức hoạt động thứ {n} cho trẻ em." for n in range(10_000))
    text = f"KẾ HOẠCH\nCông tác trẻ em năm 2024\nI. NHIỆM VỤ\n1. Truyền thông:\n{items}"
    start = time.perf_counter()
    assert len(read_text(text).tasks) == 10_000
    assert time.perf_counter() - start < 20


def test_ten_thousand_numbered_paragraphs_and_headings() -> None:
    rows = (f"{n % 90 + 1}. Phòng Y tế: Khám bệnh lần {n}." for n in range(10_000))
    assert seconds("KẾ HOẠCH\nCông tác trẻ em năm 2024\nI. NHIỆM VỤ\n" + "\n".join(rows)) < 20


def test_seventy_kilobytes_are_read_in_a_second() -> None:
    text = SAMPLE
    while len(text.encode()) < 70_000:
        text = text.replace(
            "V. Tổ chức, thực hiện:", SAMPLE[3000:9000] + "\nV. Tổ chức, thực hiện:"
        )
    assert min(seconds(text) for _ in range(3)) < 1


def test_seventy_kilobytes_take_little_memory() -> None:
    tracemalloc.start()
    read_text(SAMPLE * 4)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 * 2**20


def test_one_endless_line() -> None:
    line = "- Tổ chức " + "trẻ em, phối hợp với Phòng Y tế, trước ngày 15/6; " * 4000
    assert seconds(line) < 20
    assert seconds("(" * 50_000 + " trẻ em được") < 20
