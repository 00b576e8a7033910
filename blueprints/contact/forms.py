"""The form of a unit's child protection contact."""

from __future__ import annotations

from wtforms.validators import Regexp

from blueprints.forms import EditForm, TextField
from blueprints.language import label as _l


class ContactForm(EditForm):
    """A post and its phone: not a person's name, so that it outlives who holds the post."""

    post = TextField(
        _l("Post"),
        most=200,
        description=_l("The post that answers, for example: Công chức văn hóa - xã hội."),
    )
    phone = TextField(
        _l("Phone"),
        most=16,
        description=_l("Digits and blanks, for example: 0233 3871 111."),
        validators=[
            Regexp(
                r"^\+?[\d .]{3,16}$", message=_l("Write digits only, for example: 0233 3871 111.")
            )
        ],
        render_kw={"inputmode": "tel", "autocomplete": "off"},
    )
