"""GET /healthz, /readyz and /metrics."""

from __future__ import annotations

import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout

from flask import Blueprint, Response, jsonify
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from content_cleaner import __version__, compiled
from content_cleaner.web.engines.perform import SELF_TEST, self_test_passed
from content_cleaner.web.engines.tasks import Answer
from content_cleaner.web.problems import Problem
from content_cleaner.web.services import Services, services

blueprint = Blueprint("health", __name__)
FRESH_SECONDS = 5.0
SELF_TEST_SECONDS = 3.0


@blueprint.get("/healthz")
def healthz() -> Response:
    """Whether this process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Whether documents are being cleaned: an answer of the last seconds, or the built-in document right now."""
    shared = services()
    if not _proven(shared):
        _self_test(shared)
    return jsonify(status="ready", version=__version__, model=shared.model, compiled=compiled.complete())


@blueprint.get("/metrics")
def metrics() -> Response:
    """What the service did, for Prometheus."""
    shared = services()
    if shared.settings.metrics == "off":
        raise Problem("not-found", "Metrics are switched off.")
    shared.metrics.engines(shared.engines)
    return Response(shared.metrics.exposition(), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _proven(shared: Services) -> bool:
    last = shared.engines.last_success
    return last > 0 and time.monotonic() - last < FRESH_SECONDS


def _self_test(shared: Services) -> None:
    try:
        future: Future[Answer] = shared.engines.submit(SELF_TEST)
        passed = self_test_passed(future.result(timeout=SELF_TEST_SECONDS))
    except Problem as problem:
        raise Problem("not-ready", f"The self-test ended in {problem.code}.", {"Retry-After": "1"}) from problem
    except FutureTimeout as error:
        future.cancel()
        raise Problem("not-ready", "The self-test got no answer in time.", {"Retry-After": "1"}) from error
    if not passed:
        raise Problem("not-ready", "The self-test lost the article.")
