"""What a partner finds on the first page of a unit: his agency's entries and tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from blueprints.activities.outcome_words import Outcome, outcome_of
from blueprints.filters import day, days_left
from models.activity import Activity
from models.base import db
from models.clock import today
from models.deciders import names_of
from models.of_partner import logged_by, naming, tasks_in_force
from models.task import Task

MOST_OWN, MOST_NAMED, MOST_TASKS = 6, 4, 4


@dataclass(frozen=True)
class PartnerCard:
    """What concerns the agencies for which somebody acts here."""

    own: list[tuple[Activity, Outcome]]
    named: list[dict[str, Any]]
    tasks: list[tuple[Task, str]]


def partner_card() -> PartnerCard | None:
    """For who is a partner of the unit; None for everybody else."""
    agencies = g.standing.agency_ids
    if not agencies:
        return None
    own = db.session.scalars(logged_by(g.unit.id, agencies).limit(MOST_OWN)).all()
    names = names_of(one.decided_by_id for one in own)
    others = db.session.scalars(naming(g.unit.id, agencies).limit(MOST_NAMED)).all()
    return PartnerCard(
        [(one, outcome_of(one, names)) for one in own], [_named(one) for one in others], _tasks()
    )


def _named(activity: Activity) -> dict[str, Any]:
    who = activity.agency.name if activity.agency else g.unit.name
    return {
        "title": activity.title,
        "sub": f"{who}, {day(activity.held_on)}",
        "href": url_for("activities.show", activity_id=activity.id),
        "symbol": "people",
    }


def _tasks() -> list[tuple[Task, str]]:
    """Of the plans published to his agency; who works here besides reads them in the plans."""
    if not g.standing.is_only_partner:
        return []
    found = db.session.scalars(tasks_in_force().limit(MOST_TASKS)).all()
    return [(one, _due(one) or one.plan.subject) for one in found]


def _due(task: Task) -> str:
    if task.due_on is None or task.due_on < today():
        return ""
    left = days_left(task.due_on, today())
    return str(_("Due %(day)s, %(left)s", day=day(task.due_on), left=left))
