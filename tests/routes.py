"""Every route of the application with sample values, and what each person should get there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from blueprints.access import Access
from blueprints.invitations.links import token_of
from models.permissions import Delegated, Held, standing_at
from tests.world import DELEGATIONS, PEOPLE, World, person_at

UNITS = ("19612", "468", "45", "08")

SAMPLES: dict[str, Any] = {
    "unit": lambda _world, slug: slug,
    "agency_id": lambda world, slug: world.rows[slug]["women"].id,
    "hamlet_id": lambda world, slug: world.rows[slug]["hamlet"].id,
    "person_id": lambda world, slug: person_at(world, slug).id,
    "membership_id": lambda world, slug: world.rows[slug]["membership"].id,
    "invitation_id": lambda world, slug: world.rows[slug]["invitation"].id,
    "handover_id": lambda world, slug: world.rows[slug]["handover"].id,
    "plan_id": lambda world, slug: world.rows[slug]["plan"].id,
    "section_id": lambda world, slug: world.rows[slug]["plan_section"].id,
    "kind": lambda _world, _slug: "targets",
    "fact_id": lambda world, slug: world.rows[slug]["plan_target"].id,
    "task_id": lambda world, slug: world.rows[slug]["task"].id,
    "amendment_id": lambda world, slug: world.rows[slug]["amendment"].id,
    "change_id": lambda world, slug: world.rows[slug]["amendment_change"].id,
    "month": lambda _world, _slug: date(2026, 9, 1),
    "assignment_id": lambda world, slug: world.rows[slug]["own_assignment"].id,
    "extension_id": lambda world, slug: world.rows[slug]["extension"].id,
    "reason_id": lambda world, slug: world.rows[slug]["return_reason"].id,
    "kind_id": lambda world, slug: world.rows[slug]["activity_kind"].id,
    "campaign_kind_id": lambda world, slug: world.rows[slug]["campaign_kind"].id,
    "activity_id": lambda world, slug: world.rows[slug]["activity"].id,
    "campaign_id": lambda world, slug: world.rows[slug]["campaign"].id,
    "pledge_id": lambda world, slug: world.rows[slug]["gift_pledge"].id,
    "receipt_id": lambda world, slug: world.rows[slug]["gift_receipt"].id,
    "photo_id": lambda world, slug: world.rows[slug]["campaign_page_photo"].evidence_id,
    "slug": lambda world, slug: world.rows[slug]["campaign_page"].slug,
    "finding_id": lambda world, slug: world.rows[slug]["finding"].id,
    "explanation_id": lambda world, slug: world.rows[slug]["explanation"].id,
    "delegation_id": lambda world, slug: world.rows[slug]["delegation"].id,
    "place": lambda _world, _slug: 0,
    "evidence_id": lambda world, slug: world.rows[slug]["evidence"].id,
    "notification_id": lambda _world, _slug: UUID(int=1),
    "invitation_token": lambda world, slug: token_of(world.rows[slug]["invitation"]),
    "calendar_token": lambda world, _slug: world.calendar_links["officer"].token,
    "token": lambda world, _slug: world.officer.password_token(),
}
"""A sample object for each variable of a URL: a new variable without one fails the sweep."""


OTHERS_ROWS = {"notifications.read", "campaign_pages.choose_photo"}
"""Routes to a row of one person: the sample is of somebody who is not swept; and to a photo of an
activity: the sample is of a line."""

ADDRESSED_ONLY = {"plans.original"} | {
    f"evidence.{name}" for name in ("show", "thumbnail", "consent", "withdrawal")
}
"""What a partner finds only where it is his: the plan addressed to his agency, the photo of its
activity; the samples are others."""


@dataclass(frozen=True)
class Route:
    """One route at one unit."""

    rule: Rule
    method: str
    slug: str
    url: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.url}"


def all_routes(app: Flask, world: World) -> Iterator[Route]:
    """Each rule and method, at each sample unit where the rule has one."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            slugs = UNITS if "unit" in rule.arguments else UNITS[:1]
            for slug in slugs:
                values = {name: SAMPLES[name](world, slug) for name in rule.arguments}
                url = app.url_for(rule.endpoint, **values) if values else rule.rule
                for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                    yield Route(rule, method, slug, url)


def access_of(app: Flask, route: Route) -> Access:
    access: Access = app.view_functions[route.rule.endpoint].access  # type: ignore[attr-defined]
    return access


def held_by(world: World, key: str) -> list[Held]:
    """A person's memberships, from the cast list and not from the database."""
    rows = [person for person in PEOPLE if person[0] == key]
    return [
        Held(
            role,
            world.unit_id(slug),
            world.units[slug].path,
            world.rows[slug][agency].id if agency else None,
            delegated=delegated_to(world, key, slug),
        )
        for _key, _name, slug, role, agency in rows
    ]


def delegated_to(world: World, key: str, at: str) -> Delegated | None:
    """What is delegated to a person at a unit, from the list of the cast."""
    for slug, giver, receiver, _starts_on, ends_on in DELEGATIONS:
        if (slug, receiver) == (at, key):
            by, row = world.people[giver], world.rows[slug]["delegation"]
            return Delegated(row.id, by.id, by.name, ends_on)
    return None


def expected(app: Flask, world: World, route: Route, person: str | None) -> str:
    """One of: served, login, 403, 404; from the view's mark and the table alone."""
    access = access_of(app, route)
    if access.visitors:
        return "served"
    if person is None:
        return "login"
    if access.permission is None:
        return "served"
    standing = standing_at(world.units[route.slug].path, held_by(world, person))
    if standing.is_stranger:
        return "404"
    if access.permission not in standing.permissions:
        return "403"
    hidden = OTHERS_ROWS | (ADDRESSED_ONLY if standing.is_only_partner else set())
    return "404" if route.rule.endpoint in hidden else "served"
