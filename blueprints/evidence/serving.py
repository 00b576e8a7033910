"""Giving out a kept photo or file, whole or a part of it, to whom the gate let through."""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import Range
from werkzeug.wrappers import Response

from models import storage
from models.evidence import Evidence, EvidenceKind
from models.storage import Corrupt, Part

THUMBNAIL_SECONDS = 300
ALONE = "default-src 'none'; sandbox"


def whole_or_part(evidence: Evidence) -> Response:
    """The photo, or the file as an attachment: 200, or 206, 304 or 416 as it was asked for.

    Raises Vanished, Corrupt or Unreachable.
    """
    digest, size = str(evidence.digest), evidence.size
    if digest in request.if_none_match:
        return _asked_about_each_time(Response(status=304), digest)
    asked = _range_asked_for(digest)
    start, end = (asked.range_for_length(size) or (0, 0)) if asked else (0, size)
    if not end:
        return Response(status=416, headers={"Content-Range": f"bytes */{size}"})
    answer = Response(_part(digest, start, end), 206 if asked else 200)
    answer.mimetype = evidence.media_type
    answer.content_length = end - start
    if asked:
        answer.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    shown = "inline" if evidence.kind == EvidenceKind.PHOTO else "attachment"
    answer.headers.set("Content-Disposition", shown, filename=evidence.name)
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


def _part(digest: str, start: int, end: int) -> Part:
    try:
        return storage.open_range(digest, start, end)
    except ValueError:
        raise Corrupt(digest) from None
