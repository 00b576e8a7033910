"""A gunicorn of two workers, and what its workers cost."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import config
from tests.server import free_port

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
WORKERS = 2
GIVE_UP_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running server: its port, its process, the seconds until it gave its first page."""

    port: int
    process: subprocess.Popen[bytes]
    first_page_s: float

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def workers(self) -> list[int]:
        """The process numbers of the workers."""
        pid = self.process.pid
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def cpu_ms(self) -> float:
        """What all workers have used so far, user and system, in milliseconds."""
        return sum(_ticks(pid) for pid in self.workers()) * 1000 / TICKS

    def resident(self) -> list[int]:
        """The resident size of each worker in bytes."""
        statms = [Path(f"/proc/{pid}/statm").read_text().split() for pid in self.workers()]
        return [int(statm[1]) * PAGE_SIZE for statm in statms]


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])  # utime, stime


@contextmanager
def serve(application: str, first_page: str, **environment: str) -> Iterator[Server]:
    """Serve an application with our own gunicorn settings; stopped at the end."""
    port = free_port()
    options = ["--config", "gunicorn.conf.py", "--max-requests", "0", "--workers", str(WORKERS)]
    command = [sys.executable, "-m", "gunicorn", *options, application]
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=config.ROOT,
        env={**os.environ, **environment, "PORT": str(port)},
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, first_page, process)
        yield Server(port, process, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + GIVE_UP_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"gunicorn ended with {process.returncode}")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("gunicorn does not answer")
