"""Pages a second: the engine alone in processes, and the service with as many."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import time

from benchmarks.load.generator import as_request, closed_loop
from benchmarks.load.report import show
from benchmarks.load.service import running
from content_cleaner import clean
from content_cleaner.render import to_json

WAITING_CLIENTS = 2  # so that an engine finds the next document there when it has finished one


def alone(pages: list[bytes], workers: int, seconds: float) -> float:
    """Pages a second of the engine in `workers` processes with nothing around it."""
    context = multiprocessing.get_context("fork")
    counts = context.Queue()
    start = context.Barrier(workers)

    def work(offset: int) -> None:
        to_json(clean(pages[0], content_type="text/html; charset=utf-8"))
        start.wait()
        begin, count = time.monotonic(), 0
        for page in itertools.islice(itertools.cycle(pages), offset * len(pages) // workers, None):
            if time.monotonic() - begin > seconds:
                break
            to_json(clean(page, content_type="text/html; charset=utf-8"))
            count += 1
        counts.put(count / (time.monotonic() - begin))

    processes = [context.Process(target=work, args=(number,)) for number in range(workers)]
    for process in processes:
        process.start()
    rates = [counts.get() for _ in processes]
    for process in processes:
        process.join()
    return float(sum(rates))


def through_service(pages: list[bytes], workers: int, seconds: float) -> float:
    """Pages a second of the service with `workers` engines."""
    requests = [as_request(page) for page in pages]
    with running(workers) as service:
        clients = workers + WAITING_CLIENTS
        asyncio.run(closed_loop(service.port, itertools.islice(itertools.cycle(requests), 20), clients, seconds))
        replies = asyncio.run(closed_loop(service.port, itertools.cycle(requests), clients, seconds))
    return replies.rate


def run(pages: list[bytes], workers: int, seconds: float, rounds: int = 3) -> None:
    """Measure both in turn, so that a busy machine hurts both, and show the table."""
    rows, shares = [], []
    for number in range(rounds):
        engine = alone(pages, workers, seconds)
        service = through_service(pages, workers, seconds)
        shares.append(service / engine)
        rows.append((f"round {number + 1}", f"{engine:.1f}", f"{service:.1f}", f"{service / engine:.1%}"))
    rows.append(("mean", "", "", f"{sum(shares) / len(shares):.1%}"))
    show(
        f"Pages a second, {workers} engine processes, {len(pages)} pages",
        ("", "engine alone", "service", "share"),
        rows,
    )
