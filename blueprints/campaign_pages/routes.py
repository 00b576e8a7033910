"""The public page of a campaign: where it stands, what it would show, publishing, withdrawing."""

from __future__ import annotations

from flask import abort, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.campaign_pages import blueprint
from blueprints.campaign_pages.forms import PublicationForm, WithdrawalForm
from blueprints.campaign_pages.own_page import OwnPage, own_page_or_404
from models import publish_page
from models.base import db
from models.permissions import Permission
from models.tenancy import begin_write

SHOW, PUBLICATION, WITHDRAWAL = (
    f"campaign_pages/{name}.html" for name in ("show", "publication", "withdrawal")
)


@blueprint.get("")
@needs(Permission.PUBLISH_PAGES)
def show(campaign_id: int) -> Response:
    """Whether the page is out, since when, and what can be done."""
    own = own_page_or_404(campaign_id)
    return responses.page(SHOW, own=own, head=own.head)


@blueprint.route("/publication", methods=["GET", "POST"])
@needs(Permission.PUBLISH_PAGES)
def publication(campaign_id: int) -> Response:
    """What would be public, exactly as everybody would see it; publish it, or this instead of what
    is out."""
    own, form = own_page_or_404(campaign_id), PublicationForm()
    if not own.may_be_public:
        return responses.refused(_back(campaign_id), _("The campaign itself is not public."))
    if not form.is_submitted():
        form.version.data = own.page.version if own.page else None
        return _looked_at(own, form)
    if not form.validate() or not _is_agreed(own, form):
        return _looked_at(own, form, 422)
    begin_write()
    if form.is_first_post():
        publish_page.publish(own.head.campaign, form.version.data, own.content, current_user.id)
    db.session.commit()
    return responses.saved(_back(campaign_id), _("The page is public."))


@blueprint.route("/withdrawal", methods=["GET", "POST"])
@needs(Permission.PUBLISH_PAGES)
def withdrawal(campaign_id: int) -> Response:
    """Withdraw the page, with a reason: whoever opens it reads that it is gone."""
    own, form = own_page_or_404(campaign_id), WithdrawalForm()
    page = own.page if own.page and own.is_out else abort(404)
    if not form.is_submitted():
        form.version.data = page.version
        return responses.page(WITHDRAWAL, own=own, form=form)
    if not form.validate():
        return responses.invalid(WITHDRAWAL, form, own=own)
    begin_write()
    if form.is_first_post():
        reason = form.reason.data or ""
        publish_page.withdraw(page, own.head.campaign, form.version.data, reason)
    db.session.commit()
    return responses.saved(_back(campaign_id), _("The page is withdrawn."))


@blueprint.errorhandler(publish_page.NotOut)
@blueprint.errorhandler(publish_page.CampaignNotOut)
def _overtaken(_error: Exception) -> Response:
    """Somebody withdrew the campaign between looking and pressing."""
    db.session.rollback()
    where = _back((request.view_args or {})["campaign_id"])
    return responses.refused(where, _("The campaign itself is not public."))


def _is_agreed(own: OwnPage, form: PublicationForm) -> bool:
    """Whether what is published is what was looked at, and no name of a child is in it."""
    if form.seen.data != own.seen:
        form.form_errors.append(_("The figures have changed meanwhile. Look at them once more."))
    elif own.names and not form.sure.data:
        form.form_errors.append(_("Read the words that look like names, then say that none is."))
    return not form.form_errors


def _looked_at(own: OwnPage, form: PublicationForm, status: int = 200) -> Response:
    form.seen.data = own.seen
    answer = responses.page(
        PUBLICATION, own=own, page=own.shown, unit=g.unit, form=form, names=own.names
    )
    answer.status_code = status
    return answer


def _back(campaign_id: int) -> str:
    return url_for("campaign_pages.show", campaign_id=campaign_id)
