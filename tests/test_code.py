"""Rules about the code itself: one door, one scope, one direction of imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from blueprints import access
from config import ROOT
from models.base import Base
from models.scopes import scope_of

LAYERS = {
    "models": {"models"},
    "documents": {"documents"},
    "blueprints": {"blueprints", "models", "documents", "config"},
}
OURS = {"app", "blueprints", "models", "documents", "config", "tests", "bench"}
NAMES_OF_NOTHING = {"utils", "helpers", "services", "common", "manager"}
BEHIND_THE_SCOPE = {
    "blueprints/limits.py",
    "blueprints/service/routes.py",
    "models/amend_plan.py",
    "models/appointer.py",
    "models/assign_tasks.py",
    "models/attempt_count.py",
    "models/audit.py",
    "models/database.py",
    "models/delegates.py",
    "models/deciders.py",
    "models/load_successions.py",
    "models/membership.py",
    "models/months_around.py",
    "models/notification.py",
    "models/own_list.py",
    "models/page_standing.py",
    "models/person.py",
    "models/plan_addressing.py",
    "models/setting.py",
    "models/waiting_results.py",
}
"""Where tables and connections are used below the ORM, each for the reason its comments give."""


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def imported(tree: ast.Module) -> set[str]:
    plain = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    return plain | {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_go_one_way(layer: str) -> None:
    for path, tree in sources(layer):
        tops = {name.partition(".")[0] for name in imported(tree)} & OURS
        assert tops <= LAYERS[layer], path


def test_models_know_no_request() -> None:
    for path, tree in sources("models"):
        names = {
            a.name
            for n in ast.walk(tree)
            if isinstance(n, ast.ImportFrom) and n.module == "flask"
            for a in n.names
        }
        assert not names & {"request", "session", "abort", "g", "flash", "render_template"}, path


def test_models_never_commit() -> None:
    demo = {
        f"models/load_demo{part}.py"
        for part in ("", "_plans", "_acts", "_months", "_campaigns", "_results")
    }
    allowed = demo | {"models/digest.py"}  # long commands: one act, one commit
    for path, tree in sources("models"):
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "commit"]
        assert not calls or path in allowed, path


def test_nothing_goes_below_the_scope() -> None:
    below = {"__table__", "connection", "exec_driver_sql"}
    for path, tree in sources("models", "blueprints"):
        used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} & below
        assert not used or path in BEHIND_THE_SCOPE, f"{path} uses {used}"


def test_every_unscoped_block_says_why() -> None:
    for path, tree in sources("models", "blueprints"):
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "unscoped"
            ):
                assert node.args, path


def test_no_module_is_named_for_nothing() -> None:
    for path, _tree in sources("models", "blueprints", "documents"):
        assert not set(Path(path).with_suffix("").parts) & NAMES_OF_NOTHING, path


def test_every_table_has_one_scope() -> None:
    for mapper in Base.registry.mappers:
        assert scope_of(mapper.class_)


def test_a_table_without_a_scope_stops_the_start() -> None:
    with pytest.raises(TypeError, match="exactly one scope"):
        scope_of(dict)


def test_a_view_without_a_mark_stops_the_start(world_app: Flask) -> None:
    app = Flask("unmarked")
    app.add_url_rule("/open", view_func=lambda: "open", endpoint="open")
    with pytest.raises(access.UnmarkedView, match="open"):
        access.check_views(app)


def test_a_view_declares_its_access_once() -> None:
    with pytest.raises(TypeError, match="twice"):
        access.public(access.signed_in(lambda: ""))


def test_the_vietnamese_catalogue_is_complete() -> None:
    from scripts.catalogues import faults

    assert list(faults()) == []


def test_every_action_of_the_record_has_words() -> None:
    from blueprints.filters import ACTIONS

    recorded = set()
    for _path, tree in sources("models"):
        for node in ast.walk(tree):
            named = isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {
                "record",
                "_record",
            }
            if named and node.args and isinstance(node.args[0], ast.Constant):
                recorded.add(node.args[0].value)
    dotted = {action for action in recorded if "." in str(action)}
    assert dotted <= set(ACTIONS), sorted(dotted - set(ACTIONS))
