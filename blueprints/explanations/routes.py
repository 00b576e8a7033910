"""What a unit was asked to explain, what it asked of those below, and one of these."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import g, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Select, func
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import may, needs
from blueprints.asked import page_asked, page_count
from blueprints.checklists.explanation_words import STATES, status_of
from blueprints.explanations import blueprint
from blueprints.explanations.show_page import find, shown
from models.base import db
from models.explanation import Explanation
from models.explanation_acts import ExplanationState
from models.permissions import Permission

PAGE = 20


@dataclass(frozen=True)
class Row:
    """One request, ready to print."""

    explanation: Explanation
    href: str
    status: tuple[str, str, str]

    @property
    def question(self) -> str:
        return self.explanation.questions[-1].text or ""


class Listed:
    """The requests that are asked for: by state, and by page."""

    def __init__(self) -> None:
        self.may_see_below = bool(g.has_below) and may(Permission.VIEW_REVIEWS)
        self.is_below = self.may_see_below and request.args.get("of") != "here"
        state = request.args.get("show", "")
        self.state = ExplanationState(state) if state in set(ExplanationState) else None
        self.page = page_asked()

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many there are of each state; one query."""
        query = self._asked.with_only_columns(Explanation.state, func.count())
        return dict(db.session.execute(query.group_by(Explanation.state)).all())

    @property
    def pages(self) -> int:
        found = self.counts.get(self.state, 0) if self.state else sum(self.counts.values())
        return page_count(found, PAGE)

    @cached_property
    def rows(self) -> list[Row]:
        query = self._asked
        if self.state:
            query = query.where(Explanation.state == self.state)
        query = Explanation.for_list(query).limit(PAGE).offset(PAGE * (self.page - 1))
        return [_row(one) for one in db.session.scalars(query).unique()]

    @property
    def filters(self) -> list[tuple[str, str, int, bool]]:
        """Address, words, how many, and whether it is the one in force."""
        every = sum(self.counts.values())
        entries = [(self.address(show=None), str(_("All")), every, self.state is None)]
        for state, (_kind, _symbol, words) in STATES.items():
            count, is_on = self.counts.get(state, 0), self.state is state
            entries.append((self.address(show=state), str(words), count, is_on))
        return entries

    def address(self, page: int | None = None, **other: Any) -> str:
        """The address of the same list, with something else asked."""
        of = "here" if self.may_see_below and not self.is_below else None
        asked = {"of": of, "show": self.state, **other}
        page = page if page and page > 1 else None
        return url_for("explanations.index", page=page, **asked)

    @property
    def _asked(self) -> Select[Explanation]:
        return Explanation.asked_from(g.unit.id) if self.is_below else Explanation.of(g.unit.id)


@blueprint.get("")
@needs(Permission.VIEW_CHECKLISTS)
def index() -> Response:
    """What the unit was asked to explain; above, what it asked of the units below."""
    return responses.page("explanations/index.html", listed=Listed())


@blueprint.get("/<uuid:explanation_id>")
@needs(Permission.VIEW_CHECKLISTS)
def show(explanation_id: UUID) -> Response:
    """What was asked and answered so far, and what can be done now."""
    return responses.page("explanations/show.html", **shown(find(explanation_id)))


def _row(explanation: Explanation) -> Row:
    slug = explanation.unit.slug
    href = url_for("explanations.show", unit=slug, explanation_id=explanation.id)
    return Row(explanation, href, status_of(explanation))
