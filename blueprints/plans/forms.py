"""The forms of a plan's header: the paper's own data, and the period it runs over."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from wtforms import SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from blueprints.date_field import DateField
from blueprints.filters import day
from blueprints.forms import EditForm, TextField, UnreadableCharacters
from blueprints.language import label as _l
from blueprints.plans.plan_words import KINDS
from models.plan import PlanKind
from models.plan_period import FIRST_YEAR, LAST_YEAR, is_too_long
from models.text import normalise

MOST_LINES, LONGEST_LINE = 200, 1000


class LinesField(TextAreaField):
    """A list of lines, one entry each; empty lines are dropped."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, validators=[UnreadableCharacters(), self._short_enough], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        lines = normalise(valuelist[0], keep_lines=True).split("\n") if valuelist else []
        self.data: list[str] = [line for line in lines if line]

    def _value(self) -> str:
        return "\n".join(self.data or [])

    @staticmethod
    def _short_enough(_form: Any, field: Any) -> None:
        if len(field.data) > MOST_LINES:
            raise ValidationError(_l("Too many lines: 200 at most."))
        if any(len(line) > LONGEST_LINE for line in field.data):
            raise ValidationError(_l("A line is too long: 1,000 characters at most."))


class PaperFields:
    """What every way to a plan asks for where no reader finds it."""

    subject = TextField(
        _l("Subject"), most=500, description=_l("What the paper is about, as its title says.")
    )
    kind = SelectField(
        _l("Kind of paper"),
        choices=[SelectChoice(kind.value, text) for kind, text in KINDS.items()],
        validators=[DataRequired(_l("Choose one of these."))],
        default=PlanKind.PLAN.value,
    )
    number = TextField(
        _l("Number and symbol"),
        most=60,
        required=False,
        description=_l("For example: 170/UBND-VX. It can be added later."),
    )
    issued_on = DateField(_l("Date of the paper"))
    starts_on = DateField(_l("First day of the period"), required=True)
    ends_on = DateField(_l("Last day of the period"), required=True)

    def validate_ends_on(self, field: Any) -> None:
        first = self.starts_on.data
        if first is None or field.data is None:
            return
        if field.data < first:
            raise ValidationError(_l("The last day lies before the first one."))
        if first.year < FIRST_YEAR or field.data.year > LAST_YEAR:
            raise ValidationError(_l("Write a year from 1990 to 2100."))
        if is_too_long(first, field.data):
            raise ValidationError(_l("A plan runs over ten years at most."))

    @property
    def header(self) -> dict[str, Any]:
        """The columns of these fields; what was left empty is None."""
        fields: Any = self
        return {
            "subject": fields.subject.data,
            "kind": PlanKind(fields.kind.data),
            "number": fields.number.data or None,
            "issued_on": fields.issued_on.data,
            "starts_on": fields.starts_on.data,
            "ends_on": fields.ends_on.data,
        }


class HeaderForm(PaperFields, EditForm):
    """The whole header of a draft."""

    place = TextField(_l("Place of issue"), most=120, required=False)
    issuer = TextField(
        _l("Issuing authority"),
        most=200,
        required=False,
        description=_l("As it is written at the head of the paper."),
    )
    signer = TextField(_l("Signed by"), most=120, required=False)
    signer_title = TextField(_l("Position of who signs"), most=200, required=False)
    grounds = LinesField(_l("Legal grounds"), description=_l("One in each line."))
    recipients = LinesField(_l("Recipients"), description=_l("One in each line."))

    @property
    def values(self) -> dict[str, Any]:
        """All columns of the header; what was left empty is None."""
        more = {name: self[name].data or None for name in MORE}
        return self.header | more | {name: self[name].data for name in ("grounds", "recipients")}

    def show_present(self, row: Any) -> None:
        """After somebody else's save: his values as a person would write them."""
        words = {
            name: _written(getattr(row, name))
            for name in HEADER
            if (getattr(row, name) or None) != (self[name].data or None)
        }
        super().show_present(SimpleNamespace(version=row.version, **words))


HEADER = (
    "kind",
    "number",
    "issued_on",
    "place",
    "issuer",
    "subject",
    "signer",
    "signer_title",
    "starts_on",
    "ends_on",
    "grounds",
    "recipients",
)
MORE = ("place", "issuer", "signer", "signer_title")


def _written(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value) or "–"
    if value in set(PlanKind):
        return str(KINDS[PlanKind(value)])
    return str(value or "–") if isinstance(value, str) else day(value)
