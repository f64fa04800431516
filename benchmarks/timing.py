"""Extractors in processes of their own, on one core, timed from inside."""

from __future__ import annotations

import logging
import multiprocessing
import os
import time
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from statistics import quantiles
from typing import Any, NamedTuple

import psutil

Clean = Callable[[str], str]
SINGLE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Sample(NamedTuple):
    """One document: seconds of processor time (None: stopped at the time limit), and the process's memory after it."""

    seconds: float | None
    resident_bytes: int = 0
    failed: bool = False


class Summary(NamedTuple):
    """Many documents: documents a second of processor time, and milliseconds for one."""

    rate: float
    p50: float
    p99: float
    slowest: float
    failed: int

    @classmethod
    def of(cls, samples: Sequence[Sample], limit: float) -> Summary:
        """The summary of at least two samples; one that was stopped counts with the time limit."""
        times = [limit if sample.seconds is None else sample.seconds for sample in samples]
        cuts = quantiles(times, n=100, method="inclusive")
        failed = sum(sample.failed or sample.seconds is None for sample in samples)
        return cls(len(times) / sum(times), 1000 * cuts[49], 1000 * cuts[98], 1000 * max(times), failed)


class Worker:
    """A process that runs one extractor; it is replaced when a document takes too long or ends it."""

    def __init__(self, clean: Clean, limit: float) -> None:
        """`clean` must be importable by name; `limit` is in seconds a document."""
        self._clean = clean
        self._limit = limit
        self._start()

    def _start(self) -> None:
        for name in SINGLE_THREAD:
            os.environ[name] = "1"
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        core = max(os.sched_getaffinity(0))
        self._process = context.Process(target=_serve, args=(theirs, self._clean, core), daemon=True)
        self._process.start()
        theirs.close()

    def __call__(self, content: str) -> Sample:
        """Clean one document."""
        try:
            self._connection.send(content)
            if self._connection.poll(self._limit):
                return Sample(*self._connection.recv())
        except (EOFError, OSError):
            self.close()
            self._start()
            return Sample(0.0, failed=True)
        self.close()
        self._start()
        return Sample(None)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._connection.close()


def _serve(connection: Connection[Any, str], clean: Clean, core: int) -> None:
    os.sched_setaffinity(0, {core})
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    process = psutil.Process()
    while True:
        try:
            content = connection.recv()
        except EOFError:
            return
        started = time.process_time()
        failed = False
        try:
            clean(content)
        except Exception:  # counted, and shown in the table
            failed = True
        seconds = time.process_time() - started
        connection.send((seconds, process.memory_info().rss, failed))
