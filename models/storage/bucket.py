"""Files in a bucket of an S3 store (AWS, MinIO, Cloudflare, Tigris): `prefix/ab/cd/<digest>`."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, BinaryIO, cast

from models.storage.faults import NoRoom, StorageFault, Unreachable, Vanished

CONNECT_SECONDS, READ_SECONDS, TRIES = 5, 20, 2
_FULL = {"QuotaExceeded", "XMinioAdminBucketQuotaExceeded", "XMinioStorageFull"}
_INSUFFICIENT_STORAGE = 507

_clients: dict[tuple[int, str | None, str], Any] = {}
_one_at_a_time = threading.Lock()


class Bucket:
    """A store in a bucket; the keys come from the usual AWS variables."""

    def __init__(self, name: str, prefix: str, endpoint: str | None, region: str) -> None:
        self._name = name
        self._prefix = f"{prefix}/" if prefix else ""
        self._endpoint, self._region = endpoint, region

    def write(self, digest: str, content: bytes) -> None:
        """Whole or not at all, as S3 does it; the store compares a checksum of what arrives."""
        with _told(digest):
            self._client().put_object(**self._at(digest), Body=content)

    def read(self, digest: str) -> bytes:
        with _told(digest):
            return cast("bytes", self._client().get_object(**self._at(digest))["Body"].read())

    def size(self, digest: str) -> int:
        client = self._client()
        with _told(digest):
            try:
                return int(client.head_object(**self._at(digest))["ContentLength"])
            except client.exceptions.ClientError:
                # The answer to a HEAD has no words: a missing bucket looks like a missing file.
                client.get_object(**self._at(digest))
                raise

    def kept_at(self, digest: str) -> datetime:
        with _told(digest):
            found = self._client().head_object(**self._at(digest))
            return cast("datetime", found["LastModified"])

    def all(self) -> Iterator[tuple[str, datetime]]:
        """What is there, by name, and when it was written."""
        with _told(""):
            pages = self._client().get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._name, Prefix=self._prefix):
                for one in page.get("Contents", ()):
                    yield one["Key"].rpartition("/")[2], one["LastModified"]

    def open(self, digest: str, start: int, end: int) -> BinaryIO:
        with _told(digest):
            wanted = f"bytes={start}-{end - 1}"
            answer = self._client().get_object(**self._at(digest), Range=wanted)
            return cast("BinaryIO", _Stream(answer["Body"], digest))

    def remove(self, digest: str) -> None:
        with _told(digest):
            self._client().delete_object(**self._at(digest))

    def _at(self, digest: str) -> dict[str, str]:
        key = f"{self._prefix}{digest[:2]}/{digest[2:4]}/{digest}"
        return {"Bucket": self._name, "Key": key}

    def _client(self) -> Any:
        """One client for all threads of a process; a forked worker makes its own."""
        key = (os.getpid(), self._endpoint, self._region)
        with _one_at_a_time, _told(""):
            if key not in _clients:
                _clients[key] = _connected(self._endpoint, self._region)
            return _clients[key]


class _Stream:
    """A body whose reading fails in our words, too."""

    def __init__(self, body: Any, digest: str) -> None:
        self._body, self._digest = body, digest

    def read(self, most: int) -> bytes:
        with _told(self._digest):
            return cast("bytes", self._body.read(most))

    def close(self) -> None:
        self._body.close()


def _connected(endpoint: str | None, region: str) -> Any:
    # Imported where used: a worker that keeps its files in a folder does not grow by it.
    from boto3.session import Session
    from botocore.config import Config

    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": TRIES},
        # The newer checksums are refused by stores that only speak S3; the signed one is not.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"payload_signing_enabled": True},
    )
    return Session().client("s3", endpoint_url=endpoint, region_name=region, config=config)


@contextmanager
def _told(digest: str) -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        raise _fault(error.response, digest) from error
    except (BotoCoreError, ValueError) as error:
        raise Unreachable(str(error)) from error


def _fault(answer: dict[str, Any], digest: str) -> StorageFault:
    code = answer["Error"]["Code"]
    if code in {"NoSuchKey", "404"}:
        return Vanished(digest)
    if code in _FULL or answer["ResponseMetadata"]["HTTPStatusCode"] == _INSUFFICIENT_STORAGE:
        return NoRoom(code)
    return Unreachable(f"{code}: {answer['Error'].get('Message', '')}")
