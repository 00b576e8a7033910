"""The form of a hamlet."""

from __future__ import annotations

from blueprints.forms import EditForm, TextField
from blueprints.language import label as _l


class HamletForm(EditForm):
    """The name, with the word for what it is."""

    name = TextField(
        _l("Name"), most=200, description=_l("For example: Thôn Tân Định, Tổ dân phố 3.")
    )
