"""The page of a finding: what came of it, and the forms of who may go on with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g

from blueprints.access import find_or_404
from blueprints.findings.forms import MoveForm, ReasonForm, ReportForm
from blueprints.findings.words import due_of, follower_here, status_of, step_of
from blueprints.forms import EditForm, EmptyForm
from models.base import db
from models.child_names import NameFound, names_in
from models.finding import Finding
from models.finding_acts import FindingAct, FindingState, why_not

FORMS: dict[FindingAct, type[EditForm]] = {
    FindingAct.REPORT: ReportForm,
    FindingAct.CLOSE: EditForm,
    FindingAct.SEND_BACK: ReasonForm,
    FindingAct.MOVE: MoveForm,
    FindingAct.WITHDRAW: ReasonForm,
}
Posted = tuple[FindingAct, EditForm]
"""The form that was filled in and not taken."""


def find(finding_id: UUID) -> Finding:
    """A finding of the unit of the URL, or one that it must mend; 404 for another one."""
    finding = find_or_404(Finding, finding_id)
    return finding if _is_here(finding) else abort(404)


def shown(finding_id: UUID, posted: Posted | None = None) -> dict[str, Any]:
    """What the page needs."""
    finding = db.session.scalars(Finding.in_full(finding_id)).one_or_none()
    if finding is None or not _is_here(finding):
        abort(404)
    who, state = follower_here(finding), FindingState(finding.state)
    acts = [act for act in FORMS if why_not(act, who, state) is None]
    return {
        "finding": finding,
        "status": status_of(finding),
        "due": due_of(finding),
        "steps": [step_of(step, finding) for step in finding.steps],
        "acts": acts,
        "names": _names(finding) if acts else (),
        "forms": {act: _form(act, finding, posted) for act in acts},
        "form": posted[1] if posted else EmptyForm(formdata=None),
        "posted": posted[0] if posted else None,
        "unsent": _unsent(posted, acts),
    }


def _is_here(finding: Finding) -> bool:
    return g.unit.id in {finding.unit_id, finding.unit_below_id}


def _names(finding: Finding) -> tuple[NameFound, ...]:
    """What looks like names of children, for who may go on with it."""
    return names_in(finding.text, *(one.word for one in finding.steps))


def _form(act: FindingAct, finding: Finding, posted: Posted | None) -> EditForm:
    if posted is not None and posted[0] is act:
        return posted[1]
    form = FORMS[act](formdata=None)
    form.version.data = finding.version
    return form


def _unsent(posted: Posted | None, acts: list[FindingAct]) -> str:
    """What was written and cannot be sent any more."""
    if posted is None or posted[0] in acts or "word" not in posted[1]:
        return ""
    return posted[1]["word"].data or ""
