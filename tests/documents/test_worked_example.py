"""The worked example of docs/plan-reader.md says what the reader says."""

from __future__ import annotations

from documents.plan_reader import read_text

TEXT = """KẾ HOẠCH
Chăm sóc trẻ em năm 2024
III. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế: khám sức khỏe cho trẻ em giai đoạn 2024
- 2025; báo cáo trước ngày 15/6 hằng năm.
2. UBND các thôn
- Lập danh sách trẻ em;
Trên đây là kế hoạch năm 2024./.
"""


def test_the_worked_example() -> None:
    draft = read_text(TEXT)
    found = [(t.section, t.marker, t.responsible, t.due, t.line) for t in draft.tasks]
    assert found == [
        ("III", "1", ("Trạm Y tế",), "--06-15", 4),
        ("III.2", "-", ("UBND các thôn",), None, 7),
    ]
    uses = ["header", "header", "section", "task", "task", "section", "task", "closing"]
    assert list(draft.account.values()) == uses
    assert draft.deadlines[0].recurrence == "yearly"
