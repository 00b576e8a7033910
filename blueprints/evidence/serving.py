"""Giving out a kept photo or file, whole or a part of it, to whom the gate let through."""

from __future__ import annotations

from urllib.parse import quote

from flask import request
from werkzeug.datastructures import Range
from werkzeug.wrappers import Response

from models import storage
from models.evidence import Evidence, EvidenceKind
from models.storage import Corrupt

THUMBNAIL_SECONDS = 300
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Nothing runs and nothing is loaded; the style is the browser's own, which fits a photo in."""


def whole_or_part(evidence: Evidence) -> Response:
    """The photo, or the file as an attachment: 200, or 206, 304 or 416 as it was asked for.

    Raises Vanished, Corrupt or Unreachable.
    """
    digest = str(evidence.digest)
    if digest in request.if_none_match:
        return _asked_about_each_time(Response(status=304), digest)
    asked = _range_asked_for(digest)
    answer = _part(evidence, asked) if asked else Response(storage.read(digest))
    if answer.status_code == 416:
        return answer
    answer.mimetype = evidence.media_type
    shown = "inline" if evidence.kind == EvidenceKind.PHOTO else "attachment"
    name = quote(evidence.name or "", safe="")  # headers are Latin-1: RFC 6266, 4.3
    answer.headers["Content-Disposition"] = f"{shown}; filename*=UTF-8''{name}"
    return _asked_about_each_time(answer, digest)


def thumbnail(digest: str) -> Response:
    """The small picture, which a browser may show again for THUMBNAIL_SECONDS without asking.

    Raises Vanished, Corrupt or Unreachable.
    """
    if digest in request.if_none_match:
        answer = Response(status=304)
    else:
        answer = Response(storage.read(digest), mimetype="image/jpeg")
    answer.set_etag(digest)
    answer.cache_control.private = True
    answer.cache_control.max_age = THUMBNAIL_SECONDS
    answer.headers["Content-Security-Policy"] = ALONE
    return answer


def _asked_about_each_time(answer: Response, digest: str) -> Response:
    """A browser may keep it, and asks each time: rights end, and photos are withdrawn."""
    answer.set_etag(digest)
    answer.accept_ranges = "bytes"
    answer.cache_control.private = True
    answer.cache_control.no_cache = True
    answer.headers["Content-Security-Policy"] = ALONE
    return answer


def _range_asked_for(digest: str) -> Range | None:
    """The one range of bytes that was asked for; none where it is of an older content."""
    asked, condition = request.range, request.if_range
    is_another = condition.date is not None or condition.etag not in (None, digest)
    if asked is None or asked.units != "bytes" or len(asked.ranges) > 1 or is_another:
        return None
    return asked


def _part(evidence: Evidence, asked: Range) -> Response:
    """Some bytes, which are not compared with the checksum; 416 where there are none."""
    digest, size = str(evidence.digest), evidence.size
    found = asked.range_for_length(size)
    if found is None:
        return Response(status=416, headers={"Content-Range": f"bytes */{size}"})
    try:
        answer = Response(storage.open_range(digest, *found), 206)
    except ValueError:
        raise Corrupt(digest) from None
    answer.content_length = found[1] - found[0]
    answer.headers["Content-Range"] = f"bytes {found[0]}-{found[1] - 1}/{size}"
    return answer
