"""What somebody brings to make a plan of: read, kept, compared with what is there, drafted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from flask import g, request
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.plans.addresses import page_of
from blueprints.plans.drafts import review_of
from blueprints.plans.new_forms import BroughtForm
from models import signed_link, storage
from models.base import db
from models.draft_plan import SourceFile
from models.plan import Plan
from models.plan_twins import twins
from models.signed_link import BadLink
from models.storage import NoRoom, StorageFault
from models.tenancy import begin_write
from models.text import normalise

PURPOSE, VALID_FOR = "plan original", timedelta(hours=2)
LONGEST_NAME = 200
MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".doc": "application/msword",
    ".pdf": "application/pdf",
}
"""By the ending, which the reader compares with the content; no browser is believed."""


class NotMade(Exception):
    """No plan was made; the message says why and what to do, the status how the answer is meant."""

    def __init__(self, told: str, status: int = 422) -> None:
        super().__init__(told)
        self.told, self.status = told, status


@dataclass(frozen=True)
class Brought:
    """What a plan can be made of; `make` makes it, once writing has begun."""

    number: str | None
    year: int | None
    make: Callable[[], Plan]
    file: SourceFile | None = None


def taken(form: BroughtForm) -> tuple[str, bytes]:
    """Name and content of the file that was sent, or of one that waits for an answer."""
    if form.has_file:
        return _clean_name(form.file.data.filename), form.file.data.read()
    try:
        person_id, unit_id, digest, name = signed_link.read(
            PURPOSE, form.kept.data or "", VALID_FOR
        )
        if (person_id, unit_id) == (current_user.id, g.unit.id):
            return name, storage.read(digest)
    except (BadLink, StorageFault):
        pass
    raise NotMade(_("Choose the file once more: it was open here for too long."))


def keep(name: str, content: bytes) -> SourceFile:
    """Keep a file before the plan that names it is written."""
    try:
        digest = storage.keep(content)
    except NoRoom:
        told = _("The plan was not made: there is no room for files. Tell who runs the portal.")
        raise NotMade(told, 507) from None
    except StorageFault:
        told = _("The plan was not made: the place for files does not answer. Try again.")
        raise NotMade(told, 503) from None
    media_type = MEDIA_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    return SourceFile(name, media_type, len(content), digest)


def drafted(form: Any, template: str, brought: Brought, **context: Any) -> Response:
    """The review of the new plan; before it, a question where the paper seems to be there."""
    found = [] if "anyway" in request.form else _twins(brought)
    if found:
        return _asked(form, template, brought, found, **context)
    begin_write()
    if not form.is_first_post():
        db.session.rollback()
        return responses.saved(review_of(_newest()))
    plan = brought.make()
    db.session.commit()
    return responses.saved(review_of(plan))


def refused(form: Any, template: str, field: Any, why: NotMade, **context: Any) -> Response:
    """The form as it was filled in, with what is wrong beside the field."""
    field.errors = [why.told]
    answer = responses.invalid(template, form, **context)
    answer.status_code = why.status
    answer.headers["HX-Retarget"] = "#content"  # ours, not a proxy's: app.js must not try again
    return answer


def _twins(brought: Brought) -> list[Plan]:
    digest = brought.file.sha256 if brought.file else None
    query = twins(g.unit.id, number=brought.number, year=brought.year, sha256=digest)
    return list(db.session.scalars(query.limit(5)))


def _asked(
    form: Any, template: str, brought: Brought, found: list[Plan], **context: Any
) -> Response:
    if brought.file is not None:
        kept = [current_user.id, g.unit.id, brought.file.sha256, brought.file.name]
        form.kept.data = signed_link.sign(PURPOSE, kept)
    there = [(plan, review_of(plan) if plan.is_draft else page_of(plan.id)) for plan in found]
    answer = responses.invalid(template, form, there=there, **context)
    answer.status_code = 409
    return answer


def _newest() -> Plan:
    """What the same form made a moment ago, when it comes a second time."""
    mine = select(Plan).where(Plan.unit_id == g.unit.id, Plan.author_id == current_user.id)
    return db.session.scalars(mine.order_by(Plan.id.desc()).limit(1)).one()


def _clean_name(given: str | None) -> str:
    """The name without folders and control characters, its ending kept where it is cut."""
    name = normalise(PurePath((given or "").replace("\\", "/")).name)
    path = PurePath(name or "-")
    ending = path.suffix[:10]
    return f"{name.removesuffix(path.suffix)[: LONGEST_NAME - len(ending)]}{ending}"
