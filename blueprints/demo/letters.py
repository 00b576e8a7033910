"""The letters of the demo: two real documents, and a plan made up for a province of today."""

from __future__ import annotations

from pathlib import Path

import config
from documents import plan_reader
from documents.extraction.plain_text import lines_of
from models.load_demo_plans import Letter

FOLDER = config.ROOT / "data" / "demo"
CAM_LO, DAK_TO, TUYEN_QUANG = (
    "cam-lo-2017-cong-van-170.txt",
    "dak-to-2017-ke-hoach.txt",
    "tuyen-quang-ke-hoach.txt",
)


def read_letters(year: int) -> dict[str, Letter]:
    """Each letter as the plan reader reads it, by the slug of its unit; the last for a year."""
    text = (FOLDER / TUYEN_QUANG).read_text("utf-8").replace("{year}", str(year))
    return {
        "468": _letter(CAM_LO, (FOLDER / CAM_LO).read_text("utf-8")),
        "612": _letter(DAK_TO, (FOLDER / DAK_TO).read_text("utf-8")),
        "08": _letter(TUYEN_QUANG, text),
    }


def _letter(name: str, text: str) -> Letter:
    lines = [line.text for line in lines_of(text)]
    draft = plan_reader.read_text(text).as_json()
    return Letter(Path(name).name, text.encode(), draft, lines)
