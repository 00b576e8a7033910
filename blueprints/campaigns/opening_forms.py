"""The form of opening a campaign."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import (
    BooleanField,
    FormField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
)
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.campaigns.age_bands import BadBands, bands_of, bands_text
from blueprints.campaigns.opening_words import BAD_DAYS, wished
from blueprints.campaigns.wish_form import Rows, WishForm
from blueprints.date_field import DateField
from blueprints.forms import EditForm, LongTextField, TextField, WillBePublic
from blueprints.language import label as _l
from blueprints.settings.occasion_words import FIGURES
from models.campaign import Campaign
from models.campaign_acts import REPORT_DAYS, bad_days, report_due
from models.open_campaign import Wish
from models.plan import UnitsBelow

OWN = "own"
"""The choice of a campaign in which no unit below takes part."""
MOST_WISHES, EMPTY_ROWS = 20, 2


class CampaignForm(EditForm):
    """What a campaign is about, its days, to whom it goes, what is wished for."""

    name = TextField(_l("Name of the campaign"), most=200, validators=[WillBePublic()])
    theme = TextField(
        _l("Theme"),
        most=300,
        required=False,
        validators=[WillBePublic()],
        description=_l("As the letter from above words it."),
    )
    starts_on = DateField(_l("First day"), required=True)
    ends_on = DateField(_l("Last day"), required=True)
    report_due_on = DateField(_l("Report due"))
    guidance = LongTextField(
        _l("Guidance for the units"),
        most=5000,
        required=False,
        description=_l("What to do and what to mind. It is not shown to the public."),
    )
    audience = RadioField(
        _l("Who takes part"), validators=[InputRequired(_l("Choose one of these."))]
    )
    includes_own = BooleanField(_l("The unit itself takes part, too"))
    counts_gifts = BooleanField(
        _l("Gifts are counted: needed, pledged, received, given and left, by hamlet")
    )
    bands = TextField(
        _l("Ages by which children are counted for the gifts"),
        most=80,
        required=False,
        description=_l("In full years, for example: 0-2, 3-5, 6-10, 11-15"),
    )
    asks = SelectMultipleField(
        _l("Figures of the result sheet"),
        choices=[SelectChoice(code, text) for code, text in FIGURES.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    targets = Rows(FormField(WishForm), _l("Wished results"), max_entries=MOST_WISHES)
    again = BooleanField(_l("Open another one all the same"))

    asks_again = False
    """Whether another campaign of the kind was found, and has to be confirmed."""

    def offer(self, direct: int, every: int) -> None:
        """Offer who may take part, with the number of units that each choice means."""
        self.report_due_on.description = _(
            "Left empty: %(days)s days after the last day. That is our proposal; no law says so.",
            days=REPORT_DAYS,
        )
        self.asks.flags.required = self.audience.flags.required = True
        self.audience.choices = [SelectChoice(OWN, _l("The unit itself alone"))]
        if every:
            self.audience.choices += _below(direct, every)

    def add_rows(self) -> None:
        """Add empty rows for more wished results."""
        for _row in range(min(EMPTY_ROWS, MOST_WISHES - len(self.targets))):
            self.targets.append_entry()

    def validate_bands(self, field: Any) -> None:
        try:
            bands_of(field.data)
        except BadBands:
            told = _("Write ages that follow each other, for example: 0-2, 3-5, 6-10, 11-15")
            raise ValidationError(told) from None

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: ages where gifts are counted, and days that follow each other."""
        is_valid = bool(super().validate(extra_validators))
        if self.counts_gifts.data and not self.bands.data:
            self.bands.errors = [_("Gifts are counted by age: write the ages here.")]
            is_valid = False
        return self._has_days() and is_valid

    def _has_days(self) -> bool:
        """Whether it ends after it begins, and reports are due after it has ended."""
        if not (self.starts_on.data and self.ends_on.data) or self.report_due_on.errors:
            return False
        bad = bad_days(self.starts_on.data, self.ends_on.data, self.report_due_on.data)
        if bad is not None:
            name, told = BAD_DAYS[bad]
            self[name].errors = [told]
        return bad is None

    @property
    def wishes(self) -> list[Wish]:
        """The wished results; rows that were left empty are none."""
        return [row.form.wish for row in self.targets if not row.form.is_empty]

    @property
    def choice(self) -> UnitsBelow:
        """Which units below take part."""
        return UnitsBelow.CHOSEN if self.audience.data == OWN else UnitsBelow(self.audience.data)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of a form that is valid."""
        return self.starts_on.data, self.ends_on.data  # type: ignore[return-value]

    @property
    def values(self) -> dict[str, Any]:
        """The columns of a campaign as they were typed."""
        names = ("name", "theme", "starts_on", "ends_on", "guidance", "counts_gifts")
        is_alone = self.audience.data == OWN
        return {
            **{name: getattr(self, name).data or None for name in names},
            "counts_gifts": self.counts_gifts.data,
            "report_due_on": self.report_due_on.data or report_due(self.days[1]),
            "includes_own": is_alone or self.includes_own.data,
            "bands": bands_of(self.bands.data or ""),
            "asks": [code for code in FIGURES if code in self.asks.data],
        }

    def show_present(self, row: Campaign) -> None:
        """Also: the wished results that somebody else saved, above the form."""
        present = SimpleNamespace(
            **{name: getattr(row, name) for name in _AS_KEPT},
            bands=bands_text(row.bands),
            version=row.version,
        )
        rows = self._fields.pop("targets")
        super().show_present(present)
        self._fields["targets"] = rows
        kept = [Wish(one.text, one.measure, one.wanted) for one in row.targets]
        if kept != self.wishes:
            said = "; ".join(wished(one) for one in kept) or "–"
            told = _("Wished results, meanwhile saved by somebody else: %(value)s", value=said)
            self.form_errors.append(told)


_AS_KEPT = (
    *("name", "theme", "starts_on", "ends_on", "report_due_on", "guidance"),
    *("includes_own", "counts_gifts", "asks"),
)


def as_typed(campaign: Campaign, *, is_alone: bool) -> dict[str, Any]:
    """What the form is filled with for a draft."""
    rows = [{name: getattr(one, name) for name in _WISHED} for one in campaign.targets]
    return {
        **{name: getattr(campaign, name) for name in _AS_KEPT},
        "bands": bands_text(campaign.bands),
        "audience": OWN if is_alone else campaign.units_below,
        "targets": rows,
        "version": campaign.version,
    }


_WISHED = ("text", "measure", "wanted")


def _below(direct: int, every: int) -> list[SelectChoice]:
    directly = ngettext(
        "The %(num)d unit directly below", "All %(num)d units directly below", direct
    )
    at_all = ngettext("The %(num)d unit below", "All %(num)d units at every level below", every)
    chosen = _("Units that are chosen one by one on the next page")
    choices = [SelectChoice(UnitsBelow.DIRECT.value, str(directly))]
    choices += [SelectChoice(UnitsBelow.ALL.value, str(at_all))] if every > direct else []
    return [*choices, SelectChoice(UnitsBelow.CHOSEN.value, str(chosen))]
