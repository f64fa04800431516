"""Applications and running services; most with a stand-in for the engine, to test the service alone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from content_cleaner.settings import Settings
from content_cleaner.web import create_app
from content_cleaner.web.engines.inline import InlineEngines
from content_cleaner.web.engines.perform import Limits
from content_cleaner.web.engines.process import Work
from content_cleaner.web.engines.tasks import Answer, Task

HERE = Path(__file__).parent


def echo(task: Task, limits: Limits) -> Answer:
    """A stand-in for the engine that tells what reached it."""
    content = task.content if isinstance(task.content, str) else task.content.decode("latin-1")
    told = f"{task.content_type}|{task.url}|{task.title}|{dict(task.options)}|{task.passages}|{task.form}|{content}"
    return Answer(
        told.encode("utf-8", "surrogatepass"),
        "ok",
        "text",
        {"caption": 2, "share": 1},
        len(content),
        len(content),
        0.01,
    )


class BufferedClient(FlaskClient):
    """Reads and closes every answer, as a server does."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return super().open(*args, buffered=True, **kwargs)


def stand_in(settings: Settings, work: Work = echo) -> Flask:
    app: Flask = create_app(settings, InlineEngines(settings, work))
    app.test_client_class = BufferedClient
    return app


@pytest.fixture
def settings() -> Settings:
    return Settings(max_body_bytes=200_000, max_decoded_bytes=400_000, max_held_bytes=500_000, max_depth=5_000)


@pytest.fixture
def make_app(settings: Settings) -> Callable[..., Flask]:
    """An application with other settings, by name."""

    def make(**changes: object) -> Flask:
        chosen = Settings(**({name: getattr(settings, name) for name in settings.__slots__} | changes))
        return stand_in(chosen)

    return make


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@dataclass(frozen=True)
class Service:
    """A running service and its log."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def connect(self, timeout: float = 10) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def post(self, body: bytes, content_type: str = "text/plain", path: str = "/v1/clean") -> tuple[int, bytes]:
        return self.ask("POST", path, body, {"Content-Type": content_type})

    def get(self, path: str) -> tuple[int, bytes]:
        return self.ask("GET", path, None, {})

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = self.connect()
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def socket(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)


@contextmanager
def running(directory: Path, command: list[str], environment: dict[str, str]) -> Iterator[Service]:
    """Run a service until the end of the block, and see that it stops on SIGTERM."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"CONTENT_CLEANER_PORT": str(port), "CONTENT_CLEANER_WORKERS": "2"} | environment
    log = directory / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, env=os.environ | settings, stdout=stream, stderr=stream, start_new_session=True
        )
    service = Service(port, process, log)
    try:
        wait_until(lambda: is_ready(service), 60)
        yield service
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(25)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def is_ready(service: Service) -> bool:
    try:
        return service.get("/readyz")[0] == 200
    except OSError:
        assert service.process.poll() is None, service.log.read_text()
        return False


def wait_until(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


STUB = [sys.executable, str(HERE / "stub_server.py")]


@pytest.fixture(scope="session")
def stub_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose documents can misbehave; see stub_server.py."""
    environment = {"CONTENT_CLEANER_DOCUMENT_SECONDS": "1", "CONTENT_CLEANER_RECEIVE_SECONDS": "1"}
    with running(tmp_path_factory.mktemp("service"), STUB, environment) as service:
        yield service
