"""The service as operators run it: a process of its own on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_service(port: int) -> subprocess.Popen[bytes]:
    """A service on loopback, ready for requests."""
    arguments = ["serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    environ = {**os.environ, "CONTENT_CLEANER_LOG_LEVEL": "error"}
    command = [sys.executable, "-m", "content_cleaner", *arguments]
    process = subprocess.Popen(command, env=environ, start_new_session=True)
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return process
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    stop_service(process)
    raise RuntimeError("the service does not get ready")


def stop_service(process: subprocess.Popen[bytes]) -> None:
    """As an operator does: SIGTERM, and then its end is awaited."""
    process.terminate()
    try:
        process.wait(timeout=15)
    finally:
        kill_service(process)


def kill_service(process: subprocess.Popen[bytes]) -> None:
    """As a power cut does: all its processes at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
