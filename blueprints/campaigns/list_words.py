"""The words of the list of campaigns, and its rows as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.filters import money, number
from blueprints.language import label as _l
from models.activity_sums import Sums
from models.campaign import Campaign, CampaignState
from models.campaign_list import PAST, Whose
from models.campaign_sums import Held

if TYPE_CHECKING:
    from blueprints.campaigns.list_page import Row

_PAST = "past"
GROUPS: dict[str, Any] = {
    CampaignState.RUNNING: _l("Running campaigns"),
    CampaignState.CLOSING: _l("Campaigns being closed"),
    CampaignState.PUBLISHED: _l("Campaigns to come"),
    CampaignState.DRAFT: _l("Drafts of campaigns"),
    _PAST: _l("Past campaigns"),
}
"""The headings of the list, in its order."""


def group_of(campaign: Campaign, day: date) -> str:
    """Under which heading a campaign stands on a day."""
    state = campaign.state_on(day)
    return _PAST if state in PAST else state.value


def of_words() -> dict[str, Any]:
    """Whose campaigns can be asked for."""
    return {
        "": _("All campaigns"),
        Whose.HERE.value: _("Of this unit and above"),
        Whose.BELOW.value: _("Of units below"),
    }


def result_words(held: Held) -> list[str]:
    """What came of a campaign: activities, children, gifts, cost; what nobody wrote is left out."""
    return [str(words) for value, words in _results(held.sums) if value]


def _results(sums: Sums) -> Iterator[tuple[int | None, Any]]:
    held, children, gifts = sums.activities, sums.children or 0, sums.gifts or 0
    told = ngettext("%(number)s activity", "%(number)s activities", held, number=number(held))
    yield held, told
    told = ngettext("%(number)s child", "%(number)s children", children, number=number(children))
    yield children, told
    told = ngettext("%(number)s gift", "%(number)s gifts", gifts, number=number(gifts))
    yield gifts, told
    yield sums.cost, money(sums.cost)


def headings() -> list[str]:
    """The columns of the workbook."""
    return [
        *(_("Campaign"), _("Kind"), _("Opened by"), _("State")),
        *(_("First day"), _("Last day"), _("Report due")),
        *(_("Units that held it"), _("Activities"), _("Children"), _("Gifts")),
        *(_("State budget (đồng)"), _("Mobilised (đồng)")),
    ]


def sheet_rows(rows: Iterable[Row]) -> Iterator[list[Any]]:
    """The campaigns as rows of the workbook."""
    for row in rows:
        one, sums = row.campaign, row.held.sums
        yield [
            *(one.name, row.kind, one.unit.name, str(row.status[2])),
            *(one.starts_on, one.ends_on, one.report_due_on),
            *(row.held.units or None, sums.activities or None, sums.children, sums.gifts),
            *(sums.budget, sums.mobilised),
        ]
