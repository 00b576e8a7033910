"""THE gate: finds the unit of the URL, asks who is there, enforces what each view declares."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
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
from sqlalchemy import Date, Row, Select, and_, bindparam, exists, select
from sqlalchemy.orm import aliased
from werkzeug.routing import BaseConverter, IntegerConverter
from werkzeug.wrappers import Response

from blueprints import responses, sessions
from models import audit, tenancy
from models.agency import Agency
from models.base import db
from models.clock import today
from models.delegates import DelegationEnded, ended_lately
from models.delegation import Delegation
from models.membership import Membership
from models.permissions import Delegated, Held, Permission, Role, Standing, standing_at
from models.person import Person
from models.unit import Unit

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


class UnitConverter(BaseConverter):
    """The slug of a unit, the first part of its URLs."""

    regex = r"vn|\d{2,5}(?:-\d{4})?"


class KeyConverter(IntegerConverter):
    """A row's number: no longer than the database can hold, so that nonsense is 404."""

    regex = r"\d{1,18}"


def row_key(text: str) -> int:
    """A row's number in a query string; ValueError, as `type=` of args.get wants, for nonsense."""
    if not text.isdecimal() or len(text) > 18:
        raise ValueError("not the number of a row")
    return int(text)


def init_app(app: Flask) -> None:
    """Install the gate. Call `check_views` once all views are registered.

    The gate asks for the CSRF token itself, so that who has no business here learns that first.
    """
    CSRFProtect(app)
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.url_map.converters["unit"] = UnitConverter
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
        g.unit = _find_unit()
        g.entered.enter_context(tenancy.bind(g.unit.id, audience=tenancy.Audience.PUBLIC))


def _enter_person() -> None:
    _act(None)
    g.entered.enter_context(tenancy.bind_person(current_user.id))


def _enter_member(permission: Permission) -> None:
    g.unit = _find_unit()
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
    partner = g.standing.is_only_partner
    return tenancy.bind(
        g.unit.id,
        audience=tenancy.Audience.PARTNER if partner else tenancy.Audience.MEMBER,
        person_id=current_user.id,
        agency_ids=g.standing.agency_ids,
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


def _find_unit() -> Unit:
    """The unit of the URL; the names of the two units above it go into g.above, whether there are
    units below it into g.has_below."""
    with tenancy.unscoped("the gate looks for the unit of the URL"):
        row = db.session.execute(_unit_and_around(), {"slug": g.slug}).first()
    if row is None:
        abort(404)
    unit, *above, g.has_below = row
    g.above = [name for name in above if name]
    return unit


@cache
def _unit_and_around() -> Select[Unit, str | None, str | None, bool]:
    """Built once: aliases are dear, a quarter of a page's time went into making these."""
    parent, grandparent, child = aliased(Unit), aliased(Unit), aliased(Unit)
    has_below = exists().where(child.parent_id == Unit.id).correlate(Unit)
    return (
        select(Unit, parent.name, grandparent.name, has_below)
        .outerjoin(parent, parent.id == Unit.parent_id)
        .outerjoin(grandparent, and_(grandparent.id == parent.parent_id, ~grandparent.is_root))
        .where(Unit.slug == bindparam("slug"))
    )


def memberships_of(person_id: int) -> list[Held]:
    """A person's memberships in force today, with where their units stand and what is delegated
    to him there."""
    given = {"person_id": person_id, "today": today()}
    with tenancy.unscoped("the gate reads what the person who is signed in is, and where"):
        rows = db.session.execute(_memberships(), given).all()
    g.memberships = [_held(row) for row in rows]
    return list(g.memberships)


def _held(row: Row[Any]) -> Held:
    """The last four columns are those of a delegation, empty where there is none."""
    role, unit_id, path, agency_id, name, agency, *given = tuple(row)
    delegated = Delegated(*given) if given[0] else None
    return Held(Role(role), unit_id, path, agency_id, name, agency, delegated)


@cache
def _memberships() -> Select[Any]:
    """Built once, as _unit_and_around()."""
    day, giver = bindparam("today", type_=Date), aliased(Person)
    mine = and_(
        Delegation.unit_id == Membership.unit_id,
        Delegation.receiver_id == Membership.person_id,
        Membership.role != Role.PARTNER,
    )
    columns: tuple[Any, ...] = (
        *(Membership.role, Unit.id, Unit.path, Membership.agency_id, Unit.name, Agency.name),
        *(Delegation.id, Delegation.giver_id, giver.name, Delegation.ends_on),
    )
    query: Select[Any] = select(*columns).join_from(Membership, Unit, Unit.id == Membership.unit_id)
    query = query.outerjoin(Agency, Agency.id == Membership.agency_id)
    query = query.outerjoin(Delegation, and_(mine, Delegation.is_given(day)))
    query = query.outerjoin(giver, giver.id == Delegation.giver_id)
    held = (Membership.person_id == bindparam("person_id"), Membership.in_force(day))
    return query.where(*held).order_by(Unit.path, Membership.id)


def home_of(person: Any) -> str | None:
    """The slug of the unit a person last used, or else of the first membership; None without."""
    slugs = [held.slug for held in memberships_of(person.id)]
    last = session.get("unit")
    return last if last in slugs else next(iter(slugs), None)


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
