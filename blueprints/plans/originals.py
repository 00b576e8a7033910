"""The original of a plan: handed out unchanged, and brought again where it was lost."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from typing import Any

from flask import abort, g, render_template, request, send_file
from flask_babel import gettext as _
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, may, needs
from blueprints.forms import Form
from blueprints.language import label as _l
from blueprints.plans import blueprint
from blueprints.plans.addresses import page_of
from blueprints.plans.drafts import find_plan
from models import storage
from models.base import db
from models.permissions import Permission
from models.plan import Plan
from models.plan_source import PlanSource
from models.storage import Corrupt, Unreachable, Vanished
from models.tenancy import begin_write

PAGE = "plans/lost.html"
ANY_TYPE = "application/octet-stream"
HAPPENED: dict[type[Exception], tuple[int, Any]] = {
    Vanished: (410, _l("The file is no longer where files are kept.")),
    Corrupt: (410, _l("The file was damaged where files are kept, and is not given out.")),
    Unreachable: (503, _l("The place where files are kept does not answer. Try again later.")),
}


class ReturnForm(Form):
    """The same file once more."""

    file = FileField(
        _l("The same file"),
        validators=[FileRequired(_l("Choose the file."))],
        description=_l("It is taken only when it is the same to the last byte."),
    )


@blueprint.get("/<int:plan_id>/original")
@needs(Permission.VIEW_PLANS)
def original(plan_id: int) -> Response:
    """The document of the plan, unchanged, under its own name; of pasted text, a text file."""
    plan = find_plan(plan_id)
    source = _source_of(plan)
    if source.sha256 is None:
        content = "\r\n".join(source.lines).encode("utf-8-sig")  # old editors look for the mark
        return _given(content, _text_name(plan), hashlib.sha256(content).hexdigest())
    if source.sha256 in request.if_none_match:
        return _kept_by_who_has_it(Response(status=304), source.sha256)
    try:
        content = storage.read(source.sha256)
    except (Vanished, Corrupt, Unreachable) as fault:
        return _lost(plan, source, ReturnForm(formdata=None), *HAPPENED[type(fault)])
    return _given(content, source.file_name or "", source.sha256, source.media_type)


@blueprint.post("/<int:plan_id>/original/return")
@needs(Permission.MANAGE_PLANS)
def return_original(plan_id: int) -> Response:
    """Take the same file again where it was lost."""
    plan = find_own_or_404(Plan, plan_id)
    source, form = _source_of(plan), ReturnForm()
    if not form.validate():
        return _lost(plan, source, form, 422, HAPPENED[Vanished][1])
    content = form.file.data.read()
    if hashlib.sha256(content).hexdigest() != source.sha256:
        form.file.errors = [_("This is another file: its checksum is not the same.")]
        return _lost(plan, source, form, 422, HAPPENED[Vanished][1])
    storage.keep(content)
    begin_write()
    if form.is_first_post():
        source.note_return()
    db.session.commit()
    return responses.saved(page_of(plan_id), _("The original is back."))


def _source_of(plan: Plan) -> PlanSource:
    source = db.session.scalar(PlanSource.of(plan.id))
    return source if source is not None else abort(404)


def _text_name(plan: Plan) -> str:
    name = re.sub(r"[^\w .-]+", "-", plan.number or plan.subject).strip(" .-")
    return f"{name[:80] or plan.id}.txt"


def _given(content: bytes, name: str, digest: str, media_type: str | None = None) -> Response:
    answer = send_file(
        BytesIO(content),
        mimetype=media_type or ANY_TYPE,
        as_attachment=True,
        download_name=name,
        etag=digest,
    )
    return _kept_by_who_has_it(answer, digest)


def _kept_by_who_has_it(answer: Response, digest: str) -> Response:
    """A browser may keep it, and asks each time whether it still may see it."""
    answer.set_etag(digest)
    answer.cache_control.private = True
    answer.cache_control.no_cache = True
    return answer


def _lost(plan: Plan, source: PlanSource, form: ReturnForm, status: int, why: Any) -> Response:
    """What happened to the file, whom to tell, and how it comes back."""
    may_return = status != 503 and plan.unit_id == g.unit.id and may(Permission.MANAGE_PLANS)
    shown = {"plan": plan, "source": source, "form": form, "why": why, "may_return": may_return}
    answer = Response(render_template(PAGE, back=page_of(plan.id), **shown), status)
    answer.mimetype = "text/html"
    if status == 503:
        answer.headers["Retry-After"] = "60"
    return answer
