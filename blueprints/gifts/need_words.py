"""The gift sheet in words: bands, what is refused, what is asked back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from blueprints.filters import number
from blueprints.language import label as _l
from models.campaign import Campaign
from models.gift_rules import Need, NeedDoubt, NeedFault

FAULTS: dict[NeedFault, Any] = {
    NeedFault.NO_COUNT: _l("Write digits only, for example: 29"),
    NeedFault.NEGATIVE: _l("A count is not below 0."),
    NeedFault.TOO_LARGE: _l("This number is too large. Check it."),
}


def band_name(band: Sequence[int]) -> str:
    """ "3–5 years"."""
    return str(_("%(first)s–%(last)s years", first=band[0], last=band[1]))


def doubt_text(doubt: NeedDoubt, need: Need) -> str:
    """What is asked of the numbers of a band."""
    said = {"children": number(need.children or 0), "gifts": number(need.gifts or 0)}
    if doubt is NeedDoubt.MANY_CHILDREN:
        return str(_("%(children)s children of one age band: is it right?", **said))
    if doubt is NeedDoubt.MANY_EACH:
        return str(_("%(gifts)s gifts for %(children)s children: is it right?", **said))
    return str(_("%(gifts)s gifts for one age band: is it right?", **said))


def taken_text(earlier: Campaign, lost: list[str]) -> str:
    """What was taken over from last year's campaign, and what was not."""
    told = str(_("Taken over from %(name)s. Look at each hamlet.", name=earlier.name))
    if not lost:
        return told
    names = ", ".join(lost)
    left = _("Left out, because there is no such hamlet any more: %(names)s.", names=names)
    return f"{told} {left}"
