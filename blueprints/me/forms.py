"""The forms of one's own page."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select
from wtforms import HiddenField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from blueprints.forms import EditForm, Form, TextField
from blueprints.language import LANGUAGES
from blueprints.language import label as _l
from blueprints.password_fields import PresentPassword
from models.base import db
from models.email import BadEmail, normalise_email
from models.person import Person
from models.phone import BadPhone, PhoneFault, normalise_phone
from models.tenancy import unscoped

PHONE_WORDS = {
    PhoneFault.CHARACTERS: _l("Write digits only, for example: 0912 345 678."),
    PhoneFault.OLD: _l(
        "Numbers of eleven digits that began with 01 have ten now. Write the new one."
    ),
    PhoneFault.ABROAD: _l("Only numbers of Vietnam can be used, for example: 0912 345 678."),
    PhoneFault.DIGITS: _l(
        "A mobile number has ten digits, a landline eleven with its area code: count them again."
    ),
}


class ProfileForm(EditForm):
    """What others see, and the language."""

    name = TextField(_l("Name"), most=200, description=_l("As colleagues know you."))
    language = SelectField(
        _l("Language"), choices=[SelectChoice(*language) for language in LANGUAGES.items()]
    )


class PhoneField(StringField):
    """A phone number; what is left in `data` is the form that is stored."""

    data: str | None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if self.errors or not self.data:
            self.data = self.data or None
            return
        try:
            self.data = normalise_phone(self.data)
        except BadPhone as bad:
            raise ValidationError(PHONE_WORDS[bad.fault]) from None


class EmailField(StringField):
    """An e-mail address, in the form that is stored."""

    data: str | None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if self.errors or not self.data:
            self.data = self.data or None
            return
        try:
            self.data = normalise_email(self.data)
        except BadEmail:
            raise ValidationError(
                _l("Write a whole address, for example: ten.ban@quangtri.gov.vn.")
            ) from None


class ContactForm(EditForm):
    """What one signs in with; the present password goes with it."""

    phone = PhoneField(
        _l("Phone number"),
        validators=[Optional(), Length(max=30, message=_l("At most %(max)d characters."))],
        description=_l("You sign in with it. +84 and 0 are one number."),
        render_kw={"inputmode": "tel", "autocomplete": "tel"},
    )
    email = EmailField(
        _l("E-mail"),
        validators=[Optional(), Length(max=254, message=_l("At most %(max)d characters."))],
        description=_l(
            "You can sign in with it too; a new password is sent there if you need one."
        ),
        render_kw={"inputmode": "email", "autocomplete": "email", "autocapitalize": "none"},
    )
    present = PresentPassword()

    def __init__(self, person: Person, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.person = person

    def validate(self, extra_validators: Any = None) -> bool:
        """Beside each field's own rules: one of the two, and neither somebody else's."""
        if not super().validate(extra_validators):
            return False
        if not self.phone.data and not self.email.data:
            self.phone.errors = [_l("Keep a phone number or an e-mail: you sign in with it.")]
            return False
        return not self.show_taken()

    def show_taken(self) -> bool:
        """Whether another person has this number or address; says so beside the field."""
        own = or_(Person.phone == self.phone.data, Person.email == self.email.data)
        with unscoped("a phone number or address is one person's in the whole portal"):
            others = db.session.execute(
                select(Person.phone, Person.email).where(own, Person.id != self.person.id)
            ).all()
        if any(self.phone.data and phone == self.phone.data for phone, _email in others):
            self.phone.errors = [_l("Another person signs in with this number.")]
        if any(self.email.data and email == self.email.data for _phone, email in others):
            self.email.errors = [_l("Another person signs in with this address.")]
        return bool(others)


class EnrolmentForm(Form):
    """The first code of a new second factor; the secret travels sealed."""

    sealed = HiddenField()
    code = StringField(
        _l("Code that the app shows"),
        validators=[DataRequired(_l("Write the six digits that the app shows now."))],
        render_kw={
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "maxlength": 10,
            "spellcheck": "false",
        },
    )


class ConfirmationForm(Form):
    """The present password, before the second factor is switched off or its codes are renewed."""

    present = PresentPassword()

    def __init__(self, person: Person, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.person = person
