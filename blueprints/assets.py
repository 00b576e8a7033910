"""Static files under names that tell their content, compressed once, cached for ever."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from wsgiref.headers import Headers

import click
from flask import Flask
from flask.cli import AppGroup
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

import config

SOURCE = config.ROOT / "static"
TARGET = config.ROOT / "build" / "static"
PREFIX = "/static/"
PUBLISHED = {".css", ".js", ".svg", ".png", ".ico", ".woff2", ".webmanifest"}
HASHED = re.compile(r"\.[0-9a-f]{8}\.\w+$")
REFERENCE = re.compile(r"""url\(\s*(["']?)(?!data:|https?:|/|#)([^"')]+?)\1\s*\)""")

Names = dict[str, str]


class MissingAsset(LookupError):
    """A file refers to, or a template asks for, a static file that is not there."""


def init_app(app: Flask, source: Path = SOURCE, target: Path = TARGET) -> None:
    """Serve /static/, give templates `asset(name)` and the command line `flask assets build`.

    Served are the built files, where they are there and not older than their sources; else the
    sources themselves, unhashed (development, tests).
    """
    names = _built_names(app, source, target)
    app.jinja_env.globals["asset"] = _asset_of(source, names)
    app.wsgi_app = _server(app, source, target, built=bool(names))  # type: ignore[method-assign]
    app.cli.add_command(_commands(source, target))


def build(source: Path, target: Path) -> Names:
    """Write every static file hashed and compressed; return the hashed name of each.

    MissingAsset where a stylesheet's url() names no file.
    """
    shutil.rmtree(target, ignore_errors=True)
    names: Names = {}
    for path in sorted(source.rglob("*")):
        if path.suffix in PUBLISHED:
            _publish(path.relative_to(source).as_posix(), source, target, names)
    _manifest(target).write_text(json.dumps(names, indent=1))
    return names


def _publish(name: str, source: Path, target: Path, names: Names) -> str:
    if name not in names:
        content = _content(name, source, target, names)
        digest = hashlib.sha256(content).hexdigest()[:8]
        stem, suffix = posixpath.splitext(name)
        names[name] = f"{stem}.{digest}{suffix}"
        _write(target / names[name], content)
    return names[name]


def _content(name: str, source: Path, target: Path, names: Names) -> bytes:
    """The bytes of a file; those of a stylesheet with what it refers to under hashed names."""
    path = source / name
    if not path.is_file():
        raise MissingAsset(name)
    if path.suffix != ".css":
        return path.read_bytes()

    def hashed(match: re.Match[str]) -> str:
        file, mark, fragment = match[2].partition("#")
        referred = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
        return f'url("{PREFIX}{_publish(referred, source, target, names)}{mark}{fragment}")'

    return REFERENCE.sub(hashed, path.read_text()).encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    Compressor(quiet=True).compress(str(path))


def _manifest(target: Path) -> Path:
    return target.with_suffix(".json")


def _built_names(app: Flask, source: Path, target: Path) -> Names:
    manifest = _manifest(target)
    if app.config.get("ENVIRONMENT") == "test" or not manifest.exists():
        return {}
    if app.config.get("ENVIRONMENT") != "production" and _is_stale(source, manifest):
        return {}
    names: Names = json.loads(manifest.read_text())
    return names


def _is_stale(source: Path, manifest: Path) -> bool:
    built = manifest.stat().st_mtime
    return any(path.stat().st_mtime > built for path in source.rglob("*"))


def _asset_of(source: Path, names: Names) -> Callable[[str], str]:
    def asset(name: str) -> str:
        """The address of a static file; MissingAsset where there is none of that name."""
        if name in names:
            return PREFIX + names[name]
        if names or not (source / name).is_file():
            raise MissingAsset(name)
        return PREFIX + name

    return asset


def _server(app: Flask, source: Path, target: Path, *, built: bool) -> WhiteNoise:
    return WhiteNoise(
        app.wsgi_app,
        root=target if built else source,
        prefix=PREFIX,
        autorefresh=not built,
        max_age=None if built else 0,
        immutable_file_test=lambda _path, url: built and bool(HASHED.search(url)),
        allow_all_origins=False,
        add_headers_function=_harden,
    )


def _harden(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _commands(source: Path, target: Path) -> AppGroup:
    group = AppGroup("assets", help="Static files.")

    @group.command("build")
    def build_command() -> None:
        """Hash and compress the static files into build/static/."""
        names = build(source, target)
        click.echo(f"{len(names)} static files built.")

    return group
