"""Where a person is sent back to after signing in: our own pages, nowhere else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_UNSAFE = re.compile(r"[\x00-\x20\\]")


def own_path(given: str | None) -> str | None:
    """A path of ours, with its query, or None: what else a link may say is dropped."""
    if not given or _UNSAFE.search(given) or not given.startswith("/") or given.startswith("//"):
        return None
    try:
        parts = urlsplit(given)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else given
