"""What stands around the fields of the log form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from blueprints.activities.campaign_boxes import Boxes as CampaignBoxes
from blueprints.activities.campaign_boxes import CampaignRow, rows_named
from blueprints.activities.forms import ActivityForm
from blueprints.activities.match_boxes import Boxes
from blueprints.activities.offered import Organiser
from documents.evidence_intake import LARGEST_FILE
from models.activity import Activity, ActivityState
from models.child_names import NameFound, names_in
from models.clock import today
from models.evidence import MOST_PER_LINE


@dataclass(frozen=True)
class EntryPage:
    """The page of a new entry, or of one that is changed."""

    form: ActivityForm
    activity: Activity | None = None
    is_done: bool = False
    action: str = ""
    like: str = ""
    most: int = MOST_PER_LINE
    largest: int = LARGEST_FILE

    @property
    def title(self) -> str:
        if self.activity is None:
            return str(_("Log an activity"))
        return str(_("It was done") if self.is_done else _("Change the activity"))

    @property
    def back(self) -> str:
        if self.activity is None:
            return url_for("today.show")
        return url_for("activities.show", activity_id=self.activity.id)

    @property
    def today(self) -> date:
        return today()

    @property
    def may_be_draft(self) -> bool:
        return self.activity is None or self.activity.state == ActivityState.DRAFT

    @property
    def offers_lines(self) -> bool:
        """Whether the lines that it fills are proposed beside it: while it is not counted yet."""
        is_new = self.activity is None or self.activity.state != ActivityState.COUNTED
        return is_new and self.form.offered.doer.decides

    @property
    def ticked(self) -> dict[str, str]:
        """What was ticked beside the form that was posted, or by the link that led to it, to be
        sent along again."""
        campaigns = CampaignBoxes.of(request.values).values
        return {**Boxes.of(request.values).values, **campaigns}

    @cached_property
    def campaigns(self) -> list[CampaignRow]:
        """The campaign from whose page the person came, where none are proposed beside the form;
        three queries where one is named."""
        boxes = CampaignBoxes.of(request.values)
        return [] if self.offers_lines or not boxes.ticked else rows_named(boxes)

    @property
    def first_leads(self) -> list[Organiser]:
        return self.form.offered.shown_first(self.form.lead.data)

    @property
    def more_leads(self) -> list[Organiser]:
        first = {one.key for one in self.first_leads}
        return [one for one in self.form.offered.leads if one.key not in first]

    @property
    def asks(self) -> dict[str, str]:
        """What each kind asks for, as the style sheet compares it."""
        return {one.code: " ".join(sorted(one.asks)) for one in self.form.offered.kinds}

    @property
    def keeps(self) -> str | None:
        """Under what the device keeps what is typed of a new entry, until it is saved."""
        name = "/".join((str(current_user.id), g.unit.slug, self.like))
        return name if self.activity is None else None

    @property
    def names(self) -> tuple[NameFound, ...]:
        """What looks like names of children in what is typed."""
        form = self.form
        return names_in(form.title.data, form.place.data, form.note.data)
