"""What the province of a unit set for its months."""

from __future__ import annotations

from models.month_calendar import DEFAULT_RULES, MonthRules
from models.unit import Unit


def rules_at(_unit: Unit) -> MonthRules:
    return DEFAULT_RULES
