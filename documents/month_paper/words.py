"""The sentences of a month's paper, as a clerk writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from documents.month_paper.document import MonthDocument, Work
from documents.sentences import bare_title, ended, lower_first, written_day
from documents.wording import tidy

STATUSES = {
    "done": "Hoàn thành",
    "late": "Hoàn thành quá hạn",
    "doing": "Đang thực hiện",
    "over": "Quá hạn",
    "none": "Chưa thực hiện",
    "not_applicable": "Không phát sinh",
}
_UNFINISHED = {
    "doing": "đang thực hiện",
    "over": "chưa hoàn thành, quá hạn",
    "none": "chưa thực hiện",
}
_COUNTED = {
    "done": "hoàn thành đúng hạn",
    "late": "hoàn thành quá hạn",
    "doing": "đang thực hiện",
    "over": "quá hạn chưa hoàn thành",
    "none": "chưa thực hiện",
    "not_applicable": "không phát sinh",
}
_LONGEST = 120
"""Letters of a task that is named a second time."""


def month_words(named: date) -> str:
    """ "tháng 9/2026", "tháng 02/2026": months 1 and 2 with a zero, as days are written."""
    return f"tháng {named.month:02d}/{named.year}" if named.month < 3 else _late_month(named)


def _late_month(named: date) -> str:
    return f"tháng {named.month}/{named.year}"


def counted(count: int) -> str:
    """A count as offices write it: 02, 12, 1.210."""
    return f"{count:02d}" if 0 < count < 10 else number(count)


def number(value: int) -> str:
    """1210 as 1.210."""
    return f"{value:,}".replace(",", ".")


def one_line(text: str) -> str:
    """What was written in lines, as one sentence without its last stop."""
    lines = (bare_title(line.strip().lstrip("-+*•– ")) for line in text.splitlines())
    return "; ".join(line for line in lines if line)


def shortened(text: str) -> str:
    """A task named a second time: its beginning, up to a whole word."""
    text = bare_title(text)
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def total(works: Sequence[Work], name: str) -> int | None:
    """The sum of a number over lines; None where no line has it, because missing is not zero."""
    told = [value for work in works if (value := getattr(work, name)) is not None]
    return sum(told) if told else None


def standing(document: MonthDocument) -> str:
    """What the title says of a month that is not handed in."""
    if document.submitted_on:
        return ""
    return "(dự thảo, chưa nộp lại)" if document.is_sent_back else "(dự thảo, chưa nộp)"


def counts(document: MonthDocument) -> str:
    """How many tasks there were, and how they stand."""
    works = document.present
    found = Counter(work.status for work in works)
    told = [f"{words} {counted(found[name])}" for name, words in _COUNTED.items() if found[name]]
    whole = f"{document.itself} có {counted(len(works))} nhiệm vụ"
    when = f"{month_words(document.named)}, tính đến ngày {written_day(document.as_at)}"
    return f"Trong {when}, {whole}, trong đó: {'; '.join(told)}."


def sums(document: MonthDocument) -> str:
    """How many people were reached and what it cost."""
    works = document.present
    people = [
        f"{number(count)} lượt {who}"
        for name, who in (("children", "trẻ em"), ("adults", "người lớn"))
        if (count := total(works, name)) is not None
    ]
    amount = total(works, "amount")
    told = [f"có {' và '.join(people)} tham gia, thụ hưởng"] if people else []
    told += [f"kinh phí thực hiện {number(amount)} đồng"] if amount is not None else []
    if not told:
        return "Chưa ghi nhận số lượt người tham gia, thụ hưởng và kinh phí thực hiện."
    return f"Các hoạt động đã triển khai: {'; '.join(told)}."


def source_of_figures(document: MonthDocument) -> str:
    """Whether what is reported was handed in, and when."""
    if document.submitted_on is None:
        return "Số liệu chưa chính thức, danh mục việc tháng chưa nộp."
    approved = ", đã được duyệt" if document.is_approved else ""
    day = written_day(document.submitted_on)
    told = f"Số liệu theo danh mục việc tháng nộp ngày {day}{approved}."
    if not document.changes:
        return told
    changes = counted(document.changes)
    return f"{told} Sau khi duyệt có {changes} thay đổi, không tính vào số liệu này."


def is_told(work: Work) -> bool:
    """Whether there is anything to say of a task beyond that it was not begun."""
    return work.status != "none" or bool(one_line(work.note) or list(_numbers(work)))


def not_begun_text(places: Sequence[int]) -> str:
    """The tasks not begun, by their numbers in the annex."""
    numbers = ", ".join(map(str, places))
    return f"Chưa thực hiện {counted(len(places))} nhiệm vụ (số {numbers} tại Phụ lục)."


def work_text(work: Work) -> str:
    """A task with its result, numbers and note."""
    told = "; ".join([_result(work), *_numbers(work)])
    note = ended(one_line(work.note)) if one_line(work.note) else ""
    note = note[:1].upper() + note[1:]
    return f"{ended(work.text)} Kết quả: {told}. {note}".strip()


def _result(work: Work) -> str:
    if work.status == "not_applicable":
        why = one_line(work.reason)
        return f"không phát sinh ({lower_first(why)})" if why else "không phát sinh"
    if work.status in _UNFINISHED:
        return f"{_UNFINISHED[work.status]}{_due(work)}"
    when = f" ngày {written_day(work.done_on)}" if work.done_on else ""
    late = f", quá hạn{_due(work)}" if work.status == "late" else ""
    return f"đã hoàn thành{when}{late}"


def _due(work: Work) -> str:
    return f" (hạn ngày {written_day(work.due_on)})" if work.due_on else ""


def _numbers(work: Work) -> Iterator[str]:
    told = (
        (work.times, "{} lần"),
        (work.children, "{} lượt trẻ em"),
        (work.adults, "{} lượt người lớn"),
        (work.amount, "kinh phí {} đồng"),
    )
    words = [form.format(number(value)) for value, form in told if value]
    if words:
        yield ", ".join(words)


def difficulty_text(work: Work, place: int) -> str:
    """What stands in the way, and of which task of the annex."""
    told = one_line(work.difficulty)
    return f"{told[:1].upper()}{told[1:]} (nhiệm vụ số {place} tại Phụ lục)."


def going_on_text(work: Work, place: int) -> str:
    """A task that goes on, with its day."""
    day = f", hạn ngày {written_day(work.due_on)}" if work.due_on else ""
    late = ", đã quá hạn" if work.status == "over" else ""
    return f"{shortened(tidy(work.text))} (nhiệm vụ số {place} tại Phụ lục{day}{late})."
