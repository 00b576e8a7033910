"""How the gifts of a campaign are shared out over hamlets, as an official list (Decree 30/2020)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.official_paper import (
    Paper,
    Paragraph,
    Signature,
    Table,
    issuer_lines_of,
    write_paper,
)
from documents.report import docx_name
from documents.sentences import full_name, number, signing_lines, written_day

_BLANK = "……………"
_WIDTHS = (10.0, 33.0, 15.0, 47.0)
"""Of the count, the hamlet, all gifts, and from whom, in millimetres; bands share the rest."""
_REST = 60.0


@dataclass(frozen=True, slots=True)
class Share:
    """What a hamlet gets: gifts by age band and in all, from whom, when, who sees to it.

    None is not known, which is not zero.
    """

    hamlet: str
    gifts: tuple[int | None, ...]
    whole: int | None
    givers: tuple[str, ...] = ()
    day: date | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True)
class HandOut:
    """The hand-out list of a unit; `issuer` is empty where the office writes it itself, `ages` are
    the bands in words ("3–5 tuổi"), `sums` what their columns add up to."""

    issuer: str
    place: str
    campaign: str
    year: int
    ages: tuple[str, ...]
    shares: tuple[Share, ...]
    sums: tuple[int | None, ...]
    whole: int | None


def age_words(band: Sequence[int]) -> str:
    """ "3–5 tuổi"."""
    return f"{band[0]}–{band[1]} tuổi"


def write_hand_out(document: HandOut) -> bytes:
    """The .docx of a hand-out list."""
    return write_paper(paper_of(document))


def file_name(document: HandOut) -> str:
    """A name for the file in plain letters: "danh-sach-phan-bo-qua-tet-trung-thu-….docx"."""
    return docx_name(f"Danh sách phân bổ quà {document.campaign} {document.issuer}")


def paper_of(document: HandOut) -> Paper:
    """The list; number and day are left to the office."""
    return Paper(
        issuer_lines=issuer_lines_of(document.issuer) or (_BLANK,),
        issuer=full_name(document.issuer),
        place=document.place or _BLANK,
        subject=f"Phân bổ quà {document.campaign}",
        body=(_table(document), Paragraph(_whole(document))),
        type_name="Danh sách",
        year=document.year,
        signature=Signature(signing_lines(document.issuer)),
    )


def _table(document: HandOut) -> Table:
    headings = ("STT", "Thôn, tổ dân phố", *document.ages, "Tổng số suất", _WHENCE)
    rows = [_row(place, share) for place, share in enumerate(document.shares, 1)]
    sums = ("", "Tổng cộng", *map(_told, document.sums), _told(document.whole), "")
    each = [_REST / len(document.ages)] * len(document.ages) if document.ages else []
    widths = (*_WIDTHS[:2], *each, *_WIDTHS[2:])
    return Table(headings, (*rows, sums), widths=widths)


_WHENCE = "Nơi tặng, ngày trao, người phụ trách"


def _row(place: int, share: Share) -> tuple[str, ...]:
    gifts = (*map(_told, share.gifts), _told(share.whole))
    return (str(place), share.hamlet, *gifts, "\n".join(_whence(share)))


def _whence(share: Share) -> list[str]:
    told = [*share.givers, written_day(share.day) if share.day else "", share.lead]
    return [one for one in told if one]


def _whole(document: HandOut) -> str:
    if document.whole is None:
        return "Số suất quà chưa được xác định."
    return f"Tổng số quà phân bổ: {number(document.whole)} suất."


def _told(value: int | None) -> str:
    return "" if value is None else number(value)
