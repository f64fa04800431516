"""A service to measure: started, watched and stopped."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

MEBIBYTE = 1024 * 1024
SERVE = [sys.executable, "-m", "content_cleaner", "serve"]


@dataclass(frozen=True)
class Service:
    """A running service."""

    port: int
    process: psutil.Process

    @property
    def front(self) -> psutil.Process:
        return self.process.children()[0]

    @property
    def engines(self) -> list[psutil.Process]:
        return [child for zygote in self.front.children() for child in zygote.children()]

    def resident_megabytes(self) -> float:
        """Proportional share of the whole family: pages that processes share are counted once."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(_memory(process, "pss") for process in family) / MEBIBYTE

    def engine_megabytes(self) -> list[float]:
        return [round(_memory(process, "rss") / MEBIBYTE, 1) for process in self.engines]

    def front_megabytes(self) -> float:
        return round(_memory(self.front, "rss") / MEBIBYTE, 1)

    def cpu_seconds(self) -> float:
        """CPU time of the front and its engines so far."""
        family = [self.front, *self.front.children(recursive=True)]
        times = [process.cpu_times() for process in family]
        return sum(time.user + time.system for time in times)

    def metrics(self) -> dict[str, float]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
        return {name: float(value) for name, _, value in pairs}


def _memory(process: psutil.Process, kind: str) -> int:
    try:
        return int(getattr(process.memory_full_info() if kind == "pss" else process.memory_info(), kind))
    except psutil.Error:
        return 0


@contextmanager
def running(workers: int, command: list[str] | None = None, **settings: str) -> Iterator[Service]:
    """The service with `workers` engines, until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chosen = {"log_level": "error", "port": str(port), "workers": str(workers)} | settings
    environment = os.environ | {f"CONTENT_CLEANER_{name.upper()}": value for name, value in chosen.items()}
    process = subprocess.Popen(command or SERVE, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_until_ready(port, process)
        yield Service(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the service did not become ready")
