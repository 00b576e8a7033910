"""The list of kinds of activities, and of the figures that each asks for."""

from __future__ import annotations

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints.access import find_own_or_404, may, needs
from blueprints.settings import blueprint
from blueprints.settings.kind_form import KindForm
from blueprints.settings.kind_words import WORDS, own_row, rows_of
from blueprints.settings.own_lists import OwnList
from models.activity_kind import ActivityKind, begin_list, kinds_of
from models.permissions import Permission

LIST = OwnList(ActivityKind, "settings.activity_kinds", "kind", WORDS)


@blueprint.get("/activity-kinds")
@needs(Permission.MANAGE_KINDS)
def activity_kinds() -> Response:
    """The kinds that are offered here: the unit's own, to change, or those of a unit above."""
    found = kinds_of(g.unit)
    back = None
    if may(Permission.VIEW_ACTIVITIES):
        back = (_("Back to the activities"), url_for("activities.index"))
    own = [(row, own_row(row)) for row in ActivityKind.own(g.unit)]
    return LIST.index(found.unit, rows_of(found.kinds), own, back=back)


@blueprint.post("/activity-kinds/own-list")
@needs(Permission.MANAGE_KINDS)
def begin_kinds() -> Response:
    """Gives the unit a list of its own, as a copy of the one in force."""
    return LIST.begin(lambda: begin_list(g.unit))


@blueprint.post("/activity-kinds/own-list/closure")
@needs(Permission.MANAGE_KINDS)
def end_kinds() -> Response:
    """Ends the unit's own list, so that it follows the units above again."""
    return LIST.follow()


@blueprint.route("/activity-kinds/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_KINDS)
def new_kind() -> Response:
    """A form for one more kind of the unit's own list."""
    form = KindForm()
    return LIST.one(form, None, lambda: ActivityKind.add(**form.typed()))


@blueprint.route("/activity-kinds/<int:kind_id>", methods=["GET", "POST"])
@needs(Permission.MANAGE_KINDS)
def edit_kind(kind_id: int) -> Response:
    """One kind, to say anew; activities of it are called by its new name."""
    kind = find_own_or_404(ActivityKind, kind_id)
    form = KindForm(obj=kind)
    return LIST.one(form, kind, lambda: kind.restate(**form.typed()))


@blueprint.post("/activity-kinds/<int:kind_id>/closure")
@needs(Permission.MANAGE_KINDS)
def end_kind(kind_id: int) -> Response:
    """Ends a kind: it stays on activities that have it, and is offered no more."""
    return LIST.end(find_own_or_404(ActivityKind, kind_id))


@blueprint.post("/activity-kinds/<int:kind_id>/reopening")
@needs(Permission.MANAGE_KINDS)
def reopen_kind(kind_id: int) -> Response:
    """Takes the ending of a kind back."""
    return LIST.reopen(find_own_or_404(ActivityKind, kind_id))


@blueprint.post("/activity-kinds/<int:kind_id>/rise")
@needs(Permission.MANAGE_KINDS)
def raise_kind(kind_id: int) -> Response:
    """Offers a kind before the one that stands before it, in the order that was seen."""
    return LIST.rise(find_own_or_404(ActivityKind, kind_id))
