"""The process model, compared: engine processes behind a front, sync workers, a pebble pool."""

from __future__ import annotations

import asyncio
import itertools
import sys

from benchmarks.load.generator import Replies, as_request, closed_loop, open_loop
from benchmarks.load.report import show
from benchmarks.load.service import SERVE, running

MODELS = {
    "engine processes behind a front": SERVE,
    "sync workers": [sys.executable, "-m", "benchmarks.load.model_server", "sync"],
    "pebble pool behind a front": [sys.executable, "-m", "benchmarks.load.model_server", "pebble"],
}


def run(pages: list[bytes], workers: int, seconds: float) -> None:
    """Full speed, then twice the requests of that, for each model."""
    requests = [as_request(page) for page in pages]
    rows = []
    capacity = 0.0
    for name, command in MODELS.items():
        with running(workers, command=command) as service:
            warm = itertools.islice(itertools.cycle(requests), 20)
            asyncio.run(closed_loop(service.port, warm, workers + 2, seconds))
            full = asyncio.run(closed_loop(service.port, itertools.cycle(requests), workers + 2, seconds))
            capacity = capacity or full.rate
            twice = asyncio.run(open_loop(service.port, requests, 2 * capacity, seconds))
        rows.append((name, f"{full.rate:.1f}", f"{full.quantile(0.99):.2f}", *_told(twice)))
    head = ("model", "pages/s", "p99, s", "statuses at twice the load", "accepted p99, s", "last answer after, s")
    show(f"{workers} engine processes, {seconds:g} s each", head, rows)


def _told(replies: Replies) -> tuple[str, ...]:
    statuses = ", ".join(f"{status}: {count}" for status, count in replies.statuses.items())
    return statuses, f"{replies.quantile(0.99):.2f}", f"{replies.seconds:.1f}"
