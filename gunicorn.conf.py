"""How the portal is served: a few workers with threads, counted together for /metrics."""

from __future__ import annotations

import ctypes
import gc
import os
import shutil
import tempfile
from typing import Any

from config import load

_settings = load()

wsgi_app = "app:create_app()"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{_settings['PORT']}"
workers = _settings["WEB_CONCURRENCY"]
threads = _settings["WEB_THREADS"]
worker_class = "gthread"
preload_app = True  # imported once, shared by the workers; no connection is open before the fork
control_socket_disable = True
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
limit_request_line = 4094
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112

M_MMAP_THRESHOLD = -3  # malloc.h of glibc, which is asked for it by number
if hasattr(libc := ctypes.CDLL(None), "mallopt"):
    # The memory in which Argon2 hashes a password goes back to the system at once: else glibc
    # learns from the first one to keep such blocks, and each worker is 19 MiB larger for good.
    libc.mallopt(M_MMAP_THRESHOLD, 2**20)

if _settings["METRICS_TOKEN"]:
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="metrics-"))


def when_ready(_server: Any) -> None:
    """Leave what is imported out of every later collection of garbage: looking through all of it
    takes a tenth of a second, in the middle of somebody's page, and unshares its memory."""
    gc.collect()
    gc.freeze()


def child_exit(_server: Any, worker: Any) -> None:
    """Fold a dead worker's counts into the others'."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Leave no counts behind."""
    shutil.rmtree(os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""), ignore_errors=True)
