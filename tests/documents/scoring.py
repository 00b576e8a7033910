"""The measure of the plan reader, as plan-reader.md gives it; used by the tests and the bench."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any

HEADER_FIELDS = (
    "kind",
    "number",
    "date",
    "place",
    "issuer",
    "subject",
    "period",
    "addressees",
    "based_on",
    "recipients",
    "signer",
    "signer_title",
)
_COMPARED = 60


def same_form(text: str) -> str:
    """NFC, NBSP to space, runs of white space to one space."""
    folded = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", folded).strip()


def task_key(task: dict[str, Any]) -> tuple[str, str]:
    return task.get("section") or "", same_form(task["text"])[:_COMPARED]


def f1(found: Iterable[Hashable], gold: Iterable[Hashable]) -> float:
    """Harmonic mean of precision and recall over two bags; 1 where both are empty."""
    left, right = Counter(found), Counter(gold)
    if not left and not right:
        return 1.0
    hits = (left & right).total()
    return 2 * hits / (left.total() + right.total())


def score(draft: dict[str, Any], gold: dict[str, Any]) -> dict[str, float]:
    """F1 of tasks, deadlines and targets, and the share of header fields that are exact."""
    neither = {task_key(task) for task in gold.get("alt_tasks", ())}
    tasks = [key for task in draft["tasks"] if (key := task_key(task)) not in neither]
    wanted = [field for field in HEADER_FIELDS if field in gold]
    return {
        "tasks": f1(tasks, [task_key(task) for task in gold["tasks"]]),
        "deadlines": f1(*(_dates(side) for side in (draft, gold))),
        "targets": f1(*(_values(side) for side in (draft, gold))),
        "header": sum(_equal(draft[f], gold[f]) for f in wanted) / max(1, len(wanted)),
    }


def misses(draft: dict[str, Any], gold: dict[str, Any]) -> list[str]:
    """What differs, in words, for whoever improves the reader."""
    neither = {task_key(task) for task in gold.get("alt_tasks", ())}
    found = Counter(k for t in draft["tasks"] if (k := task_key(t)) not in neither)
    wanted = Counter(task_key(task) for task in gold["tasks"])
    lines = [f"task missing: {key}" for key in wanted - found]
    lines += [f"task invented: {key}" for key in found - wanted]
    for name, keys in (("deadline", _dates), ("target", _values)):
        left, right = Counter(keys(draft)), Counter(keys(gold))
        lines += [f"{name} missing: {key}" for key in right - left]
        lines += [f"{name} invented: {key}" for key in left - right]
    for name in HEADER_FIELDS:
        if name in gold and not _equal(draft[name], gold[name]):
            lines.append(f"{name}: {draft[name]!r} instead of {gold[name]!r}")
    return lines


def _dates(side: dict[str, Any]) -> list[str]:
    return [deadline["date"] for deadline in side.get("deadlines", ())]


def _values(side: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(target["value"]), target["unit"]) for target in side.get("targets", ())]


def _equal(left: Any, right: Any) -> bool:
    if isinstance(left, list) and isinstance(right, list):
        return [same_form(item) for item in left] == [same_form(item) for item in right]
    if isinstance(left, str) and isinstance(right, str):
        return same_form(left) == same_form(right)
    return bool(left == right)
