"""gunicorn, configured by the settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from content_cleaner.settings import Settings
from content_cleaner.web.app import create_app

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a directory of its own is made there where it is written to


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn without a command line or a configuration file of its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn what the settings say."""
        for name, value in gunicorn_options(self.settings).items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application, before the workers are forked."""
        return create_app(self.settings)


def gunicorn_options(settings: Settings) -> dict[str, Any]:
    """gunicorn's settings; names that an older gunicorn does not know are left out by the caller."""
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": settings.engine_count,
        "worker_class": "sync",
        "preload_app": True,
        "timeout": int(settings.document_seconds + settings.receive_seconds) + 5,
        "graceful_timeout": int(settings.drain_seconds),
        "max_requests": settings.recycle_after,
        "max_requests_jitter": settings.recycle_after // 5,
        "control_socket_disable": True,
        "worker_tmp_dir": str(SHARED_MEMORY) if os.access(SHARED_MEMORY, os.W_OK) else None,
    }


def run(settings: Settings) -> None:
    """Serve until SIGTERM; does not return."""
    Server(settings).run()
