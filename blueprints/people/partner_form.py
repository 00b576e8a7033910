"""The form that makes a partner in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from blueprints.forms import Form, TextField
from blueprints.language import label as _l
from blueprints.me.forms import PHONE_WORDS
from blueprints.people.forms import TOO_LONG
from models.agency import Agency
from models.agency_kind import AGENCY_KINDS, KINDS_BY_CODE, kinds_of_name
from models.email import BadEmail, normalise_email
from models.invite_partner import PartnerOffer
from models.phone import BadPhone, normalise_phone
from models.text import fold


class PartnerForm(Form):
    """For which agency somebody is to log activities, and where he is reached."""

    agencies: Sequence[Agency] = ()

    agency_id = SelectField(
        _l("Agency for which the partner acts"),
        coerce=lambda value: int(value) if value else None,
        validate_choice=False,
    )
    agency_name = TextField(
        _l("Name of the agency"),
        most=200,
        required=False,
        description=_l("The full name, as it stands in official letters."),
    )
    agency_kind = SelectField(
        _l("Kind"),
        choices=[
            SelectChoice("", _l("As the name says")),
            *(SelectChoice(kind.code, kind.label) for kind in AGENCY_KINDS),
        ],
        description=_l("Plans name agencies by kind: this is how a task finds this agency."),
    )
    name = TextField(_l("Partner's full name"), most=200, render_kw={"autocomplete": "off"})
    contact = StringField(
        _l("Phone number or e-mail"),
        validators=[
            DataRequired(_l("Write the number of the person's own phone, or the e-mail address.")),
            Length(max=254, message=TOO_LONG),
        ],
        description=_l(
            "Only who knows it can use the link. With an address the link is sent there as well."
        ),
        render_kw={"autocomplete": "off", "autocapitalize": "none"},
    )

    def offer_agencies(self, agencies: Sequence[Agency]) -> None:
        """Offer those in being; the closed ones are known, to say why they are not there."""
        self.agencies = agencies
        present = [(one.id, one.name) for one in agencies if not one.has_ended]
        none = _l("Choose one, or write it below")
        self.agency_id.choices = [SelectChoice("", none), *(SelectChoice(*one) for one in present)]

    @property
    def writes_agency(self) -> bool:
        """Whether the boxes for one more agency are to stand open."""
        boxes = (self.agency_name, self.agency_kind)
        return len(self.agency_id.choices or ()) < 2 or any(b.data or b.errors for b in boxes)

    @property
    def offer(self) -> PartnerOffer:
        """What was asked for; ask once the form is valid."""
        contact = self.contact.data or ""
        is_email = "@" in contact
        return PartnerOffer(
            name=self.name.data or "",
            phone=None if is_email else contact,
            email=contact if is_email else None,
            agency_id=self.agency_id.data,
            agency_name=self.agency_name.data or "",
            agency_kind=self._kind(),
        )

    def validate_agency_id(self, field: Any) -> None:
        if field.data is None:
            if not self.agency_name.data:
                raise ValidationError(_l("Choose an agency, or write the name of one more below."))
            return
        chosen = next((one for one in self.agencies if one.id == field.data), None)
        if chosen is None:
            raise ValidationError(_l("The unit has no such agency. Choose one of the list."))
        refuse_closed(chosen)

    def validate_agency_name(self, field: Any) -> None:
        if self.agency_id.data is not None:
            raise ValidationError(_l("Choose from the list or write a name, not both."))
        known = self._known()
        if known is not None:
            refuse_closed(known)

    def validate_agency_kind(self, field: Any) -> None:
        needed = self.agency_id.data is None and self.agency_name.data and not self._known()
        if needed and not self._kind():
            raise ValidationError(_l("The name does not say of which kind it is: choose one."))

    def validate_contact(self, field: Any) -> None:
        try:
            typed = field.data or ""
            field.data = normalise_email(typed) if "@" in typed else normalise_phone(typed)
        except BadEmail:
            raise ValidationError(
                _l("Write a whole address, for example: ten.ban@quangtri.gov.vn.")
            ) from None
        except BadPhone as bad:
            raise ValidationError(PHONE_WORDS[bad.fault]) from None

    def _known(self) -> Agency | None:
        """The agency of the list that is called like the one written; one in being first."""
        typed = fold(self.agency_name.data or "")
        return next((one for one in self.agencies if one.folded == typed), None)

    def _kind(self) -> str:
        said = kinds_of_name(self.agency_name.data or "")
        read = next((kind for kind in said if kind in KINDS_BY_CODE), "")
        return str(self.agency_kind.data or read)


def refuse_closed(agency: Agency) -> None:
    """ValidationError where nobody acts for the agency any more."""
    if agency.has_ended:
        raise ValidationError(closed_words(agency))


def closed_words(agency: Agency) -> str:
    """Since when nobody acts for an agency, and what to do."""
    since = agency.ended_on.strftime("%d/%m/%Y") if agency.ended_on else ""
    told = _("%(name)s was closed on %(day)s. Reopen it first.", name=agency.name, day=since)
    return str(told)
