"""The service in other process models, to compare: python -m benchmarks.load.model_server sync|pebble."""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any

from content_cleaner.settings import Settings, set_default_environ
from content_cleaner.web.server import METRICS_VARIABLE, ONE_THREAD


def serve(model: str) -> None:
    """Serve until SIGTERM."""
    with tempfile.TemporaryDirectory() as directory:
        set_default_environ(ONE_THREAD | {METRICS_VARIABLE: directory})
        from flask import Flask

        from content_cleaner.web.app import create_app
        from content_cleaner.web.engines.inline import InlineEngines
        from content_cleaner.web.engines.process import warm_up
        from content_cleaner.web.gunicorn_app import Server

        class Sync(Server):
            """gunicorn's sync workers: the engine in the process that speaks HTTP."""

            def load_config(self) -> None:
                super().load_config()
                self.cfg.set("worker_class", "sync")
                self.cfg.set("workers", self.settings.engine_count)
                self.cfg.set("timeout", int(self.settings.document_seconds) + 1)

            def load(self) -> Flask:
                warm_up(self.settings)
                return create_app(self.settings, InlineEngines(self.settings))

        class Pebble(Server):
            """A pebble pool behind the same threads."""

            def load(self) -> Flask:
                warm_up(self.settings)
                return create_app(self.settings, pebble_engines(self.settings))

        {"sync": Sync, "pebble": Pebble}[model](Settings.from_environ(), directory).run()


def pebble_engines(settings: Settings) -> Any:
    """Engines in a pebble pool, with the bound on waiting documents of the real ones."""
    import threading

    from pebble import ProcessPool

    from content_cleaner.web.engines.perform import Limits, perform
    from content_cleaner.web.engines.tasks import Answer, Task
    from content_cleaner.web.problems import Problem, overloaded

    class PebbleEngines:
        size = alive = settings.engine_count
        last_success = waiting = 0

        def __init__(self) -> None:
            self._pool: ProcessPool | None = None
            self._lock = threading.Lock()
            self._inside = 0

        def submit(self, task: Task, *, patient: bool = False) -> Future[Answer]:
            with self._lock:
                if self._inside >= 3 * self.size:
                    raise overloaded("busy")
                self._inside += 1
                self._pool = self._pool or ProcessPool(self.size)
            answer: Future[Answer] = Future()
            future = self._pool.schedule(perform, [task, Limits.of(settings)], timeout=settings.document_seconds)

            def done(found: Future[Answer]) -> None:
                with self._lock:
                    self._inside -= 1
                try:
                    answer.set_result(found.result())
                except FutureTimeoutError:
                    answer.set_exception(Problem("deadline-exceeded", "late"))
                except Exception:
                    answer.set_exception(Problem("engine-crashed", "crashed"))

            future.add_done_callback(done)
            return answer

        def close(self) -> None:
            if self._pool is not None:
                self._pool.stop()

    return PebbleEngines()


if __name__ == "__main__":
    serve(sys.argv[1])
