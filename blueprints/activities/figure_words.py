"""What is said of figures and days that are refused or asked back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _

from blueprints.filters import day, money, number
from models.figure_rules import Doubt, Fault, Finding

Say = Callable[..., Any]


def say(finding: Finding) -> str:
    """The finding in words: what to write, or what is asked."""
    return str(_WORDS[finding.what](*finding.values))


def _against_total(parts: int, total: int) -> Any:
    return _(
        "Girls and boys are %(parts)s together, the total says %(total)s.",
        parts=number(parts),
        total=number(total),
    )


def _more_than_all(special: int, children: int) -> Any:
    return _(
        "%(special)s children in special circumstances are more than the %(children)s children"
        " who came.",
        special=number(special),
        children=number(children),
    )


def _many(value: int, most: int) -> Any:
    return _(
        "%(value)s is unusually many (more than %(most)s). Is it right?",
        value=number(value),
        most=number(most),
    )


def _each(value: int, gifts: int) -> Any:
    return _(
        "That is %(each)s for each of %(gifts)s gifts. Is it right?",
        each=money(value // gifts),
        gifts=number(gifts),
    )


def _other_year(ordinal: int) -> Any:
    given = date.fromordinal(ordinal)
    return _("%(day)s is in the year %(year)s. Is it right?", day=day(given), year=given.year)


def _to_come(ordinal: int) -> Any:
    return _(
        "%(day)s is still to come. Is it only planned? It counts once it was done.",
        day=day(date.fromordinal(ordinal)),
    )


def _long_ago(ordinal: int) -> Any:
    return _("%(day)s is more than 60 days ago. Is it right?", day=day(date.fromordinal(ordinal)))


_WORDS: dict[Any, Say] = {
    Fault.NEGATIVE: lambda _value: _("Write digits only, for example: 29"),
    Fault.TOO_LARGE: lambda *_values: _("This number is too large. Check it."),
    Fault.AGAINST_TOTAL: _against_total,
    Fault.MORE_THAN_ALL: _more_than_all,
    Fault.HALF_MISSING: lambda: _("Write this number too (0 if there were none), or the total."),
    Fault.ALL_MISSING: lambda: _("Write how many children came in all."),
    Fault.NO_GIFTS: lambda: _("The gifts have a value: write how many there were."),
    Fault.SOURCE_MISSING: lambda: _("Both sources gave: write how much came from this one."),
    Fault.OTHER_SOURCE: lambda: _("The money is written at the other source. Choose Both."),
    Fault.BEFORE_UNIT: lambda began: _(
        "The unit did not exist before %(day)s.", day=day(date.fromordinal(began))
    ),
    Fault.DAY_TO_COME: lambda: _("This day is still to come. Write the day on which it was done."),
    Doubt.MANY: _many,
    Doubt.GIFTS_UNCOUNTED: lambda _value: _(
        "The gifts have a value but no number. Is the number not known?"
    ),
    Doubt.DEAR_GIFT: _each,
    Doubt.CHEAP_GIFT: _each,
    Doubt.MUCH_MONEY: lambda value: _("%(money)s is very much. Is it right?", money=money(value)),
    Doubt.ABOVE_COST: lambda value, cost: _(
        "The gifts are worth %(value)s, all sources together gave %(cost)s. Is it right?",
        value=money(value),
        cost=money(cost),
    ),
    Doubt.ABOVE_PLEDGE: lambda received, pledged: _(
        "%(received)s gifts would be received of %(pledged)s that were pledged. Is it right?",
        received=number(received),
        pledged=number(pledged),
    ),
    Doubt.OTHER_YEAR: _other_year,
    Doubt.LONG_AGO: _long_ago,
    Doubt.TO_COME: _to_come,
}
