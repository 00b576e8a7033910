"""What a URL names things with: the slug of a unit, the number of a row."""

from __future__ import annotations

from werkzeug.routing import BaseConverter, IntegerConverter


class UnitConverter(BaseConverter):
    """The slug of a unit, the first part of its URLs."""

    regex = r"vn|\d{2,5}(?:-\d{4})?"


class SlugConverter(BaseConverter):
    """The slug of a campaign's page: small letters, digits and hyphens."""

    regex = r"[a-z0-9-]{1,80}"


class KeyConverter(IntegerConverter):
    """A row's number: no longer than the database can hold, so that nonsense is 404."""

    regex = r"\d{1,18}"


def row_key(text: str) -> int:
    """A row's number in a query string; ValueError, as `type=` of args.get wants, for nonsense."""
    if not text.isdecimal() or len(text) > 18:
        raise ValueError("not the number of a row")
    return int(text)
