"""gunicorn, configured by the settings."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from prometheus_client.multiprocess import mark_process_dead

from content_cleaner.allocator import give_back_freed, give_back_large_blocks
from content_cleaner.settings import Settings
from content_cleaner.web import tracing
from content_cleaner.web.app import create_app
from content_cleaner.web.ending import Ending
from content_cleaner.web.engines.perform import model_version, perform
from content_cleaner.web.engines.pool import EnginePool, Watcher
from content_cleaner.web.engines.process import Work, warm_up
from content_cleaner.web.metrics import Metrics
from content_cleaner.web.observability import log_config

FRONT_RECYCLE_AFTER = 200_000
KEEP_ALIVE_SECONDS = 15
SILENCE_SECONDS = 30
# A thread that hands the next document to an engine must not wait long for those that speak HTTP.
SWITCH_SECONDS = 0.0005


class PatientArbiter(Arbiter):  # type: ignore[misc]
    """gunicorn's master, that loses no connection when it ends."""

    def stop(self, graceful: bool = True) -> None:
        """Hold off newcomers before the listening sockets are closed."""
        if graceful:
            self.app.ending.begin(self.LISTENERS)
        super().stop(graceful)


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn without a command line or a configuration file of its own.

    Its workers are the fronts: threads that speak HTTP. The engines are their children.
    """

    def __init__(self, settings: Settings, directory: str, work: Work = perform) -> None:
        self.settings = settings
        self.work = work
        self.directory = directory
        self.pool: EnginePool | None = None
        self.ending = Ending()
        super().__init__()

    def run(self) -> None:
        """Serve until a signal ends it."""
        PatientArbiter(self).run()

    def load_config(self) -> None:
        """Hand gunicorn what the settings say."""
        for name, value in gunicorn_options(self.settings, self.directory).items():
            self.cfg.set(name, value)
        self.cfg.set("post_fork", self._start_front)
        self.cfg.set("worker_exit", self._end_front)
        self.cfg.set("child_exit", self._front_ended)

    def load(self) -> Flask:
        """Load the engine and make the application, before the fronts are forked."""
        settings = self.settings
        give_back_freed()  # the engines, which are forked from here, keep it
        warm_up(settings, self.work)
        metrics = Metrics(self.directory, model_version())
        size = -(-settings.engine_count // settings.front_count)
        self.pool = EnginePool(settings, size, Watcher(metrics.engine_event, _end_this_front), self.work)
        return create_app(settings, self.pool, metrics)

    def _start_front(self, arbiter: Any, worker: Any) -> None:
        if self.pool is not None:
            self.pool.start()
        give_back_large_blocks()
        sys.setswitchinterval(SWITCH_SECONDS)
        if self.settings.tracing:
            tracing.start_exporter()

    def _end_front(self, arbiter: Any, worker: Any) -> None:
        if self.pool is not None:
            self.pool.close()

    def _front_ended(self, arbiter: Any, worker: Any) -> None:
        mark_process_dead(worker.pid, path=self.directory)  # type: ignore[no-untyped-call]


def gunicorn_options(settings: Settings, directory: str) -> dict[str, Any]:
    """gunicorn's own settings; `directory` is one that can be written to."""
    return {
        "bind": f"[{settings.host}]:{settings.port}" if ":" in settings.host else f"{settings.host}:{settings.port}",
        "workers": settings.front_count,
        "worker_class": "content_cleaner.web.worker.BoundedThreadWorker",
        "threads": settings.threads,
        "worker_connections": settings.threads * 8,
        "backlog": 1024,
        "preload_app": True,
        "timeout": SILENCE_SECONDS,
        "graceful_timeout": max(1, round(settings.drain_seconds)),
        "keepalive": KEEP_ALIVE_SECONDS,
        "max_requests": FRONT_RECYCLE_AFTER,
        "max_requests_jitter": FRONT_RECYCLE_AFTER // 5,
        # Its socket would be a file under $HOME, which a read-only root does not allow.
        "control_socket_disable": True,
        "worker_tmp_dir": directory,
        "limit_request_fields": 64,
        "limit_request_field_size": 8190,
        "limit_request_line": 8190,
        "logconfig_dict": log_config(settings.log_level),
    }


def _end_this_front() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
