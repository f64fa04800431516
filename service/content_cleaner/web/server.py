"""Starting the service."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from content_cleaner.settings import Settings, set_default_environ

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a directory of our own is made in it
# Engines are processes: threads inside of them would only fight for the same CPUs, and forking needs single threads.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
METRICS_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def run(settings: Settings) -> None:
    """Serve until SIGTERM; does not return. Raises `SettingError` for settings that do not work here."""
    directory = tempfile.mkdtemp(prefix="content-cleaner-", dir=scratch_directory())
    try:
        # Before the imports: numpy and prometheus_client look at the environment once, when they are loaded.
        set_default_environ(ONE_THREAD | {METRICS_VARIABLE: directory})
        from content_cleaner.web.gunicorn_app import Server

        Server(settings, directory).run()
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def scratch_directory() -> str | None:
    """Where small files of the running service go: shared memory also where the root file system is read-only."""
    return str(SHARED_MEMORY) if os.access(SHARED_MEMORY, os.W_OK) else None
