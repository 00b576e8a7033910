"""Who does at a unit what plans give to a kind of agency: asked once, changed later."""

from __future__ import annotations

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import SelectChoice, SelectField
from wtforms.validators import DataRequired

from blueprints import responses
from blueprints.access import needs
from blueprints.agencies import blueprint
from blueprints.forms import EditForm
from blueprints.language import label as _l
from models.agency import Agency
from models.agency_duty import duties_of, unanswered
from models.agency_kind import AGENCY_KINDS, KINDS_BY_CODE
from models.base import db
from models.database import StaleVersion
from models.duty_questions import answer_all, answers_of, kinds_to_carry_out
from models.permissions import Permission
from models.tenancy import begin_write

OFFICER = "officer"


class DutiesForm(EditForm):
    """One question for each kind of agency."""

    def show_present(self, row: Any) -> None:
        """After somebody else's answers: his beside each question that he answered otherwise."""
        for field in self:
            if field.name in row.by_kind:
                words = {c.value: str(c.label) for c in field.choices}
                code = _code(row.by_kind[field.name])
                if code != field.data:
                    told = _("Meanwhile answered by somebody else: %(who)s", who=words.get(code))
                    field.errors = [*field.errors, told]
        super().show_present(row)


@blueprint.route("/duties", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def duties() -> Response:
    """For each kind that plans name here: which agency of the unit, or the officer himself."""
    form, asked = _form()
    if not form.is_submitted():
        return responses.page("agencies/duties.html", form=form, asked=asked)
    if not form.validate():
        return responses.invalid("agencies/duties.html", form, asked=asked)
    begin_write()
    try:
        if form.is_first_post():
            answer_all(g.unit, _answers(form, asked), form.version.data)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale("agencies/duties.html", form, stale.row, asked=asked)
    return responses.saved(url_for("agencies.duties"), _("Saved who does what."))


def _form() -> tuple[EditForm, list[str]]:
    """The questions, those not answered yet first, and the kinds they are about."""
    known, given = duties_of(g.unit.id), answers_of(g.unit.id)
    named = kinds_to_carry_out(g.unit) | set(given.by_kind)
    in_order = [kind.code for kind in AGENCY_KINDS if kind.code in named]
    open_ones = unanswered(in_order, known)
    asked = open_ones + [code for code in in_order if code not in open_ones]
    present = {code: _code(agency.id if agency else None) for code, agency in known.items()}
    form: EditForm = type("Questions", (DutiesForm,), {code: _question(code) for code in asked})(
        data=present | {"version": given.version}
    )
    _offer(form, asked)
    return form, asked


def _question(code: str) -> SelectField:
    label = KINDS_BY_CODE[code].label
    return SelectField(label, validators=[DataRequired(_l("Choose one of these."))])


def _offer(form: EditForm, asked: list[str]) -> None:
    """The agencies in being, those of the kind first, then the officer."""
    in_being = Agency.for_list(g.unit.id).where(Agency.ended_on.is_(None))
    agencies = db.session.scalars(in_being).all()
    for code in asked:
        sorted_ = sorted(agencies, key=lambda agency: agency.kind != code)
        form[code].choices = [
            SelectChoice("", _("Choose")),
            *(SelectChoice(str(agency.id), agency.name) for agency in sorted_),
            SelectChoice(OFFICER, _("The officer of the unit does it")),
        ]


def _answers(form: EditForm, asked: list[str]) -> dict[str, int | None]:
    return {code: None if form[code].data == OFFICER else int(form[code].data) for code in asked}


def _code(agency_id: int | None) -> str:
    return OFFICER if agency_id is None else str(agency_id)
