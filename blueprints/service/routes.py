"""Is the portal alive, and how busy is it."""

from __future__ import annotations

import hmac
import os

from flask import abort, current_app, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    generate_latest,
    multiprocess,
)
from sqlalchemy import text
from werkzeug.wrappers import Response

from blueprints.access import public
from blueprints.service import blueprint
from models.base import db


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """200 when the database answers; 503 otherwise."""
    with db.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Counts and times of all workers, for who holds METRICS_TOKEN; 404 for everybody else."""
    token = current_app.config["METRICS_TOKEN"]
    given = request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        abort(404)
    return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
