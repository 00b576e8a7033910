"""The boxes of the lines that an activity fills, as a form sends them.

`match-12-2026-09-01` is ticked for a line, `as-…` says how the line stands then, `was-…` how its
box stood before anybody touched it, and `more` names one line more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from models.match_facts import LineKey

TICK, STATE, SHOWN, MORE = "match-", "as-", "was-", "more"
DONE, GOES_ON = "done", "going"
"""How a ticked line stands after the activity."""


def suffix_of(key: LineKey) -> str:
    """Which line a box is about: 12-2026-09-01."""
    return f"{key.assignment_id}-{key.period_on.isoformat()}"


@dataclass(frozen=True)
class Boxes:
    """What a form says of the lines that it showed."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, values: MultiDict[str, str]) -> Boxes:
        return cls({name: value for name, value in values.items() if name.startswith(_PREFIXES)})

    @property
    def are_there(self) -> bool:
        """Whether the form showed any line."""
        return bool(self.values)

    def is_ticked(self, line: str) -> bool:
        return TICK + line in self.values or self.values.get(MORE) == line

    def is_unticked(self, line: str) -> bool:
        """Whether the form showed the line, and it is not ticked."""
        return SHOWN + line in self.values and not self.is_ticked(line)

    def chosen_by_hand(self, line: str) -> bool | None:
        """How the person left the box, where it is not as it was by itself."""
        was = self.values.get(SHOWN + line, "0") == "1"
        return None if self.is_ticked(line) == was else not was

    def state(self, line: str) -> str | None:
        """How the line is to stand, where the form asked for it."""
        state = self.values.get(STATE + line)
        return state if state in {DONE, GOES_ON} else None


_PREFIXES = (TICK, STATE, SHOWN, MORE)
