"""The floor: the least that a Flask page of the same rows and the same size can cost."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

from flask import Flask
from flask_compress import Compress

from bench.recorder import Recorded

RECIPE = "FLOOR_RECIPE"
TABLE = """<!doctype html><html lang="vi"><title>floor</title><table>
{% for row in rows %}<tr>{% for value in row %}<td>{{ value }}</td>{% endfor %}</tr>
{% endfor %}</table>"""


def write_recipe(
    file: Path, database: Path, settings: dict[str, Any], pages: list[Recorded]
) -> None:
    """Tell the floor what to do: the database, how to compress, each page's statements and text."""
    recipe = {
        "database": str(database),
        "settings": settings,
        "pages": [
            {"statements": [(s.sql, s.given) for s in one.content], "html": one.html.decode()}
            for one in pages
        ],
    }
    file.write_text(json.dumps(recipe))


def create_app() -> Flask:
    """Bare Flask: the page's own SELECTs, a plain loop over the rows, filled up to its size."""
    recipe = json.loads(Path(os.environ[RECIPE]).read_text())
    app = Flask("floor")
    app.config.update(recipe["settings"])
    Compress(app)
    table = app.jinja_env.from_string(TABLE)
    connections = threading.local()

    @app.get("/<int:number>")
    def page(number: int) -> str:
        if not hasattr(connections, "own"):
            connections.own = sqlite3.connect(recipe["database"])
        wanted = recipe["pages"][number]
        rows: list[Any] = []
        for sql, given in wanted["statements"]:
            rows += connections.own.execute(sql, given).fetchall()
        html = table.render(rows=rows)
        padding: str = wanted["html"][len(html) :]  # its own text: it compresses like the page
        return html + padding

    return app
