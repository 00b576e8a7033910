"""The forms of roles, invitations, import and handover."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.date_field import DateField
from blueprints.forms import EditForm, Form, TextField
from blueprints.language import label as _l
from blueprints.me.forms import EmailField, PhoneField
from blueprints.shell import ROLES
from models.clock import today
from models.invitation import Offer
from models.permissions import Role

TOO_LONG = _l("At most %(max)d characters.")


class RoleFields:
    """Which role, for which agency, from when to when."""

    role = RadioField(_l("Role"), validators=[InputRequired(_l("Choose a role."))])
    agency_id = SelectField(
        _l("Agency"),
        coerce=lambda value: int(value) if value else None,
        description=_l("Only for a partner: the agency for which he acts."),
    )
    starts_on = DateField(_l("From"), description=_l("Day/month/year. Empty: from today."))
    ends_on = DateField(
        _l("Until"), description=_l("The last day, which still counts. Empty: without an end.")
    )

    def offer_choices(self, roles: Iterable[Role], agencies: Iterable[Any]) -> None:
        """Offer the roles that may be given, and the unit's agencies."""
        chosen: Any = self
        chosen.role.choices = [(role.value, ROLES[role]) for role in roles]
        chosen.agency_id.choices = [("", "–"), *((one.id, one.name) for one in agencies)]

    def validate_agency_id(self, field: Any) -> None:
        is_partner = self.role.data == Role.PARTNER
        if is_partner and field.data is None:
            raise ValidationError(_l("Choose the agency for which the partner acts."))
        if not is_partner:
            field.data = None

    def validate_ends_on(self, field: Any) -> None:
        first = self.starts_on.data or today()
        if field.data is not None and field.data < max(first, today()):
            raise ValidationError(_l("The last day lies before the first one, or is over."))


class InviteForm(RoleFields, Form):
    """Who is invited, and to what."""

    name = TextField(_l("Full name"), most=200, render_kw={"autocomplete": "off"})
    phone = PhoneField(
        _l("Phone number"),
        validators=[
            DataRequired(_l("Write the number of the person's own phone.")),
            Length(max=30, message=TOO_LONG),
        ],
        description=_l("Only who knows this number can use the link."),
        render_kw={"inputmode": "tel", "autocomplete": "off"},
    )
    email = EmailField(
        _l("E-mail"),
        validators=[Optional(), Length(max=254, message=TOO_LONG)],
        description=_l("With an address the link is sent there as well."),
        render_kw={"inputmode": "email", "autocomplete": "off", "autocapitalize": "none"},
    )

    @property
    def offer(self) -> Offer:
        return Offer(
            name=self.name.data,
            role=Role(self.role.data),
            phone=self.phone.data,
            email=self.email.data,
            agency_id=self.agency_id.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )


class RoleForm(RoleFields, Form):
    """One more role for somebody who is known here."""


class EndForm(EditForm):
    """The last day of a membership."""

    ends_on = DateField(
        _l("Last day"),
        description=_l(
            "Day/month/year. The last day still counts; yesterday takes the rights away at once. "
            "Empty: without an end."
        ),
    )

    def validate_ends_on(self, field: Any) -> None:
        if field.data is not None and field.data < today() - timedelta(days=1):
            raise ValidationError(_l("What is over stays as it was: yesterday at the earliest."))


class ListForm(Form):
    """The list to import."""

    file = FileField(
        _l("List (.xlsx)"),
        validators=[FileRequired(_l("Choose the file."))],
        description=_l("At most 500 people, in the columns of the template."),
    )


class ConfirmForm(Form):
    """The list as it was read, signed, to be invited."""

    sealed_list = HiddenField(validators=[DataRequired()])


class HandoverForm(Form):
    """To whom, until when, and what."""

    receiver_id = SelectField(
        _l("Successor"),
        coerce=lambda value: int(value) if value else None,
        validators=[DataRequired(_l("Choose who takes over."))],
        description=_l("Somebody with a role at this unit. Invite him first if he has none."),
    )
    last_on = DateField(
        _l("Last day of the one who leaves"),
        required=True,
        description=_l("Day/month/year. This day still counts."),
    )
    kinds = SelectMultipleField(
        _l("What is handed over"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def validate_last_on(self, field: Any) -> None:
        if field.data is not None and field.data < today() - timedelta(days=1):
            raise ValidationError(_l("What is over stays as it was: yesterday at the earliest."))
