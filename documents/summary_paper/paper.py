"""A summary's report in the layout of Decree 30/2020."""

from __future__ import annotations

from documents.official_paper import Paper, write_paper
from documents.report import docx_name, report
from documents.sentences import month_words
from documents.summary_paper.annex import annexes_of
from documents.summary_paper.body import body_of
from documents.summary_paper.document import SummaryDocument


def write_summary(document: SummaryDocument) -> bytes:
    """The .docx of a summary."""
    return write_paper(paper_of(document))


def file_name(document: SummaryDocument) -> str:
    """A name for the file in plain letters: "bao-cao-tong-hop-cong-tac-tre-em-thang-9-….docx"."""
    month = month_words(document.named)
    return docx_name(f"Báo cáo tổng hợp công tác trẻ em {month} {document.issuer}")


def paper_of(document: SummaryDocument) -> Paper:
    """A report to the unit above."""
    return report(
        document,
        f"Tổng hợp kết quả thực hiện công tác trẻ em {month_words(document.named)}",
        tuple(body_of(document)),
        annexes_of(document),
        document.as_at.year,
    )
