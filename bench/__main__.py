"""Make a demo of its own, measure, print. Ends by itself, in under four minutes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from flask import Flask

from bench import (
    cpu,
    first_visit,
    floor,
    many_activities,
    many_parts,
    public_page,
    scope,
    servers,
    world,
)
from bench.pages import PAGES
from bench.recorder import Recorded, Recorder
from bench.report import Report

SETTLED_AFTER = 100
LISTS = {
    f"activities of a province with {many_activities.ROWS:,} in a year": many_activities,
    f"campaign of {many_parts.UNITS} units of {many_parts.EACH} activities": many_parts,
}


def main() -> int:
    """Measure everything; 1 where something is over its budget."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        report.scope(scope.measure(folder))
        app = world.make_demo(folder / "demo.db")
        report.first_visit("/login", first_visit.load(app.test_client(), "/login"))
        for what, measured in LISTS.items():
            report.lists(what, measured, measured.measure(folder))
        report.readers(public_page.measure(folder))
        _serve(folder, _record(app, folder), report)
    return report.end()


def _record(app: Flask, folder: Path) -> list[Recorded]:
    """Count inside this process; write down for the floor what it has to do."""
    recorder = Recorder(app)
    pages = [recorder.record(page) for page in PAGES]
    settings = {key: value for key, value in app.config.items() if key.startswith("COMPRESS_")}
    floor.write_recipe(folder / "floor.json", folder / "demo.db", settings, pages)
    return pages


def _serve(folder: Path, pages: list[Recorded], report: Report) -> None:
    settings = {**world.ENVIRONMENT, "DATABASE_URL": f"sqlite:///{folder / 'demo.db'}"}
    recipe = {floor.RECIPE: str(folder / "floor.json")}
    with servers.serve("app:create_app()", "/login", **settings) as portal:
        start_cpu_s = portal.cpu_ms() / 1000
        for number in range(SETTLED_AFTER):
            one = pages[number % len(pages)]
            cpu.visit(portal, one.page.path, one.cookie)
        report.server(portal.first_page_s, start_cpu_s, max(portal.resident()))
        with servers.serve("bench.floor:create_app()", "/0", **recipe) as bare:
            report.pages(pages, cpu.measure(portal, bare, pages))


if __name__ == "__main__":
    sys.exit(main())
