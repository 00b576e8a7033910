"""Choosing units below one by one, for a plan or a campaign: what the page shows and what a post of
it says. Searching keeps what is ticked."""

from __future__ import annotations

from typing import Any

from flask import g, request
from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from blueprints.plans.addressee_forms import UnitsForm
from models.base import db
from models.plan import UnitsBelow
from models.plan_addressing import find_below, units_below
from models.unit import Unit

UNITS = "plans/units.html"
SHOWN = 200
"""Units on one page: a province has up to 168 communes."""


def asked() -> str:
    """The words to look for."""
    return request.args.get("q", "")


def found() -> Select[Unit]:
    """The units below the unit of the URL that are asked for."""
    return find_below(g.unit, asked()) if asked() else units_below(g.unit, UnitsBelow.ALL)


def listed(units: Select[Unit]) -> dict[str, Any]:
    """What the page needs of these units."""
    rows = db.session.scalars(units.options(joinedload(Unit.parent)).limit(SHOWN + 1)).all()
    return {"units": rows[:SHOWN], "has_more": len(rows) > SHOWN, "q": asked()}


def chosen_after(before: set[int], form: UnitsForm, units: Select[Unit]) -> set[int]:
    """What is chosen now: what was not on the page stays as it was; the button of all works on
    all the units that were found."""
    chosen = before - form.shown_ids | set(form.unit_ids.data)
    do = request.form.get("do")
    if do in {"all", "none"}:
        keys = set(db.session.scalars(units.with_only_columns(Unit.id)))
        chosen = chosen | keys if do == "all" else chosen - keys
    return chosen


def goes_on(form: UnitsForm) -> dict[str, Any] | None:
    """What is looked for next on the same page; None where the choice is finished."""
    do = request.form.get("do")
    if do == "search":
        return {"q": form.q.data or None}
    return {"q": asked() or None} if do in {"all", "none"} else None
