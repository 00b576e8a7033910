"""The documents with a gold answer: two real ones, which the demo shows too, and invented ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from config import ROOT

HERE = Path(__file__).parent
GOLDS = sorted((HERE / "samples").glob("*.gold.json"))
SAMPLES = [ROOT / "data/demo" / gold.name.replace(".gold.json", ".txt") for gold in GOLDS]
INVENTED = sorted((HERE / "invented").glob("*.txt"))


def gold_of(path: Path) -> dict[str, Any]:
    beside = path if path in INVENTED else HERE / "samples" / path.name
    gold: dict[str, Any] = json.loads(beside.with_suffix(".gold.json").read_text("utf-8"))
    return gold
