"""The child: a photo or document comes in, what is made of it or a refusal goes out."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from documents import child
from documents.evidence_intake.kinds import Format, Kind
from documents.evidence_intake.refusal import OF_READER, NotTaken, Reason
from documents.refusal import RefusedError


@dataclass(frozen=True, slots=True)
class Made:
    """The photo made anew, with its size in pixels, and the thumbnail; whatever of it there is."""

    photo: bytes = b""
    thumbnail: bytes = b""
    width: int | None = None
    height: int | None = None


def main(seconds: int, megabytes: int) -> None:
    """Answer in one line of JSON, behind it the bytes of photo and thumbnail."""
    child.limit(seconds, megabytes)
    found = Format(sys.stdin.buffer.readline().decode().strip())
    try:
        made, refused = work(found, sys.stdin.buffer.read()), None
    except NotTaken as error:
        made, refused = Made(), error.reason.value
    answer = {"photo": len(made.photo), "width": made.width, "height": made.height}
    head = json.dumps({"refused": refused} if refused else answer)
    sys.stdout.buffer.write(head.encode() + b"\n" + made.photo + made.thumbnail)


def work(found: Format, content: bytes) -> Made:
    """What a child makes of it, made in this process; raises NotTaken."""
    try:
        return _of_photo(found, content) if found.kind is Kind.PHOTO else _of_paper(found, content)
    except RefusedError as refused:
        raise NotTaken(OF_READER[refused.reason]) from None
    except MemoryError:
        raise NotTaken(Reason.UNSAFE) from None


# Imported where used: a child that looks at a Word file needs no Pillow.


def _of_photo(found: Format, content: bytes) -> Made:
    from documents.evidence_intake import pictures

    photo, thumbnail, (width, height) = pictures.made_anew(found, content)
    return Made(photo, thumbnail, width, height)


def _of_paper(found: Format, content: bytes) -> Made:
    if found is Format.PDF:
        from documents.evidence_intake import pdf_files

        return Made(thumbnail=pdf_files.first_page(content))
    from documents.evidence_intake import office_files

    office_files.check(found, content)
    return Made()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
