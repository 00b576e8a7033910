"""The lines of the two real letters in a month of 2026, for the tests of matching."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from typing import Any

from config import ROOT
from documents.plan_reader import read
from models.agency_kind import kinds_named
from models.live_lines import Duty, lines_of
from models.load_demo_plans import CAM_LO, Mend
from models.match_facts import Candidate, LineKey, Logged, Organiser, Proposal
from models.match_rules import propose
from models.month_calendar import DEFAULT_RULES, month_of

LETTERS = {"cam_lo": "cam-lo-2017-cong-van-170.txt", "dak_to": "dak-to-2017-ke-hoach.txt"}
MENDS: dict[str, tuple[Mend, ...]] = {"cam_lo": CAM_LO, "dak_to": ()}
YEAR = 2026
_KEPT = Mend("")


@cache
def _tasks(letter: str) -> list[tuple[str, str, dict[str, Any], Mend]]:
    """Number, heading, what was read and how the demo mends it, of each task."""
    name = LETTERS[letter]
    found = read(ROOT / "data/demo" / name, name).as_json()
    titles = {one["id"]: one["title"] for one in found["sections"]}
    counted: Counter[str] = Counter()
    told = []
    for task in found["tasks"]:
        counted[task["section"]] += 1
        mends = [one for one in MENDS[letter] if task["text"].startswith(one.begins)]
        number = f"{task['section']}.{counted[task['section']]}"
        told.append((number, titles.get(task["section"], ""), task, (*mends, _KEPT)[0]))
    return told


def _duty(key: int, mend: Mend, task: dict[str, Any]) -> Duty:
    due = date(YEAR, *mend.due) if mend.due else None
    starts = None
    if task["due"] == "2017-12-15":  # the window that the reader found: 15/11 to 15/12
        starts, due = date(YEAR, 11, 15), date(YEAR, 12, 15)
    return Duty(key, mend.cadence, date(YEAR, 1, 1), starts, due, date(YEAR, 12, 31))


def lines_on(letter: str, day: date) -> dict[str, Candidate]:
    """What the month of a day holds of a letter, by the number of the line."""
    tasks = [one for one in _tasks(letter) if not one[3].left_out]
    duties = [_duty(key, one[3], one[2]) for key, one in enumerate(tasks)]
    month = month_of(day)
    live = {one.key: one for one in lines_of(duties, [], month, DEFAULT_RULES)}
    return {
        number: Candidate(
            LineKey(key, live[key].period_on),
            task["text"],
            heading,
            mend.cadence,
            duties[key].starts_on,
            live[key].due_on,
            frozenset(kinds_named(task["responsible"])),
            frozenset((*mend.coordinating, *kinds_named(task["coordinating"]))),
        )
        for key, (number, heading, task, mend) in enumerate(tasks)
        if key in live
    }


WOMEN, YOUTH = Organiser("women", "Hội LHPN xã"), Organiser("youth", "Đoàn xã")
HEALTH, POLICE = Organiser("health", "Trạm Y tế xã"), Organiser("police", "Công an xã")


def logged(kind: str, title: str, day: date, **values: Any) -> Logged:
    return Logged(kind, values.pop("kind_name", ""), title, day, month_of(day), **values)


def proposed(letter: str, activity: Logged, **values: Any) -> dict[str, Proposal]:
    """What is proposed for an activity, by the number of the line, the likeliest first."""
    lines = lines_on(letter, activity.held_on)
    numbers = {candidate.key: number for number, candidate in lines.items()}
    found = propose(activity, list(lines.values()), **values)
    return {numbers[one.key]: one for one in found}
