"""What the pages of a unit's part in a campaign show, and to whom which button."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_login import current_user

from blueprints.campaign_totals.totals_words import MEASURES
from blueprints.campaigns.head import Head, head_or_404
from blueprints.campaigns.words import MONEY, figure_value
from blueprints.filters import day, days_left, money
from blueprints.participations.forms import place_of_plan
from blueprints.participations.words import (
    STATES,
    figure_name,
    last_step,
    missing_words,
    refusal,
    steps_of,
    unit_above,
)
from models.campaign import CampaignState, Measure
from models.child_names import NameFound, names_in
from models.month_acts import Reader
from models.participation import HANDED_IN, Participation, ParticipationState, StepKind
from models.participation_acts import Obstacle, ParticipationAct
from models.permissions import Permission, Standing
from models.unit_campaign import UnitCampaign, read_part

_TOLD = {
    Obstacle.UNIT_ENDED,
    Obstacle.NOT_ADDRESSED,
    Obstacle.DRAFT,
    Obstacle.WITHDRAWN,
    Obstacle.CLOSED,
}
"""What stands in the way of everything, so that the page says it on top."""


def reader_with(standing: Standing) -> Reader:
    """The person, as the pure function of the acts knows him, with what he is at some unit."""
    return Reader(
        current_user.id,
        writes=Permission.TAKE_PART in standing.permissions,
        decides=Permission.DECIDE_MONTHS in standing.permissions,
        delegated=standing.delegated_for(Permission.DECIDE_MONTHS),
    )


def find_page(campaign_id: int) -> PartPage:
    """The part of the unit of the URL in a campaign; 404 for one out of scope."""
    head = head_or_404(campaign_id)
    return PartPage(head, read_part(g.unit, head.campaign), reader_with(g.standing))


@dataclass(frozen=True)
class Figure:
    """A figure of the result sheet: its name, its value, the list behind it, and what it was when
    it was handed in, where that is something else."""

    name: str
    value: str
    href: str
    was: str = ""


@dataclass(frozen=True)
class PartPage:
    """A unit's part in a campaign as somebody reads it."""

    head: Head
    part: UnitCampaign
    reader: Reader

    @property
    def href(self) -> str:
        return url_for("participations.show", campaign_id=self.part.campaign.id)

    @property
    def row(self) -> Participation | None:
        return self.part.row

    @property
    def version(self) -> int | None:
        return self.row.version if self.row else None

    @property
    def status(self) -> tuple[str, str, Any]:
        return STATES[self.part.state]

    @property
    def due(self) -> str:
        """Until when the result sheet is asked for, and how far that is while it is waited for."""
        due_on = self.part.campaign.report_due_on
        told = _("Submit by %(day)s", day=day(due_on))
        left = days_left(due_on, self.head.day) if self.is_waited_for else ""
        return f"{told}, {left}" if left else str(told)

    @property
    def is_waited_for(self) -> bool:
        return self.part.state not in HANDED_IN

    @cached_property
    def acts(self) -> set[str]:
        """What the person may do now."""
        return {act.value for act in ParticipationAct if self._why_not(act) is None}

    @property
    def why_closed(self) -> tuple[str, str] | None:
        """Why nothing can be written any more, whoever reads."""
        why = self.part.obstacle(ParticipationAct.FILL, Reader(0, writes=True))
        if why not in _TOLD or why is None:
            return None
        title, text = refusal(why)
        reason = self.part.campaign.withdrawal_reason if why is Obstacle.WITHDRAWN else None
        return title, f"{reason} {text}" if reason else text

    @property
    def why_not_decide(self) -> tuple[str, str] | None:
        """Why who decides here cannot decide on what waits for it."""
        is_waiting = self.part.state is ParticipationState.SUBMITTED
        why = self._why_not(ParticipationAct.APPROVE)
        return refusal(why) if why and is_waiting and self.reader.decides else None

    @property
    def plan(self) -> list[tuple[str, str]]:
        """What is planned, named; empty where there is no plan."""
        row = self.row
        if row is None or not row.has_plan:
            return []
        lead = row.lead_agency.name if row.lead_agency else row.lead_name
        told = (
            (_("When"), day(row.planned_on) if row.planned_on else ""),
            (_("Where"), self.place),
            (_("Who leads"), lead or ""),
            (_("State budget"), _amount(row.planned_budget)),
            (_("Mobilised"), _amount(row.planned_mobilised)),
        )
        return [(str(name), value) for name, value in told if value]

    @property
    def place(self) -> str:
        """Where it is planned to be."""
        return place_of_plan(self.row) if self.row else ""

    @property
    def new_activity(self) -> str:
        """The log form with the campaign chosen."""
        return url_for("activities.new", campaign=self.part.campaign.id)

    @property
    def figures(self) -> list[Figure]:
        """What the campaign asks for, as the activities give it."""
        since = {one.name: one for one in self.part.differences}
        return [
            Figure(
                figure_name(name),
                figure_value(name, getattr(self.part.sums, name)),
                self.list_of(),
                figure_value(name, since[name].was) if name in since else "",
            )
            for name in self.asked
        ]

    @property
    def asked(self) -> list[str]:
        """The figures asked for; how many activities there were is always one of them."""
        asks = self.part.campaign.asks
        return asks if "activities" in asks else ["activities", *asks]

    @property
    def changed(self) -> list[str]:
        """What changed since it was handed in, of all figures."""
        return [
            str(
                _(
                    "%(name)s: %(was)s when it was submitted, %(now)s now",
                    name=figure_name(one.name),
                    was=figure_value(one.name, one.was),
                    now=figure_value(one.name, one.now),
                )
            )
            for one in self.part.differences
        ]

    def list_of(self) -> str:
        """The list of the activities behind the figures."""
        whose = {"of": g.unit.slug} if g.has_below else {}
        asked = {"campaign": self.part.campaign.id, "period": "all", "state": "counted", **whose}
        return url_for("activities.index", **asked)

    @property
    def targets(self) -> list[tuple[str, str]]:
        """The wished results in words, each with what this unit added to it."""
        return [
            (one.text, self._reached(Measure(one.measure), one.wanted) if one.measure else "")
            for one in self.part.campaign.targets
        ]

    @property
    def missing(self) -> list[str]:
        """What is missing in the sheet, while it is not handed in, and for who decides on it."""
        is_written = self.is_waited_for and not self.why_closed
        is_asked = is_written or ParticipationAct.APPROVE.value in self.acts
        return [missing_words(one) for one in self.part.missing] if is_asked else []

    @property
    def goes_on(self) -> str:
        """That the campaign is not over yet, where it is not."""
        campaign = self.part.campaign
        if campaign.state is not CampaignState.RUNNING:
            return ""
        return str(_("The campaign goes on until %(day)s.", day=day(campaign.ends_on)))

    @property
    def steps(self) -> list[dict[str, Any]]:
        return steps_of(self.part.steps, self.above)

    @property
    def word(self) -> str:
        """What who handed it in wrote to who decides."""
        said = [one.word for one in self.part.steps if one.kind == StepKind.SUBMITTED]
        return (said[-1] or "") if said else ""

    @property
    def last(self) -> str:
        """What was done last, by whom."""
        return last_step(self.part.steps, self.above)

    @property
    def above(self) -> str:
        return unit_above()

    @property
    def on_behalf_of(self) -> str:
        """Who delegated the decision to him; nothing where he decides in his own right."""
        return self.reader.delegated.giver_name if self.reader.delegated else ""

    @property
    def names(self) -> tuple[NameFound, ...]:
        """What looks like names of children in what was written, for who may change it."""
        row = self.row
        if row is None or not self.acts:
            return ()
        return names_in(row.what, row.place, row.difficulties, row.proposals, row.gift_note)

    def _reached(self, measure: Measure, wanted: int | None) -> str:
        name = "activities" if measure is Measure.UNITS else measure.value
        return str(
            _(
                "This unit: %(reached)s. All units together: %(wanted)s",
                reached=self._own(measure, name),
                wanted=_with_noun(measure, figure_value(name, wanted)),
            )
        )

    def _own(self, measure: Measure, name: str) -> str:
        if measure is not Measure.UNITS:
            return figure_value(name, getattr(self.part.sums, name))
        return str(_("held") if self.part.sums.activities else _("not held yet"))

    def _why_not(self, act: ParticipationAct) -> Obstacle | None:
        return self.part.obstacle(act, self.reader)


def _with_noun(measure: Measure, figure: str) -> str:
    return figure if measure.value in MONEY else f"{figure} {MEASURES[measure]}"


def _amount(value: int | None) -> str:
    return "" if value is None else money(value)
