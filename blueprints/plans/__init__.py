"""Plans: official documents and their tasks, from the file to what each unit has to do."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("plans", __name__, url_prefix="/<unit:unit>/plans", cli_group="plans")

from blueprints.plans import (  # noqa: E402, F401  (each registers itself on the blueprint)
    addressees,
    amended_tasks,
    amending,
    campaign_plans,
    commands,
    copying,
    drafts,
    facts,
    header,
    new,
    new_table,
    originals,
    publishing,
    reviewing,
    reviewing_parts,
    reviewing_tasks,
    routes,
)
