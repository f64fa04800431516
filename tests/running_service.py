"""The service as operators run it: a process of its own on loopback."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_service(port: int) -> subprocess.Popen[bytes]:
    """A service on loopback, ready for requests."""
    arguments = ["serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    environ = {**os.environ, "CONTENT_CLEANER_LOG_LEVEL": "error"}
    command = [sys.executable, "-m", "content_cleaner", *arguments]
    process = subprocess.Popen(command, env=environ, start_new_session=True, preexec_fn=_end_with_parent)  # noqa: PLW1509
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return process
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    stop_service(process)
    raise RuntimeError("the service does not get ready")


def _end_with_parent() -> None:
    """A test run that is killed must not leave services behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def stop_service(process: subprocess.Popen[bytes]) -> None:
    """As an operator does: SIGTERM, and then its end is awaited."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=15)
    kill_service(process)


def kill_service(process: subprocess.Popen[bytes]) -> None:
    """As a power cut does: all its processes at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def running_service(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A service that is gone when the block ends, whatever happens in it."""
    process = start_service(port)
    try:
        yield process
    finally:
        kill_service(process)
