"""A process of its own for a stranger's file, which may take only so much time and memory.

A file can be made so that its reader never ends or fills the memory, and libraries that open
pictures, PDF and Word files have had holes. What goes wrong there ends a child, never a worker.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from documents.refusal import Reason, RefusedError

LARGEST_OUTPUT = 256 * 2**20
_ROOT = Path(__file__).parents[1]
_OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGALRM)


def answer(module: str, given: bytes, *, seconds: int, megabytes: int) -> bytes:
    """What `python -m module seconds megabytes` says when it is given these bytes.

    The module calls `limit` first. Raises RefusedError with TOO_SLOW after `seconds`, with CRASHED
    where the child ended otherwise than well; OSError where none could be started.
    """
    command = [sys.executable, "-P", "-m", module, str(seconds), str(megabytes)]
    with tempfile.TemporaryDirectory(prefix="reading-", ignore_cleanup_errors=True) as folder:
        code, said = _run(command, given, folder, seconds)
    if code:
        raise RefusedError(Reason.TOO_SLOW if code in _OUT_OF_TIME else Reason.CRASHED)
    return said


def limit(seconds: int, megabytes: int) -> None:
    """Limit this process and all it starts; the alarm is for a child whose parent was killed."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(seconds + 5)


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
