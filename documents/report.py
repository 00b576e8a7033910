"""A report of a unit to the one above: what the papers of a month have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from documents.official_paper import Appendix, Block, Paper, Signature, issuer_lines_of
from documents.sentences import full_name, signing_lines, written_day
from documents.wording import plain

_BLANK = "……………"


class Reporting(Protocol):
    """Who reports, and to whom: `issuer` and `above` are empty where the office writes them
    itself, `noun` is what the unit's offices call it ("xã")."""

    @property
    def issuer(self) -> str: ...
    @property
    def noun(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def above(self) -> str: ...
    @property
    def is_root(self) -> bool: ...


class Told(Protocol):
    """A month that is reported on: whose, from when to when, by which documents (in full)."""

    @property
    def issuer(self) -> str: ...
    @property
    def itself(self) -> str: ...
    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...


def beginning(told: Told, cited: Iterable[str], what: str) -> str:
    """How a report begins: by which documents, who, what, of which days."""
    by, who = "; ".join(cited), full_name(told.issuer) or told.itself
    first = f"Thực hiện {by}, {who}" if by else who[:1].upper() + who[1:]
    days = f"từ ngày {written_day(told.first_day)} đến ngày {written_day(told.last_day)}"
    return f"{first} {what} ({days})"


def report(
    who: Reporting,
    subject: str,
    body: tuple[Block, ...],
    appendices: tuple[Appendix, ...],
    year: int | None,
) -> Paper:
    """A report; number and day, and who signs, are left to the office."""
    is_committee = who.issuer.startswith("UBND")
    return Paper(
        issuer_lines=issuer_lines_of(who.issuer) or (_BLANK,),
        issuer=full_name(who.issuer),
        place=who.place or _BLANK,
        subject=subject,
        body=body,
        type_name="Báo cáo",
        symbol="BC-UBND" if is_committee else "BC",
        year=year,
        addressees=() if who.is_root else (full_name(who.above) or _BLANK,),
        signature=Signature(signing_lines(who.issuer)),
        recipients=(f"Chủ tịch, các PCT UBND {who.noun}",) if is_committee else (),
        appendices=appendices,
    )


def docx_name(told: str) -> str:
    """A name for the file in plain letters: "bao-cao-cong-tac-tre-em-thang-9-2026-ubnd-….docx"."""
    return f"{'-'.join(re.findall(r'[a-z0-9]+', plain(told)))}.docx"
