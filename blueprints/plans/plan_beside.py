"""What stands beside the tasks of a plan: its head, where it comes from, what was made of it."""

from __future__ import annotations

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from blueprints.filters import day
from blueprints.plans.plan_words import KINDS, STATES
from models.base import db
from models.partner_kinds import addressed_to_partner
from models.plan import Plan, PlanKind
from models.plan_chain import Link, chain_and_adoptions_of


def beside(plan: Plan) -> dict[str, Any]:
    """The lists of the side column."""
    chain, made = chain_and_adoptions_of(plan)
    return {
        "about": _about(plan),
        "chain": [_link(link) for link in chain] if plan.based_on_id else [],
        "adoptions": _adoptions(made),
        "shows_part": _shows_part(plan),
        "facts_href": url_for("plans.facts", plan_id=plan.id),
    }


def _about(plan: Plan) -> list[tuple[str, str]]:
    period = _("%(first)s to %(last)s", first=day(plan.starts_on), last=day(plan.ends_on))
    said = [
        (_("Kind"), str(KINDS[PlanKind(plan.kind)])),
        (_("Number"), plan.number or _("no number yet")),
        (_("Date"), day(plan.issued_on)),
        (_("Issuer"), plan.issuer or plan.unit.name),
        (_("Period"), period),
    ]
    signer = ", ".join(part for part in (plan.signer, plan.signer_title) if part)
    return said + ([(_("Signed by"), signer)] if signer else [])


def _link(link: Link) -> dict[str, Any]:
    """A plan of the chain; one that the reader may not open is named without a link."""
    href = url_for("plans.show", plan_id=link.plan_id) if link.plan_id else None
    told = [link.number or "", day(link.issued_on) if link.issued_on else "", link.issuer]
    return {"title": link.title, "sub": " · ".join(part for part in told if part), "href": href}


def _adoptions(made: list[Plan]) -> list[dict[str, Any]]:
    """The plans that units made of it; a draft is shown at its own unit alone."""
    if g.standing.is_only_partner:
        return []
    return [
        {
            "title": one.unit.name,
            "sub": one.number or str(STATES[one.state][2]),
            "href": url_for("plans.show", plan_id=one.id),
        }
        for one in made
        if not one.is_draft or g.standing.works_here
    ]


def _shows_part(plan: Plan) -> bool:
    """Whether the reader is a partner whom the plan only names."""
    if not g.standing.is_only_partner:
        return False
    whole = select(Plan.id).where(Plan.id == plan.id, addressed_to_partner(Plan.id))
    return db.session.scalar(whole) is None
