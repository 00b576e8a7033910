"""The plan reader: F1 against the gold answers, time and memory.

python -m bench.plan_reader prints the figures and ends with 1 where one is over its budget.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import mean

from documents.plan_reader import read, read_text
from tests.documents.corpus import INVENTED, SAMPLES, gold_of
from tests.documents.scoring import score

SEVENTY_KB = 70_000
SECONDS_FOR_TEXT = 1.0
SECONDS_FOR_PDF = 20.0
MEGABYTES = 150
LARGE_PDF = 20 * 2**20 - 50_000
FLOORS = {"tasks": 0.95, "deadlines": 1.0, "targets": 0.85, "header": 1.0}


def main() -> int:
    """Measure and print everything; 1 where a figure misses its floor or budget."""
    held = [_figures("samples", SAMPLES), _figures("invented", INVENTED)]
    held += [_text_time(), _text_memory(), _pdf_time()]
    return 0 if all(held) else 1


def _figures(name: str, paths: list[Path]) -> bool:
    scores = [score(read(path, path.name).as_json(), gold_of(path)) for path in paths]
    held = True
    for key, floor in FLOORS.items():
        value = mean(one[key] for one in scores)
        held = _line(f"F1 {key}, {name} ({len(paths)})", value, floor, value >= floor) and held
    return held


def _seventy_kilobytes() -> str:
    text = SAMPLES[-1].read_text("utf-8")
    start, stop = text.index("V. Tổ chức"), text.index("Trên đây là")
    while len(text.encode()) < SEVENTY_KB:
        text = text[:stop] + text[start:stop] + text[stop:]
    return text


def _text_time() -> bool:
    text = _seventy_kilobytes()
    read_text(text)
    start = time.perf_counter()
    read_text(text)
    spent = time.perf_counter() - start
    return _line("seconds for 70 KB of text", spent, SECONDS_FOR_TEXT, spent < SECONDS_FOR_TEXT)


def _text_memory() -> bool:
    """The largest size of a process that reads 70 KB and does nothing else."""
    code = "import sys; from documents.plan_reader import read_text; read_text(sys.stdin.read())"
    subprocess.run([sys.executable, "-c", code], input=_seventy_kilobytes(), text=True, check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return _line("MB for 70 KB of text", used, MEGABYTES, used < MEGABYTES)


def _pdf_time() -> bool:
    content = large_pdf(LARGE_PDF)
    start = time.perf_counter()
    read(content, "large.pdf")
    spent = time.perf_counter() - start
    name = f"seconds for a PDF of {len(content) / 2**20:.1f} MB"
    return _line(name, spent, SECONDS_FOR_PDF, spent < SECONDS_FOR_PDF)


def large_pdf(size: int) -> bytes:
    """A PDF of several hundred pages of Vietnamese text with pictures, about this large."""
    from tests.documents.pdfs import printed

    return printed(SAMPLES[-1].read_text("utf-8"), size)


def _line(name: str, value: float, limit: float, held: bool) -> bool:
    print(f"{'ok ' if held else 'NO '} {name}: {value:.3f} ({limit})")
    return held


if __name__ == "__main__":
    sys.exit(main())
