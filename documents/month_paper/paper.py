"""A month's report in the layout of Decree 30/2020."""

from __future__ import annotations

from documents.month_paper.annex import annex_of
from documents.month_paper.body import body_of
from documents.month_paper.document import MonthDocument
from documents.month_paper.words import standing
from documents.official_paper import Paper, write_paper
from documents.report import docx_name, report
from documents.sentences import month_words


def write_month(document: MonthDocument) -> bytes:
    """The .docx of a month."""
    return write_paper(paper_of(document))


def file_name(document: MonthDocument) -> str:
    """A name for the file in plain letters: "bao-cao-cong-tac-tre-em-thang-9-2026-ubnd-….docx"."""
    return docx_name(f"Báo cáo công tác trẻ em {month_words(document.named)} {document.issuer}")


def paper_of(document: MonthDocument) -> Paper:
    """A report to the unit above."""
    about = f"Kết quả thực hiện công tác trẻ em {month_words(document.named)}"
    return report(
        document,
        "\n".join(filter(None, (about, standing(document)))),
        tuple(body_of(document)),
        (annex_of(document),) if document.works else (),
        document.submitted_on.year if document.submitted_on else None,
    )
