"""Boxes for passwords: one for any, one that asks who is signed in for his own again."""

from __future__ import annotations

from typing import Any

from wtforms import PasswordField
from wtforms.validators import DataRequired, Length, ValidationError

from blueprints.language import label as _l
from models.base import db
from models.password import LONGEST, PasswordFault
from models.sign_in import Tries
from models.tenancy import begin_write, unscoped

PASSWORD_WORDS = {
    PasswordFault.SHORT: _l("At least 10 characters: for example, four words of a sentence."),
    PasswordFault.LONG: _l("At most 200 characters."),
    PasswordFault.COMMON: _l(
        "Many people use this one, so it is guessed first. Write several words that do not belong "
        "together."
    ),
    PasswordFault.OWN: _l(
        "This is made of your name, phone number or e-mail. Write something others do not know."
    ),
}


class PasswordBox(PasswordField):
    """A password; never shown again, never cleaned: blanks belong to it."""

    def __init__(self, label: Any, *, fresh: bool = False, **kwargs: Any) -> None:
        super().__init__(
            label,
            validators=[
                DataRequired(_l("Write the password.")),
                Length(max=LONGEST, message=_l("At most %(max)d characters.")),
            ],
            render_kw={"autocomplete": "new-password" if fresh else "current-password"},
            **kwargs,
        )


class PresentPassword(PasswordBox):
    """The present password of `form.person`, right or counted: five wrong ones lock the field."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        super().__init__(label or _l("Present password"), **kwargs)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if validation_stopped or self.errors:
            return
        tries = Tries.at_confirmation(form.person.id)
        if not _write(tries.take):
            raise ValidationError(_l("Too many failed tries. Wait 15 minutes, then try again."))
        if not form.person.check_password(self.data):
            raise ValidationError(_l("This is not the present password. Type it again."))
        _write(tries.succeed)


def _write(act: Any) -> Any:
    with unscoped("tries are counted for a person, not for a unit"):
        begin_write()
        done = act()
        db.session.commit()
    return done
