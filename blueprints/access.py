"""THE gate: what each view declares about who may open it, enforced before every request.

blueprints.standing reads the unit of the URL and who is there; here it is decided.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from flask import (
    Flask,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import CSRFProtect
from werkzeug.wrappers import Response

from blueprints import responses, sessions
from blueprints.keys import KeyConverter, SlugConverter, UnitConverter
from blueprints.standing import memberships_of, unit_of_url
from models import audit, tenancy
from models.base import db
from models.delegates import DelegationEnded, ended_lately
from models.permissions import Held, Permission, Standing, standing_at

View = TypeVar("View", bound=Callable[..., Any])
M = TypeVar("M")


@dataclass(frozen=True)
class Access:
    """What a view declares: who may open it."""

    permission: Permission | None = None
    visitors: bool = False

    @property
    def text(self) -> str:
        if self.permission:
            return self.permission.value
        return "public" if self.visitors else "signed in"


def needs(permission: Permission) -> Callable[[View], View]:
    """Only who holds the permission at the unit of the URL."""
    return _mark(Access(permission=permission))


def signed_in(view: View) -> View:
    """Anybody with a login; nothing of a unit."""
    return _mark(Access())(view)


def public(view: View) -> View:
    """The whole world, visitors included."""
    return _mark(Access(visitors=True))(view)


def _mark(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        if hasattr(view, "access"):
            raise TypeError(f"{view.__name__} declares its access twice")
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


def access_of(endpoint: str) -> Access | None:
    """What the view of an endpoint declares."""
    return getattr(current_app.view_functions.get(endpoint), "access", None)


class UnmarkedView(RuntimeError):
    """A view that does not say who may open it."""


def init_app(app: Flask) -> None:
    """Install the gate. Call `check_views` once all views are registered.

    The gate asks for the CSRF token itself, so that who has no business here learns that first.
    """
    CSRFProtect(app)
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.url_map.converters["unit"] = UnitConverter
    app.url_map.converters["slug"] = SlugConverter
    app.url_map.converters["int"] = KeyConverter
    app.url_value_preprocessor(_take_slug)
    app.url_defaults(_give_slug)
    app.before_request(_enforce)
    app.teardown_request(_leave)


def check_views(app: Flask) -> None:
    """Raise UnmarkedView, naming them, unless every view declares its access."""
    unmarked = [name for name, view in app.view_functions.items() if not hasattr(view, "access")]
    if unmarked:
        raise UnmarkedView(f"no @needs, @signed_in or @public on: {', '.join(sorted(unmarked))}")


def _take_slug(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.slug = (values or {}).pop("unit", None)


def _give_slug(endpoint: str, values: dict[str, Any]) -> None:
    if "unit" not in values and g.get("slug") and _expects_unit(endpoint):
        values["unit"] = g.slug


def _expects_unit(endpoint: str) -> bool:
    return current_app.url_map.is_endpoint_expecting(endpoint, "unit")


def _enforce() -> Response | None:
    """Run before every request, in the order in which a refusal should be seen."""
    g.entered = ExitStack()
    g.unit, g.standing, g.above, g.has_below = None, Standing(), [], False
    if request.endpoint is None:
        return None
    access = access_of(request.endpoint)
    if access is None:
        raise UnmarkedView(request.endpoint)
    if not access.visitors and not _is_who_was_meant():
        return to_login()
    if not access.visitors:
        sessions.note_seen(current_user)
    if access.permission and sessions.present().must_enrol:
        return _send(url_for("me.second_factor"))
    _enter(access)
    _ask_for_token()
    return None


def _is_who_was_meant() -> bool:
    """Somebody is signed in, and nobody else than the page was drawn for: the outbox of a page in
    another tab must not send what one person did as the next who signs in there."""
    meant = request.headers.get("X-Person", str(current_user.get_id()))
    return bool(current_user.is_authenticated) and meant == str(current_user.get_id())


def _ask_for_token() -> None:
    if current_app.config["WTF_CSRF_ENABLED"]:
        current_app.extensions["csrf"].protect()


def _enter(access: Access) -> None:
    if access.visitors:
        _enter_public()
    elif access.permission:
        _enter_member(access.permission)
    else:
        _enter_person()


def _enter_public() -> None:
    if g.slug is not None:
        g.unit = unit_of_url()
        g.entered.enter_context(tenancy.bind(g.unit.id, audience=tenancy.Audience.PUBLIC))


def _enter_person() -> None:
    _act(None)
    g.entered.enter_context(tenancy.bind_person(current_user.id))


def _enter_member(permission: Permission) -> None:
    g.unit = unit_of_url()
    g.standing = _standing()
    source = g.standing.source_of(permission)
    if source is None:
        _refuse(permission)
    if g.unit.has_ended and request.method not in {"GET", "HEAD"}:
        abort(410)
    _act(source)
    if session.get("unit") != g.unit.slug:
        session["unit"] = g.unit.slug
    g.entered.enter_context(_binding())


def _standing() -> Standing:
    held = memberships_of(current_user.id)
    if not held:
        abort(without_role())
    return standing_at(g.unit.path, held)


def _refuse(permission: Permission) -> NoReturn:
    """404 for a stranger, 403 for who belongs there; who could do this by a delegation that is
    over reads so, stranger or not."""
    if any(g.unit.path.startswith(held.unit_path) for held in g.memberships):
        with tenancy.unscoped("the gate looks for a delegation that has ended"):
            ended = ended_lately(current_user.id, g.unit.path, permission)
        if ended is not None:
            raise DelegationEnded(ended)
    abort(404 if g.standing.is_stranger else 403)


def _binding() -> Any:
    return binding_at(g.unit.id, g.standing, current_user.id)


def binding_at(unit_id: int, standing: Standing, person_id: int) -> Any:
    """Bind a unit as the gate does for a person with this standing there."""
    partner = standing.is_only_partner
    return tenancy.bind(
        unit_id,
        audience=tenancy.Audience.PARTNER if partner else tenancy.Audience.MEMBER,
        person_id=person_id,
        agency_ids=standing.agency_ids,
    )


def _act(source: Held | None) -> None:
    actor = audit.Actor(
        person_id=current_user.id,
        label=current_user.name,
        unit_id=source.unit_id if source else None,
        request_id=g.request_id,
    )
    g.actor = actor
    g.entered.enter_context(audit.acting(actor))


@contextmanager
def entered_again() -> Iterator[None]:
    """The unit and the actor of the gate once more, for an answer that is written piece by piece:
    what the gate entered has been left by then."""
    with _binding(), audit.acting(g.actor):
        yield


def to_login() -> Response:
    """Send a visitor to the login page, and back afterwards."""
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return _send(url_for("auth.login", next=back))


def without_role() -> Response:
    """What somebody reads whose last membership has ended: a stranger everywhere, what to do."""
    if request.htmx:  # type: ignore[attr-defined]
        return responses.message(_("You have no role at any unit now."), 404)
    return Response(render_template("me/no_role.html"), 404, mimetype="text/html")


def _send(where: str) -> Response:
    if request.htmx:  # type: ignore[attr-defined]
        return Response(status=204, headers={"HX-Redirect": where})
    return redirect(where, 303)


def _leave(_error: BaseException | None) -> None:
    if "entered" in g:
        g.entered.close()


def may(permission: Permission) -> bool:
    """Whether the person may do this at the unit of the URL; templates ask before a button."""
    return permission in g.standing.permissions


def find_or_404(model: type[M], key: int | str | uuid.UUID) -> M:
    """The row with this key if it is in scope, else 404: a foreign id is an unknown one."""
    row = db.session.get(model, key)
    if row is None:
        abort(404)
    return row


def find_own_or_404(model: type[M], key: int | str | uuid.UUID) -> M:
    """As find_or_404, for acts: a unit reads what lies below it, and changes only its own."""
    row = find_or_404(model, key)
    if getattr(row, "unit_id", None) != g.unit.id:
        abort(404)
    return row
