"""A pool of engine processes: answers in the order of the questions, bounded look-ahead, a deadline for each.

The engine is never run in threads: a library below it is not thread-safe. A process that dies or overruns its
deadline costs the document it was at, and nothing else.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Any

from pebble import ProcessExpired, ProcessPool

from content_cleaner.batch.files import Line
from content_cleaner.batch.records import Answer, answer_line, broken, failure, id_of

Work = Callable[[Line, Mapping[str, Any]], Answer]

_TASKS_A_PROCESS = 5_000  # then it is replaced, so that a slow leak in a library stays small
_WARM_UP = Line("", 1, b'{"content": "<html><body><article><p>A short text.</p></article></body></html>"}', 0)


class PoolError(RuntimeError):
    """The engine processes do not start, or die faster than they can be replaced."""


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """How the work is spread.

    timeout: seconds for one document. look_ahead: documents, for each process, that are read before they are
    answered; look_ahead_bytes bounds them all together, except that one document is always let in.
    """

    processes: int = 1
    timeout: float = 60.0
    look_ahead: int = 8
    look_ahead_bytes: int = 64 << 20
    options: Mapping[str, Any] = field(default_factory=dict)
    work: Work = answer_line


@dataclass(frozen=True, slots=True)
class _Pending:
    line: Line
    future: Future[Answer]


def answers(lines: Iterable[Line], settings: PoolSettings) -> Generator[tuple[Line, Answer], None, None]:
    """Each line with its answer, in order. Raises `PoolError`, and what reading `lines` raises.

    What was asked before an exception from `lines` is answered first.
    """
    pool = process_pool(settings.processes, settings.work)
    try:
        yield from _in_order(pool, iter(lines), settings)
    except BrokenProcessPool as error:
        raise PoolError("the engine processes do not start or keep dying") from error
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def process_pool(processes: int, work: Work = answer_line) -> ProcessPool:
    """Processes with the engine loaded; a task may have a deadline, and its crash is its own. Stop it and join it."""
    return ProcessPool(
        max_workers=processes,
        max_tasks=_TASKS_A_PROCESS,
        initializer=_warm_up,
        initargs=(work,),
        context=_context(),
    )


def _warm_up(work: Work) -> None:
    """Load all that the first document would have to wait for; a process whose engine does not work ends here."""
    if work(_WARM_UP, {}).failed:
        raise RuntimeError("the engine does not work")


def _in_order(pool: ProcessPool, lines: Iterator[Line], settings: PoolSettings) -> Iterator[tuple[Line, Answer]]:
    pending: deque[_Pending] = deque()
    size = 0
    problem: Exception | None = None
    more = True
    while more or pending:
        if more and _has_room(len(pending), size, settings):
            try:
                line = next(lines, None)
            except Exception as error:
                line, problem = None, error
            more = line is not None
            if line is not None:
                pending.append(_ask(pool, line, settings))
                size += len(line.raw)
        while pending and (pending[0].future.done() or not more or not _has_room(len(pending), size, settings)):
            first = pending.popleft()
            size -= len(first.line.raw)
            yield first.line, _answer(first)
    if problem is not None:
        raise problem


def _has_room(count: int, size: int, settings: PoolSettings) -> bool:
    return count == 0 or (count < settings.processes * settings.look_ahead and size < settings.look_ahead_bytes)


def _ask(pool: ProcessPool, line: Line, settings: PoolSettings) -> _Pending:
    if line.oversized:
        future: Future[Answer] = Future()
        future.set_result(broken(line, "content-too-large", "the line is longer than the limit"))
        return _Pending(line, future)
    return _Pending(line, pool.schedule(settings.work, args=(line, settings.options), timeout=settings.timeout))


def _answer(pending: _Pending) -> Answer:
    try:
        return pending.future.result()
    except TimeoutError:
        return failure(id_of(pending.line.raw), "deadline-exceeded", "not done within the time allowed for a document")
    except ProcessExpired:
        return failure(id_of(pending.line.raw), "engine-crashed", "the process died while cleaning this document")


def _context() -> Any:
    """Where processes come from: one clean server that has loaded the engine, where the system can fork."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["content_cleaner.batch.preload"])
    return context
