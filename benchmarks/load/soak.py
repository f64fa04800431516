"""Many requests, and what they leave in memory."""

from __future__ import annotations

import asyncio
import itertools
import sys

from benchmarks.load.generator import Replies, as_request, closed_loop
from benchmarks.load.report import show
from benchmarks.load.service import Service, running

FIRST = 2_000
STEPS = 6


def run(pages: list[bytes], workers: int, requests: int, recycle_after: int = 5000) -> None:
    """`requests` requests; memory after the first 2,000 (or a tenth) and then at equal distances."""
    endless = itertools.cycle([as_request(page) for page in pages])
    first = min(FIRST, requests // 10)
    rows, failures = [], 0
    with running(workers, recycle_after=str(recycle_after)) as service:
        done = 0
        for count in [first, *[(requests - first) // STEPS] * STEPS]:
            replies = asyncio.run(closed_loop(service.port, itertools.islice(endless, count), workers + 1, 36_000))
            failures += sum(1 for reply in replies.replies if reply.status != 200)
            done += count
            rows.append(_row(service, done, replies))
            print(*rows[-1], sep=" | ", file=sys.stderr, flush=True)  # it takes long
    growth = float(rows[-1][1]) / float(rows[0][1]) - 1
    head = ("requests", "all, MB (pss)", "engines, MB (rss)", "front, MB (rss)", "pages/s")
    show(f"Memory, {workers} engines, {len(pages)} pages, engines replaced after {recycle_after}", head, rows)
    print(f"\ngrowth after the first {first}: {growth:+.1%}; answers other than 200: {failures}")


def _row(service: Service, done: int, replies: Replies) -> tuple[str, ...]:
    engines = ", ".join(f"{megabytes:.0f}" for megabytes in service.engine_megabytes())
    return (
        str(done),
        f"{service.resident_megabytes():.0f}",
        engines,
        f"{service.front_megabytes():.0f}",
        f"{replies.rate:.1f}",
    )
