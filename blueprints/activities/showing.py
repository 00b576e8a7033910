"""One activity as it stands, and its photos."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask import g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities import blueprint
from blueprints.activities.campaign_words import Placed
from blueprints.activities.decided import Decided
from blueprints.activities.doer import acts_here, doer_here
from blueprints.activities.entry_words import STATES, figures_of, place_of
from blueprints.activities.findings import box_of
from blueprints.activities.matching import filled_of
from blueprints.activities.organiser_words import organisers_of
from blueprints.activities.outcome_words import outcome_of
from blueprints.activities.zalo import message_for
from blueprints.evidence.receiving import Place, receive, shown_of
from blueprints.filters import moment
from blueprints.forms import EmptyForm
from models.activity import Activity, ActivityState
from models.activity_acts import Act, allow
from models.activity_kind import Asks, Kind, kinds_by_code
from models.base import db
from models.child_names import NameFound, names_in
from models.clock import today
from models.database import lock
from models.permissions import Permission


@dataclass(frozen=True)
class ShownActivity:
    """An entry for its reader."""

    activity: Activity

    @property
    def id(self) -> uuid.UUID:
        return self.activity.id

    @property
    def state(self) -> tuple[str, str, str]:
        """The kind of status, the icon, the words."""
        kind, symbol, text = STATES[ActivityState(self.activity.state)]
        return kind, symbol, str(text)

    @cached_property
    def acts(self) -> set[str]:
        """What the reader may do now."""
        return acts_here(self.activity)

    @cached_property
    def known(self) -> Kind | None:
        """Its kind, as it is called here."""
        return kinds_by_code(g.unit).get(self.activity.kind)

    @property
    def kind(self) -> str:
        return self.known.name if self.known else self.activity.kind

    @property
    def asks_for_findings(self) -> bool:
        return self.known is not None and Asks.FINDINGS in self.known.asks

    @property
    def organisers(self) -> list[str]:
        """Who held it, the first first, without the unit's name behind each."""
        return organisers_of(self.activity, g.unit)

    @property
    def place(self) -> str:
        return place_of(self.activity)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What was logged, with the names of it."""
        told = [(_("Kind"), self.kind), (_("Organiser"), ", ".join(self.organisers))]
        if self.place:
            told.insert(1, (_("Place"), self.place))
        return told + figures_of(self.activity)

    @property
    def steps(self) -> list[dict[str, object]]:
        """Who logged it and when, and what was decided since."""
        activity = self.activity
        by = activity.logged_by.name if activity.logged_by else self.organisers[0]
        logged = {"kind": "done", "symbol": "pencil", "title": _("Logged")}
        steps: list[dict[str, object]] = [{**logged, "sub": _by(by, activity.created_at)}]
        if activity.decided_at is not None:
            told = outcome_of(activity)
            decided = {"kind": told.kind, "symbol": told.symbol, "title": told.title}
            steps.append({**decided, "sub": told.by, "text": told.word})
        return steps

    @property
    def names(self) -> tuple[NameFound, ...]:
        """What looks like names of children, for who can take them out."""
        if Act.EDIT not in self.acts:
            return ()
        return names_in(self.activity.title, self.activity.place, self.activity.note)

    @property
    def message(self) -> str:
        """What can be sent to a Zalo group; nothing of what does not count."""
        is_told = self.activity.state in {ActivityState.PLANNED, ActivityState.COUNTED}
        return message_for(self.activity) if is_told else ""

    @property
    def evidence_place(self) -> Place:
        """Where its photos hang, for this reader."""
        where = url_for("activities.show", activity_id=self.id)
        return Place(
            key=self.id.hex,
            title=self.activity.title,
            action=f"{where}/evidence",
            back=where,
            line_id=self.id,
            may_write=Act.EDIT in self.acts,
        )


def _by(name: str, at: datetime | None) -> str:
    return f"{name}, {moment(at)}"


@blueprint.get("/<uuid:activity_id>")
@needs(Permission.VIEW_ACTIVITIES)
def show(activity_id: uuid.UUID) -> Response:
    """An entry: its figures, organisers and photos, what it fills, what became of it."""
    shown = ShownActivity(find_own_or_404(Activity, activity_id))
    photos = shown_of(shown.evidence_place)
    about = {"shown": shown, "activity": shown.activity, "form": EmptyForm()}
    about["box"] = box_of(shown.activity, shown.asks_for_findings)
    about["filled"] = filled_of(shown.activity)
    about["placed"] = Placed(shown.activity)
    about["decided"] = Decided(shown.activity)
    return responses.page("activities/show.html", **about, **photos)


@blueprint.get("/<uuid:activity_id>/evidence")
@needs(Permission.VIEW_ACTIVITIES)
def evidence(activity_id: uuid.UUID) -> Response:
    """The photos and files of an entry."""
    return _receive(find_own_or_404(Activity, activity_id))


@blueprint.post("/<uuid:activity_id>/evidence")
@needs(Permission.LOG_ACTIVITIES)
def add_evidence(activity_id: uuid.UUID) -> Response:
    """Adds what is sent to an entry, each file by itself."""
    return _receive(find_own_or_404(Activity, activity_id))


def _receive(activity: Activity) -> Response:
    place, activity_id = ShownActivity(activity).evidence_place, activity.id
    if request.method == "POST":
        allow(Act.EDIT, doer_here(), activity, today())

    def writable() -> Activity:
        """It may have been decided on while the file was taken in."""
        present = db.session.get_one(Activity, activity_id)
        lock(present)
        allow(Act.EDIT, doer_here(), present, today())
        return present

    return receive(place, writable)
