"""Structured logs without personal data: what was asked for, how it ended, how long it took."""

from __future__ import annotations

import logging
import time
import uuid
from typing import Any

from flask import Flask, g, has_request_context, request
from flask_login import current_user
from pythonjsonlogger.json import JsonFormatter
from werkzeug.wrappers import Response

JSON_LINES = JsonFormatter(
    "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
    rename_fields={"levelname": "level"},
    defaults={"request_id": ""},
)
_access = logging.getLogger("mangnon.request")


class _JsonHandler(logging.StreamHandler[Any]):
    """Our handler; another application in the same process replaces it."""


class _RequestFields(logging.Filter):
    """Adds the request's id to whatever is logged while it runs."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = g.get("request_id", "") if has_request_context() else ""
        return True


def init_app(app: Flask) -> None:
    """Write every log line as JSON to standard error, one line for each request."""
    handler = _JsonHandler()
    handler.addFilter(_RequestFields())
    handler.setFormatter(JSON_LINES)
    root = logging.getLogger()
    root.handlers = [h for h in root.handlers if not isinstance(h, _JsonHandler)] + [handler]
    root.setLevel(app.config["LOG_LEVEL"])
    logging.getLogger("alembic").setLevel(logging.WARNING)
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    g.request_id = uuid.uuid4().hex
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    """The URL's rule, not the URL: a path or a query may hold what somebody typed."""
    response.headers["X-Request-ID"] = g.request_id
    milliseconds = (time.perf_counter() - g.started) * 1000
    person = current_user.id if "_login_user" in g and current_user.is_authenticated else None
    fields = {
        "method": request.method,
        "rule": str(request.url_rule or ""),
        "status": response.status_code,
        "ms": round(milliseconds, 1),
        "unit": g.get("slug"),
        "person": person,
    }
    _access.info("request", extra=fields)
    return response
