"""Age bands of a gift sheet as people type them."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_BANDS, OLDEST = 8, 18
_BAND = re.compile(r"(\d{1,2}) *(?:-|–|đến) *(\d{1,2})")
_PARTS = re.compile(r"[,;]")


class BadBands(ValueError):
    """Not age bands that follow each other."""


def bands_of(text: str) -> list[list[int]]:
    """Age bands as people type them, "0-2, 3-5": the first and the last year of each; BadBands."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    found = [_BAND.fullmatch(part) for part in parts]
    bands = [[int(one[1]), int(one[2])] for one in found if one]
    years = [year for band in bands for year in band]
    rises = all(low <= high for low, high in bands)
    parted = all(one[1] < other[0] for one, other in zip(bands, bands[1:], strict=False))
    fits = len(bands) == len(parts) <= MOST_BANDS and max(years, default=0) <= OLDEST
    if not (fits and rises and parted):
        raise BadBands(text)
    return bands


def bands_text(bands: Sequence[Sequence[int]]) -> str:
    """Age bands as people type them."""
    return ", ".join(f"{low}-{high}" for low, high in bands)
