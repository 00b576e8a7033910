"""The roll-up of a campaign: on a page, as a workbook, as a report, and a text that reminds."""

from __future__ import annotations

from flask import g
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.campaign_totals import blueprint
from blueprints.campaign_totals.reminder_page import ReminderPage
from blueprints.campaign_totals.totals_document import document_of
from blueprints.campaign_totals.totals_page import TotalsPage
from blueprints.campaign_totals.totals_sheets import sheets_of
from blueprints.campaigns.head import head_or_404
from documents.campaign_paper import file_name, write_campaign
from documents.workbook import write_sheets
from models.clock import today
from models.permissions import Permission
from models.read_campaign_rollup import CampaignRollup, read_rollup


@blueprint.get("/<int:campaign_id>/totals")
@needs(Permission.VIEW_CAMPAIGN_TOTALS)
def show(campaign_id: int) -> Response:
    """What all units together did, planned and owe, the slowest first."""
    head = head_or_404(campaign_id)
    found = read_rollup(head.campaign, g.unit, head.day)
    return responses.page("campaign_totals/show.html", head=head, page=TotalsPage(found))


@blueprint.get("/<int:campaign_id>/totals/tables.xlsx")
@needs(Permission.VIEW_CAMPAIGN_TOTALS)
def tables(campaign_id: int) -> Response:
    """What the page shows, with all its rows, as a workbook."""
    content = write_sheets(sheets_of(TotalsPage(_found(campaign_id))))
    return responses.xlsx(content, f"campaign-{g.unit.slug}-{campaign_id}.xlsx")


@blueprint.get("/<int:campaign_id>/totals/report.docx")
@needs(Permission.VIEW_CAMPAIGN_TOTALS)
def report(campaign_id: int) -> Response:
    """The official report on the campaign (Decree 30/2020)."""
    document = document_of(g.unit, _found(campaign_id), today())
    return responses.docx(write_campaign(document), file_name(document))


@blueprint.get("/<int:campaign_id>/totals/reminder")
@needs(Permission.VIEW_CAMPAIGN_TOTALS)
def reminder(campaign_id: int) -> Response:
    """A text for the units that owe something, to copy into their group."""
    head = head_or_404(campaign_id)
    found = read_rollup(head.campaign, g.unit, head.day)
    page = ReminderPage(found, head.day)
    return responses.page("campaign_totals/reminder.html", head=head, page=page)


def _found(campaign_id: int) -> CampaignRollup:
    return read_rollup(head_or_404(campaign_id).campaign, g.unit, today())
