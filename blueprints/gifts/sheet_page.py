"""What the page of the gifts shows: the sheet row by row, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flask import abort, g, request
from flask_babel import gettext as _

from blueprints.access import may
from blueprints.campaigns.head import Head, head_or_404
from blueprints.filters import number
from blueprints.gifts.book import GiftBook
from blueprints.gifts.need_form import Typed, box_names, seen_of
from blueprints.gifts.need_words import band_name
from models.campaign import Campaign
from models.gift_rules import Need, total
from models.gift_sheet import GiftSheet, SheetRow, read_sheet
from models.permissions import Permission
from models.write_needs import Place, earlier_of


@dataclass(frozen=True)
class Box:
    """One box: its name in the form, what it is for, what stands there and what is wrong."""

    name: str
    label: str
    value: str
    hint: str = ""
    error: str = ""


@dataclass(frozen=True)
class RowShown:
    """A row with its boxes, what is wrong or asked, and its sums."""

    row: SheetRow
    name: str
    boxes: list[Box]
    seen: str
    asked: list[tuple[str, str]]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, with the box that it is about."""
        return [(box.name, f"{box.label}: {box.error}") for box in self.boxes if box.error]


class GiftPage:
    """A gift sheet as a person sees it."""

    def __init__(
        self,
        head: Head,
        sheet: GiftSheet,
        typed: Typed | None = None,
        clashes: dict[Place, Need] | None = None,
    ) -> None:
        self.head, self.sheet = head, sheet
        self.typed, self.clashes = typed or Typed(), clashes or {}

    @property
    def campaign(self) -> Campaign:
        return self.head.campaign

    @cached_property
    def book(self) -> GiftBook:
        """The pledges and what came of them, measured by the figures of the sheet."""
        return GiftBook(self.head, self.sheet)

    @property
    def is_clean(self) -> bool:
        """Whether all that was typed is saved."""
        return self.typed.is_clean and not self.clashes

    @property
    def counts_children(self) -> bool:
        """Whether the unit has needs of its own: who only opened the campaign has none."""
        return self.head.takes_part

    @property
    def writes(self) -> bool:
        return self.counts_children and may(Permission.TAKE_PART) and self.sheet.is_open

    @cached_property
    def bands(self) -> list[str]:
        return [band_name(band) for band in self.sheet.bands]

    @cached_property
    def counts_apart(self) -> bool:
        """Whether gifts have boxes of their own: somewhere they are not one for each child."""
        needs = [need for row in self.sheet.rows for need in row.figures.needs]
        return "apart" in request.values or any(need.gifts is not None for need in needs)

    @property
    def columns(self) -> list[str]:
        """The headings of the boxes."""
        return [label for band in self.bands for label in self.labels(band)]

    @cached_property
    def earlier(self) -> Campaign | None:
        """Last year's campaign where its figures may be taken over, or were."""
        is_needed = self.writes and (self.sheet.all.unwritten or self.sheet.is_taken_over)
        return earlier_of(self.campaign, self.sheet.unit) if is_needed else None

    def rows(self) -> Iterator[RowShown]:
        for row in self.sheet.rows:
            boxes = [box for band in range(len(self.bands)) for box in self._boxes(row, band)]
            asked = [self.typed.asked[box.name] for box in boxes if box.name in self.typed.asked]
            yield RowShown(row, self.name_of(row), boxes, seen_of(row), asked)

    def name_of(self, row: SheetRow) -> str:
        """The hamlet as it is called now, or the unit as a whole."""
        if row.hamlet is not None:
            return row.hamlet.name
        if len(self.sheet.rows) > 1:
            return str(_("Of no hamlet"))
        return str(_("The whole of %(unit)s", unit=self.sheet.unit.name))

    def sums(self) -> list[str]:
        """What each column of boxes adds up to."""
        columns = zip(*(row.figures.needs for row in self.sheet.rows), strict=True)
        return [number(value) for needs in columns for value in self._sums(needs)]

    def _sums(self, needs: tuple[Need, ...]) -> list[int | None]:
        children, gifts = total(one.children for one in needs), total(one.needed for one in needs)
        return [children, gifts] if self.counts_apart else [children]

    def labels(self, band: str) -> list[str]:
        """The headings of a band's boxes."""
        if not self.counts_apart:
            return [band]
        return [band, str(_("Gifts, %(band)s", band=band))]

    def _boxes(self, row: SheetRow, band: int) -> Iterator[Box]:
        need = row.figures.needs[band]
        names, values = box_names(row.key, band), (need.children, need.gifts)
        clash = self.clashes.get((row.figures.hamlet_id, band))
        for name, label, value in zip(names, self.labels(self.bands[band]), values, strict=False):
            kept = "" if value is None else number(value)
            hint = number(need.children) if name == names[1] and need.children else ""
            error = self.typed.errors.get(name, "")
            if clash is not None and name == names[0]:
                error = str(_("Meanwhile saved by somebody else: %(value)s", value=_said(clash)))
            yield Box(name, label, self.typed.texts.get(name, kept), hint, error)


def page_or_404(campaign_id: int) -> GiftPage:
    """The sheet of the unit in a campaign that counts gifts; five queries. Else 404."""
    head = head_or_404(campaign_id)
    if head.campaign.is_draft or not (head.is_here and head.campaign.counts_gifts):
        abort(404)
    return GiftPage(head, read_sheet(head.campaign, g.unit))


def _said(need: Need) -> str:
    """What stands in a place now."""
    if need.gifts is None:
        return number(need.children)
    return f"{number(need.children)}, {number(need.gifts)}"
