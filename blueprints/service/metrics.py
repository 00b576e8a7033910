"""What is counted of each request."""

from __future__ import annotations

import time

from flask import Flask, g, request
from prometheus_client import Counter, Histogram
from werkzeug.wrappers import Response

REQUESTS = Counter("http_requests_total", "Requests answered", ("method", "rule", "status"))
SECONDS = Histogram(
    "http_request_seconds",
    "Time to answer",
    ("rule",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def init_app(app: Flask) -> None:
    """Count requests by rule, so that no unit and no person shows in a metric."""
    app.after_request(_count)


def _count(response: Response) -> Response:
    rule = str(request.url_rule or "none")
    REQUESTS.labels(request.method, rule, response.status_code).inc()
    SECONDS.labels(rule).observe(time.perf_counter() - g.started)
    return response
