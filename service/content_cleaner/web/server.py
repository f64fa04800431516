"""Starting the service."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from content_cleaner.settings import SettingError, Settings, set_default_environ

if TYPE_CHECKING:
    from content_cleaner.web.engines.process import Work

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a directory of our own is made in it
# Engines are processes: threads inside of them would only fight for the same CPUs, and forking needs single threads.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
METRICS_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def run(settings: Settings, work: Work | None = None) -> None:
    """Serve until SIGTERM; ends in `SystemExit`, with a message for settings that do not work here.

    work: what the engine processes do with a task, where it is not cleaning it.
    """
    directory = tempfile.mkdtemp(prefix="content-cleaner-", dir=scratch_directory())
    master = os.getpid()
    try:
        # Before the imports: numpy and prometheus_client look at the environment once, when they are loaded.
        set_default_environ(ONE_THREAD | {METRICS_VARIABLE: directory})
        from content_cleaner.web.gunicorn_app import Server

        (Server(settings, directory, work) if work else Server(settings, directory)).run()
    except SettingError as error:
        raise SystemExit(f"Error: {error}") from None
    finally:
        # The fronts are forked in there and leave through here as well.
        if os.getpid() == master:
            shutil.rmtree(directory, ignore_errors=True)


def scratch_directory() -> str | None:
    """Where small files of the running service go: shared memory also where the root file system is read-only."""
    return str(SHARED_MEMORY) if os.access(SHARED_MEMORY, os.W_OK) else None
