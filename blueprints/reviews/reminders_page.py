"""What the page shows on which late units are reminded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import g, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from blueprints.filters import day, days_left
from blueprints.mail import public_address
from blueprints.reviews.queue_page import WORDS, may_remind, when_of
from blueprints.reviews.reminder_text import text_for
from models import clock
from models.base import db
from models.protection_contact import ProtectionContact
from models.remind import staffed
from models.reminder import Reminder
from models.review_queue import Queue, QueuedMonth, QueuePlace


@dataclass(frozen=True)
class Row:
    """A unit that can be reminded, ready to print."""

    one: QueuedMonth
    href: str
    status: tuple[str, str, str]
    told: list[str]
    is_ticked: bool


class RemindersPage:
    """The units of a month that are waited for: all of them, or the one of a slug."""

    def __init__(self, queue: Queue, slug: str) -> None:
        self.month = queue.month
        self.number = f"{self.month.named.month}/{self.month.named.year}"
        awaited = [one for one in queue.months if may_remind(one)]
        awaited.sort(key=lambda one: one.place is not QueuePlace.MISSING)
        self.alone = [one for one in awaited if one.slug == slug]
        self.units = self.alone or awaited
        self._ids = [one.unit_id for one in self.units]

    @property
    def lead(self) -> str:
        """Until when the month is handed in, and how far that is."""
        due_on, closes_on = self.month.due_on, self.month.closes_on
        told = {"due": _with_distance(due_on), "closes": _with_distance(closes_on)}
        return str(_("Due %(due)s. Closes %(closes)s.", **told))

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(one) for one in self.units]

    @property
    def text(self) -> str:
        """The text for the group, with the units that are late; where none is, with all."""
        late = [one for one in self.units if one.place is not QueuePlace.PREPARED]
        units = late or self.units
        path = url_for("home.index")
        if len(units) == 1:
            path = url_for("checklists.show", unit=units[0].slug, month=self.month.named)
        return text_for(g.unit, self.month, units, public_address(path), clock.today())

    def _row(self, one: QueuedMonth) -> Row:
        last, is_staffed = self._last.get(one.unit_id), one.unit_id in self._staffed
        is_due = one.place is QueuePlace.MISSING or bool(self.alone)
        is_today = last is not None and last.day == clock.today()
        kind, symbol, words = WORDS[one.place]
        told = [when_of(one), _reminded(last), "" if is_staffed else self._nobody(one)]
        return Row(
            one=one,
            href=url_for("checklists.show", unit=one.slug, month=self.month.named),
            status=(kind, symbol, str(words)),
            told=[words for words in told if words],
            is_ticked=is_due and is_staffed and not is_today,
        )

    def _nobody(self, one: QueuedMonth) -> str:
        """That nobody would be told, and whom to call instead."""
        nobody = str(_("Nobody works there with the portal yet."))
        return f"{nobody} {self._contacts.get(one.unit_id, '')}".strip()

    @cached_property
    def _last(self) -> dict[int, Reminder]:
        """The last reminder of each unit."""
        query = Reminder.of_month(self._ids, self.month.named)
        return {one.unit_id: one for one in db.session.scalars(query)}

    @cached_property
    def _staffed(self) -> set[int]:
        return set(db.session.scalars(staffed(self._ids)))

    @cached_property
    def _contacts(self) -> dict[int, str]:
        return contacts_of(key for key in self._ids if key not in self._staffed)


def contacts_of(unit_ids: Iterable[int]) -> dict[int, str]:
    """Whom to call at units in which nobody works with the portal."""
    query = select(ProtectionContact).where(ProtectionContact.unit_id.in_([*unit_ids]))
    return {
        one.unit_id: str(_("Call %(post)s: %(phone)s", post=one.post, phone=one.phone))
        for one in db.session.scalars(query)
    }


def _reminded(last: Reminder | None) -> str:
    if last is None:
        return ""
    if last.person is None:
        return str(_("Reminded %(day)s", day=day(last.day)))
    return str(_("Reminded %(day)s by %(who)s", day=day(last.day), who=last.person.name))


def _with_distance(on: date) -> str:
    left = days_left(on, clock.today())
    return f"{day(on)}, {left}" if left else day(on)
