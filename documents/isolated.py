"""Reading a stranger's document in a process of its own, which may take only so much.

A file can be made so that its reader never ends or fills the memory, and libraries that open PDF
and Word files have had holes. What goes wrong there ends a child, never a worker.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from documents.refusal import Reason, RefusedError

SECONDS, MEGABYTES = 30, 1024
LARGEST_OUTPUT = 256 * 2**20
AT_ONCE = 2
_ROOT = Path(__file__).parents[1]
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]+")
_OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGALRM)
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
    command = [sys.executable, "-P", "-m", "documents.isolated", str(seconds), str(megabytes)]
    if not _turns.acquire(timeout=seconds):
        raise RefusedError(Reason.TOO_SLOW)
    try:
        with tempfile.TemporaryDirectory(prefix="reading-", ignore_cleanup_errors=True) as folder:
            return _reading(*_run(command, given, folder, seconds))
    except OSError as error:
        raise RefusedError(Reason.CRASHED) from error
    finally:
        _turns.release()


def _run(command: list[str], given: bytes, folder: str, seconds: int) -> tuple[int, bytes]:
    """How the child ended, and what it said."""
    # Nothing of our environment: it holds the secrets of the portal.
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_ROOT)}
    environment |= {"HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603  (our own module)
        command,
        cwd=folder,
        env=environment,
        start_new_session=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            said, _nothing = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise RefusedError(Reason.TOO_SLOW) from None
        finally:
            _end_all(process)
        return process.returncode, said


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """The child and all it started: LibreOffice is a child of the child.

    Again and again, as one may be starting another; but what nobody reaps stays in the group.
    """
    with suppress(ProcessLookupError):
        for _ in range(20):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            time.sleep(0.01)


def _reading(code: int, said: bytes) -> Reading:
    if code:
        raise RefusedError(Reason.TOO_SLOW if code in _OUT_OF_TIME else Reason.CRASHED)
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
    _limit(seconds, megabytes)
    name = json.loads(sys.stdin.buffer.readline())
    try:
        answer: dict[str, Any] = asdict(_read(name, sys.stdin.buffer.read()))
    except RefusedError as error:
        answer = {"refused": error.reason.value}
    sys.stdout.write(json.dumps(answer))


def _limit(seconds: int, megabytes: int) -> None:
    """LibreOffice inherits these; the alarm is for a child whose parent was killed."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(seconds + 5)


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
