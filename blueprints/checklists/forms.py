"""The forms of a month."""

from __future__ import annotations

from blueprints.forms import Form, LongTextField
from blueprints.language import label as _l


class SubmissionForm(Form):
    """A word to who decides."""

    word = LongTextField(_l("A word to the reviewer"), most=1000, required=False)
