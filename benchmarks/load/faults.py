"""Processes killed and stopped under load."""

from __future__ import annotations

import asyncio
import itertools
import signal
import time
from collections.abc import Callable

import psutil

from benchmarks.load.generator import LOST, REFUSED, Replies, as_request, closed_loop
from benchmarks.load.report import show
from benchmarks.load.service import Service, running

CLIENTS_MORE_THAN_WORKERS = 2
RECOVERED = 0.8  # of the rate before the fault
STOPS = 20
STOP_SECONDS = 5.0  # of load a stop, SIGTERM after a third


def run(pages: list[bytes], workers: int, seconds: float) -> None:
    """One fault after the other, each under full load from clients that ask again and again."""
    requests = [as_request(page) for page in pages]
    faults: list[tuple[str, Callable[[Service], None]]] = [
        ("kill -9 of an engine", lambda service: service.engines[0].kill()),
        ("SIGSEGV in an engine", lambda service: service.engines[0].send_signal(signal.SIGSEGV)),
        ("an engine past its deadline (SIGSTOP)", lambda service: service.engines[0].suspend()),
        ("kill -9 of the process that starts engines", lambda service: service.front.children()[0].kill()),
        ("kill -9 of the front", lambda service: service.front.kill()),
    ]
    rows = []
    with running(workers, document_seconds="2") as service:
        for name, fault in faults:
            rows.append(_under_fault(name, service, requests, seconds, fault))
            _settle(service)
    rows.append(_sigterm(requests, workers))
    head = ("fault", "requests", "statuses", "without answer", "full speed after")
    show(f"Faults under full load, {workers} engines; deadline 2 s", head, rows)


def _under_fault(
    name: str, service: Service, requests: list[bytes], seconds: float, fault: Callable[[Service], None]
) -> tuple[str, ...]:
    replies, at = asyncio.run(_load_with(service, requests, seconds, lambda: fault(service)))
    return (*_counts(name, replies), _recovery(replies, at, seconds))


async def _load_with(
    service: Service, requests: list[bytes], seconds: float, act: Callable[[], None]
) -> tuple[Replies, float]:
    clients = len(service.engines) + CLIENTS_MORE_THAN_WORKERS
    start = time.monotonic()
    load = asyncio.create_task(closed_loop(service.port, itertools.cycle(requests), clients, seconds))
    await asyncio.sleep(seconds / 3)
    act()
    at = time.monotonic() - start
    return await load, at


def _counts(name: str, replies: Replies) -> tuple[str, ...]:
    statuses = {status: count for status, count in replies.statuses.items() if status != REFUSED}
    lost = statuses.pop(LOST, 0)
    told = ", ".join(f"{status}: {count}" for status, count in statuses.items())
    return name, str(sum(statuses.values()) + lost), told, str(lost)


def _recovery(replies: Replies, at: float, seconds: float) -> str:
    """Seconds from the fault to the first second that is as busy as those before it."""
    ends = sorted(reply.at + reply.seconds for reply in replies.replies if reply.status == 200)
    before = sum(1 for end in ends if 0.5 < end < at) / (at - 0.5)
    moment = at
    while moment + 1 < seconds:
        if sum(1 for end in ends if moment <= end < moment + 1) >= RECOVERED * before:
            return f"{moment - at:.1f} s"
        moment += 0.1
    return "never"


def _sigterm(requests: list[bytes], workers: int) -> tuple[str, ...]:
    """The service stopped again and again, each time under load; a request that found no open port is not counted."""
    replies, took = Replies(), []
    for _ in range(STOPS):
        with running(workers) as service:
            found, seconds = asyncio.run(_load_until_gone(service, requests))
        replies.replies += found.replies
        took.append(seconds)
    return (*_counts(f"SIGTERM, {STOPS} times; gone after {max(took):.1f} s at most", replies), "-")


async def _load_until_gone(service: Service, requests: list[bytes]) -> tuple[Replies, float]:
    """What was answered, and the seconds from SIGTERM until the last process had gone."""
    clients = len(service.engines) + CLIENTS_MORE_THAN_WORKERS
    load = asyncio.create_task(closed_loop(service.port, itertools.cycle(requests), clients, STOP_SECONDS))
    await asyncio.sleep(STOP_SECONDS / 3)
    start = time.monotonic()
    service.process.terminate()
    await asyncio.to_thread(service.process.wait, 30)
    seconds = time.monotonic() - start
    return await load, seconds


def _settle(service: Service) -> None:
    end = time.monotonic() + 15
    while time.monotonic() < end:
        try:
            if service.engines and service.metrics()["content_cleaner_engines_alive"] >= len(service.engines):
                return
        except (OSError, IndexError, psutil.Error):
            pass
        time.sleep(0.2)
