"""Children and gifts by hamlet from an .xlsx list: read, looked at, then written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.gifts import blueprint
from blueprints.gifts.import_forms import ConfirmForm, ListForm
from blueprints.gifts.import_preview import Preview
from blueprints.gifts.import_words import refusal
from blueprints.gifts.refusals import closed
from blueprints.gifts.sheet_page import GiftPage, page_or_404
from documents.list_sheet import SheetRefused, SheetRow
from documents.need_sheet import WHOLE_UNIT, read_needs
from documents.need_template import need_template
from models import signed_link
from models.base import db
from models.gift_rules import Need
from models.gift_sheet import WHOLE
from models.known_names import Known, KnownNames
from models.need_rows import ReadNeeds, read_rows
from models.permissions import Permission
from models.signed_link import BadLink
from models.tenancy import begin_write
from models.text import fold
from models.write_needs import SheetClosed, list_needs

PURPOSE = "gift needs"
VALID_FOR = timedelta(hours=2)
FORM, PREVIEW = "gifts/import.html", "gifts/import_preview.html"


@blueprint.route("/import", methods=["GET", "POST"])
@needs(Permission.TAKE_PART)
def import_list(campaign_id: int) -> Response:
    """A list to send; then what it says, row by row, before anything is written."""
    page, form = page_or_404(campaign_id), ListForm()
    if not page.writes:
        return closed(campaign_id)
    if not form.is_submitted():
        return responses.page(FORM, form=form, page=page)
    if not form.validate():
        return responses.invalid(FORM, form, page=page)
    try:
        table = read_needs(form.file.data.read(), page.sheet.bands, fold)
    except SheetRefused as refused:
        form.file.errors = [refusal(refused)]
        return responses.invalid(FORM, form, page=page)
    rows = read(page, table.rows)
    good = {row.number for row in rows if not row.faults}
    sealed = _seal(page, (row for row in table.rows if row.number in good))
    shown = Preview(page, rows, table.unread, ConfirmForm(formdata=None, sealed_list=sealed))
    return responses.page(PREVIEW, shown=shown, form=shown.form)


@blueprint.post("/import/confirmation")
@needs(Permission.TAKE_PART)
def confirm_import(campaign_id: int) -> Response:
    """Write the rows of the list that were looked at."""
    page, form = page_or_404(campaign_id), ConfirmForm()
    try:
        sealed = form.sealed_list.data if form.validate() else ""
        shown = Preview(page, read(page, _unseal(page, sealed)), (), form)
    except BadLink:
        why = _("The list was open for too long, or is not yours. Send the file once more.")
        return responses.refused(url_for("gifts.import_list", campaign_id=campaign_id), why)
    if shown.faulty or not shown.is_sure:
        form.sure.errors = [_("Look at what is asked, and tick that it is right.")]
        return responses.invalid(PREVIEW, form, shown=shown)
    return _write(shown)


@blueprint.get("/import/template.xlsx")
@needs(Permission.TAKE_PART)
def import_template(campaign_id: int) -> Response:
    """The file to fill in: the unit's hamlets, with the numbers that are there."""
    page = page_or_404(campaign_id)
    hamlets = [
        (row.hamlet.name if row.hamlet else WHOLE_UNIT, numbers_of(row.figures.needs))
        for row in page.sheet.rows
    ]
    content = need_template(page.sheet.bands, hamlets)
    return responses.xlsx(content, f"gifts-{g.unit.slug}-{campaign_id}.xlsx")


def read(page: GiftPage, rows: Iterable[SheetRow]) -> list[ReadNeeds]:
    """What the rows of a list mean with the hamlets that the unit has now."""
    known = [Known(row.hamlet.name, row.key) for row in page.sheet.rows if row.hamlet]
    if page.sheet.row(WHOLE):
        known.append(Known(WHOLE_UNIT, WHOLE, [g.unit.name, *_ALL]))
    return read_rows(rows, KnownNames(known), len(page.bands))


_ALL = ("Cả xã", "Toàn xã", "Cả phường", "Toàn phường")


def _write(shown: Preview) -> Response:
    """Write the rows once, and say how many."""
    campaign, needed = shown.page.campaign, {}
    for row in shown.good:
        needed.update({(row.hamlet_id, band): need for band, need in row.needs.items()})
    begin_write()
    try:
        if shown.form.is_first_post():
            list_needs(campaign, needed)
    except SheetClosed:
        return closed(campaign.id)
    db.session.commit()
    count = len(shown.good)
    told = ngettext("%(num)d hamlet written.", "%(num)d hamlets written.", count)
    return responses.saved(url_for("gifts.show", campaign_id=campaign.id), told)


def numbers_of(needs: Sequence[Need]) -> dict[str, int]:
    """What a hamlet needs, by the fields of a list."""
    told = {f"children-{band}": need.children for band, need in enumerate(needs)}
    told |= {f"gifts-{band}": need.gifts for band, need in enumerate(needs)}
    return {name: value for name, value in told.items() if value is not None}


def _seal(page: GiftPage, rows: Iterable[SheetRow]) -> str:
    """The rows as they were read, for this person, unit and campaign: nobody else can send them."""
    told = [[row.number, row.cells] for row in rows]
    return signed_link.sign(PURPOSE, [*_whose(page), told])


def _unseal(page: GiftPage, sealed: str) -> list[SheetRow]:
    """BadLink where the list was changed, is another's or another campaign's, or two hours old."""
    *whose, rows = signed_link.read(PURPOSE, sealed, VALID_FOR)
    if whose != _whose(page):
        raise BadLink(PURPOSE)
    return [SheetRow(number, cells, {}) for number, cells in rows]


def _whose(page: GiftPage) -> list[int]:
    return [current_user.id, g.unit.id, page.campaign.id]
