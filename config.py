"""The settings, read from the environment: one table, checked at start."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from environs import Env, EnvError, validate

from models.clock import VIETNAM

ROOT = Path(__file__).parent
INSTANCE = ROOT / "instance"
ENVIRONMENTS = ("development", "production", "test")


class BadSettings(SystemExit):
    """One or more settings cannot be used; the message lists each with what it should be."""


@dataclass(frozen=True)
class Setting:
    """One environment variable: how it is read, what it is without being set, what it is for."""

    name: str
    read: Callable[[Env, str], Any]
    default: str
    purpose: str


def _environment(env: Env, name: str) -> str:
    return env.str(name, "development", validate=validate.OneOf(ENVIRONMENTS))


def _secret(env: Env, name: str) -> str:
    given = env.str(name, "")
    if given and len(given) < 32:
        raise EnvError(f"{name}: at least 32 characters")
    if not given and env.str("ENVIRONMENT", "development") == "production":
        raise EnvError(f"{name}: required in production, at least 32 random characters")
    return given or _kept_secret()


def _kept_secret() -> str:
    """A secret of this machine, so that sessions outlive a restart in development."""
    kept = INSTANCE / "secret-key"
    if not kept.exists():
        INSTANCE.mkdir(exist_ok=True)
        kept.write_text(secrets.token_hex(32))
        kept.chmod(0o600)
    return kept.read_text()


def _database(env: Env, name: str) -> str:
    url = env.str(name, "") or f"sqlite:///{INSTANCE / 'mang-non.db'}"
    url = url.replace("postgres://", "postgresql+psycopg://", 1)
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise EnvError(f"{name}: sqlite:///… or postgresql+psycopg://…")
    return url


def _storage(env: Env, name: str) -> str:
    url = env.str(name, "") or (INSTANCE / "storage").as_uri()
    if not re.fullmatch(r"file:///.+|s3://[a-z0-9][a-z0-9.-]+(/.*)?", url):
        raise EnvError(f"{name}: file:///folder or s3://bucket/prefix")
    return url


def _s3_endpoint(env: Env, name: str) -> str | None:
    url = env.str(name, "")
    if url and not url.startswith(("https://", "http://")):
        raise EnvError(f"{name}: https://host of the S3 store")
    return url or None


def _s3_region(env: Env, name: str) -> str:
    given = [env.str(variable, "") for variable in (name, "AWS_REGION", "AWS_DEFAULT_REGION")]
    return next(filter(None, given), "us-east-1")


def _public_url(env: Env, name: str) -> str:
    url = env.str(name, "").rstrip("/")
    if url and not url.startswith(("https://", "http://")):
        raise EnvError(f"{name}: https://host, without a path")
    return url


def _mail_server(env: Env, name: str) -> str:
    """Links in mail must not name a host that the asking browser made up."""
    host = env.str(name, "")
    production = env.str("ENVIRONMENT", "development") == "production"
    if host and production and not env.str("PUBLIC_URL", ""):
        raise EnvError(f"{name}: needs PUBLIC_URL beside it, for the links in the mail")
    return host


def _instant(env: Env, name: str) -> datetime | None:
    given = env.str(name, "")
    if not given:
        return None
    if env.str("ENVIRONMENT", "development") == "production":
        raise EnvError(f"{name}: the clock is not stopped in production")
    try:
        instant = datetime.fromisoformat(given)
    except ValueError:
        raise EnvError(f"{name}: a date or instant such as 2026-09-15") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=VIETNAM)


def _log_level(env: Env, name: str) -> str:
    return env.str(name, "INFO", validate=validate.OneOf(("DEBUG", "INFO", "WARNING", "ERROR")))


SETTINGS = (
    Setting("ENVIRONMENT", _environment, "development", "development, production or test"),
    Setting("SECRET_KEY", _secret, "kept in instance/", "signs sessions and links; 32+ characters"),
    Setting(
        "DATABASE_URL", _database, "SQLite in instance/", "sqlite:///… or postgresql+psycopg://…"
    ),
    Setting("STORAGE_URL", _storage, "folder in instance/", "file:///folder or s3://bucket/prefix"),
    Setting("S3_ENDPOINT_URL", _s3_endpoint, "Amazon's", "https://… of another S3 store"),
    Setting("S3_REGION", _s3_region, "AWS_REGION or us-east-1", "region of the bucket"),
    Setting("PORT", lambda e, n: e.int(n, 8000), "8000", "where gunicorn listens"),
    Setting("WEB_CONCURRENCY", lambda e, n: e.int(n, 2), "2", "gunicorn workers"),
    Setting("WEB_THREADS", lambda e, n: e.int(n, 4), "4", "threads of each worker"),
    Setting(
        "TRUSTED_PROXIES",
        lambda e, n: e.int(n, 0),
        "0",
        "proxies before us whose X-Forwarded-* count",
    ),
    Setting(
        "METRICS_TOKEN",
        lambda e, n: e.str(n, ""),
        "none: /metrics is 404",
        "bearer token of /metrics",
    ),
    Setting("LOG_LEVEL", _log_level, "INFO", "DEBUG, INFO, WARNING or ERROR"),
    Setting("MAX_BODY_MB", lambda e, n: e.int(n, 24), "24", "largest request, in MiB"),
    Setting(
        "PUBLIC_URL", _public_url, "the address asked for", "https://… under which people find us"
    ),
    Setting("MAIL_SERVER", _mail_server, "none: mail goes to the log", "host that takes our mail"),
    Setting("MAIL_PORT", lambda e, n: e.int(n, 587), "587", "its port; 465 speaks TLS at once"),
    Setting("MAIL_USERNAME", lambda e, n: e.str(n, "") or None, "none", "login at the mail host"),
    Setting("MAIL_PASSWORD", lambda e, n: e.str(n, "") or None, "none", "and its password"),
    Setting(
        "MAIL_SENDER", lambda e, n: e.str(n, "mang-non@localhost"), "mang-non@localhost", "From"
    ),
    Setting("AS_AT", _instant, "none", "stop the clock at a day (never in production)"),
)


def load() -> dict[str, Any]:
    """Read every setting; BadSettings, with all that is wrong at once, where one cannot be used."""
    env, values, wrong = Env(), {}, []
    for setting in SETTINGS:
        try:
            values[setting.name] = setting.read(env, setting.name)
        except EnvError as error:
            wrong.append(f"  {error}")
    if wrong:
        raise BadSettings("Settings that cannot be used:\n" + "\n".join(wrong))
    return values
