"""The roll-up of a campaign as the sheets of a workbook: what the page shows, with all its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from blueprints.campaign_totals.totals_page import TotalsPage
from blueprints.campaign_totals.totals_words import (
    FIGURES,
    GIFTS,
    PLANNED,
    href_of,
    missing_told,
    part_href,
    stage_of,
)
from blueprints.mail import public_address
from documents.linked import Link
from documents.workbook import Sheet
from models.campaign_rollup import Total, total_of
from models.clock import today
from models.read_campaign_rollup import days_of

Cells = list[Any]
BEFORE = ("activities", "children", "gifts", "cost")
"""What is compared with the year before, unit by unit."""


def sheets_of(page: TotalsPage) -> list[Sheet]:
    """By unit, all together by figure and source, wished results, difficulties and proposals."""
    compared = [_("Figure"), _("Carried out"), _("Planned"), _("Last year")]
    wished = [
        _("Wished result"),
        _("Counted in"),
        _("Reached"),
        _("Wanted"),
        _("Percent"),
        _("Lacks"),
    ]
    told = [_("Unit"), _("Difficulties"), _("Proposals")]
    return [
        Sheet(_("By unit"), _headings(), list(_units(page))),
        Sheet(_("All units together"), compared, list(_lines(page))),
        Sheet(_("Wished results"), wished, list(_goals(page))),
        Sheet(_("Difficulties"), told, list(_told(page))),
    ]


def _headings() -> list[str]:
    planned = [_("%(figure)s, planned", figure=FIGURES[name]) for name in PLANNED]
    before = [_("%(figure)s, last year", figure=FIGURES[name]) for name in BEFORE]
    first = [_("Unit"), _("Units"), _("State"), _("What is missing")]
    figures = [*map(str, FIGURES.values()), *planned, *map(str, GIFTS.values())]
    return [*first, *figures, *before]


def _units(page: TotalsPage) -> Iterator[Cells]:
    """The rows that are asked for, the slowest first, and what they add up to."""
    for row in page.shown:
        name = Link(row.name, public_address(href_of(row, page.campaign)))
        missing = "\n".join(missing_told(row))
        yield [name, row.total.units, stage_of(row).words, missing, *_numbers(row.total)]
    total = total_of(page.parts, days_of(page.campaign), today())
    yield [_("Together"), total.units, None, None, *_numbers(total)]


def _numbers(total: Total) -> Cells:
    done = [getattr(total.sums, name) for name in FIGURES]
    planned = [getattr(total.money, name) for name in PLANNED]
    gifts = [getattr(total.gifts, name) for name in GIFTS]
    before = [getattr(total.before, name, None) for name in BEFORE]
    return [*done, *planned, *gifts, *before]


def _lines(page: TotalsPage) -> Iterator[Cells]:
    for line in page.lines:
        yield [line.words, line.done, line.planned, line.before]


def _goals(page: TotalsPage) -> Iterator[Cells]:
    for goal in page.goals:
        found = goal.reached
        lacks = found.lacks if goal.measure else None
        yield [goal.text, goal.noun, found.reached, found.wanted, found.share, lacks]


def _told(page: TotalsPage) -> Iterator[Cells]:
    for part in page.parts:
        if part.difficulties or part.proposals:
            href = public_address(part_href(part.slug, page.campaign))
            yield [Link(part.name, href), part.difficulties, part.proposals]
