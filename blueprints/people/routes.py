"""Who works at a unit, and the way to the units below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, g, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.asked import page_asked, page_count, words_asked
from blueprints.people import blueprint
from blueprints.people.words import COLUMNS
from blueprints.shell import ROLES
from documents.workbook import write_table
from models.base import db
from models.clock import today
from models.invitation import Invitation
from models.membership import Membership
from models.permissions import Permission, Role
from models.tenancy import unscoped
from models.unit import Unit

PAGE = 50


@dataclass(frozen=True)
class Filter:
    """What of the list is asked for."""

    q: str
    role: str
    ended: bool
    page: int

    @classmethod
    def asked(cls) -> Filter:
        """The filter of the request; what it does not know counts as not asked."""
        role = request.args.get("role", "")
        return cls(
            q=words_asked(),
            role=role if role in set(Role) else "",
            ended=request.args.get("show") == "ended",
            page=page_asked(),
        )

    def query(self) -> Any:
        return Membership.for_list(g.unit.id, role=self.role, ended=self.ended, term=self.q)

    def address(self, endpoint: str = "people.index", page: int | None = None, **other: Any) -> str:
        """The address of the same list, with something else asked."""
        asked = {"q": self.q, "role": self.role, "show": "ended" if self.ended else "", **other}
        given = {name: value for name, value in asked.items() if value}
        return url_for(endpoint, page=page if page and page > 1 else None, **given)

    def next_page(self, page: int) -> str:
        return self.address(page=page)


@blueprint.get("")
@needs(Permission.VIEW_PEOPLE)
def index() -> Response:
    """The people of the unit with their roles, by name."""
    asked = Filter.asked()
    query = asked.query()
    count = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery()))
    rows = db.session.scalars(query.limit(PAGE).offset(PAGE * (asked.page - 1))).all()
    return responses.page(
        "people/index.html",
        asked=asked,
        memberships=rows,
        count=count or 0,
        pages=page_count(count or 0, PAGE),
        roles=ROLES,
        awaited=_awaited(),
        below=_units_below(),
        today=today(),
    )


def _awaited() -> int:
    """How many invitations of the unit wait for an answer."""
    query = Invitation.awaited(select(func.count(Invitation.id)))
    own = query.where(Invitation.unit_id == g.unit.id, Invitation.is_open())
    return db.session.scalar(own) or 0


def _units_below() -> list[tuple[str, str, bool]]:
    """Slug, name, and whether somebody administers it, of each unit directly below."""
    if not g.standing.reaches_below:
        return []
    managed = select(Membership.unit_id).where(
        Membership.role == Role.ADMINISTRATOR, Membership.in_force(today())
    )
    columns = (Unit.slug, Unit.name, Unit.id.in_(managed))
    query = select(*columns).where(Unit.parent_id == g.unit.id).order_by(Unit.sort_key)
    return [(slug, name, bool(has)) for slug, name, has in db.session.execute(query)]


@blueprint.get("/below")
@needs(Permission.VIEW_PEOPLE)
def below() -> Response:
    """On to the people of a unit below, at its own address."""
    slug = request.args.get("to", "")
    with unscoped("a slug that was chosen is looked up"):
        unit = db.session.scalar(Unit.by_slug(slug)) if slug else None
    if unit is None:
        return redirect(url_for("people.index"), 303)
    if not unit.lies_within(g.unit.path):
        abort(404)
    return redirect(url_for("people.index", unit=unit.slug), 303)


@blueprint.get("/list.xlsx")
@needs(Permission.VIEW_PEOPLE)
def download() -> Response:
    """The list as it is filtered, whole, as a workbook."""
    asked = Filter.asked()
    headings = [str(COLUMNS[n]) for n in ("name", "phone", "email", "role", "agency")]
    headings += [str(COLUMNS[n]) for n in ("starts_on", "ends_on")]
    rows = [_cells(membership) for membership in db.session.scalars(asked.query())]
    content = write_table(_("People"), headings, rows)
    return responses.xlsx(content, f"people-{g.unit.slug}.xlsx")


def _cells(membership: Membership) -> list[Any]:
    person = membership.person
    agency = membership.agency.name if membership.agency else ""
    role = str(ROLES[Role(membership.role)])
    days = [membership.starts_on, membership.ends_on]
    return [person.name, person.phone, person.email, role, agency, *days]
