"""Files under their hash: one contract, held by a folder and by a bucket of a real S3 server."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import current_app

import config
from models import clock, storage
from models.storage import Corrupt, NoRoom, Unreachable, Vanished, bucket
from tests.server import free_port
from tests.stores import (
    KEYS,
    BucketPlace,
    FolderPlace,
    client_of,
    kept_at,
    s3_server,
    s3_that_answers,
)

CONTENT = "Kế hoạch số 12".encode() * 9000
DIGEST = hashlib.sha256(CONTENT).hexdigest()
KEY = f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"
NUMBERS = count(1)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FolderPlace | BucketPlace]:
    """An empty store of each kind, as the application would have it."""
    found: FolderPlace | BucketPlace = FolderPlace(tmp_path / "kept here")
    if request.param == "bucket":
        endpoint, name = request.getfixturevalue("s3"), f"files-{next(NUMBERS)}"
        found = BucketPlace(endpoint, client_of(endpoint), name)
        found.client.create_bucket(Bucket=name)
    with kept_at(found.config):
        yield found


class TestEveryStore:
    def test_keeps_a_file_under_its_hash(self, place: FolderPlace | BucketPlace) -> None:
        assert storage.keep(CONTENT) == DIGEST
        assert place.keys() == [KEY]
        assert storage.read(DIGEST) == CONTENT
        assert (storage.exists(DIGEST), storage.size(DIGEST)) == (True, len(CONTENT))

    def test_keeps_the_same_content_once(self, place: FolderPlace | BucketPlace) -> None:
        assert {storage.keep(CONTENT), storage.keep(CONTENT)} == {DIGEST}
        assert storage.keep(b"") != DIGEST
        assert len(place.keys()) == 2

    def test_says_what_vanished(self, place: FolderPlace | BucketPlace) -> None:
        storage.keep(CONTENT)
        place.lose(KEY)
        for ask in (storage.read, storage.size, lambda digest: storage.open_range(digest, 0, 1)):
            with pytest.raises(Vanished, match=DIGEST):
                ask(DIGEST)
        assert not storage.exists(DIGEST)

    @pytest.mark.parametrize("damage", [CONTENT[:-1] + b"x", CONTENT[:100], b""])
    def test_gives_out_nothing_damaged(
        self, place: FolderPlace | BucketPlace, damage: bytes
    ) -> None:
        storage.keep(CONTENT)
        place.alter(KEY, damage)
        with pytest.raises(Corrupt, match=DIGEST):
            storage.read(DIGEST)

    def test_heals_when_the_content_comes_again(self, place: FolderPlace | BucketPlace) -> None:
        storage.keep(CONTENT)
        place.alter(KEY, b"damaged")
        storage.keep(CONTENT)
        assert storage.read(DIGEST) == CONTENT

    @pytest.mark.usefixtures("place")
    @pytest.mark.parametrize(("start", "end"), [(0, 1), (7, 70_000), (100_000, len(CONTENT))])
    def test_opens_a_range(self, start: int, end: int) -> None:
        part = storage.open_range(storage.keep(CONTENT), start, end)
        pieces = list(part)
        part.close()
        assert b"".join(pieces) == CONTENT[start:end]
        assert max(map(len, pieces)) <= 2**16

    @pytest.mark.usefixtures("place")
    @pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, len(CONTENT) + 1)])
    def test_refuses_a_range_that_is_not_in_the_file(self, start: int, end: int) -> None:
        storage.keep(CONTENT)
        with pytest.raises(ValueError, match="bytes"):
            storage.open_range(DIGEST, start, end)

    def test_removes(self, place: FolderPlace | BucketPlace) -> None:
        storage.keep(CONTENT)
        storage.remove(DIGEST)
        storage.remove(DIGEST)
        assert place.keys() == []

    @pytest.mark.usefixtures("place")
    @pytest.mark.parametrize(
        "digest", ["", "../" * 20 + "etc/passwd", DIGEST.upper(), DIGEST[:-1], DIGEST + "\n", "/x"]
    )
    def test_takes_nothing_but_a_digest(self, digest: str) -> None:
        for ask in (storage.read, storage.size, storage.exists, storage.remove):
            with pytest.raises(ValueError, match="not a digest"):
                ask(digest)

    def test_keeps_one_file_for_eight_at_once(self, place: FolderPlace | BucketPlace) -> None:
        app = current_app._get_current_object()  # type: ignore[attr-defined]

        def keep(_number: int) -> str:
            with app.app_context():
                return storage.keep(CONTENT)

        with ThreadPoolExecutor(8) as threads:
            assert set(threads.map(keep, range(8))) == {DIGEST}
        assert place.keys() == [KEY]
        assert storage.read(DIGEST) == CONTENT


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestFolder:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Iterator[Path]:
        place = FolderPlace(tmp_path / "kept")
        with kept_at(place.config):
            yield place.root

    def test_files_are_for_their_owner_alone(self, root: Path) -> None:
        storage.keep(CONTENT)
        assert mode_of(root / KEY) == 0o600
        assert {mode_of(path) for path in (root, *root.rglob("??"))} == {0o700}

    def test_a_full_disk_leaves_nothing(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        (root / KEY).parent.mkdir(parents=True)
        with pytest.raises(NoRoom):
            storage.keep(CONTENT)
        assert [path for path in root.rglob("*") if path.is_file()] == []

    def test_a_place_that_is_no_folder_is_unreachable(self, root: Path) -> None:
        root.write_text("a file")
        with pytest.raises(Unreachable):
            storage.keep(CONTENT)

    def test_a_really_full_disk(self, tmp_path: Path) -> None:
        """On a file system of 256 KiB, in a user namespace of its own."""
        script = f"mount -t tmpfs -o size=256k none {tmp_path} && exec {sys.executable} -c '{FILL}'"
        command = [shutil.which("unshare") or "", "--map-root-user", "--mount", "sh", "-c", script]
        done = subprocess.run(command, cwd=config.ROOT, env={"HERE": str(tmp_path)}, check=False)
        if done.returncode not in (0, 3):
            pytest.skip("no file system can be mounted here")
        assert done.returncode == 0


FILL = """
import os, pathlib
from models import clock, storage
from tests.stores import FolderPlace, kept_at
place = FolderPlace(pathlib.Path(os.environ["HERE"]))
with kept_at(place.config):
    kept = storage.keep(b"x" * 150_000)
    try:
        storage.keep(b"y" * 150_000)
    except storage.NoRoom:
        raise SystemExit(0 if storage.read(kept) and len(place.keys()) == 1 else 3)
