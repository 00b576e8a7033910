"""The reader held against what a careful person found in real and invented documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from documents.plan_reader import read
from tests.documents.corpus import INVENTED, SAMPLES, gold_of
from tests.documents.scoring import f1, misses, score


def name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_samples_reach_the_measure(path: Path) -> None:
    draft, gold = read(path, path.name).as_json(), gold_of(path)
    figures = score(draft, gold)
    assert figures["tasks"] >= 0.95, misses(draft, gold)
    assert figures["deadlines"] == 1, misses(draft, gold)
    assert figures["targets"] >= 0.85, misses(draft, gold)
    assert figures["header"] == 1, misses(draft, gold)


@pytest.mark.parametrize("path", INVENTED, ids=name)
def test_invented_documents_are_read_whole(path: Path) -> None:
    draft, gold = read(path, path.name).as_json(), gold_of(path)
    figures = score(draft, gold)
    assert figures["tasks"] >= 0.95, misses(draft, gold)
    assert figures["deadlines"] == figures["targets"] == 1, misses(draft, gold)
    assert figures["header"] == 1, misses(draft, gold)


@pytest.mark.parametrize("path", INVENTED, ids=name)
def test_who_has_to_act(path: Path) -> None:
    tasks = read(path, path.name).as_json()["tasks"]
    for opening, units in gold_of(path).get("responsible", {}).items():
        found = [task["responsible"] for task in tasks if task["text"].startswith(opening)]
        assert found == [units], opening


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_samples_name_the_same_people(path: Path) -> None:
    found = {task["text"][:60]: task for task in read(path, path.name).as_json()["tasks"]}
    for task in gold_of(path)["tasks"]:
        read_task: dict[str, Any] = found[" ".join(task["text"].split())[:60]]
        assert read_task["responsible"] == task["responsible"], task["text"]
        if "coordinating" in task:
            assert read_task["coordinating"] == task["coordinating"], task["text"]


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_samples_keep_their_outline_reports_and_baselines(path: Path) -> None:
    draft, gold = read(path, path.name).as_json(), gold_of(path)
    ids = {section["id"]: section["title"] for section in draft["sections"]}
    assert ids == {section["id"]: section["title"] for section in gold["sections"]}
    figures = [(b["value"], b["unit"], b["year"]) for b in draft["baselines"]]
    assert figures == [(b["value"], b["unit"], b["year"]) for b in gold["baselines"]]
    dated = [report for report in gold["reporting"] if isinstance(report["when"], list)]
    for report in dated:
        kept = {key: report[key] for key in ("who", "to", "via", "when")}
        assert kept in draft["reporting"]


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_samples_leave_little_unread(path: Path) -> None:
    assert read(path, path.name).as_json()["unread"] == []


@pytest.mark.parametrize(
    ("found", "gold", "expected"),
    [([], [], 1.0), (["a"], [], 0.0), (["a", "b"], ["a"], 2 / 3), (["a"], ["a", "a"], 2 / 3)],
)
def test_f1(found: list[str], gold: list[str], expected: float) -> None:
    assert f1(found, gold) == pytest.approx(expected)


def test_alternative_tasks_count_neither_way() -> None:
    task = {"section": "IV", "text": "Bố trí kinh phí"}
    gold = {"tasks": [], "alt_tasks": [task]}
    empty = {"tasks": [], "deadlines": [], "targets": []}
    assert score(empty, gold)["tasks"] == score(empty | {"tasks": [task]}, gold)["tasks"] == 1
