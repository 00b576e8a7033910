"""The pictures of the demo, made ready as the intake of evidence makes photos."""

from __future__ import annotations

from blueprints.demo.letters import FOLDER
from models.demo_extras import Photo


def read_photos() -> dict[str, Photo]:
    """The pictures by their names; drawn by scripts/make_demo_photos.py."""
    from documents.evidence_intake import pictures
    from documents.evidence_intake.kinds import Format

    found = {}
    for file in sorted((FOLDER / "photos").glob("*.png")):
        content, thumbnail, size = pictures.made_anew(Format.PNG, file.read_bytes())
        found[file.stem] = Photo(content, thumbnail, *size)
    return found