raise SystemExit(3)
"""


def files_behind(address: str) -> dict[str, Any]:
    return BucketPlace(address, None, "files").config


@contextmanager
def kept_behind(**answers: tuple[int, str]) -> Iterator[None]:
    """A bucket behind a server that has one answer for each method."""
    with s3_that_answers(**answers) as address, kept_at(files_behind(address)):
        yield


class TestBucket:
    def test_a_missing_bucket_is_no_missing_file(self, s3: str) -> None:
        place = BucketPlace(s3, None, "nobodys-bucket")
        with kept_at(place.config):
            for ask in (storage.read, storage.size, storage.exists):
                with pytest.raises(Unreachable, match="NoSuchBucket"):
                    ask(DIGEST)

    def test_a_server_that_is_gone(self) -> None:
        gone = files_behind(f"http://127.0.0.1:{free_port()}")
        with kept_at(gone), pytest.raises(Unreachable):
            storage.keep(CONTENT)

    def test_a_server_that_never_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bucket, "READ_SECONDS", 0.2)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            settings = files_behind(f"http://127.0.0.1:{silent.getsockname()[1]}")
            with kept_at(settings), pytest.raises(Unreachable, match="timeout"):
                storage.read(DIGEST)

    @pytest.mark.parametrize(
        ("status", "code"), [(507, "XMinioStorageFull"), (403, "QuotaExceeded")]
    )
    def test_a_full_store(self, status: int, code: str) -> None:
        answers = {"PUT": (status, code), "GET": (404, "NoSuchKey")}
        with kept_behind(**answers), pytest.raises(NoRoom):
            storage.keep(CONTENT)

    def test_a_server_that_refuses_us(self) -> None:
        refused = pytest.raises(Unreachable, match="AccessDenied")
        with kept_behind(GET=(403, "AccessDenied")), refused:
            storage.read(DIGEST)

    def test_an_answer_that_breaks_off(self) -> None:
        with kept_behind(HEAD=(200, ""), GET=(200, "a part only")):
            part = storage.open_range(DIGEST, 0, 5000)
            with pytest.raises(Unreachable):
                list(part)
            part.close()

    def test_without_keys(self, s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in KEYS:
            monkeypatch.delenv(name)
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        monkeypatch.setattr(bucket, "_clients", {})
        with kept_at(files_behind(s3)), pytest.raises(Unreachable):
            storage.read(DIGEST)


def test_what_is_old_is_told_and_is_young_when_it_comes_again(tmp_path: Path) -> None:
    with kept_at(FolderPlace(tmp_path).config):
        assert list(storage.older_than(clock.now())) == []
        storage.keep(CONTENT)
        (tmp_path / KEY).with_name(".tmp1234").write_bytes(b"half")
        (tmp_path / KEY).with_name(".tmp5678").symlink_to("renamed meanwhile")
        long_ago = clock.now() - timedelta(days=2)
        os.utime(tmp_path / KEY, (long_ago.timestamp(), long_ago.timestamp()))
        day_ago = clock.now() - timedelta(days=1)
        assert list(storage.older_than(day_ago)) == [DIGEST]
        storage.keep(CONTENT)
        assert list(storage.older_than(day_ago)) == []


def test_a_worker_without_a_bucket_does_not_load_its_library() -> None:
    code = "import app, sys; sys.exit('boto3' in sys.modules or 'botocore' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=config.ROOT, check=False).returncode == 0
    )
