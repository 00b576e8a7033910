"""A campaign as an official report: how it was led, what came of it, its money, what hinders."""

from __future__ import annotations

from documents.campaign_paper.document import (
    CampaignDocument,
    Figures,
    Gifts,
    Goal,
    Joined,
    Money,
    Quote,
    Reported,
    Undertaking,
)
from documents.campaign_paper.paper import file_name, paper_of, write_campaign

__all__ = [
    "CampaignDocument",
    "Figures",
    "Gifts",
    "Goal",
    "Joined",
    "Money",
    "Quote",
    "Reported",
    "Undertaking",
    "file_name",
    "paper_of",
    "write_campaign",
]
