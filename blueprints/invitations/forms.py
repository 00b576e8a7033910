"""The form of somebody who comes into the portal by an invitation."""

from __future__ import annotations

from typing import Any

from wtforms.validators import DataRequired, Length, Optional

from blueprints.auth.forms import NewPasswordForm
from blueprints.forms import TextField
from blueprints.language import label as _l
from blueprints.me.forms import EmailField, PhoneField
from models.base import db
from models.invitation import Invitation
from models.person import Person
from models.tenancy import unscoped

TAKEN = _l("There is an account with it already. Sign in with it, then accept.")
TOO_LONG = _l("At most %(max)d characters.")


class JoinForm(NewPasswordForm):
    """Name, phone number and a password: all that an account needs."""

    name = TextField(
        _l("Your name"), most=200, render_kw={"autocomplete": "name"}, description=_l("In full.")
    )
    phone = PhoneField(
        _l("Your phone number"),
        validators=[
            DataRequired(_l("Write the number of your own phone.")),
            Length(max=30, message=TOO_LONG),
        ],
        description=_l("You sign in with it."),
        render_kw={"inputmode": "tel", "autocomplete": "tel"},
    )
    email = EmailField(
        _l("E-mail"),
        validators=[Optional(), Length(max=254, message=TOO_LONG)],
        render_kw={"inputmode": "email", "autocomplete": "email", "autocapitalize": "none"},
    )

    def __init__(self, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__((), **kwargs)
        self.invitation = invitation
        self.about = (self.name.data, self.phone.data, self.email.data)

    def validate(self, **kwargs: Any) -> bool:
        """As usual; then whether it is the one invited, and whether the number is still free."""
        return super().validate(**kwargs) and self._is_the_invited() and self._is_new()

    def _is_the_invited(self) -> bool:
        if self.invitation.is_for(self.phone.data, self.email.data):
            return True
        wrong = self.phone if self.invitation.phone else self.email
        wrong.errors = [
            _l("The invitation was made for another one. Write the one your office has, or ask.")
        ]
        return False

    def _is_new(self) -> bool:
        for box in (self.phone, self.email):
            if box.data and is_taken(box.data):
                box.errors = [TAKEN]
        return not (self.phone.errors or self.email.errors)


def is_taken(name: str) -> bool:
    """Whether somebody signs in with this number or address."""
    with unscoped("a new account needs a number that nobody has"):
        return db.session.scalar(Person.named(name).with_only_columns(Person.id)) is not None
