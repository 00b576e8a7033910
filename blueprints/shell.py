"""What every page shows around its content: unit, menu, person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from blueprints.access import may
from blueprints.language import STATELESS
from blueprints.language import label as _l
from models.demo_people import is_loaded
from models.permissions import Permission, Role
from models.protection_contact import HOTLINE


@dataclass(frozen=True)
class Entry:
    """One entry of the menu: where it leads, who sees it, which other features belong to it;
    `is_above`: only where there are units below; `place_above`: its place for who reads their
    months: a phone has room for five."""

    endpoint: str
    label: Any
    icon: str
    permission: Permission
    place: str = "tab"
    also: tuple[str, ...] = ()
    is_above: bool = False
    place_above: str = ""


PARTS_OF_CAMPAIGNS = (
    *("participations", "campaign_activities", "gifts"),
    *("campaign_totals", "campaign_pages"),
)
ROLES = {
    Role.OFFICER: _l("officer"),
    Role.PARTNER: _l("partner"),
    Role.REVIEWER: _l("reviewer"),
    Role.LEADER: _l("leader"),
    Role.ADMINISTRATOR: _l("administrator"),
}
MENU = (
    Entry("today.show", _l("Today"), "house-door", Permission.VIEW_UNIT),
    Entry(
        "checklists.index",
        _l("Work"),
        "list-check",
        Permission.VIEW_CHECKLISTS,
        also=("evidence", "explanations", "extensions"),
    ),
    Entry(
        "activities.new",
        _l("Log an activity"),
        "plus-lg",
        Permission.LOG_ACTIVITIES,
        "plus",
        place_above="wide",
    ),
    Entry(
        "reviews.index",
        _l("Reviews"),
        "check2-all",
        Permission.VIEW_REVIEWS,
        also=("explanations", "settings"),
        is_above=True,
    ),
    Entry("board.show", _l("Follow-up"), "grid-3x3", Permission.VIEW_REVIEWS, is_above=True),
    Entry(
        "activities.index",
        _l("Activities"),
        "card-checklist",
        Permission.VIEW_ACTIVITIES,
        also=("findings",),
        place_above="wide",
    ),
    Entry(
        "campaigns.index",
        _l("Campaigns"),
        "flag",
        Permission.VIEW_CAMPAIGNS,
        "wide",
        also=PARTS_OF_CAMPAIGNS,
    ),
    Entry("plans.index", _l("Plans"), "file-earmark-text", Permission.VIEW_PLANS, "wide"),
    Entry("calendar.show", _l("Calendar"), "calendar-event", Permission.VIEW_UNIT, "wide"),
    Entry("agencies.index", _l("Offices"), "building", Permission.VIEW_AGENCIES, "wide"),
    Entry("hamlets.index", _l("Places"), "geo-alt", Permission.VIEW_HAMLETS, "wide"),
    Entry(
        "delegations.index",
        _l("Delegations"),
        "person-gear",
        Permission.VIEW_REVIEWS,
        "more",
        is_above=True,
    ),
    Entry(
        "contact.edit",
        _l("Child protection contact"),
        "telephone",
        Permission.MANAGE_CONTACT,
        "more",
    ),
    Entry("people.index", _l("People"), "people", Permission.VIEW_PEOPLE, "more"),
    Entry("settings.edit", _l("Settings"), "gear", Permission.MANAGE_SETTINGS, "more"),
    Entry("audit.index", _l("Audit"), "clock-history", Permission.VIEW_AUDIT, "more"),
)


@dataclass
class Shell:
    """The context of the layouts; None and empty where there is nothing to show."""

    unit: dict[str, str] | None = None
    units: list[dict[str, Any]] = field(default_factory=list)
    menu: list[dict[str, Any]] = field(default_factory=list)
    person: dict[str, str] | None = None
    unread: int = 0
    bell_href: str | None = None
    search_href: str | None = None
    logout_href: str | None = None
    demo: bool = False
    ended_note: str | None = None


def init_app(app: Flask) -> None:
    """Give every template the shell and the question `may`."""
    app.context_processor(_for_pages)


def _for_pages() -> dict[str, Any]:
    """Mail is written outside a request and shows nothing of a page."""
    if not has_request_context():
        return {}
    return {"shell": build(), "may": may, "HOTLINE": HOTLINE}


def build() -> Shell:
    """The shell of this request; a visitor's is empty."""
    if request.blueprint in STATELESS or not current_user or not current_user.is_authenticated:
        return Shell(demo=_is_demo())
    shell = Shell(person=_person(), units=_units(), demo=_is_demo())
    shell.logout_href = url_for("auth.logout")
    if g.get("unit") is not None and not g.standing.is_stranger:
        above = ", ".join(g.above)
        shell.unit = {"name": g.unit.name, "slug": g.unit.slug, "parent_names": above}
        shell.menu = _menu()
        shell.ended_note = _ended_note()
        shell.search_href = url_for("search.index")
        shell.unread, shell.bell_href = g.get("unread", 0), url_for("notifications.index")
    return shell


def _is_demo() -> bool:
    """Whether the page says that its data is made up; on it says so for good."""
    if g.get("unit") is not None:
        return bool(g.unit.is_sample)
    if current_app.config["ENVIRONMENT"] == "production":
        return False
    seen = current_app.extensions
    if not seen.get("demo"):
        try:
            seen["demo"] = is_loaded()
        except SQLAlchemyError:  # an error page is drawn while the database is away
            return False
    return bool(seen["demo"])


def _person() -> dict[str, str]:
    words = current_user.name.split()
    held = (*g.standing.here, *g.standing.above)
    told = [str(ROLES[h.role]) for h in held]
    told += [str(_("reviewer by delegation")) for h in held if h.delegated]
    return {
        "name": current_user.name,
        "initials": "".join(word[0] for word in words[-2:]).upper(),
        "role_text": ", ".join(dict.fromkeys(told)),
        "href": url_for("me.show"),
    }


def _units() -> list[dict[str, Any]]:
    """The units the person works in, for the switcher; a partner's with the agency's name."""
    found: dict[str, dict[str, Any]] = {}
    for held in g.get("memberships", []):
        entry = found.setdefault(held.slug, {"label": held.unit_name, "sub": held.agency_name})
        entry["href"] = url_for("today.show", unit=held.slug)
        entry["current"] = held.slug == g.slug
    return list(found.values())


def _fits(entry: Entry) -> bool:
    return bool(g.has_below) or not entry.is_above


def _menu() -> list[dict[str, Any]]:
    """What belongs to two entries stands under the later one, where the person has that."""
    shown = [entry for entry in MENU if may(entry.permission) and _fits(entry)]
    holding = sorted(filter(_holds_page, shown), key=lambda one: one.endpoint == request.endpoint)
    current = next(reversed(holding), None)
    return [_entry(entry, is_current=entry is current) for entry in shown]


def _holds_page(entry: Entry) -> bool:
    return request.blueprint in {entry.endpoint.partition(".")[0], *entry.also}


def _entry(entry: Entry, *, is_current: bool) -> dict[str, Any]:
    is_above = g.has_below and may(Permission.VIEW_REVIEWS)
    return {
        "label": entry.label,
        "href": url_for(entry.endpoint, unit=g.unit.slug),
        "icon": entry.icon,
        "place": entry.place_above if is_above and entry.place_above else entry.place,
        "current": is_current,
    }


def _ended_note() -> str | None:
    if not g.unit.has_ended:
        return None
    day = g.unit.valid_to.strftime("%d/%m/%Y")
    return str(_("This unit ended on %(day)s. Its records can be read, not changed.", day=day))
