"""Pages a second: the engine alone in processes, and the service with as many.

Where other work disturbs the measure, the CPU time a page tells more than the pages a second: it hardly depends on it.
"""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import time
from dataclasses import dataclass

from benchmarks.load.generator import as_request, closed_loop
from benchmarks.load.report import show
from benchmarks.load.service import running
from content_cleaner import clean
from content_cleaner.render import to_json

WAITING_CLIENTS = 2  # so that an engine finds the next document there when it has finished one
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Speed:
    """Pages a second, and CPU milliseconds a page."""

    pages: float
    milliseconds: float


def alone(pages: list[bytes], workers: int, seconds: float) -> Speed:
    """The engine in `workers` processes with nothing around it."""
    context = multiprocessing.get_context("fork")
    counts = context.Queue()
    start = context.Barrier(workers)

    def work(offset: int) -> None:
        to_json(clean(pages[0], content_type=HTML))
        start.wait()
        begin, cpu, count = time.monotonic(), time.process_time(), 0
        for page in itertools.islice(itertools.cycle(pages), offset * len(pages) // workers, None):
            if time.monotonic() - begin > seconds:
                break
            to_json(clean(page, content_type=HTML))
            count += 1
        counts.put((count / (time.monotonic() - begin), (time.process_time() - cpu) / count * 1000))

    processes = [context.Process(target=work, args=(number,)) for number in range(workers)]
    for process in processes:
        process.start()
    found = [counts.get() for _ in processes]
    for process in processes:
        process.join()
    return Speed(sum(rate for rate, _ in found), sum(cpu for _, cpu in found) / workers)


def through_service(pages: list[bytes], workers: int, seconds: float) -> Speed:
    """The service with `workers` engines."""
    requests = [as_request(page) for page in pages]
    with running(workers) as service:
        clients = workers + WAITING_CLIENTS
        asyncio.run(closed_loop(service.port, itertools.islice(itertools.cycle(requests), 20), clients, seconds))
        before = service.cpu_seconds()
        replies = asyncio.run(closed_loop(service.port, itertools.cycle(requests), clients, seconds))
        used = service.cpu_seconds() - before
    return Speed(replies.rate, used / len(replies.replies) * 1000)


def run(pages: list[bytes], workers: int, seconds: float, rounds: int = 3) -> None:
    """Measure both in turn, so that a busy machine hurts both, and show the table."""
    engines, services = [], []
    for _ in range(rounds):
        engines.append(alone(pages, workers, seconds))
        services.append(through_service(pages, workers, seconds))
    rows = [
        (f"round {number}", *_told(engine, service))
        for number, (engine, service) in enumerate(zip(engines, services, strict=True), start=1)
    ]
    rows.append(("mean", *_told(_mean(engines), _mean(services))))
    head = ("", "engine alone, pages/s", "service, pages/s", "share", "engine, CPU ms/page", "service, CPU ms/page")
    show(f"{workers} engine processes, {len(pages)} pages, {seconds:g} s each", head, rows)


def _told(engine: Speed, service: Speed) -> tuple[str, ...]:
    share = f"{service.pages / engine.pages:.1%}"
    return (
        f"{engine.pages:.1f}",
        f"{service.pages:.1f}",
        share,
        f"{engine.milliseconds:.1f}",
        f"{service.milliseconds:.1f}",
    )


def _mean(speeds: list[Speed]) -> Speed:
    count = len(speeds)
    return Speed(sum(speed.pages for speed in speeds) / count, sum(speed.milliseconds for speed in speeds) / count)
