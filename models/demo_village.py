"""One evening of Mid-Autumn in a unit of the demo, as its officer logged it."""

from __future__ import annotations

from datetime import date, timedelta

from uuid_utils.compat import uuid7

from models.activity import GOODS, HEADS, ActivityState, folded
from models.demo_story import MILLION, Row, chance, moment
from models.unit import Unit

_EACH = 60_000
"""What a gift is worth at least, in đồng."""


def evening_of(unit: Unit, feast_on: date, writer_id: int) -> Row:
    """Its row: so many children, a gift for most of them, money from both sources."""
    lot = chance(unit.slug, "evening", below=1000)
    held_on = feast_on - timedelta(days=lot % 4)
    title, place = "Đêm hội trăng rằm, trao quà cho trẻ em", "Nhà văn hóa trung tâm"
    children = 60 + lot % 240
    gifts = children - lot % 15
    value = gifts * (_EACH + lot % 5 * 10_000)
    budget = (1 + lot % 4) * MILLION
    figures: Row = dict.fromkeys((*HEADS, *GOODS))
    figures |= {
        "children": children,
        "girls": children * (46 + lot % 8) // 100,
        "special": children * (6 + lot % 12) // 100,
        "adults": children // 3,
        "gifts": gifts,
        "gift_value": value,
        "budget": budget,
        "mobilised": max(value - budget, 0) + lot % 3 * MILLION,
    }
    figures["boys"] = children - figures["girls"]
    return {
        "id": uuid7(),
        "unit_id": unit.id,
        "agency_id": None,
        "kind": "play",
        "title": title,
        "place": place,
        "folded": folded(title, place),
        "state": ActivityState.COUNTED,
        "held_on": held_on,
        "logged_by_id": writer_id,
        "created_at": moment(held_on, unit.slug) + timedelta(hours=12),
        "version": 1,
        **figures,
    }
