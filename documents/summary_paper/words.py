"""The sentences of a summary's paper, as a clerk writes them."""

from __future__ import annotations

from collections.abc import Iterator

from documents.linked import Text, joined, link, sentence
from documents.month_paper.words import COUNTED
from documents.sentences import (
    bare_title,
    counted,
    ended,
    figure,
    month_words,
    number,
    one_line,
    shortened,
    sums_text,
    written_day,
)
from documents.summary_paper.document import STATUSES, Done, Quote, SummaryDocument, TaskDone

_FIGURES = (("", " lần"), ("", " lượt trẻ em"), ("", " lượt người lớn"), ("kinh phí ", " đồng"))


def group_text(words: str, count: int, href: str, names: str) -> Text:
    """ "Nộp quá hạn: 03 đơn vị (xã Cam Hiếu; xã Thanh An)."."""
    told = f" ({names})." if names else "."
    return sentence(f"{words}: ", link(counted(count), href), f" đơn vị{told}")


def source_of_numbers(document: SummaryDocument) -> Text:
    """What the numbers of the paper are added up from."""
    months = link(f"{counted(document.counted)}/{counted(document.expected)}", document.href)
    day = written_day(document.as_at)
    return sentence(
        "Số liệu trong báo cáo được cộng từ danh mục việc tháng đã duyệt của ",
        months,
        f" đơn vị, tính đến ngày {day}; số liệu chưa duyệt không cộng.",
    )


def overall(document: SummaryDocument) -> Text:
    """How all tasks of all units stand, and what was counted."""
    done = document.all
    first = sentence(
        "Các đơn vị có ", link(number(done.all), done.href), " lượt nhiệm vụ, trong đó: "
    )
    _times, *sums = [figure(value, done.href) for value in done.figures.sums]
    return sentence(first, joined("; ", counts(done)), ". ", sums_text(*sums))


def counts(done: Done) -> Iterator[Text]:
    """ "hoàn thành đúng hạn 05", …"""
    for name in STATUSES:
        if count := done.counts.get(name):
            yield sentence(f"{COUNTED[name]} ", link(counted(count), done.leading_to(name)))


def task_text(task: TaskDone) -> Text:
    """A task with how many units did it, and what they counted."""
    done = task.done
    told = [sentence(link(counted(done.all), done.href), " đơn vị"), *counts(done), *_sums(done)]
    if task.pending:
        waiting = link(counted(task.pending), done.leading_to("pending"))
        told.append(sentence("chưa duyệt ", waiting, " đơn vị (không cộng)"))
    return sentence(f"{ended(task.text)} Kết quả: ", joined("; ", told), ".")


def _sums(done: Done) -> Iterator[Text]:
    """What was counted, each with the number of units that wrote it."""
    figures = zip(_FIGURES, done.figures.sums, done.figures.told, strict=True)
    for (before, after), value, units in figures:
        if value is not None:
            sum_ = link(number(value), done.href)
            yield sentence(before, sum_, f"{after} (số liệu của {counted(units)} đơn vị)")


def own_text(done: Done, units: int) -> Text:
    """The work that units gave themselves."""
    first = sentence(link(counted(done.all), done.href), f" nhiệm vụ của {counted(units)} đơn vị: ")
    return sentence(first, joined("; ", counts(done)), ".")


def quoted(quote: Quote) -> Text:
    """ "Xã Thanh An: “Loa hỏng” (nhiệm vụ: …)."; the unit's name leads to the line."""
    text = bare_title(one_line(quote.text))
    of_task = f" (nhiệm vụ: {shortened(quote.task)})" if quote.task else ""
    marks = ("“", "”") if quote.task else ("", "")
    return sentence(link(quote.unit, quote.href), f": {marks[0]}{text}{marks[1]}{of_task}.")


def going_on(document: SummaryDocument) -> Iterator[Text]:
    """What is left to do, and who still has to report."""
    done = document.all
    left = [(name, done.counts[name]) for name in ("over", "doing") if done.counts.get(name)]
    words = {"over": "quá hạn", "doing": "đang thực hiện"}
    if left:
        told = [
            sentence(link(counted(count), done.leading_to(name)), f" lượt nhiệm vụ {words[name]}")
            for name, count in left
        ]
        yield sentence("Đôn đốc các đơn vị hoàn thành ", joined(", ", told), ".")
    if document.missing:
        month = month_words(document.named)
        yield f"Đôn đốc nộp danh mục việc {month} còn thiếu: {document.missing}."
    yield "Tiếp tục thực hiện các nhiệm vụ theo kế hoạch đã ban hành."
