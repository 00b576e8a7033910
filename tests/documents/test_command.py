"""`flask plans read` as somebody types it, where there is no database at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask_babel import force_locale

from app import create_app
from blueprints.plans.refusals import REFUSALS, wording
from documents.plan_reader import read
from documents.refusal import Reason
from tests.conftest import SETTINGS
from tests.documents.corpus import INVENTED, SAMPLES


def run(*words: str) -> Result:
    nowhere = "sqlite:////nowhere/at/all.db"
    app = create_app(**SETTINGS, DATABASE_URL=nowhere)
    return app.test_cli_runner().invoke(args=["plans", "read", *words])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_json_is_the_stable_form(path: Path) -> None:
    result = run(str(path), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == read(path, path.name).as_json()


def test_the_outline_names_tasks_with_who_and_when() -> None:
    shown = run(str(INVENTED[9])).stdout
    for words in ("112/KH-UBND", "Bảo đảm an ninh, trật tự", "Công an xã", "2025-10-03"):
        assert words in shown
    assert max(len(line) for line in shown.splitlines()) <= 110


def test_the_outline_of_a_letter_lists_reports_and_money() -> None:
    shown = run(str(SAMPLES[1])).stdout
    assert "UBND huyện" in shown
    assert "1.210 trẻ" in shown
    assert "chủ động bố trí kinh phí" in shown


def test_what_was_not_understood_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    text = (
        INVENTED[9]
        .read_text("utf-8")
        .replace("3 | Bảo đảm", "Mùa thu năm ngoái trời đẹp.\n3 | Bảo đảm")
    )
    path.write_text(text, "utf-8")
    assert "Mùa thu năm ngoái trời đẹp." in run(str(path)).stdout


@pytest.mark.parametrize("ending", ["exe", "docx", "pdf"])
def test_a_refusal_is_one_line_and_exit_code_2(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"plan.{ending}"
    path.write_bytes(b"something else")
    result = run(str(path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_missing_file_is_refused_too(tmp_path: Path) -> None:
    assert run(str(tmp_path / "no.docx")).exit_code == 2


def test_every_reason_has_its_words_in_both_languages() -> None:
    assert set(REFUSALS) == set(Reason)
    app = create_app(**SETTINGS, DATABASE_URL="sqlite:////nowhere/at/all.db")
    with app.app_context(), force_locale("en"):
        assert all("\n" not in wording(reason) for reason in Reason)
