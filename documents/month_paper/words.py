"""The sentences of a month's paper, as a clerk writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from documents.linked import Text, joined, link, sentence
from documents.month_paper.document import MonthDocument, Work
from documents.sentences import (
    counted,
    ended,
    figure,
    lower_first,
    month_words,
    number,
    one_line,
    shortened,
    sums_text,
    written_day,
)
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
COUNTED = {
    "done": "hoàn thành đúng hạn",
    "late": "hoàn thành quá hạn",
    "doing": "đang thực hiện",
    "over": "quá hạn chưa hoàn thành",
    "none": "chưa thực hiện",
    "not_applicable": "không phát sinh",
}


def total(works: Sequence[Work], name: str) -> int | None:
    """The sum of a number over lines; None where no line has it, because missing is not zero."""
    told = [value for work in works if (value := getattr(work, name)) is not None]
    return sum(told) if told else None


def standing(document: MonthDocument) -> str:
    """What the title says of a month that is not handed in."""
    if document.submitted_on:
        return ""
    return "(dự thảo, chưa nộp lại)" if document.is_sent_back else "(dự thảo, chưa nộp)"


def counts(document: MonthDocument) -> Text:
    """How many tasks there were, and how they stand."""
    works, href = document.present, document.href
    found = Counter(work.status for work in works)
    told = [
        sentence(f"{words} ", link(counted(found[name]), href))
        for name, words in COUNTED.items()
        if found[name]
    ]
    when = f"{month_words(document.named)}, tính đến ngày {written_day(document.as_at)}"
    whole = sentence(f"{document.itself} có ", link(counted(len(works)), href), " nhiệm vụ")
    return sentence(f"Trong {when}, ", whole, ", trong đó: ", joined("; ", told), ".")


def sums(document: MonthDocument) -> Text:
    """How many people were reached and what it cost."""
    names = ("children", "adults", "amount")
    return sums_text(*(figure(total(document.present, name), document.href) for name in names))


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


def point(place: int, work: Work) -> Text:
    """The number of a task in the annex."""
    return link(str(place), work.href)


def is_told(work: Work) -> bool:
    """Whether there is anything to say of a task beyond that it was not begun."""
    return work.status != "none" or bool(one_line(work.note) or list(_numbers(work)))


def not_begun_text(works: Sequence[tuple[int, Work]]) -> Text:
    """The tasks not begun, by their numbers in the annex."""
    numbers = joined(", ", [point(*one) for one in works])
    many = counted(len(works))
    return sentence(f"Chưa thực hiện {many} nhiệm vụ (số ", numbers, " tại Phụ lục).")


def work_text(work: Work) -> Text:
    """A task with its result, numbers and note."""
    told = joined("; ", [_result(work), *_numbers(work)])
    note = ended(one_line(work.note)) if one_line(work.note) else ""
    note = f" {note[:1].upper()}{note[1:]}".rstrip()
    return sentence(f"{ended(work.text)} Kết quả: ", told, f".{note}")


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


def _numbers(work: Work) -> Iterator[Text]:
    told = (
        ("", work.times, " lần"),
        ("", work.children, " lượt trẻ em"),
        ("", work.adults, " lượt người lớn"),
        ("kinh phí ", work.amount, " đồng"),
    )
    words = [sentence(a, link(number(value), work.href), b) for a, value, b in told if value]
    if words:
        yield joined(", ", words)


def difficulty_text(work: Work, place: int) -> Text:
    """What stands in the way, and of which task of the annex."""
    told = one_line(work.difficulty)
    named = f"{told[:1].upper()}{told[1:]} (nhiệm vụ số "
    return sentence(named, point(place, work), " tại Phụ lục).")


def going_on_text(work: Work, place: int) -> Text:
    """A task that goes on, with its day."""
    day = f", hạn ngày {written_day(work.due_on)}" if work.due_on else ""
    late = ", đã quá hạn" if work.status == "over" else ""
    named = f"{shortened(tidy(work.text))} (nhiệm vụ số "
    return sentence(named, point(place, work), f" tại Phụ lục{day}{late}).")
