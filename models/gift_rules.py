"""Gift arithmetic of a campaign: needed, pledged, received, given, left and short; pure.

Children and gifts needed are typed by hamlet and age band, what was given is the sum of the
activities by hamlet. Pledges and receipts are for the unit as a whole: no hamlet has any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from models.activity import plus

LARGEST = 1_000_000
"""Of children and of gifts; more is a slip of the finger."""
_MANY_CHILDREN = 2_000
_MANY_EACH = 3
"""Gifts for one child, above which it is asked whether the number is right."""
_TIMES_ABOVE = 100
"""How many times what is plausible in a hamlet is so in a whole unit."""


class NeedFault(StrEnum):
    """Why a number of a gift sheet is refused."""

    NO_COUNT = "no_count"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"


class NeedDoubt(StrEnum):
    """Why a number of a gift sheet is asked back."""

    MANY_CHILDREN = "many_children"
    MANY_GIFTS = "many_gifts"
    MANY_EACH = "many_each"


@dataclass(frozen=True)
class Need:
    """The children of one age band in a hamlet, and the gifts for them.

    `gifts` None is one for each child; what is None in both is not known, which is not zero.
    """

    children: int | None = None
    gifts: int | None = None

    @property
    def needed(self) -> int | None:
        return self.children if self.gifts is None else self.gifts

    @property
    def is_blank(self) -> bool:
        return self.children is None and self.gifts is None

    def over(self, before: Need) -> Need:
        """This need, with what was there before where it says nothing."""
        children = before.children if self.children is None else self.children
        return Need(children, before.gifts if self.gifts is None else self.gifts)


@dataclass(frozen=True)
class Promise:
    """One pledge to the unit: the gifts promised, and how many of them came.

    Of a pledge that was withdrawn only what came counts: `gifts` is 0 then.
    """

    gifts: int
    received: int = 0

    @property
    def secured(self) -> int:
        """What came or is still to come: more than was promised may come."""
        return max(self.gifts, self.received)


@dataclass(frozen=True)
class HamletFigures:
    """One hamlet, or with `hamlet_id` None the unit as a whole: by band and in all."""

    hamlet_id: int | None
    needs: tuple[Need, ...]
    given: int | None = None

    @property
    def children(self) -> int | None:
        return total(need.children for need in self.needs)

    @property
    def needed(self) -> int | None:
        return total(need.needed for need in self.needs)

    @property
    def to_give(self) -> int | None:
        """Gifts needed and not given yet, 0 at least; None where it is not known what is needed."""
        return None if self.needed is None else max(0, self.needed - (self.given or 0))

    @property
    def is_blank(self) -> bool:
        """Whether nobody wrote what is needed."""
        return all(need.is_blank for need in self.needs)


@dataclass(frozen=True)
class GiftFigures:
    """All hamlets of a unit together.

    - `pledged` and `received` are sums over the pledges; nothing pledged is 0.
    - `left` is received - given, 0 at least. Where more was given than received, `unreceived` says
      how many, which the unit explains in words.
    - `secured` are the gifts that are there or promised: of each pledge the larger of promised and
      received, or what was given where that is more.
    - `short` is needed - secured, 0 at least; None where it is not known what is needed. Where more
      is secured than needed, `to_spare` says how many.
    - `unwritten` is how many hamlets have no need written yet: what is needed is then not all.
    """

    children: int | None = None
    needed: int | None = None
    given: int | None = None
    promises: tuple[Promise, ...] = field(default=(), repr=False)
    unwritten: int = 0

    @property
    def pledged(self) -> int:
        return sum(one.gifts for one in self.promises)

    @property
    def received(self) -> int:
        return sum(one.received for one in self.promises)

    @property
    def left(self) -> int:
        return max(0, self.received - (self.given or 0))

    @property
    def unreceived(self) -> int:
        return max(0, (self.given or 0) - self.received)

    @property
    def secured(self) -> int:
        return max(sum(one.secured for one in self.promises), self.given or 0)

    @property
    def short(self) -> int | None:
        return None if self.needed is None else max(0, self.needed - self.secured)

    @property
    def to_spare(self) -> int:
        return 0 if self.needed is None else max(0, self.secured - self.needed)

    @property
    def to_give(self) -> int | None:
        """Gifts needed and not given yet, 0 at least; None where it is not known what is needed."""
        return None if self.needed is None else max(0, self.needed - (self.given or 0))


def total(values: Iterable[int | None]) -> int | None:
    """A sum of what is known; None where nothing is."""
    found: int | None = None
    for value in values:
        found = plus(found, value)
    return found


def by_hamlet(
    needs: Mapping[tuple[int | None, int], Need],
    given: Mapping[int | None, int | None],
    hamlets: Sequence[int | None],
    bands: int,
) -> list[HamletFigures]:
    """The rows of a sheet in the order of `hamlets`: needs by hamlet and band, gifts given."""
    return [
        HamletFigures(
            hamlet,
            tuple(needs.get((hamlet, band), Need()) for band in range(bands)),
            given.get(hamlet),
        )
        for hamlet in hamlets
    ]


def together(
    rows: Iterable[HamletFigures],
    promises: Iterable[Promise] = (),
    *,
    asked: Collection[int | None] = (),
) -> GiftFigures:
    """All rows in one; `asked` are the hamlets of which a need is expected."""
    listed = list(rows)
    return GiftFigures(
        total(row.children for row in listed),
        total(row.needed for row in listed),
        total(row.given for row in listed),
        tuple(promises),
        sum(row.is_blank for row in listed if row.hamlet_id in asked),
    )


def promises_of(
    pledged: Mapping[object, int], received: Iterable[tuple[object, int]]
) -> list[Promise]:
    """Each pledge with what came of it; what came of one that is not there any more counts too."""
    came: defaultdict[object, int] = defaultdict(int)
    for key, gifts in received:
        came[key] += gifts
    keys = [*pledged, *(key for key in came if key not in pledged)]
    return [Promise(pledged.get(key, 0), came.get(key, 0)) for key in keys]


def fault_of(value: int) -> NeedFault | None:
    """Why a number of children or gifts is refused."""
    if value < 0:
        return NeedFault.NEGATIVE
    return NeedFault.TOO_LARGE if value > LARGEST else None


def doubt_of(need: Need, *, of_hamlet: bool) -> NeedDoubt | None:
    """What is asked back of a band of a hamlet, or of a whole unit."""
    most = _MANY_CHILDREN * (1 if of_hamlet else _TIMES_ABOVE)
    if (need.children or 0) > most:
        return NeedDoubt.MANY_CHILDREN
    if need.gifts is None:
        return None
    if need.children and need.gifts > need.children * _MANY_EACH:
        return NeedDoubt.MANY_EACH
    return NeedDoubt.MANY_GIFTS if need.gifts > most * _MANY_EACH else None
