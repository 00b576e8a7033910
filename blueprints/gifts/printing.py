"""The gifts on paper: what each hamlet gets, and the sheet on which it is signed for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, g, request
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists.paper_rows import office_of
from blueprints.gifts import blueprint
from blueprints.gifts.sheet_page import GiftPage, page_or_404
from blueprints.keys import row_key
from documents.gift_paper import HandOut, Share, age_words, file_name, write_hand_out
from documents.official_paper import MOTTO
from models.gift_handing import Handing, handings_of
from models.gift_rules import total
from models.gift_sheet import WHOLE, SheetRow
from models.permissions import Permission

MOST_ROWS = 1_000
"""Rows of a sign-off sheet: some forty pages."""
MOST_TOGETHER = 4_000
"""Rows of all sheets that are printed at once."""


@blueprint.get("/print")
@needs(Permission.VIEW_CAMPAIGNS)
def hand_out_list(campaign_id: int) -> Response:
    """How many gifts each hamlet gets, from whom, when, and who sees to it, as a sheet of A4."""
    page = page_or_404(campaign_id)
    shown = {"page": page, "list": hand_out_of(page), "office": office_of(g.unit), "motto": MOTTO}
    return responses.page("gifts/hand_out_list.html", **shown)


@blueprint.get("/list.docx")
@needs(Permission.VIEW_CAMPAIGNS)
def hand_out_paper(campaign_id: int) -> Response:
    """The same list as an official paper."""
    document = hand_out_of(page_or_404(campaign_id))
    return responses.docx(write_hand_out(document), file_name(document))


@blueprint.get("/sign-off")
@needs(Permission.VIEW_CAMPAIGNS)
def sign_off(campaign_id: int) -> Response:
    """The sheets on which each gift is signed for, of one hamlet or of all; they name no child."""
    page = page_or_404(campaign_id)
    sheets = [SignOff(page, row) for row in _asked_for(page)]
    printed = list(_within(sheets, MOST_TOGETHER)) or sheets[:1]
    shown = {"page": page, "sheets": printed, "office": office_of(g.unit), "motto": MOTTO}
    return responses.page("gifts/sign_off.html", left_out=len(sheets) - len(printed), **shown)


def _asked_for(page: GiftPage) -> list[SheetRow]:
    """The row that is asked for, else all for which gifts are needed."""
    if "hamlet" not in request.args:
        return [row for row in page.sheet.rows if row.figures.needed]
    row = page.sheet.row(request.args.get("hamlet", type=row_key) or WHOLE)
    if row is None:
        abort(404)
    return [row]


def _within(sheets: list[SignOff], most: int) -> Iterator[SignOff]:
    """The first sheets that have so many rows together."""
    for sheet in sheets:
        most -= min(sheet.whole, MOST_ROWS)
        if most < 0:
            return
        yield sheet


def hand_out_of(page: GiftPage) -> HandOut:
    """What the list says."""
    sheet, office = page.sheet, office_of(g.unit)
    handings = handings_of(page.campaign, sheet.unit)
    needs = [row.figures.needs for row in sheet.rows]
    return HandOut(
        issuer=office["issuer"],
        place=office["place"],
        campaign=page.campaign.name,
        year=page.campaign.starts_on.year,
        ages=tuple(map(age_words, sheet.bands)),
        shares=tuple(_share(page, row, handings.get(row.key, [])) for row in sheet.rows),
        sums=tuple(total(need.needed for need in band) for band in zip(*needs, strict=True)),
        whole=sheet.all.needed,
    )


def _share(page: GiftPage, row: SheetRow, handings: list[Handing]) -> Share:
    part = page.sheet.participation
    first = handings[0].day if handings else None
    return Share(
        hamlet=page.name_of(row),
        gifts=tuple(need.needed for need in row.figures.needs),
        whole=row.figures.needed,
        givers=tuple(dict.fromkeys(one.agency for one in handings if one.agency)),
        day=first or (part.planned_on if part else None),
        lead=(part.lead_name or "") if part else "",
    )


@dataclass(frozen=True)
class SignOff:
    """The sign-off sheet of a hamlet: as many numbered rows as gifts, by age band."""

    page: GiftPage
    row: SheetRow

    @property
    def name(self) -> str:
        return self.page.name_of(self.row)

    @property
    def is_of_hamlet(self) -> bool:
        return self.row.hamlet is not None

    @property
    def whole(self) -> int:
        """How many gifts are signed for; 0 where that is not known."""
        return self.row.figures.needed or 0

    @property
    def is_cut(self) -> bool:
        """Whether there are more gifts than rows."""
        return self.whole > MOST_ROWS

    def groups(self) -> list[tuple[str, int, range]]:
        """Each band that gets gifts: its ages, how many, and the numbers of its rows."""
        first, found = 1, []
        for label, need in zip(self.page.bands, self.row.figures.needs, strict=True):
            count = need.needed or 0
            numbers = range(first, min(first + count, MOST_ROWS + 1))
            first += count
            found += [(label, count, numbers)] if numbers else []
        return found
