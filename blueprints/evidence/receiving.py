"""Taking in what is sent to a line: each file by itself, so that one that is refused stops none."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.evidence.adding import Attach, NotAdded, Writable, add
from blueprints.evidence.forms import AddForm
from documents.evidence_intake import LARGEST_FILE
from models.base import db
from models.evidence import MOST_PER_LINE, Evidence
from models.kept_evidence import LineEvidence

PAGE, ADDED, ADD = (f"evidence/{name}.html" for name in ("index", "_added", "_add"))


@dataclass(frozen=True)
class Place:
    """The line that is shown or added to.

    `action` is the address to post to, `back` the page of the line; `line_id` is None until the
    first act has made the row. `kept` says what of its evidence is shown, where that is not all
    that it has.
    """

    key: int | str
    title: str
    action: str
    back: str
    line_id: uuid.UUID | None = None
    may_write: bool = False
    may_add_late: bool = False
    kept: Callable[[], LineEvidence] | None = None


def shown_of(place: Place, form: AddForm | None = None) -> dict[str, Any]:
    """What the partials of evidence/ need of a line; `form` as it was filled in."""
    kept = place.kept() if place.kept else None
    found = _found(place, kept)
    may_add = place.may_write and len(found) < MOST_PER_LINE
    form = form or (AddForm(place.key, formdata=None) if may_add else None)
    limits = {"most": MOST_PER_LINE, "largest": LARGEST_FILE}
    return {"place": place, "kept": kept, "evidence": found, "add_form": form, **limits}


def _found(place: Place, kept: LineEvidence | None) -> list[Evidence]:
    if kept is not None:
        return list(db.session.scalars(Evidence.among(kept.shown)))
    return list(db.session.scalars(Evidence.of(place.line_id))) if place.line_id else []


def receive(place: Place, writable: Writable, attach: Attach = Evidence.attach) -> Response:
    """The evidence of a line as a page (GET), or with the files of a post added to it.

    What `writable` raises comes through, and nothing of that file is kept.
    """
    if request.method == "GET":
        return responses.page(PAGE, **shown_of(place))
    form = AddForm(place.key)
    if not form.validate():
        return _refused(place, form, 422)
    place, refusals = _added(place, form, writable, attach)
    if refusals:
        form.file.errors = [why.told for why in refusals]
        return _refused(place, form, max(why.status for why in refusals))
    if request.htmx:  # type: ignore[attr-defined]
        return responses.fragment(ADDED, **shown_of(place))
    count = len(form.file.data)
    told = ngettext("%(num)d photo or file added.", "%(num)d photos or files added.", count)
    return responses.saved(place.back, told)


def _added(
    place: Place, form: AddForm, writable: Writable, attach: Attach
) -> tuple[Place, list[NotAdded]]:
    """Each file by itself; the line, which the first may have made, and what was not added."""
    refusals = []
    for sent in form.file.data:
        try:
            place = replace(place, line_id=add(sent, form, writable, attach))
        except NotAdded as why:
            refusals.append(why)
    return place, refusals


def _refused(place: Place, form: AddForm, status: int) -> Response:
    """The form with the words beside its fields; under htmx what no form mends as a message."""
    if status != 422 and request.htmx:  # type: ignore[attr-defined]
        return responses.message(" ".join(form.file.errors), status, title=_("Not added"))
    is_part = request.htmx  # type: ignore[attr-defined]
    answer = responses.page(ADD if is_part else PAGE, **shown_of(place, form))
    answer.status_code = status
    return answer
