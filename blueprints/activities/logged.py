"""What somebody logged together, from a list or on the sheet: the way on to its lines."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import g, request, url_for
from flask_login import current_user
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.activities import blueprint
from blueprints.activities.entry_words import STATES, figures_of, kind_of, place_of, written
from blueprints.activities.list_filter import ALL_TIME
from blueprints.asked import page_asked, page_count
from models.activity import Activity, ActivityState
from models.activity_filter import Logged
from models.activity_kind import Kind, kinds_by_code
from models.activity_sums import sum_columns, sums_from
from models.base import db
from models.child_names import NameFound, names_in
from models.logged_batch import LoggedBatch
from models.permissions import Permission

PER_PAGE = 50


@blueprint.get("/logged")
@needs(Permission.LOG_ACTIVITIES)
def logged() -> Response:
    """The activities that were logged together, and how many of them fill no line yet."""
    try:
        first, last = (uuid.UUID(request.args.get(name, "")) for name in ("first", "last"))
    except ValueError:
        return responses.saved(url_for("activities.index", logged=Logged.ME))
    batch = LoggedBatch(g.unit.id, current_user.id, first, last)
    return responses.page("activities/logged.html", shown=LoggedPage(batch))


@dataclass(frozen=True)
class LoggedPage:
    """A page of what was logged together."""

    batch: LoggedBatch

    @cached_property
    def numbers(self) -> Any:
        """How many there are, how many fill no line, and what those that count add up to."""
        counts = (func.count(), func.count().filter(self.batch.fills_no_line()))
        query = select(*counts, *sum_columns()).select_from(Activity)
        return db.session.execute(query.where(self.batch.where)).one()

    @property
    def count(self) -> int:
        return int(self.numbers[0])

    @property
    def open_count(self) -> int:
        return int(self.numbers[1])

    @property
    def sums(self) -> list[tuple[str, str]]:
        return figures_of(sums_from(self.numbers[2:]))

    @property
    def pages(self) -> int:
        return page_count(self.count, PER_PAGE)

    @property
    def page(self) -> int:
        return min(page_asked(), self.pages)

    @cached_property
    def activities(self) -> list[Activity]:
        """Those of this page."""
        query = self.batch.rows().offset((self.page - 1) * PER_PAGE).limit(PER_PAGE)
        return list(db.session.scalars(query))

    def rows(self) -> list[dict[str, Any]]:
        kinds = kinds_by_code(g.unit)
        return [_row(one, kinds) for one in self.activities]

    def names(self) -> tuple[NameFound, ...]:
        """What looks like names of children in what was typed."""
        entries = self.activities
        return names_in(*(text for one in entries for text in (one.title, one.place, one.note)))

    def address(self, page: int) -> str:
        return url_for("activities.logged", first=self.batch.first, last=self.batch.last, page=page)

    @property
    def without_line(self) -> str:
        """The list of what this person logged and fills no line yet."""
        return url_for("activities.index", fills="no", logged=Logged.ME, period=ALL_TIME)


def _row(activity: Activity, kinds: dict[str, Kind]) -> dict[str, Any]:
    where = (kind_of(activity, kinds), place_of(activity))
    return {
        "href": url_for("activities.show", activity_id=activity.id),
        "title": activity.title,
        "sub": ", ".join(filter(None, where)),
        "day": written("held_on", activity.held_on),
        "state": STATES[ActivityState(activity.state)],
    }
