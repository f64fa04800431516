"""The engine in this very process, one document at a time: for tests and for development."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future

from content_cleaner.settings import Settings
from content_cleaner.web.engines.perform import Limits, perform
from content_cleaner.web.engines.process import Work
from content_cleaner.web.engines.tasks import Answer, Task
from content_cleaner.web.problems import Problem


class InlineEngines:
    """Cleans in the calling thread under a lock: the engine is not safe in several threads at once.

    Nothing here holds a deadline or survives a crash; deployments use `content_cleaner.web.engines.pool`.
    """

    waiting = 0
    size = 1
    alive = 1

    def __init__(self, settings: Settings, work: Work = perform) -> None:
        self._work = work
        self._limits = Limits.of(settings)
        self._lock = threading.Lock()
        self.last_success = 0.0

    def submit(self, task: Task, *, patient: bool = False) -> Future[Answer]:
        """Clean `task` now; the future is done when it is returned."""
        future: Future[Answer] = Future()
        with self._lock:
            try:
                future.set_result(self._work(task, self._limits))
                self.last_success = time.monotonic()
            except Problem as problem:
                future.set_exception(problem)
        return future

    def close(self) -> None:
        """Nothing to end."""
