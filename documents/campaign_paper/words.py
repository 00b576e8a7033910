"""The sentences of a campaign's report, as a clerk writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from documents.campaign_paper.document import (
    CampaignDocument,
    Figures,
    Gifts,
    Goal,
    Quote,
    Undertaking,
)
from documents.linked import Text, joined, link, sentence
from documents.sentences import (
    bare_title,
    counted,
    ended,
    figure,
    full_name,
    number,
    one_line,
    written_day,
)

_COMPARED = (
    ("activities", "hoạt động"),
    ("children", "lượt trẻ em"),
    ("gifts", "suất quà"),
    ("cost", "đồng kinh phí"),
)


def days(document: CampaignDocument) -> str:
    """ "từ ngày 01/6/2026 đến ngày 30/6/2026"."""
    first, last = written_day(document.starts_on), written_day(document.ends_on)
    return f"từ ngày {first} đến ngày {last}"


def beginning(document: CampaignDocument) -> str:
    """Who reports on what, of which days."""
    who = full_name(document.issuer) or document.itself
    who = who[:1].upper() + who[1:]
    what = f"báo cáo kết quả tổ chức {document.name} ({days(document)})"
    of_whom = " của các đơn vị trực thuộc" if document.reported else ""
    return f"{who} {what}{of_whom} như sau:"


def end(document: CampaignDocument) -> str:
    """The last sentence."""
    return f"Trên đây là báo cáo kết quả tổ chức {document.name} của {document.itself}."


def opened(document: CampaignDocument) -> str:
    """Who opened it, under which theme, until when it is reported on."""
    who = full_name(document.opened_by) or document.itself
    theme = f" với chủ đề “{bare_title(document.theme)}”" if document.theme else ""
    due = written_day(document.report_due_on)
    return (
        f"{document.name} do {who} phát động{theme}, thực hiện {days(document)},"
        f" hạn báo cáo kết quả ngày {due}."
    )


def planned(own: Undertaking) -> Iterator[str]:
    """What a unit had planned for itself."""
    day = written_day(own.planned_on) if own.planned_on else ""
    what, where = ("Nội dung", one_line(own.what)), ("Địa điểm", own.place)
    told = what, ("Thời gian", day), where, ("Chủ trì", own.lead)
    yield from (f"{name}: {ended(value)}" for name, value in told if value)


def of_units(document: CampaignDocument) -> Iterator[Text]:
    """How many units got how far, and which have not reported."""
    found = document.reported
    if found is None:
        return
    yield sentence("Số đơn vị tham gia: ", link(counted(found.units), document.href), ".")
    steps = (
        ("Đã xây dựng kế hoạch", found.planned),
        ("Đã tổ chức hoạt động", found.held),
        ("Đã nộp phiếu kết quả", found.handed_in),
        ("Trong đó đã được duyệt", found.approved),
    )
    yield from (f"{words}: {_of(count, found.units)} đơn vị." for words, count in steps)
    if document.unreported:
        names = "; ".join(document.unreported)
        yield f"Chưa nộp phiếu kết quả: {counted(len(document.unreported))} đơn vị ({names})."


def standing(document: CampaignDocument) -> str:
    """As at which day, and whether it goes on."""
    day = written_day(document.as_at)
    goes_on = "" if document.is_closed else " Đợt hoạt động chưa kết thúc, số liệu còn cập nhật."
    return f"Số liệu được cộng từ các hoạt động đã ghi nhận, tính đến ngày {day}.{goes_on}"


def held(document: CampaignDocument) -> Text:
    """How much was held, for how many."""
    done = document.figures
    if not done.activities:
        return "Chưa ghi nhận hoạt động nào."
    first = sentence("Đã tổ chức ", _number(done.activities, document), " hoạt động")
    times = sentence(" (", _number(done.sessions, document), " buổi)")
    people = [_children(document), _many(done.adults, "lượt người lớn", document)]
    told = [text for text in people if str(text)]
    came = sentence(", có ", joined(" và ", told), " tham gia, thụ hưởng") if told else ""
    return sentence(first, times if done.sessions is not None else "", came, ".")


def _children(document: CampaignDocument) -> Text:
    done = document.figures
    if done.children is None:
        return ""
    parts = ((done.girls, "nữ"), (done.boys, "nam"), (done.special, "có hoàn cảnh đặc biệt"))
    told = [sentence(_number(one, document), f" {who}") for one, who in parts if one is not None]
    of_whom = sentence(" (", joined(", ", told), ")") if told else ""
    return sentence(_many(done.children, "lượt trẻ em", document), of_whom)


def given(document: CampaignDocument) -> Text:
    """The gifts, and what they are worth."""
    done = document.figures
    if done.gifts is None:
        return "Chưa ghi nhận suất quà nào được trao."
    first = sentence("Đã trao ", _number(done.gifts, document), " suất quà")
    worth = sentence(", trị giá ", _number(done.gift_value, document), " đồng")
    return sentence(first, worth if done.gift_value is not None else "", ".")


def counted_gifts(document: CampaignDocument, gifts: Gifts) -> Text:
    """How many gifts were needed, promised, received, and are left."""
    names = ("nhu cầu", "đã đăng ký ủng hộ", "đã nhận", "còn lại chưa trao")
    told = [
        sentence(f"{words} ", _number(value, document), " suất quà")
        for words, value in zip(names, astuple(gifts), strict=True)
        if value is not None
    ]
    if not told:
        return "Chưa ghi nhận nhu cầu và đăng ký ủng hộ quà."
    return sentence("Cân đối quà: ", joined("; ", told), ".")


def goal_text(goal: Goal) -> str:
    """A wished result with what was reached of it, and what lacks."""
    text = ended(goal.text)
    if not goal.noun:
        return text
    if goal.reached is None:
        return f"{text} Chưa có số liệu (cần đạt {number(goal.wanted)} {goal.noun})."
    reached = f"{number(goal.reached)}/{number(goal.wanted)} {goal.noun}"
    lacks = goal.wanted - goal.reached
    left = f", còn thiếu {number(lacks)} {goal.noun}" if lacks > 0 else ""
    return f"{text} Đã đạt {reached} ({goal.share}%){left}."


def compared(document: CampaignDocument) -> Iterator[str]:
    """What was done more or less than a year earlier, of what is known of both years."""
    before = document.before
    told = list(_compared(document.figures, before)) if before else []
    if not told:
        yield "Chưa có số liệu năm trước."
        return
    yield f"So với {document.before_name}: {'; '.join(told)}."


def _compared(done: Figures, before: Figures) -> Iterator[str]:
    for name, noun in _COMPARED:
        now, then = getattr(done, name), getattr(before, name)
        if now is None or then is None:
            continue
        yield f"{number(now)} {noun} ({_change(now - then)}, năm trước {number(then)})"


def _change(difference: int) -> str:
    if not difference:
        return "bằng"
    return f"{'tăng' if difference > 0 else 'giảm'} {number(abs(difference))}"


def spent(document: CampaignDocument) -> Text:
    """The whole cost, and where it came from."""
    done = document.figures
    if done.cost is None:
        return "Chưa ghi nhận kinh phí thực hiện."
    sources = ((done.budget, "ngân sách nhà nước"), (done.mobilised, "xã hội hóa, vận động"))
    told = [
        sentence(f"{source} ", _number(value, document), " đồng")
        for value, source in sources
        if value is not None
    ]
    first = sentence("Tổng kinh phí thực hiện: ", _number(done.cost, document), " đồng, gồm ")
    return sentence(first, joined("; ", told), ".")


def quoted(quote: Quote) -> Text:
    """ "Xã Thanh An: Loa hỏng."; the unit's name leads to where it wrote that."""
    text = bare_title(one_line(quote.text))
    who = sentence(link(quote.unit, quote.href), ": ") if quote.unit else ""
    return sentence(who, f"{text}.")


def _of(count: int, units: int) -> str:
    return f"{counted(count)}/{counted(units)}"


def _number(value: int | None, document: CampaignDocument) -> Text:
    return figure(value, document.href)


def _many(value: int | None, noun: str, document: CampaignDocument) -> Text:
    return "" if value is None else sentence(_number(value, document), f" {noun}")
