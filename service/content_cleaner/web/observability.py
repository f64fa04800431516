"""Request ids, one JSON log line a request, and its metrics. Nothing of a document goes into either."""

from __future__ import annotations

import logging
import re
import time
import uuid
from typing import Any

from flask import Flask, Response, g, request

from content_cleaner.web.metrics import Exchange
from content_cleaner.web.services import services

log = logging.getLogger("content_cleaner.access")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
REQUEST_ID_HEADER = "X-Request-Id"
QUIET_ROUTES = frozenset({"/healthz", "/readyz", "/metrics"})
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def register(app: Flask) -> None:
    """Give every request of `app` an id, a log line and its place in the metrics."""
    app.before_request(_begin)
    app.after_request(_end)


def log_config(level: str) -> dict[str, Any]:
    """Configuration of the logging module: JSON lines on standard error."""
    fields = "%(asctime)s %(levelname)s %(name)s %(process)d %(message)s"
    names = {"asctime": "time", "levelname": "level", "name": "logger", "process": "pid"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": fields,
                "rename_fields": names,
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
        "root": {"level": level.upper(), "handlers": ["stderr"]},
        "loggers": {"gunicorn.error": {"level": level.upper(), "handlers": [], "propagate": True}},
    }


def _begin() -> None:
    g.start = time.monotonic()
    given = request.headers.get(REQUEST_ID_HEADER, "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _end(response: Response) -> Response:
    response.headers[REQUEST_ID_HEADER] = g.get("request_id", "")
    entry = _entry(response)
    metrics = services().metrics
    if "problem" in g:
        metrics.problem(g.problem)
    metrics.engines(services().engines)
    start = g.get("start", time.monotonic())

    def finish() -> None:
        seconds = time.monotonic() - start
        metrics.exchange(Exchange(entry["route"], entry["method"], response.status_code, seconds))
        level = logging.DEBUG if entry["route"] in QUIET_ROUTES else logging.INFO
        log.log(level, "request", extra={**entry, "seconds": round(seconds, 4)})

    # A streamed answer ends long after this function.
    response.call_on_close(finish)
    return response


def _entry(response: Response) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "request_id": g.get("request_id", ""),
        "method": request.method if request.method in METHODS else "other",
        "route": request.url_rule.rule if request.url_rule else "none",
        "status": response.status_code,
        "bytes_in": request.content_length,
        "bytes_out": response.content_length,
    }
    traceparent = request.headers.get("traceparent", "")
    if _TRACEPARENT.fullmatch(traceparent):
        entry["traceparent"] = traceparent
    if "problem" in g:
        entry["problem"] = g.problem
    if "answer" in g:
        entry |= {"verdict": g.answer.verdict, "kind": g.answer.kind, "engine_seconds": round(g.answer.seconds, 4)}
    return entry
