"""The form of a line: each field with the value that was seen, so that it is saved by itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _
from uuid_utils.compat import uuid7
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectChoice
from wtforms.validators import AnyOf, Optional

from blueprints.date_field import DateField
from blueprints.forms import Form, LongTextField
from blueprints.language import label as _l
from blueprints.number_fields import count_field, money_field
from models.line import MOST_CHARACTERS, LineState
from models.month_line import MonthLine
from models.write_line import FIELDS, BadValue, Change

STATES = {
    LineState.NOT_STARTED: _l("Not started"),
    LineState.IN_PROGRESS: _l("In progress"),
    LineState.DONE: _l("Done"),
    LineState.NOT_APPLICABLE: _l("Nothing arose"),
}
BAD_VALUES = {
    BadValue.REASON_MISSING: _l("Write why nothing arose."),
    BadValue.DAY_TO_COME: _l("This day lies after the month, or is still to come."),
    BadValue.DAY_TOO_EARLY: _l("This day lies before the line's period."),
    BadValue.DAY_OF_NOTHING: _l("Choose Done first, then write the day."),
}


class LineForm(Form):
    """What is written of a line. A post holds all fields or some; each beside `was-` its name."""

    state = RadioField(
        _l("State"),
        choices=[SelectChoice(code, text) for code, text in STATES.items()],
        validators=[Optional(), AnyOf([*LineState], _l("Choose one of these."))],
        validate_choice=False,
    )
    done_on = DateField(_l("Done on"))
    reason = LongTextField(
        _l("Why nothing arose"),
        most=MOST_CHARACTERS,
        required=False,
        description=_l("For example: no such case this month. It is saved with its reason."),
    )
    note = LongTextField(
        _l("Note, result"),
        most=MOST_CHARACTERS,
        required=False,
        description=_l("For example: 2 meetings, 86 parents and 12 teachers came"),
    )
    times = count_field(_l("Times"))
    children = count_field(_l("Children"))
    adults = count_field(_l("Adults"))
    amount = money_field(_l("Money spent (đồng)"))
    difficulty = LongTextField(
        _l("Difficulty"),
        most=MOST_CHARACTERS,
        required=False,
        description=_l("What stands in the way; it goes into the report."),
    )

    def changes(self, posted: MultiDict[str, str]) -> dict[str, Change]:
        """What was given, over what was seen; ask after validate()."""
        given = _ticked(posted)
        seen = LineForm(MultiDict({name: posted.get(f"was-{name}", "") for name in FIELDS}))
        for name in FIELDS:
            if name in posted:
                given[name] = Change(_data(seen[name]), _data(self[name]))
        return given

    @classmethod
    def of(cls, line: MonthLine) -> LineForm:
        """The form as the line stands."""
        return cls(None, data={name: getattr(line, name) for name in FIELDS})

    def keep_saved(self, line: MonthLine, posted: Collection[str]) -> None:
        """Show what is saved in the fields that did not come: a form redrawn empty would be
        saved empty."""
        for name in {*FIELDS} - {*posted}:
            self[name].process(None, getattr(line, name))

    def show_present_line(self, line: MonthLine, present: dict[str, Any]) -> None:
        """After somebody else's save: his value beside each field that differs from it."""
        now = LineForm.of(line)
        for name in present:
            said = STATES[line.state] if name == "state" else now[name]._value() or "–"
            told = _("Meanwhile saved by somebody else: %(value)s", value=said)
            self[name].errors = [*self[name].errors, told]
        self.form_id.data = str(uuid7())


def seen_values(line: MonthLine) -> dict[str, str]:
    """What a form says that it was filled from, by field, as it is written in the fields."""
    form = LineForm.of(line)
    typed = [name for name in FIELDS if name not in (line.summed or ())]
    return {name: line.state if name == "state" else form[name]._value() or "" for name in typed}


def _ticked(posted: MultiDict[str, str]) -> dict[str, Change]:
    """The tick of a row posts its state as "from:to"."""
    was, _colon, value = posted.get("tick", "").partition(":")
    if not {was, value} <= {*LineState}:
        return {}
    return {"state": Change(LineState(was), LineState(value))}


def _data(field: Any) -> Any:
    return None if field.data == "" else field.data
