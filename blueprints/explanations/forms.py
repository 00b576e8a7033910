"""The forms of a request to explain."""

from __future__ import annotations

from typing import Any

from blueprints.date_field import DateField
from blueprints.forms import EditForm, LongTextField
from blueprints.language import label as _l
from models.clock import today
from models.explanation_acts import usual_due


class QuestionForm(EditForm):
    """What is to be explained, and by when."""

    question = LongTextField(
        _l("What is to be explained"),
        most=2000,
        description=_l("For example: why the line has been overdue for two months"),
    )
    answer_by = DateField(_l("Last day to answer"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.answer_by.data = usual_due(today())


class AnswerForm(EditForm):
    """The explanation."""

    answer = LongTextField(
        _l("Explanation"),
        most=4000,
        description=_l("What happened, why, and what the unit does now. Name no child."),
    )
