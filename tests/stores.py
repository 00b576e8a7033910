"""Places where files are kept, for the tests: a folder, and a bucket of a real S3 server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from flask import Flask

KEYS = {"AWS_ACCESS_KEY_ID": "someone", "AWS_SECRET_ACCESS_KEY": "something"}


class FolderPlace:
    """A folder, and a hand that reaches behind the store's back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = {"STORAGE_URL": root.as_uri(), "S3_ENDPOINT_URL": None, "S3_REGION": "x"}

    def keys(self) -> list[str]:
        return sorted(
            str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file()
        )

    def alter(self, key: str, content: bytes) -> None:
        (self.root / key).write_bytes(content)

    def lose(self, key: str) -> None:
        (self.root / key).unlink()


class BucketPlace:
    """A bucket behind an endpoint, and a hand that reaches behind the store's back."""

    def __init__(self, endpoint: str, client: Any, bucket: str) -> None:
        self.client, self.bucket = client, bucket
        self.config = {
            "STORAGE_URL": f"s3://{bucket}/kept/files/",
            "S3_ENDPOINT_URL": endpoint,
            "S3_REGION": "us-east-1",
        }

    def keys(self) -> list[str]:
        found = self.client.list_objects_v2(Bucket=self.bucket).get("Contents", [])
        return sorted(one["Key"].removeprefix("kept/files/") for one in found)

    def alter(self, key: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=f"kept/files/{key}", Body=content)

    def lose(self, key: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=f"kept/files/{key}")


@contextmanager
def s3_server() -> Iterator[str]:
    """The address of an S3 server in a thread of this process, gone at the end."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@contextmanager
def s3_that_answers(**answers: tuple[int, str]) -> Iterator[str]:
    """The address of a server that gives each method one answer: a status with an error code,
    or 200 with what is left of a body of 5,000 bytes.
    """

    class Answering(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, said = answers[self.command]
            body = f"<Error><Code>{said}</Code></Error>" if status >= 400 else said
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) if status >= 400 else 5000))
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_PUT = do_HEAD = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def client_of(endpoint: str) -> Any:
    from boto3.session import Session

    session = Session(*KEYS.values(), region_name="us-east-1")
    return session.client("s3", endpoint_url=endpoint)


@contextmanager
def kept_at(config: dict[str, Any]) -> Iterator[Flask]:
    """An application that knows nothing but where files are kept."""
    app = Flask("storage")
    app.config.from_mapping(config)
    with app.app_context():
        yield app
