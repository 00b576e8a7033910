"""What deserves a look in a month, rule by rule, as the pages show it."""

from __future__ import annotations

from dataclasses import dataclass, field

from blueprints.checklists.hint_words import WORDS, detail, meaning, sentence
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_rows import Row
from models.hint_rules import Hint
from models.month_findings import Finding, Look, look_through


@dataclass
class Shown:
    """One line that a rule names: what it says of it, alone and after the rule's name."""

    row: Row
    kind: str
    symbol: str
    detail: str
    sentence: str


@dataclass
class HintGroup:
    """A rule with the lines that it names."""

    kind: str
    symbol: str
    title: str
    means: str
    do: str
    lines: list[Shown] = field(default_factory=list)


def findings_of(page: MonthPage) -> list[HintGroup]:
    """What deserves a look in a month, the most urgent first."""
    rows = {row.key: row for row in page.rows.rows}
    look = look_through(page.month, page.month.lines, page.rows.evidence)
    groups: dict[Hint, HintGroup] = {}
    for one in look.found:
        group = groups.setdefault(one.hint, _group(one.hint, look))
        group.lines.append(_shown(rows[one.line.assignment_id], one))
    return list(groups.values())


def _group(hint: Hint, look: Look) -> HintGroup:
    words = WORDS[hint]
    means = meaning(hint, look.thresholds)
    return HintGroup(words.kind, words.symbol, str(words.title), means, str(words.do))


def _shown(row: Row, finding: Finding) -> Shown:
    words = WORDS[finding.hint]
    return Shown(row, words.kind, words.symbol, detail(finding), sentence(finding))
