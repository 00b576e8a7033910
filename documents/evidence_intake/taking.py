"""The door of the intake: what can be told at once is told here, the rest in a child."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass

from documents import child
from documents.evidence_intake import kinds, names
from documents.evidence_intake.kinds import Format, Kind
from documents.evidence_intake.refusal import OF_READER, NotTaken, Reason
from documents.refusal import RefusedError

LARGEST_FILE = 10 * 1024 * 1024
SECONDS, MEGABYTES = 20, 640
AT_ONCE = 1  # the largest photos take 500 MB: more at once would fill a small machine
_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Taken:
    """What is to be kept.

    Photos and thumbnails are JPEG without any metadata; sizes are the photo's in pixels, None for
    a document. Word and Excel files have no thumbnail.
    """

    kind: Kind
    media_type: str
    content: bytes
    thumbnail: bytes | None
    width: int | None
    height: int | None
    name: str


def take_in(
    content: bytes, name: str, *, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> Taken:
    """Take in a photo or file; `name` says what it claims to be. The same gives the same bytes.

    Raises NotTaken, and nothing else.
    """
    if not content.strip(b"\0\t\n\r "):
        raise NotTaken(Reason.EMPTY)
    if len(content) > LARGEST_FILE:
        raise NotTaken(Reason.TOO_LARGE)
    found = kinds.format_of(content, name)
    said = _asked(found, content, seconds, megabytes)
    return _taken(found, content, name, said)


def _asked(found: Format, content: bytes, seconds: int, megabytes: int) -> bytes:
    if not _turns.acquire(timeout=seconds):
        raise NotTaken(Reason.BUSY)
    try:
        return child.answer(
            "documents.evidence_intake.working",
            f"{found.value}\n".encode() + content,
            seconds=seconds,
            megabytes=megabytes,
        )
    except RefusedError as refused:
        raise NotTaken(OF_READER[refused.reason]) from None
    except OSError as error:
        raise NotTaken(Reason.BUSY) from error
    finally:
        _turns.release()


def _taken(found: Format, content: bytes, name: str, said: bytes) -> Taken:
    head, _, rest = said.partition(b"\n")
    try:
        answer = json.loads(head)
    except ValueError:
        raise NotTaken(Reason.CRASHED) from None
    if "refused" in answer:
        raise NotTaken(Reason(answer["refused"]))
    photo, thumbnail = rest[: answer["photo"]], rest[answer["photo"] :]
    is_photo = found.kind is Kind.PHOTO
    return Taken(
        found.kind,
        "image/jpeg" if is_photo else kinds.MEDIA_TYPES[found],
        photo if is_photo else content,
        thumbnail or None,
        answer["width"],
        answer["height"],
        names.cleaned(name, "jpg" if is_photo else found.value),
    )
