"""New plans: from a file, pasted text, a pasted table, or typed from nothing."""

from __future__ import annotations

from functools import partial

from flask import g
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.language import label as _l
from blueprints.plans import blueprint
from blueprints.plans.bringing import Brought, NotMade, drafted, keep, refused, taken
from blueprints.plans.new_forms import FileForm, TextForm, TypedForm
from blueprints.plans.refusals import advice
from documents.isolated import Reading, read_isolated, read_text_isolated
from documents.refusal import RefusedError
from models.draft_plan import SourceFile, draft_from_reading, period_of, start_empty
from models.permissions import Permission

FILE, TEXT, TYPED = "plans/new.html", "plans/new_text.html", "plans/new_typed.html"
WAYS = (
    ("plans.new", _l("A file"), "upload"),
    ("plans.new_text", _l("Pasted text"), "file-earmark-text"),
    ("plans.new_table", _l("A table"), "grid-3x3"),
    ("plans.new_typed", _l("Typed"), "pencil"),
)
"""The ways to a new plan, each with an address of its own."""


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def new() -> Response:
    """A document as a file; it is read, and the review of the draft opens."""
    form = FileForm()
    if not form.is_submitted():
        return responses.page(FILE, form=form, ways=WAYS)
    if not form.validate():
        return responses.invalid(FILE, form, ways=WAYS)
    try:
        brought = _of_file(*taken(form))
    except NotMade as why:
        return refused(form, FILE, form.file, why, ways=WAYS)
    return drafted(form, FILE, brought, ways=WAYS)


@blueprint.route("/new/text", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def new_text() -> Response:
    """A document as pasted text; it is read, and the review of the draft opens."""
    form = TextForm()
    if not form.is_submitted():
        return responses.page(TEXT, form=form, ways=WAYS)
    if not form.validate():
        return responses.invalid(TEXT, form, ways=WAYS)
    try:
        reading = read_text_isolated(form.text.data or "")
    except RefusedError as error:
        return refused(form, TEXT, form.text, NotMade(advice(error.reason)), ways=WAYS)
    return drafted(form, TEXT, _of_reading(reading), ways=WAYS)


@blueprint.route("/new/typed", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def new_typed() -> Response:
    """Subject, number, date and period of a plan whose tasks are typed in its review."""
    form = TypedForm()
    if not form.is_submitted():
        form.offer_this_year()
        return responses.page(TYPED, form=form, ways=WAYS)
    if not form.validate():
        return responses.invalid(TYPED, form, ways=WAYS)
    header = form.header
    make = partial(start_empty, g.unit, author_id=current_user.id, **header)
    year = (header["issued_on"] or header["starts_on"]).year
    return drafted(form, TYPED, Brought(header["number"], year, make), ways=WAYS)


def _of_file(name: str, content: bytes) -> Brought:
    """Read first: what is refused is not kept."""
    try:
        reading = read_isolated(content, name)
    except RefusedError as error:
        raise NotMade(f"{name}: {advice(error.reason)}") from None
    return _of_reading(reading, keep(name, content))


def _of_reading(reading: Reading, file: SourceFile | None = None) -> Brought:
    make = partial(
        draft_from_reading,
        g.unit,
        reading.draft,
        reading.lines,
        file=file,
        author_id=current_user.id,
    )
    issued = reading.draft["date"]
    year = int(issued[:4]) if issued else period_of(reading.draft)[0].year
    return Brought(reading.draft["number"], year, make, file)
