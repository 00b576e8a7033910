"""The list of kinds of campaigns: when each is held, and what belongs to it."""

from __future__ import annotations

from flask import g
from werkzeug.wrappers import Response

from blueprints.access import find_own_or_404, needs
from blueprints.settings import blueprint
from blueprints.settings.occasion_form import OccasionForm
from blueprints.settings.occasion_words import WORDS, own_row, rows_of
from blueprints.settings.own_lists import OwnList
from models.activity_kind import kinds_of
from models.campaign_kind import CampaignKind, begin_list, occasions_of
from models.permissions import Permission

LIST = OwnList(
    CampaignKind,
    "settings.campaign_kinds",
    "campaign_kind",
    WORDS,
    page_of_one="settings/campaign_kind.html",
)


@blueprint.get("/campaign-kinds")
@needs(Permission.MANAGE_KINDS)
def campaign_kinds() -> Response:
    """The kinds that are offered here: the unit's own, to change, or those of a unit above."""
    found = occasions_of(g.unit)
    own = [(row, own_row(row)) for row in CampaignKind.own(g.unit)]
    return LIST.index(found.unit, rows_of(found.occasions), own)


@blueprint.post("/campaign-kinds/own-list")
@needs(Permission.MANAGE_KINDS)
def begin_campaign_kinds() -> Response:
    """Gives the unit a list of its own, as a copy of the one in force."""
    return LIST.begin(lambda: begin_list(g.unit))


@blueprint.post("/campaign-kinds/own-list/closure")
@needs(Permission.MANAGE_KINDS)
def end_campaign_kinds() -> Response:
    """Ends the unit's own list, so that it follows the units above again."""
    return LIST.follow()


@blueprint.route("/campaign-kinds/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_KINDS)
def new_campaign_kind() -> Response:
    """A form for one more kind of the unit's own list."""
    form = OccasionForm(kinds_of(g.unit).kinds)
    return LIST.one(form, None, lambda: CampaignKind.add(form.typed()))


@blueprint.route("/campaign-kinds/<int:campaign_kind_id>", methods=["GET", "POST"])
@needs(Permission.MANAGE_KINDS)
def edit_campaign_kind(campaign_kind_id: int) -> Response:
    """One kind, to say anew; campaigns of it are called by its new name."""
    kind = find_own_or_404(CampaignKind, campaign_kind_id)
    form = OccasionForm(kinds_of(g.unit).kinds, kind.occasion, kind.version)
    return LIST.one(form, kind, lambda: kind.restate(form.typed()))


@blueprint.post("/campaign-kinds/<int:campaign_kind_id>/closure")
@needs(Permission.MANAGE_KINDS)
def end_campaign_kind(campaign_kind_id: int) -> Response:
    """Ends a kind: it stays on campaigns that have it, and is offered no more."""
    return LIST.end(find_own_or_404(CampaignKind, campaign_kind_id))


@blueprint.post("/campaign-kinds/<int:campaign_kind_id>/reopening")
@needs(Permission.MANAGE_KINDS)
def reopen_campaign_kind(campaign_kind_id: int) -> Response:
    """Takes the ending of a kind back."""
    return LIST.reopen(find_own_or_404(CampaignKind, campaign_kind_id))


@blueprint.post("/campaign-kinds/<int:campaign_kind_id>/rise")
@needs(Permission.MANAGE_KINDS)
def raise_campaign_kind(campaign_kind_id: int) -> Response:
    """Offers a kind before the one that stands before it, in the order that was seen."""
    return LIST.rise(find_own_or_404(CampaignKind, campaign_kind_id))
