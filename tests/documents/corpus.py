"""The documents with a gold answer: two real ones and the invented ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SAMPLES = sorted((HERE / "samples").glob("*.txt"))
INVENTED = sorted((HERE / "invented").glob("*.txt"))


def gold_of(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.with_suffix(".gold.json").read_text("utf-8"))
    return gold
