"""The forms at the door."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from blueprints.language import label as _l
from blueprints.password_fields import PASSWORD_WORDS, PasswordBox, PresentPassword
from models.password import fault_of


class LoginForm(FlaskForm):
    """Who, and the proof."""

    name = StringField(
        _l("Phone number or e-mail"),
        validators=[
            DataRequired(_l("Write the phone number or e-mail you were invited with.")),
            Length(max=254, message=_l("At most %(max)d characters.")),
        ],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordBox(_l("Password"))
    keep = BooleanField(
        _l("Keep me signed in on this device"),
        description=_l("Leave it unticked on a shared office computer."),
    )
    next = HiddenField()


class CodeForm(FlaskForm):
    """The second factor."""

    code = StringField(
        _l("Code"),
        validators=[
            DataRequired(_l("Write the six digits that the app shows now.")),
            Length(max=20, message=_l("At most %(max)d characters.")),
        ],
        description=_l("Six digits from the app on your phone, or one of your recovery codes."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"},
    )
    next = HiddenField()


class ForgottenForm(FlaskForm):
    """Whose password is lost."""

    name = StringField(
        _l("Phone number or e-mail"),
        validators=[
            DataRequired(_l("Write the phone number or e-mail you sign in with.")),
            Length(max=254, message=_l("At most %(max)d characters.")),
        ],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


class NewPasswordForm(FlaskForm):
    """A new password, typed twice."""

    password = PasswordBox(
        _l("New password"),
        fresh=True,
        description=_l("At least 10 characters. Several words are easy to remember."),
    )
    again = PasswordBox(_l("The same password again"), fresh=True)

    def __init__(self, about: tuple[str | None, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.about = about

    def validate_password(self, field: Any) -> None:
        if fault := fault_of(field.data, *self.about):
            raise ValidationError(PASSWORD_WORDS[fault])

    def validate_again(self, field: Any) -> None:
        if field.data != self.password.data:
            raise ValidationError(_l("This differs from the password above. Type both again."))


class ChangePasswordForm(NewPasswordForm):
    """As NewPasswordForm, by somebody who knows the present one."""

    present = PresentPassword()

    def __init__(self, person: Any, **kwargs: Any) -> None:
        super().__init__(person.own_words, **kwargs)
        self.person = person
