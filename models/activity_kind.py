"""Kinds of activities, and which figures each asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

A_CODE = 20
"""The longest code of a kind, in characters."""


class Asks(StrEnum):
    """What the form of a kind asks for, besides what every activity has."""

    CHILDREN = "children"
    SPECIAL = "special"
    ADULTS = "adults"
    GIFTS = "gifts"
    MONEY = "money"
    SESSIONS = "sessions"
    FINDINGS = "findings"


@dataclass(frozen=True)
class Kind:
    """A kind as it is offered; `code` tells it apart, in every unit alike."""

    code: str
    name: str
    icon: str
    asks: frozenset[Asks]
    id: int | None = None


def _kind(code: str, name: str, icon: str, *asks: Asks) -> Kind:
    return Kind(code, name, icon, frozenset(asks))


_PEOPLE = (Asks.CHILDREN, Asks.ADULTS)

STARTING_SET = (
    _kind("communication", "Truyền thông", "megaphone", Asks.SESSIONS, *_PEOPLE, Asks.MONEY),
    _kind("gifts", "Tặng quà", "gift", Asks.CHILDREN, Asks.SPECIAL, Asks.GIFTS, Asks.MONEY),
    _kind("play", "Vui chơi, lễ hội", "moon-stars", *_PEOPLE, Asks.GIFTS, Asks.MONEY),
    _kind("forum", "Diễn đàn", "chat-dots", *_PEOPLE, Asks.SPECIAL, Asks.MONEY),
    _kind("club", "Sinh hoạt câu lạc bộ", "people", Asks.SESSIONS, *_PEOPLE),
    _kind("training", "Tập huấn", "mortarboard", Asks.SESSIONS, *_PEOPLE, Asks.MONEY),
    _kind("visit", "Thăm hỏi", "house-door", Asks.CHILDREN, Asks.SPECIAL, Asks.GIFTS, Asks.MONEY),
    _kind("medical", "Khám, phẫu thuật", "card-checklist", Asks.CHILDREN, Asks.SPECIAL, Asks.MONEY),
    _kind("inspection", "Kiểm tra, giám sát", "search", Asks.SESSIONS, Asks.FINDINGS),
    _kind("other", "Hoạt động khác", "three-dots", *_PEOPLE, Asks.GIFTS, Asks.MONEY),
)
"""What is offered where no unit has a list of its own; data, so in Vietnamese alone."""
