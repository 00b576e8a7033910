"""A campaign's report in the layout of Decree 30/2020."""

from __future__ import annotations

from documents.campaign_paper.annex import annexes_of
from documents.campaign_paper.body import body_of
from documents.campaign_paper.document import CampaignDocument
from documents.official_paper import Paper, write_paper
from documents.report import docx_name, report


def write_campaign(document: CampaignDocument) -> bytes:
    """The .docx of a campaign's report."""
    return write_paper(paper_of(document))


def file_name(document: CampaignDocument) -> str:
    """A name for the file in plain letters: "bao-cao-ket-qua-tet-trung-thu-2026-….docx"."""
    return docx_name(f"Báo cáo kết quả {document.name} {document.issuer}")


def paper_of(document: CampaignDocument) -> Paper:
    """A report to the unit above."""
    return report(
        document,
        f"Kết quả tổ chức {document.name}",
        tuple(body_of(document)),
        annexes_of(document),
        document.as_at.year,
    )
