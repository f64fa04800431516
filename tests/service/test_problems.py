"""Every error is a problem with its own stable type, and none quotes the document."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from content_cleaner import CleaningError, document
from content_cleaner.settings import Settings
from content_cleaner.web import create_app, problems
from content_cleaner.web.engines.inline import InlineEngines
from content_cleaner.web.engines.perform import Limits, perform
from content_cleaner.web.engines.tasks import Task
from content_cleaner.web.problems import Problem

SECRET = "Plumbago"
TEXT = {"content_type": "text/plain"}
GZIP = {"Content-Encoding": "gzip"}
JSON = {"content_type": "application/json"}

CASES: list[tuple[str, int, dict[str, Any]]] = [
    ("empty-body", 400, TEXT),
    ("empty-body", 400, {"data": b"", **JSON}),
    ("empty-body", 400, {"data": {"file": (io.BytesIO(b""), "x.txt")}}),
    ("broken-json", 400, {"data": b'{"content": "Plumbago"', **JSON}),
    ("broken-json", 400, {"data": b"\xff\xfe\xfd" + SECRET.encode(), **JSON}),
    ("broken-json", 400, {"data": b"[" * 100_000, **JSON}),
    ("broken-json", 400, {"data": b"9" * 10_000, **JSON}),
    ("broken-form", 400, {"data": SECRET, "content_type": "multipart/form-data; boundary=x"}),
    ("broken-form", 400, {"data": SECRET, "content_type": "multipart/form-data"}),
    ("broken-encoding", 400, {"data": SECRET, "headers": {"Content-Encoding": "gzip"}, **TEXT}),
    ("not-acceptable", 406, {"data": SECRET, "headers": {"Accept": "image/png"}, **TEXT}),
    ("content-too-large", 413, {"data": b"x" * 200_001, **TEXT}),
    ("content-too-large", 413, {"data": gzip.compress(bytes(400_001)), "headers": GZIP, **TEXT}),
    ("unsupported-content-type", 415, {"data": SECRET, "content_type": "image/png"}),
    ("unsupported-encoding", 415, {"data": SECRET, "headers": {"Content-Encoding": "lzma"}, **TEXT}),
    ("unsupported-encoding", 415, {"data": SECRET, "headers": {"Content-Encoding": "gzip, gzip, br"}, **TEXT}),
    ("invalid-request", 422, {"json": {"content": 5}}),
    ("invalid-request", 422, {"json": [SECRET]}),
    ("invalid-request", 422, {"json": dict.fromkeys(map(str, range(5000)))}),
    ("invalid-request", 422, {"json": {"content": "x", "options": dict.fromkeys(map(str, range(5000)))}}),
    ("invalid-options", 422, {"json": {"content": "x", "options": 7}}),
    ("invalid-options", 422, {"json": {"content": "x", "options": "y"}}),
    ("invalid-request", 422, {"json": {"content": "x", "contents": 1}}),
    ("invalid-request", 422, {"json": {"content": "x"}, "query_string": {"content": "y"}}),
    ("invalid-request", 422, {"data": SECRET, "query_string": {"keeep": "caption"}, **TEXT}),
    ("invalid-request", 422, {"data": {"content": "x", "file": (io.BytesIO(b"y"), "y.txt")}}),
    ("invalid-request", 422, {"data": {"title": "x"}}),
    ("invalid-options", 422, {"json": {"content": "x", "options": {"keep": ["captions"]}}}),
    ("invalid-options", 422, {"json": {"content": "x", "options": {"favour": "recall"}}}),
    ("invalid-options", 422, {"data": SECRET, "query_string": {"favor": "all"}, **TEXT}),
    ("invalid-options", 422, {"data": SECRET, "query_string": {"metadata": "perhaps"}, **TEXT}),
    ("invalid-options", 422, {"data": {"content": "x", "options": "{"}}),
    ("invalid-options", 422, {"json": {"content": "x", "options": {"favor": "recall"}}, "query_string": "favor=all"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "status", "request_"), CASES)
def test_problem(client: FlaskClient, code: str, status: int, request_: dict[str, Any]) -> None:
    response = client.post("/v1/clean", **request_)
    found = response.get_json()
    assert (response.status_code, found["code"]) == (status, code)
    assert response.mimetype == "application/problem+json"
    assert found["type"] == f"urn:content-cleaner:problem:{code}"
    assert found["status"] == status
    assert found["title"]
    assert found["instance"] == f"urn:request:{response.headers['X-Request-Id']}"
    assert SECRET not in found["detail"]


def test_faults_point_to_their_place(client: FlaskClient) -> None:
    found = client.post("/v1/clean", json={"content": "x", "options": {"keep": ["caption", "zebra"]}}).get_json()
    assert [fault["pointer"] for fault in found["errors"]] == ["/options/keep/1"]
    assert "zebra" not in found["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("method", "path", "code", "status"),
    [("GET", "/nothing", "not-found", 404), ("GET", "/v1/clean", "method-not-allowed", 405)],
)
def test_wrong_addresses(client: FlaskClient, method: str, path: str, code: str, status: int) -> None:
    response = client.open(path, method=method)
    assert (response.status_code, response.get_json()["code"]) == (status, code)


def test_a_wrong_method_is_told_the_right_one(client: FlaskClient) -> None:
    assert "POST" in client.get("/v1/clean").headers["Allow"]


def test_every_kind_has_an_error_status_and_errors_of_the_engine_have_kinds() -> None:
    assert all(400 <= kind.status < 600 for kind in problems.KINDS.values())
    codes = {kind.code for kind in CleaningError.__subclasses__()} | {CleaningError.code}
    assert codes <= set(problems.KINDS)


@pytest.mark.parametrize("failure", [document.UndecodableContent("no"), document.ContentTooLarge("no")])
def test_refusals_of_the_engine_keep_their_code(failure: CleaningError, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise failure

    monkeypatch.setattr("content_cleaner.pipeline.clean", refuse)
    with pytest.raises(Problem) as caught:
        perform(Task("x"), Limits(100))
    assert caught.value.code == failure.code


def test_a_failure_of_the_engine_tells_nothing_of_the_document(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr("content_cleaner.pipeline.clean", fail)
    client = create_app(settings, InlineEngines(settings)).test_client()
    response = client.post("/v1/clean", data=SECRET, **TEXT)
    assert (response.status_code, response.get_json()["code"]) == (500, "internal-error")
    assert SECRET not in response.get_data(as_text=True)


def test_an_unexpected_error_is_a_problem_and_its_log_tells_nothing_of_the_document(
    make_app: Callable[..., Flask], caplog: pytest.LogCaptureFixture
) -> None:
    app = make_app()

    def fail() -> None:
        raise KeyError(SECRET)

    app.add_url_rule("/fail", view_func=fail)
    response = app.test_client().get("/fail")
    assert (response.status_code, response.get_json()["code"]) == (500, "internal-error")
    assert "KeyError" in caplog.text
    assert SECRET not in caplog.text + response.get_data(as_text=True)


def test_nesting_is_bounded() -> None:
    with pytest.raises(Problem) as caught:
        perform(Task("<div>" * 101, "text/html"), Limits(100))
    assert caught.value.code == "content-too-deep"


def test_many_elements_are_not_deep() -> None:
    flat = "<p>one<p>two<br><div>three</div>" * 200
    assert perform(Task(flat, "text/html"), Limits(100)).input_chars == len(flat)


def test_held_bytes_are_bounded_and_given_back(client: FlaskClient, app: Flask, settings: Settings) -> None:
    held = app.extensions["content_cleaner"].held
    held.add(settings.max_held_bytes - 10)
    response = client.post("/v1/clean", data=b"x" * 100, **TEXT)
    assert (response.status_code, response.get_json()["code"]) == (503, "overloaded")
    assert response.headers["Retry-After"] == "1"
    held.release(settings.max_held_bytes - 10)
    assert client.post("/v1/clean", data=b"x" * 100, **TEXT).status_code == 200
    assert held.total == 0
