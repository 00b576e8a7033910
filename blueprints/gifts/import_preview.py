"""What the page of a list shows before it is written: rows, errors, questions."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from blueprints.gifts.import_forms import ConfirmForm
from blueprints.gifts.import_words import fault_text
from blueprints.gifts.need_words import doubt_text
from blueprints.gifts.sheet_page import GiftPage
from models.gift_rules import Need, total
from models.need_rows import ReadNeeds, asked_key


@dataclass(frozen=True)
class Preview:
    """A list as it was read."""

    page: GiftPage
    rows: list[ReadNeeds]
    unread: tuple[str, ...]
    form: ConfirmForm

    @property
    def good(self) -> list[ReadNeeds]:
        """The rows that can be written."""
        return [row for row in self.rows if not row.faults]

    @property
    def faulty(self) -> int:
        return len(self.rows) - len(self.good)

    @property
    def asked_key(self) -> str:
        return asked_key(self.good)

    @property
    def is_sure(self) -> bool:
        return self.form.said_sure_of == self.asked_key

    @property
    def needed(self) -> int | None:
        """The gifts that the rows add up to."""
        return total(need.needed for row in self.good for need in row.needs.values())

    def needs(self, row: ReadNeeds) -> list[Need]:
        """A row band by band."""
        return [row.needs.get(band, Need()) for band in range(len(self.page.bands))]

    def told(self, row: ReadNeeds) -> list[str]:
        """What is wrong with a row, column by column."""
        return [f"{self._column(name)}: {fault_text(row, name)}" for name in row.faults]

    def questions(self) -> list[tuple[ReadNeeds, str]]:
        """What is asked back of the rows that can be written."""
        doubts = ((row, band, doubt) for row in self.good for band, doubt in row.doubts.items())
        return [(row, doubt_text(doubt, row.needs[band])) for row, band, doubt in doubts]

    def _column(self, name: str) -> str:
        """A column as its cells are spoken of."""
        kind, _dash, band = name.partition("-")
        if not band:
            return str(_("Hamlet"))
        of_band = {"band": self.page.bands[int(band)]}
        return str(_("Gifts, %(band)s", **of_band) if kind == "gifts" else of_band["band"])
