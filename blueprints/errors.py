"""Refusals that say what to do next: pages for people, a word in the message area for htmx."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from flask import Flask, current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, generate_csrf
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.language import label as _l
from models.base import db
from models.database import StaleVersion
from models.permissions import standing_at
from models.storage import NoRoom, Unreachable
from models.succession import successors_of
from models.unit import Unit

SECRETS = ("password", "again", "present", "sealed", "token", "secret", "code")
HIDDEN = ("form_id", "version")

WORDS: dict[int, tuple[Any, Any]] = {
    400: (
        _l("This request cannot be read"),
        _l("Go back, open the page again and repeat the step."),
    ),
    403: (
        _l("You do not have this right here"),
        _l("Your role at this unit does not include it. Ask the unit's administrator for it."),
    ),
    404: (
        _l("Nothing to see at this address"),
        _l("It does not exist, or it is not of a unit in which you work. Check the link."),
    ),
    405: (
        _l("This address is opened in another way"),
        _l("Open the page from the menu and use the buttons on it."),
    ),
    409: (
        _l("Somebody changed this before you"),
        _l(
            "Open the page again to see the present state, then repeat your change if it is needed."
        ),
    ),
    410: (
        _l("This is closed"),
        _l("The unit has ended its work; what it recorded can still be read, nothing is added."),
    ),
    413: (
        _l("What you send is too large"),
        _l(
            "At most %(size)d MB go in one step; nothing was saved. Send fewer files at once, or"
            " make them smaller: in Word, compress the pictures and save the document again."
        ),
    ),
    422: (_l("Something has to be corrected"), _l("See the notes beside the fields.")),
    429: (_l("Too many tries"), _l("Wait a few minutes, then try again.")),
    500: (
        _l("The portal has made a mistake"),
        _l(
            "Nothing of this step was saved. Try again; if it happens again, report the code below."
        ),
    ),
    503: (
        _l("The portal is busy"),
        _l("Nothing of this step was saved. Wait a moment, then try again."),
    ),
    507: (
        _l("There is no room for more files"),
        _l("Nothing of this step was saved. Tell who runs the portal: its storage is full."),
    ),
}
_DRAINED = 4  # times the limit: what is sent after that is cut off

_log = logging.getLogger("mangnon.error")


def init_app(app: Flask) -> None:
    """Answer every refusal in one way."""
    app.register_error_handler(HTTPException, _refuse)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(StaleVersion, _stale_row)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Unreachable, _busy)
    app.register_error_handler(NoRoom, _full)
    app.register_error_handler(Exception, _fail)


def _refuse(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error.get_response()
    if error.code == 413:
        _let_it_come()
    answer = answer_with(error.code)
    if error.code == 405:
        answer.headers["Allow"] = error.get_response().headers.get("Allow", "GET")
    return answer


def answer_with(code: int) -> Response:
    """The page, or the word for the message area, of a status."""
    title, text = WORDS.get(code, WORDS[400])
    said = str(text) % {"size": _limit()} if code == 413 else str(text)
    if request.htmx:  # type: ignore[attr-defined]
        return responses.message(said, code, title=str(title), steps=_heirs(code))
    context = {"code": code, "title": str(title), "text": said}
    context["steps"] = _heirs(code) + _steps(code)
    page = render_template("errors/error.html", **context, reference=g.get("request_id"))
    return Response(page, code, mimetype="text/html")


def _let_it_come() -> None:
    """Read on and throw away: a browser that is still sending would not see the answer."""
    incoming, left = request.environ["wsgi.input"], _DRAINED * _limit() * 2**20
    with suppress(OSError):
        while left > 0 and (piece := incoming.read(min(left, 2**16))):
            left -= len(piece)


def _steps(code: int) -> list[tuple[str, str]]:
    """Where a person can go from here."""
    if code == 413 and current_app.url_map.bind("").test(request.path, "GET"):
        return [(_("Back to the page"), request.path)]
    if g.get("unit") is not None and not g.standing.is_stranger:
        return [(_("To the unit's first page"), url_for("today.show", unit=g.unit.slug))]
    return [(_("To the first page"), url_for("home.index"))]


def _heirs(code: int) -> list[tuple[str, str]]:
    """The units in which the work of one that has ended goes on."""
    if code != 410 or g.get("unit") is None:
        return []
    heirs = [unit for unit, _share in db.session.execute(successors_of(g.unit))]
    return [(_("Its work goes on in: %(unit)s", unit=one.name), _page_of(one)) for one in heirs]


def _page_of(unit: Unit) -> str:
    """Its first page for who works there, else the one for everybody."""
    is_stranger = standing_at(unit.path, g.memberships).is_stranger
    return url_for("public.show" if is_stranger else "today.show", unit=unit.slug)


def _limit() -> int:
    return int(current_app.config["MAX_CONTENT_LENGTH"]) // 2**20


def _stale_page(_error: CSRFError) -> Any:
    """The page was open too long, or its token is missing: nothing was done, nothing typed is lost.

    What came in is offered again only when the browser says that it came from our own page;
    otherwise another site could have filled it in.
    """
    if request.htmx:  # type: ignore[attr-defined]
        told = _("The page was open for too long. Press the button again.")
        answer = responses.message(told, 400)
        answer.headers["X-CSRFToken"] = generate_csrf()
        return answer
    if request.headers.get("Sec-Fetch-Site", "") != "same-origin":
        return answer_with(400)
    given = [(name, value) for name, value in request.form.items(multi=True)]
    typed = [(name, value) for name, value in given if name != "csrf_token" and _is_kept(name)]
    context = {
        "action": request.full_path.rstrip("?"),
        "back_href": request.path,
        "fields": typed,
        "shown": [(name, value) for name, value in typed if value and name not in HIDDEN],
        "password_left_out": any(not _is_kept(name) for name in request.form),
        "files_left_out": any(file.filename for file in request.files.values()),
    }
    return render_template("errors/csrf.html", **context), 400


def _is_kept(name: str) -> bool:
    return name == "csrf_token" or not any(secret in name for secret in SECRETS)


def _stale_row(_error: StaleVersion) -> Any:
    return answer_with(409)


def _busy(error: Exception) -> Any:
    """A writer waited longer than the busy timeout; the database or the storage is away."""
    _log.error("busy", exc_info=error)
    answer = answer_with(ServiceUnavailable.code)
    answer.headers["Retry-After"] = "5"
    return answer


def _full(error: NoRoom) -> Any:
    _log.error("no room", exc_info=error)
    return answer_with(507)


def _fail(error: Exception) -> Any:
    _log.error("failed", exc_info=error)
    return answer_with(InternalServerError.code)
