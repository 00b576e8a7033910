"""A unit's page of a campaign as those see it who may publish it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import abort, g, url_for

from blueprints.campaigns.head import Head, head_or_404
from blueprints.public.campaigns import alt_of, shown_of
from blueprints.public.page_shown import PageShown, Picture
from models.base import db
from models.campaign import CampaignState
from models.campaign_page import CampaignPage
from models.campaign_page_photo import photos_on
from models.child_names import NameFound, names_in
from models.clock import vietnam_day
from models.page_content import Content, content_of, gather, texts_of
from models.publish_page import is_out


@dataclass(frozen=True)
class OwnPage:
    """The page of the unit of the URL, also where nothing was published yet."""

    head: Head
    page: CampaignPage | None

    @property
    def is_out(self) -> bool:
        return is_out(self.page, self.head.campaign)

    @property
    def may_be_public(self) -> bool:
        """Whether the campaign is one of which anything may be told."""
        state = self.head.campaign.state_on(self.head.day)
        return state not in {CampaignState.DRAFT, CampaignState.WITHDRAWN}

    @property
    def slug(self) -> str:
        return self.page.slug if self.page else self.head.campaign.slug

    @property
    def address(self) -> str:
        """Where everybody finds it."""
        return url_for("public.campaign", slug=self.slug)

    @property
    def written_on(self) -> date | None:
        """The day whose figures are public."""
        return self._shown(self.page.content).written_on if self.page and self.is_out else None

    @cached_property
    def content(self) -> Content:
        """What would be public now."""
        return content_of(gather(self.head.campaign, g.unit), self.head.day)

    @property
    def shown(self) -> PageShown:
        """What would be public now, as everybody would see it."""
        return self._shown(self.content)

    @property
    def seen(self) -> str:
        """A mark of what would be public now, whenever it is looked at."""
        told: dict[str, Any] = {**self.content, "photos": [one.src for one in self.pictures]}
        del told["written_at"]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    @cached_property
    def names(self) -> tuple[NameFound, ...]:
        """What looks like names of children in what would be public."""
        return names_in(*texts_of(self.content))

    def _shown(self, content: Content) -> PageShown:
        first = self.page.published_at if self.page else None
        return shown_of(content, self.slug, self.pictures, first and vietnam_day(first))

    @cached_property
    def pictures(self) -> list[Picture]:
        """The chosen photos, at the addresses at which members see them."""
        if self.page is None:
            return []
        found = db.session.scalars(photos_on(self.page.id))
        return [
            Picture(
                url_for("evidence.thumbnail", unit=one.unit.slug, evidence_id=one.id),
                alt_of(one.unit.name, one.activity.held_on if one.activity else self.head.day),
            )
            for one in found
        ]


def own_page_or_404(campaign_id: int) -> OwnPage:
    """The page of a campaign that the unit opened or takes part in; 404 for another one."""
    head = head_or_404(campaign_id)
    if not head.is_here:
        abort(404)
    page = db.session.scalar(CampaignPage.of(campaign_id, g.unit.id))
    return OwnPage(head, page)
