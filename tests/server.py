"""A real gunicorn on a free port, for tests of what only a real server shows."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def gunicorn(**settings: str) -> Iterator[str]:
    """Serve the application with these settings; yields its address, stops it at the end."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"]
    environment = {**os.environ, **settings, "PORT": str(port), "LOG_LEVEL": "ERROR"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise RuntimeError(f"gunicorn ended with {process.returncode}")
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2).close()  # noqa: S310
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("gunicorn does not answer")


def workers(address: str) -> list[int]:
    """The process numbers of the workers of the server at an address."""
    port = address.rpartition(":")[2]
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            mother = (Path("/proc") / str(parent) / "environ").read_bytes()
        except (OSError, ValueError, IndexError):
            continue
        if f"PORT={port}".encode() in environment and f"PORT={port}".encode() in mother:
            found.append(int(folder.name))
    return found


def workers_rss(address: str) -> list[int]:
    """The resident size of each worker of the server at an address, in bytes."""
    statms = [(Path("/proc") / str(pid) / "statm").read_text().split() for pid in workers(address)]
    return [int(statm[1]) * os.sysconf("SC_PAGE_SIZE") for statm in statms]
