"""Reading a stranger's document in a process of its own, which may take only so much."""

from __future__ import annotations

import json
import re
import sys
import threading
from dataclasses import asdict, dataclass
from typing import Any

from documents import child
from documents.refusal import Reason, RefusedError

SECONDS, MEGABYTES = 30, 1024
AT_ONCE = 2
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]+")
_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the plan reader found, as plain data.

    `draft` is `Draft.as_json()`. `lines` are the lines of the source, without control characters:
    a task's "line" 12 is `lines[11]`. `account` says by such numbers what each line was read as.
    """

    draft: dict[str, Any]
    lines: list[str]
    account: dict[int, str]


def read_isolated(
    content: bytes, name: str, *, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> Reading:
    """Read a file as `documents.plan_reader.read` does; `name` says what it claims to be.

    Raises RefusedError, and nothing else: with TOO_SLOW after `seconds`, with CRASHED where the
    child ended otherwise than with an answer.
    """
    return _asked(name, content, seconds, megabytes)


def read_text_isolated(text: str, *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> Reading:
    """Read pasted text as `documents.plan_reader.read_text` does; raises as `read_isolated`."""
    return _asked(None, text.encode("utf-8", "surrogatepass"), seconds, megabytes)


def _asked(name: str | None, content: bytes, seconds: int, megabytes: int) -> Reading:
    given = json.dumps(name).encode() + b"\n" + content
    if not _turns.acquire(timeout=seconds):
        raise RefusedError(Reason.TOO_SLOW)
    try:
        said = child.answer("documents.isolated", given, seconds=seconds, megabytes=megabytes)
    except OSError as error:
        raise RefusedError(Reason.CRASHED) from error
    finally:
        _turns.release()
    return _reading(said)


def _reading(said: bytes) -> Reading:
    try:
        answer = json.loads(said)
    except ValueError:
        raise RefusedError(Reason.CRASHED) from None
    if "refused" in answer:
        raise RefusedError(Reason(answer["refused"]))
    account = {int(number): use for number, use in answer["account"].items()}
    return Reading(answer["draft"], answer["lines"], account)


def main(seconds: int, megabytes: int) -> None:
    """The child: a name and a content come in, a reading or a refusal goes out."""
    child.limit(seconds, megabytes)
    name = json.loads(sys.stdin.buffer.readline())
    try:
        answer: dict[str, Any] = asdict(_read(name, sys.stdin.buffer.read()))
    except RefusedError as error:
        answer = {"refused": error.reason.value}
    sys.stdout.write(json.dumps(answer))


def _read(name: str | None, content: bytes) -> Reading:
    # Imported here, not above: the portal itself does not need the reader's modules for this.
    from documents import extraction
    from documents.plan_reader.reading import read_lines

    if name is None:
        lines = extraction.from_text(content.decode("utf-8", "surrogatepass"))
    else:
        lines = extraction.extract(content, name)
    draft = read_lines(lines)
    texts: dict[int, list[str]] = {}
    for line in lines:
        texts.setdefault(line.number, []).append(_CONTROL.sub(" ", line.text))
    shown = [" ".join(texts[number]) for number in sorted(texts)]
    return Reading(draft.as_json(), shown, draft.account)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
