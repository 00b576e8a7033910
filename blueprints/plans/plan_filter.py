"""Which tasks of a plan are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from blueprints.asked import page_asked, words_asked
from blueprints.plans.task_words import KINDS
from models.task import Cadence, Task
from models.text import fold


@dataclass(frozen=True)
class Asked:
    """What the address says: words, a kind of agency, a cadence, which page."""

    q: str
    kind: str
    cadence: str
    page: int

    @classmethod
    def now(cls) -> Asked:
        """The filter of the request; what it does not know counts as not asked."""
        given = request.args
        return cls(
            q=words_asked(),
            kind=given.get("kind", "") if given.get("kind") in KINDS else "",
            cadence=given.get("cadence", "") if given.get("cadence") in set(Cadence) else "",
            page=page_asked(),
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.q or self.kind or self.cadence)

    def fits(self, task: Task) -> bool:
        """Whether a task is among those asked for."""
        named = not self.kind or self.kind in {*task.lead_kinds, *task.coordinating_kinds}
        often = not self.cadence or task.cadence == self.cadence
        return named and often and fold(self.q) in task.folded

    def given(self) -> dict[str, str]:
        """What is asked, for an address."""
        asked = {"q": self.q, "kind": self.kind, "cadence": self.cadence}
        return {name: value for name, value in asked.items() if value}
