"""Engine processes behind the threads of a front: hard deadlines, contained crashes, prompt refusals."""

from __future__ import annotations

import logging
import queue
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from content_cleaner.settings import MEBIBYTE, Settings
from content_cleaner.web.engines.channel import ChannelClosedError, receive_answer, send_task
from content_cleaner.web.engines.perform import perform
from content_cleaner.web.engines.process import Work, engine_main
from content_cleaner.web.engines.tasks import Answer, Task
from content_cleaner.web.engines.zygote import Child, Zygote, ZygoteGoneError
from content_cleaner.web.problems import Problem, overloaded

log = logging.getLogger(__name__)
TRIES = 2
WAITING_PER_ENGINE = 2


@dataclass(eq=False, slots=True)
class Job:
    """A task on its way."""

    task: Task
    patient: bool
    since: float = field(default_factory=time.monotonic)
    future: Future[Answer] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who wants to know what happens in a pool.

    event: called with "deadline", "crash", "recycled" or "refused".
    lost: called when the pool can start no more engines.
    """

    event: Callable[[str], None] = lambda name: None
    lost: Callable[[], None] = lambda: None


class EnginePool:
    """The engine processes of one front, each with a thread that hands it one task at a time."""

    def __init__(self, settings: Settings, size: int, watcher: Watcher = Watcher(), work: Work = perform) -> None:
        self._settings = settings
        self._size = size
        self._watcher = watcher
        self._work = work
        self._limit = settings.max_waiting or size * WAITING_PER_ENGINE
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._impatient = 0
        self._zygote: Zygote | None = None
        self._keepers: list[_Keeper] = []
        self.last_success = 0.0

    def start(self) -> None:
        """Fork the engines; call it in the front before it has a second thread."""
        settings, work = self._settings, self._work
        self._zygote = Zygote.start(lambda channel: engine_main(channel, settings, work))
        self._keepers = [_Keeper(self, self._zygote, settings) for _ in range(self._size)]
        for keeper in self._keepers:
            keeper.start()

    @property
    def waiting(self) -> int:
        """Tasks that no engine has taken yet."""
        return self._jobs.qsize()

    @property
    def size(self) -> int:
        """Engines that this pool keeps."""
        return self._size

    @property
    def alive(self) -> int:
        """Engine processes in use or ready for it."""
        return sum(keeper.child is not None for keeper in self._keepers)

    @property
    def pids(self) -> tuple[int, ...]:
        """The engine processes."""
        return tuple(keeper.child.pid for keeper in self._keepers if keeper.child is not None)

    def submit(self, task: Task, *, patient: bool = False) -> Future[Answer]:
        """Queue a task. A full queue raises an `overloaded` problem, but not to a `patient` caller."""
        job = Job(task, patient)
        if not patient:
            with self._lock:
                if self._impatient >= self._limit + self._idle:
                    self._watcher.event("refused")
                    raise overloaded("All engines are busy and enough documents wait already.")
                self._impatient += 1
        self._jobs.put(job)
        return job.future

    @property
    def _idle(self) -> int:
        return sum(not keeper.busy for keeper in self._keepers)

    def take(self) -> Job | None:
        """The next task that somebody still waits for; None when the pool closes."""
        while (job := self._jobs.get()) is not None:
            if not job.patient:
                with self._lock:
                    self._impatient -= 1
            if not job.future.set_running_or_notify_cancel():
                continue
            if job.patient or time.monotonic() - job.since <= self._settings.document_seconds:
                return job
            job.future.set_exception(overloaded("No engine became free in time."))
        return None

    def event(self, name: str) -> None:
        """Something that the operators want to count happened to an engine."""
        log.log(logging.INFO if name == "recycled" else logging.WARNING, "engine event: %s", name)
        self._watcher.event(name)

    def lost(self) -> None:
        """No engine can be started any more: end in good order, and refuse what waits once the last engine ended."""
        log.error("the process that starts engines is gone")
        self._watcher.lost()
        current = threading.current_thread()
        if any(keeper.is_alive() for keeper in self._keepers if keeper is not current):
            return
        while (job := self._jobs.get()) is not None:
            job.future.set_exception(overloaded("This process ends; another takes over."))

    def close(self) -> None:
        """End all engines; tasks in hand are lost."""
        for _ in self._keepers:
            self._jobs.put(None)
        for keeper in self._keepers:
            keeper.join(timeout=1.0)
        if self._zygote is not None:
            self._zygote.close()


class _Keeper(threading.Thread):
    """Owns one engine process at a time."""

    def __init__(self, pool: EnginePool, zygote: Zygote, settings: Settings) -> None:
        super().__init__(name="engine-keeper", daemon=True)
        self._pool, self._zygote, self._settings = pool, zygote, settings
        self._left = 0
        self.child: Child | None = None
        self.busy = False

    def run(self) -> None:
        """Hand out tasks until the pool closes."""
        try:
            self.child = self._fresh()
            while (job := self._pool.take()) is not None:
                self.busy = True
                self._finish(job)
                del job  # nothing of a document is held while waiting for the next
                self.busy = False
        except ZygoteGoneError:
            self._pool.lost()
        finally:
            if self.child is not None:
                self.child.close()
                self.child = None

    def _fresh(self) -> Child:
        after = self._settings.recycle_after
        # With jitter, so that not all engines are replaced at the same moment.
        self._left = random.randint(after - after // 10, after + after // 10) if after else -1  # noqa: S311
        return self._zygote.spawn()

    def _replace(self) -> None:
        if self.child is not None:
            self._zygote.kill(self.child)
        self.child = self._fresh()

    def _finish(self, job: Job) -> None:
        try:
            outcome = self._outcome(job.task)
        except ZygoteGoneError:
            job.future.set_exception(Problem("engine-crashed", "The engine was lost."))
            raise
        if isinstance(outcome, Problem):
            job.future.set_exception(outcome)
        else:
            self._pool.last_success = time.monotonic()
            job.future.set_result(outcome)
        self._left -= 1
        if self._left == 0 or self._is_bloated():
            self._pool.event("recycled")
            self._replace()

    def _is_bloated(self) -> bool:
        """Whether a large document left the engine with memory that it does not give back."""
        limit = self._settings.recycle_megabytes
        return bool(limit) and self.child is not None and self.child.grown_bytes > limit * MEBIBYTE

    def _outcome(self, task: Task) -> Answer | Problem:
        for _ in range(TRIES):
            try:
                return self._once(task)
            except TimeoutError:
                self._pool.event("deadline")
                self._replace()
                detail = f"A document may take {self._settings.document_seconds:g} seconds."
                return Problem("deadline-exceeded", detail)
            except ChannelClosedError:
                # Perhaps this document was innocent: the engine may have been killed from outside.
                self._pool.event("crash")
                self._replace()
        return Problem("engine-crashed", f"The engine ended {TRIES} times while it cleaned this document.")

    def _once(self, task: Task) -> Answer | Problem:
        if self.child is None:
            raise ChannelClosedError
        until = time.monotonic() + self._settings.document_seconds
        self.child.channel.settimeout(self._settings.document_seconds)
        send_task(self.child.channel, task)
        return receive_answer(self.child.channel, until)
