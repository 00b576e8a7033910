"""Kinds of activities and the figures that each asks for: data of a unit, as a rule the province.

The code tells a kind apart wherever sums go by kind: a list that is begun as a copy of another one
keeps the codes, whatever its kinds are called there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Versioned
from models.own_list import OwnEntry, called_at, in_force
from models.setting import Stating
from models.unit import Unit

MOST_CHARACTERS = 60
"""Of a kind's name: it stands on a button."""
A_CODE = 20
"""The longest code of a kind, in characters."""
MOST_KINDS = 20
"""So many may be offered: they are chosen on a phone."""


class Asks(StrEnum):
    """What the log form asks for beside day, place and title."""

    CHILDREN = "children"
    SPECIAL = "special"
    ADULTS = "adults"
    GIFTS = "gifts"
    MONEY = "money"
    SESSIONS = "sessions"
    FINDINGS = "findings"


@dataclass(frozen=True)
class Kind:
    """A kind as it is offered; `id` is that of its row, where it has one."""

    code: str
    name: str
    icon: str
    asks: frozenset[Asks]
    id: int | None = None


def _kind(code: str, name: str, icon: str, *asks: Asks) -> Kind:
    return Kind(code, name, icon, frozenset(asks))


_PEOPLE = (Asks.CHILDREN, Asks.ADULTS)
_TREATED = (Asks.CHILDREN, Asks.SPECIAL, Asks.MONEY)

STARTING_SET = (
    _kind("communication", "Truyền thông", "megaphone", Asks.SESSIONS, *_PEOPLE, Asks.MONEY),
    _kind("gifts", "Tặng quà", "gift", *_TREATED, Asks.GIFTS),
    _kind("play", "Vui chơi, lễ hội", "balloon", *_TREATED, Asks.ADULTS, Asks.GIFTS),
    _kind("forum", "Diễn đàn", "chat-dots", *_TREATED, Asks.ADULTS),
    _kind("club", "Sinh hoạt câu lạc bộ", "people", Asks.SESSIONS, *_PEOPLE),
    _kind("training", "Tập huấn", "mortarboard", Asks.SESSIONS, *_PEOPLE, Asks.MONEY),
    _kind("visit", "Thăm hỏi", "house-heart", *_TREATED, Asks.GIFTS),
    _kind("medical", "Khám sàng lọc, phẫu thuật", "heart-pulse", *_TREATED),
    _kind("inspection", "Kiểm tra, giám sát", "clipboard-check", Asks.SESSIONS, Asks.FINDINGS),
    _kind("other", "Hoạt động khác", "three-dots", *(set(Asks) - {Asks.FINDINGS})),
)
"""What is offered where no unit has a list of its own; data, so in Vietnamese alone. What each asks
for are the usual figures of its section in the reports."""
OTHER = STARTING_SET[-1]


@dataclass(frozen=True)
class KindList:
    """The kinds in force at a unit; no `unit` where it is the starting set."""

    kinds: list[Kind]
    unit: Stating | None


class ActivityKind(OwnEntry, Versioned, Base):
    """One kind of a unit's own list; activities refer to it by its code."""

    __tablename__ = "activity_kind"
    __table_args__ = (UniqueConstraint("unit_id", "code"),)
    most = MOST_KINDS
    known_by = "code"

    code: Mapped[str] = mapped_column(
        String(A_CODE),
        default=lambda new: "{unit_id}-{position}".format(**new.get_current_parameters()),
    )
    """Of a kind that is new here: the unit's own, because positions only grow."""
    icon: Mapped[str] = mapped_column(String(40))
    asks: Mapped[list[str]] = mapped_column(JSON)

    @classmethod
    def add(cls, name: str, asks: Collection[str]) -> ActivityKind:
        """Add a kind of its own to the bound unit's list; BadEntry."""
        return cls.append(name, icon=OTHER.icon, asks=_in_order(asks))

    def restate(self, name: str, asks: Collection[str]) -> None:
        """Say anew what the kind is: activities of it are called by the new name. BadEntry."""
        self.say_anew(name, asks=_in_order(asks))


def kinds_of(unit: Unit) -> KindList:
    """What is offered at a unit: its own list, else that of the nearest unit above that has one,
    else the starting set; one query."""
    rows, stating = in_force(ActivityKind, [*unit.paths_above, unit.path])
    return KindList([_as_offered(row) for row in rows] or list(STARTING_SET), stating)


def kinds_by_code(unit: Unit) -> dict[str, Kind]:
    """Every kind that an activity read at a unit may have, also the ended ones, as it is called
    there: by the list in force, by the nearest that ever knew it, else by one below; one query."""
    return called_at(ActivityKind, unit, STARTING_SET, _as_offered)


def begin_list(unit: Unit) -> None:
    """Give the bound unit a list of its own, as the one that holds there now."""
    ActivityKind.begin(
        {"code": one.code, "name": one.name, "icon": one.icon, "asks": _in_order(one.asks)}
        for one in kinds_of(unit).kinds
    )


def _in_order(asks: Collection[str]) -> list[str]:
    return [one.value for one in Asks if one in asks]


def _as_offered(row: Any) -> Kind:
    asks = frozenset(Asks(one) for one in row.asks)
    return Kind(row.code, row.name, row.icon, asks, row.id)
