"""A month's report in the layout of Decree 30/2020."""

from __future__ import annotations

import re

from documents.month_paper.annex import annex_of
from documents.month_paper.body import body_of
from documents.month_paper.document import MonthDocument
from documents.month_paper.words import standing
from documents.official_paper import Paper, Signature, issuer_lines_of, write_paper
from documents.sentences import full_name, month_words, signing_lines
from documents.wording import plain

_BLANK = "……………"


def write_month(document: MonthDocument) -> bytes:
    """The .docx of a month."""
    return write_paper(paper_of(document))


def file_name(document: MonthDocument) -> str:
    """A name for the file in plain letters: "bao-cao-cong-tac-tre-em-thang-9-2026-ubnd-….docx"."""
    told = f"Báo cáo công tác trẻ em {month_words(document.named)} {document.issuer}"
    words = re.findall(r"[a-z0-9]+", plain(told))
    return f"{'-'.join(words)}.docx"


def paper_of(document: MonthDocument) -> Paper:
    """A report to the unit above; number and day, and who signs, are left to the office."""
    about = f"Kết quả thực hiện công tác trẻ em {month_words(document.named)}"
    is_committee = document.issuer.startswith("UBND")
    return Paper(
        issuer_lines=issuer_lines_of(document.issuer) or (_BLANK,),
        issuer=full_name(document.issuer),
        place=document.place or _BLANK,
        subject="\n".join(filter(None, (about, standing(document)))),
        body=tuple(body_of(document)),
        type_name="Báo cáo",
        symbol="BC-UBND" if is_committee else "BC",
        year=document.submitted_on.year if document.submitted_on else None,
        addressees=() if document.is_root else (full_name(document.above) or _BLANK,),
        signature=Signature(signing_lines(document.issuer)),
        recipients=(f"Chủ tịch, các PCT UBND {document.noun}",) if is_committee else (),
        appendices=(annex_of(document),) if document.works else (),
    )
