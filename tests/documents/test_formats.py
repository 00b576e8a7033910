"""One document in every format gives one and the same draft."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from documents.extraction.office import program
from documents.plan_reader import Draft, read
from tests.documents import making
from tests.documents.corpus import INVENTED, SAMPLES

needs_libreoffice = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
MAKERS = {"typed": making.typed, "numbered": making.numbered}


def without_lines(draft: Draft) -> dict[str, Any]:
    said = draft.as_json()
    for item in (*said["tasks"], *said["unread"]):
        item.pop("line")
    return said


def converted(content: bytes, folder: Path, ending: str) -> bytes:
    """A Word file printed or saved in another format by LibreOffice."""
    source = folder / "plan.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program(), "--headless", profile, "--convert-to", ending, "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return (folder / f"plan.{ending}").read_bytes()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("maker", MAKERS)
def test_word_says_what_the_text_says(path: Path, maker: str) -> None:
    document = MAKERS[maker](path.read_text("utf-8"))
    expected = without_lines(read(path, path.name))
    assert without_lines(read(document, "plan.docx")) == expected


@needs_libreoffice
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("maker", MAKERS)
def test_a_printed_pdf_says_what_the_text_says(path: Path, maker: str, tmp_path: Path) -> None:
    document = MAKERS[maker](path.read_text("utf-8"))
    printed = converted(document, tmp_path, "pdf")
    assert without_lines(read(printed, "plan.pdf")) == without_lines(read(path, path.name))


@needs_libreoffice
@pytest.mark.parametrize("ending", ["odt", "doc"])
def test_older_formats_say_what_the_text_says(ending: str, tmp_path: Path) -> None:
    path = SAMPLES[0]
    saved = converted(making.typed(path.read_text("utf-8")), tmp_path, ending)
    assert without_lines(read(saved, f"plan.{ending}")) == without_lines(read(path, path.name))


@needs_libreoffice
def test_printed_paragraphs_with_indents_stay_apart(tmp_path: Path) -> None:
    path = next(path for path in INVENTED if path.stem.startswith("21-"))
    document = making.typed(path.read_text("utf-8"), indent=True)
    printed = read(converted(document, tmp_path, "pdf"), "plan.pdf")
    assert [task.text for task in printed.tasks] == [t.text for t in read(path, path.name).tasks]
