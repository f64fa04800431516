"""Half of what the service can do, then twice as much."""

from __future__ import annotations

import asyncio
import itertools

from benchmarks.load.generator import LOST, Replies, as_request, closed_loop, open_loop
from benchmarks.load.report import show
from benchmarks.load.service import running


def run(pages: list[bytes], workers: int, seconds: float) -> None:
    """Measure capacity, then answer times at half of it and at twice of it."""
    requests = [as_request(page) for page in pages]
    with running(workers) as service:
        full = asyncio.run(closed_loop(service.port, itertools.cycle(requests), workers + 1, seconds / 2))
        half = asyncio.run(open_loop(service.port, requests, full.rate / 2, seconds))
        twice = asyncio.run(open_loop(service.port, requests, full.rate * 2, seconds))
    rows = [_row("full, closed loop", full), _row("half", half), _row("twice", twice)]
    head = ("load", "requests", "statuses", "accepted/s", "p50", "p99", "503 p99")
    show(f"Answer times in seconds, {workers} engines, {seconds:g} s each", head, rows)
    ratio = twice.quantile(0.99) / half.quantile(0.99)
    lost = sum(replies.statuses.get(LOST, 0) for replies in (full, half, twice))
    print(
        f"\np99 of accepted requests at twice capacity: {ratio:.2f} times that at half load; {lost} without an answer"
    )


def _row(name: str, replies: Replies) -> tuple[str, ...]:
    refused = sorted(reply.seconds for reply in replies.replies if reply.status == 503)
    worst = f"{refused[int(0.99 * len(refused))]:.3f}" if refused else "-"
    return (
        name,
        str(len(replies.replies)),
        ", ".join(f"{status}: {count}" for status, count in replies.statuses.items()),
        f"{replies.rate:.1f}",
        f"{replies.quantile(0.5):.3f}",
        f"{replies.quantile(0.99):.3f}",
        worst,
    )
