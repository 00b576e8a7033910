"""The text of a campaign's report: how it was led, results, money, difficulties, proposals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents.campaign_paper.document import CampaignDocument, Quote
from documents.campaign_paper.words import (
    beginning,
    compared,
    counted_gifts,
    end,
    given,
    goal_text,
    held,
    of_units,
    opened,
    planned,
    quoted,
    spent,
    standing,
)
from documents.official_paper import Block, Heading, Item, Level, Paragraph, Table, roman
from documents.sentences import number

Part = tuple[str, list[Block]]
_SOURCES = (
    ("Ngân sách nhà nước", "budget"),
    ("Xã hội hóa, vận động", "mobilised"),
    ("Tổng cộng", "cost"),
)
_WIDTHS = (52.0, 38.0, 38.0, 38.0)


def body_of(document: CampaignDocument) -> Iterator[Block]:
    """All between the addressee and the signature."""
    yield Paragraph(beginning(document))
    for place, (title, blocks) in enumerate(_parts(document), 1):
        yield Heading(Level.SECTION, roman(place), title)
        yield from blocks
    yield Paragraph(end(document))


def _parts(document: CampaignDocument) -> Iterator[Part]:
    yield "Tình hình chỉ đạo, triển khai", list(_led(document))
    yield "Kết quả thực hiện", list(_results(document))
    yield "Kinh phí thực hiện", list(_money(document))
    yield "Khó khăn, vướng mắc", _quotes(document.difficulties)
    yield "Đề xuất, kiến nghị", _quotes(document.proposals)


def _led(document: CampaignDocument) -> Iterator[Block]:
    yield Paragraph(opened(document))
    if document.own:
        yield from (Item("-", text) for text in planned(document.own))
    if document.reported:
        yield Paragraph("Tiến độ của các đơn vị tham gia:")
        yield from (Item("-", text) for text in of_units(document))
    yield Paragraph(standing(document))


def _results(document: CampaignDocument) -> Iterator[Block]:
    yield Heading(Level.CLAUSE, "1", "Hoạt động đã tổ chức")
    yield Item("-", held(document))
    yield Item("-", given(document))
    if document.gifts:
        yield Item("-", counted_gifts(document, document.gifts))
    count = 1
    if document.goals:
        count += 1
        yield Heading(Level.CLAUSE, str(count), "So với kết quả cần đạt")
        yield from (Item("-", goal_text(goal)) for goal in document.goals)
    yield Heading(Level.CLAUSE, str(count + 1), "So với năm trước")
    yield from (Item("-", text) for text in compared(document))


def _money(document: CampaignDocument) -> Iterator[Block]:
    yield Paragraph(spent(document))
    rows = [_source(document, *source) for source in _SOURCES]
    headings = ("Nguồn", "Dự kiến (đồng)", "Đã thực hiện (đồng)", "Năm trước (đồng)")
    yield Table(headings, tuple(rows), widths=_WIDTHS)


def _source(document: CampaignDocument, words: str, name: str) -> tuple[str, ...]:
    kept = (document.planned, document.figures, document.before)
    values = [getattr(one, name) if one else None for one in kept]
    return (words, *("" if value is None else number(value) for value in values))


def _quotes(told: Sequence[Quote]) -> list[Block]:
    return [Item("-", quoted(one)) for one in told] or [Paragraph("Không có.")]
