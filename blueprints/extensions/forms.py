"""The forms of a request for a later day."""

from __future__ import annotations

from blueprints.date_field import DateField
from blueprints.forms import Form, LongTextField
from blueprints.language import label as _l
from models.extension_acts import ExtensionAct


class ExtensionForm(Form):
    """The new day, and why."""

    new_on = DateField(_l("New day"), required=True)
    reason = LongTextField(
        _l("Reason"),
        most=1000,
        description=_l("For example: the storm cut the power for three days"),
    )


class DecisionForm(Form):
    """A word to who asked; a refusal says why."""

    word = LongTextField(
        _l("A word to the unit"),
        most=1000,
        required=False,
        description=_l("A refusal needs one, so that the unit knows why."),
    )

    def is_in_order(self, act: str) -> bool:
        """Whether nothing is missing; errors stand beside the field."""
        if not self.validate():
            return False
        if act not in (ExtensionAct.GRANT, ExtensionAct.REFUSE):
            self.form_errors.append(_l("Choose one of the two buttons."))
            return False
        if act == ExtensionAct.REFUSE and not self.word.data:
            self.word.errors = [*self.word.errors, _l("Write why it is refused.")]
            return False
        return True
