"""Which lines an activity fills: proposed beside its form, confirmed there or on its page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from flask import g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities import blueprint
from blueprints.activities.campaign_boxes import Boxes as CampaignBoxes
from blueprints.activities.campaign_boxes import rows_typed
from blueprints.activities.doer import doer_here
from blueprints.activities.match_asked import Typed, logged_of, typed
from blueprints.activities.match_boxes import Boxes
from blueprints.activities.match_rows import Matches, Matching, reasons_of
from blueprints.activities.match_words import alike, because
from blueprints.forms import EmptyForm
from models.activity import Activity
from models.activity_acts import Act, allow, obstacle
from models.activity_link import ActivityLine
from models.base import db
from models.checklist import Checklist
from models.clock import today
from models.database import lock
from models.figure_rules import day_faults
from models.match_activity import confirm
from models.match_lines import labelled_lines, month_that_holds
from models.permissions import Permission
from models.same_day_entries import LikelySame, event_of, likely_same
from models.tenancy import begin_write
from models.unit_month import NoSuchMonth


@blueprint.get("/matches")
@needs(Permission.DECIDE_ACTIVITIES)
def matches() -> Response:
    """The lines and the campaigns that what is typed in the log form belongs to, for its side."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(url_for("activities.new"), 303)
    given = typed()
    campaigns = rows_typed(given.facts, CampaignBoxes.of(request.args))
    context = {"matches": matches_typed(given), "campaigns": campaigns}
    return responses.fragment("activities/_matches.html", **context)


@blueprint.route("/<uuid:activity_id>/matches", methods=["GET", "POST"])
@needs(Permission.DECIDE_ACTIVITIES)
def lines(activity_id: uuid.UUID) -> Response:
    """The lines that an entry fills, to confirm, to untick, to add another one of the month."""
    activity = find_own_or_404(Activity, activity_id)
    form = EmptyForm()
    if form.is_submitted():
        return _confirm(activity, form)
    allow(Act.MATCH, doer_here(), activity, today())
    page = "_fill.html" if request.htmx else "matches.html"  # type: ignore[attr-defined]
    context = {"form": form, "activity": activity, "matches": matches_of(activity)}
    return responses.page(f"activities/{page}", **context)


def _confirm(activity: Activity, form: EmptyForm) -> Response:
    begin_write()
    if form.is_first_post():
        Checklist.queue_up()
        lock(activity)
        allow(Act.MATCH, doer_here(), activity, today())
        confirm_ticked(activity)
    db.session.commit()
    count = db.session.scalar(
        select(func.count()).select_from(ActivityLine.of(activity.id).subquery())
    )
    told = ngettext("Counted in %(num)d line.", "Counted in %(num)d lines.", count)
    where = _page_of(activity)
    return responses.saved(where, told if count else _("Counted in no line."))


def confirm_ticked(activity: Activity) -> None:
    """Let an entry fill the lines that are ticked in the form that was posted, in the transaction
    that writes; nothing where the form showed none, or the entry does not count.

    What it fills and where the month stands are read in the unit's queue, not before it.
    """
    Checklist.queue_up()
    boxes = Boxes.of(request.form)
    may_match = obstacle(Act.MATCH, doer_here(), activity, today()) is None
    matching = matching_of(activity) if may_match and boxes.are_there else None
    if matching is not None:
        confirm(activity, matching.choices(boxes), doer_here())


def matches_typed(given: Typed) -> Matches | None:
    """What is proposed for the log form as it is typed; None where its day is still to come, or
    the unit was not there yet."""
    if day_faults(given.held_on, today(), g.unit.valid_from, is_done=True):
        return None
    try:
        month = month_that_holds(g.unit, given.held_on)
    except NoSuchMonth:
        return None
    return Matching(month, given.logged(month.month)).shown(Boxes.of(request.args))


def matching_of(activity: Activity) -> Matching | None:
    """What is proposed for an entry, and what it fills; None where its day lies in no month."""
    try:
        month = month_that_holds(g.unit, activity.held_on)
    except NoSuchMonth:
        return None
    logged = logged_of(activity, month.month)
    return Matching(month, logged, kept=labelled_lines(activity.id), activity_id=activity.id)


def matches_of(activity: Activity) -> Matches | None:
    """What is proposed for an entry that is about to count, as it was left in the form that was
    posted; None where its day lies in no month."""
    matching = matching_of(activity)
    return matching.shown(Boxes.of(request.form)) if matching else None


class Filled:
    """What an entry fills, on its page."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity

    @property
    def address(self) -> str:
        return url_for("activities.lines", activity_id=self.activity.id)

    @cached_property
    def may_match(self) -> bool:
        return obstacle(Act.MATCH, doer_here(), self.activity, today()) is None

    @cached_property
    def rows(self) -> list[FilledRow]:
        """The lines that it fills, with the reasons that were shown when that was confirmed."""
        return [
            FilledRow(one.number, one.text, because(reasons_of(one.match)) or _("chosen by hand"))
            for one in labelled_lines(self.activity.id)
        ]

    @cached_property
    def same(self) -> list[SameRow]:
        """Who else may have logged the same event, for who can join the two."""
        if obstacle(Act.JOIN, doer_here(), self.activity, today()) is not None:
            return []
        found = likely_same(g.unit.id, event_of(self.activity), self.activity)
        return [_same_row(one, self.activity) for one in found]


def filled_of(activity: Activity) -> Filled | None:
    """What an entry fills, for its page; None for a partner, who reads no months."""
    return None if g.standing.is_only_partner else Filled(activity)


class FilledRow(NamedTuple):
    """A line that an entry fills, ready to print."""

    number: str
    text: str
    because: str


@dataclass(frozen=True)
class SameRow:
    """An entry that may be the same event, ready to print."""

    by: str
    title: str
    alike: str
    href: str
    joining: str


def _same_row(one: LikelySame, activity: Activity) -> SameRow:
    other = one.activity
    return SameRow(
        by=other.agency.name if other.agency else g.unit.name,
        title=other.title,
        alike=alike(one.reasons),
        href=_page_of(other),
        joining=f"{_page_of(activity)}/joining?{urlencode({'with': other.id})}",
    )


def _page_of(activity: Activity) -> str:
    return url_for("activities.show", activity_id=activity.id)
