"""QR codes as pictures of a page."""

from __future__ import annotations

from io import BytesIO

from markupsafe import Markup

QUICK_MASK = 3
"""Weighing all eight masks takes ten times as long; a reader takes any of them."""


def qr_code(text: str, *, error: str, border: int = 4, mask: int | None = None) -> Markup:
    """An <svg> of a text; `error` is the level of correction, `border` in modules.

    `mask` spares the search for the best one, where a page has many codes.
    """
    import segno  # its tables take 4 MiB, and few workers ever draw a code

    drawn = BytesIO()
    picture = segno.make(text, error=error, mask=mask)
    options = {"xmldecl": False, "svgns": False, "omitsize": True, "nl": False, "light": "#fff"}
    picture.save(drawn, kind="svg", border=border, svgclass=None, lineclass=None, **options)
    svg = drawn.getvalue().decode().replace("<svg ", '<svg aria-hidden="true" ', 1)
    return Markup(svg)  # noqa: S704  # our own drawing: the text is modules, not markup
