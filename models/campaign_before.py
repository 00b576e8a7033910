"""The same campaign a year earlier: its figures are compared, its needs are taken over."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Select, and_, or_

from models.campaign import Campaign

_YEAR, _ABOUT = timedelta(days=365), timedelta(days=60)
"""How far apart the same campaign of two years begins: lunar days move by a month, and Tết may
begin in either of two solar years."""


def campaigns_before(campaign: Campaign) -> Select[Campaign]:
    """Those in scope, the likeliest first: the one that it was issued again from, then those of its
    kind and issuer that began a year before it."""
    a_year_ago = campaign.starts_on - _YEAR
    same = and_(
        Campaign.unit_id == campaign.unit_id,
        Campaign.kind == campaign.kind,
        Campaign.starts_on.between(a_year_ago - _ABOUT, a_year_ago + _ABOUT),
    )
    is_source = Campaign.id == campaign.reissue_of_id
    query = Campaign.in_being().where(or_(is_source, same))
    return query.order_by(is_source.desc(), Campaign.starts_on.desc(), Campaign.id.desc())
