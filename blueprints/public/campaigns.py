"""The campaigns of a unit as everybody reads them: no cookie, nothing of a child, never stale."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import abort, current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints.access import public
from blueprints.evidence.serving import ALONE
from blueprints.filters import day as day_text
from blueprints.mail import public_address
from blueprints.public import blueprint
from blueprints.public.kept_pages import CACHING, etag_of
from blueprints.public.page_shown import PageShown, Picture
from blueprints.qr_codes import qr_code
from models import storage
from models.clock import today, vietnam_day
from models.page_content import Content
from models.page_standing import (
    PageStanding,
    PhotoShown,
    digest_of,
    page_with_photos,
    pages_out,
    standing_of,
    was_chosen,
)
from models.storage import Corrupt, Vanished

GONE = "public/gone.html"


@blueprint.get("/<unit:unit>/campaigns")
@public
def campaigns() -> Response:
    """The campaigns whose page is out, the latest first."""
    rows = [_row(page.slug, page.content) for page in pages_out(g.unit.id)]
    return _asked_each_time(render_template("public/campaigns.html", unit=g.unit, rows=rows))


@blueprint.get("/<unit:unit>/campaigns/<slug:slug>")
@public
def campaign(slug: str) -> Response:
    """What is done for children in a campaign, by whom, with whose money."""
    return _page("public/campaign.html", slug)


@blueprint.get("/<unit:unit>/campaigns/<slug:slug>/poster")
@public
def campaign_poster(slug: str) -> Response:
    """The same on a sheet of A4 to hang up, with a code that opens the page."""
    return _page("public/poster.html", slug)


@blueprint.get("/<unit:unit>/campaigns/<slug:slug>/photos/<uuid:photo_id>")
@public
def campaign_photo(slug: str, photo_id: UUID) -> Response:
    """A photo of the page in small, while the page is out and all who are on it agree."""
    standing = standing_of(g.unit.slug, slug)
    if standing is None:
        abort(404)
    if photo_id not in standing.photos:
        return _gone(slug) if was_chosen(standing.id, photo_id) else abort(404)
    if request.if_none_match.contains_weak(str(photo_id)):
        return _photo_said(Response(status=304), photo_id)
    try:
        content = storage.read(digest_of(photo_id))
    except (Vanished, Corrupt):
        return _gone(slug)
    return _photo_said(Response(content, mimetype="image/jpeg"), photo_id)


def shown_of(
    content: Content, slug: str, pictures: list[Picture], first_on: date | None
) -> PageShown:
    """A page of the unit of the URL, as it looks today under its public address."""
    address = public_address(url_for("public.campaign", unit=g.unit.slug, slug=slug))
    place = ", ".join([g.unit.name, *g.above])
    first = public_address(pictures[0].src) if pictures else None
    return PageShown(content, today(), address, place, pictures, first, first_on)


def alt_of(unit: str, held_on: date) -> str:
    """What a photo is of, in words: never what somebody wrote."""
    return str(_("An activity of %(unit)s on %(day)s", unit=unit, day=day_text(held_on)))


def _page(template: str, slug: str) -> Response:
    standing = standing_of(g.unit.slug, slug)
    if standing is None:
        abort(404)
    if not standing.is_out:
        return _gone(slug)
    answer = _asked_each_time(_drawn(template, slug, standing))
    answer.set_etag(etag_of(standing, request.environ, current_app.config["PUBLIC_URL"]))
    return answer


def _drawn(template: str, slug: str, standing: PageStanding) -> str:
    page, photos = page_with_photos(standing)
    first_on = page.published_at and vietnam_day(page.published_at)
    shown = shown_of(page.content, slug, [_picture(slug, one) for one in photos], first_on)
    return render_template(template, page=shown, unit=g.unit, code=_code)


def _code(address: str) -> str:
    return qr_code(address, error="m", border=2)


def _picture(slug: str, photo: PhotoShown) -> Picture:
    src = url_for("public.campaign_photo", slug=slug, photo_id=photo.id)
    return Picture(src, alt_of(photo.unit, photo.held_on))


def _row(slug: str, content: Content) -> tuple[str, str, date, date]:
    href = url_for("public.campaign", slug=slug)
    first, last = (date.fromisoformat(content[name]) for name in ("starts_on", "ends_on"))
    return href, content["name"], first, last


def _gone(slug: str) -> Response:
    """What was public and is no more, and where to go on."""
    page = _asked_each_time(render_template(GONE, unit=g.unit, slug=slug))
    page.status_code = 410
    return page


def _asked_each_time(page: str) -> Response:
    said = Response(page, mimetype="text/html")
    said.headers["Cache-Control"] = CACHING
    return said


def _photo_said(said: Response, photo_id: UUID) -> Response:
    """Its key is its ETag: a photo never changes, and a digest would tell whoever has the same."""
    said.set_etag(str(photo_id))
    said.headers["Cache-Control"] = CACHING
    said.headers["Content-Security-Policy"] = ALONE
    said.headers["X-Robots-Tag"] = "noindex"
    return said
