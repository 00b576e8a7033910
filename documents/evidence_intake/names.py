"""Names of files as strangers' phones give them, made fit for a list and for every disk."""

from __future__ import annotations

import re
import unicodedata

NAMELESS = "minh-chung"
LONGEST = 120
_ENDING = re.compile(r"\.([a-z0-9]{1,10})$", re.IGNORECASE)
_RESERVED = re.compile(r'[<>:"|?*]+')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_SILENT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def ending_of(name: str) -> str:
    """The ending without its dot, in small letters; "" where there is none."""
    found = _ENDING.search(_plain(name))
    return found[1].lower() if found else ""


def cleaned(name: str, ending: str) -> str:
    """The last part of the path with this ending; at most 120 bytes before the ending."""
    stem = _RESERVED.sub("_", _ENDING.sub("", _plain(name))).strip(" .")
    stem = stem.encode()[:LONGEST].decode(errors="ignore").rstrip(" .")
    if _DEVICES.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem or NAMELESS}.{ending}"


def _plain(name: str) -> str:
    """Without folders and without signs that are not seen: one could turn the reading round."""
    last = re.split(r"[/\\]", name)[-1]
    shown = (" " if c.isspace() else c for c in last if c.isspace() or not _is_silent(c))
    return " ".join(unicodedata.normalize("NFC", "".join(shown)).split()).rstrip(" .")


def _is_silent(character: str) -> bool:
    return unicodedata.category(character) in _SILENT
