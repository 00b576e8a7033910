"""What old plans cite that is no longer so: replaced rules and the former child hotline.

Each entry names where it was read and how sure it is. Kept by hand: what is not listed here is
not known to be in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.text import fold

OLD_HOTLINE = "old_hotline"
"""The warning for a text with the hotline's number of up to 2017; since then it is 111."""
REPLACED_LAW = "replaced_law"
"""The warning for a text that cites a replaced rule; its symbol follows behind a colon."""

_HOTLINE = re.compile(r"(?<!\d)1800[ .]?15[ .]?67(?!\d)")


class Grade(StrEnum):
    """How sure an entry is: read in the rule itself, or in what others write of it."""

    TEXT = "text"
    REPORTED = "reported"


@dataclass(frozen=True)
class Replaced:
    """A rule by its symbol, what replaced it from which day, and where that was read."""

    symbol: str
    by: str
    since: date
    source: str
    grade: Grade


REPLACED = (
    Replaced(
        "33/2014/TT-BLĐTBXH",
        "Thông tư số 29/2019/TT-BLĐTBXH",
        date(2020, 2, 20),
        "trogiupluat.vn, Thông tư 29/2019; lawnet.vn 147466",
        Grade.REPORTED,
    ),
    Replaced(
        "34/2014/QĐ-TTg",
        "Quyết định số 06/QĐ-TTg ngày 03/01/2019",
        date(2020, 1, 3),
        "vanbanphapluat.co, Quyết định 34/2014; repealed by Quyết định 01/2020/QĐ-TTg",
        Grade.REPORTED,
    ),
    Replaced(
        "13/2023/NĐ-CP",
        "Luật số 91/2025/QH15, Nghị định số 356/2025/NĐ-CP",
        date(2026, 1, 1),
        "plo.vn post888944; thanhnien.vn 185260105102550429",
        Grade.REPORTED,
    ),
    Replaced(
        "93/2019/NĐ-CP",
        "Nghị định số 03/2026/NĐ-CP",
        date(2026, 3, 1),
        "plo.vn post892228",
        Grade.REPORTED,
    ),
)
_BY_SYMBOL = {rule.symbol: rule for rule in REPLACED}


def warnings_in(texts: Iterable[str], day: date) -> list[str]:
    """What the texts of a plan name that will be out of date on a day, each once."""
    said = list(texts)
    found = [OLD_HOTLINE] if any(_HOTLINE.search(text) for text in said) else []
    joined = re.sub(r"\s*([/–-])\s*", r"\1", fold("\n".join(said)).replace("–", "-"))
    cited = (rule for rule in REPLACED if rule.since <= day and _names(joined, rule.symbol))
    return [*found, *(f"{REPLACED_LAW}:{rule.symbol}" for rule in cited)]


def replaced_rule(warning: str) -> Replaced | None:
    """The rule that a warning speaks of; None where it speaks of something else."""
    kind, _colon, symbol = warning.partition(":")
    return _BY_SYMBOL.get(symbol) if kind == REPLACED_LAW else None


def _names(folded: str, symbol: str) -> bool:
    return re.search(rf"(?<![\d/]){re.escape(fold(symbol))}(?![\w-])", folded) is not None
