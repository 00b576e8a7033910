"""Evidence for the tests: photos that are kept, and lines that have them."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from PIL import Image

from models import storage
from models.base import db
from models.evidence import Evidence, EvidenceKind, KeptFile
from models.line import Line
from models.tenancy import begin_write, bind


@cache
def photo(number: int = 0, side: int = 8) -> bytes:
    """A small JPEG, another one for each number."""
    out = io.BytesIO()
    Image.new("RGB", (side, side)).save(out, "JPEG", comment=f"{number}".encode())
    return out.getvalue()


def kept(number: int = 0) -> KeptFile:
    """A photo that lies in the storage, with a thumbnail of its own."""
    content, small = photo(number, 16), photo(number, 8)
    digests = {"digest": storage.keep(content), "thumbnail_digest": storage.keep(small)}
    about: dict[str, Any] = {"media_type": "image/jpeg", "size": len(content)}
    name = f"Ảnh {number}.jpg"
    return KeptFile(kind=EvidenceKind.PHOTO, name=name, width=16, height=16, **about, **digests)


def line_of(world: Any, slug: str) -> Line:
    """A unit's line in the session of the test."""
    return db.session.get_one(Line, world.rows[slug]["line"].id)


def attached(world: Any, slug: str, number: int = 0, **said: Any) -> Evidence:
    """A photo on the line of the bound unit, inside begin_write()."""
    return Evidence.attach(line_of(world, slug), kept(number), world.officer.id, **said)


def url_of(world: Any, slug: str = "19612") -> str:
    """The address of the photo that a unit has in the world."""
    return f"/{slug}/evidence/{world.rows[slug]['evidence'].id}"


def add(world: Any, slug: str = "19612", number: int = 1) -> Evidence:
    """Another photo, committed."""
    with bind(world.unit_id(slug)):
        begin_write()
        evidence = attached(world, slug, number)
        db.session.commit()
        db.session.refresh(evidence)
    return evidence


def present(evidence: Evidence) -> Evidence:
    """The row as it is now."""
    with bind(evidence.unit_id):
        return db.session.get_one(Evidence, evidence.id)
