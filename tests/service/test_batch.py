"""POST /v1/clean/batch in one process; streaming over sockets is in test_server.py."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from content_cleaner.settings import Settings
from content_cleaner.web.engines.perform import Limits
from content_cleaner.web.engines.tasks import Answer, Task
from content_cleaner.web.problems import Problem

from .conftest import stand_in

NDJSON = "application/x-ndjson"


def reply(task: Task, limits: Limits) -> Answer:
    if task.content == "bad":
        raise Problem("undecodable-content", "no text")
    body = json.dumps({"id": task.id, "text": task.content}).encode()
    return Answer(body, "ok", "text", {}, 1, 1, 0.0)


@pytest.fixture
def app(settings: Settings) -> Flask:
    return stand_in(settings, reply)


def ask(client: FlaskClient, body: bytes, **headers: str) -> list[dict[str, Any]]:
    response = client.post("/v1/clean/batch", data=body, content_type=NDJSON, headers=headers)
    assert (response.status_code, response.mimetype) == (200, NDJSON)
    return [json.loads(line) for line in response.get_data().splitlines()]


def reply_with_options(task: Task, limits: Limits) -> Answer:
    body = json.dumps({"id": task.id, "options": task.options}).encode()
    return Answer(body, "ok", "text", {}, 1, 1, 0.0)


def test_options_of_the_query_hold_where_a_document_has_none(settings: Settings) -> None:
    lines = b'{"id": 1, "content": "x"}\n{"id": 2, "content": "x", "options": {"favor": "recall"}}'
    client = stand_in(settings, reply_with_options).test_client()
    response = client.post("/v1/clean/batch?favor=precision&keep=caption", data=lines, content_type=NDJSON)
    assert [json.loads(line)["options"] for line in response.get_data().splitlines()] == [
        {"favor": "precision", "keep": ["caption"]},
        {"favor": "recall", "keep": ["caption"]},
    ]


@pytest.mark.parametrize("query", ["favor=x", "nonsense=1", "keep=zebra", "url=https://example.com/"])
def test_a_query_that_a_batch_does_not_know_is_refused(client: FlaskClient, query: str) -> None:
    response = client.post(f"/v1/clean/batch?{query}", data=b'{"content": "x"}', content_type=NDJSON)
    assert response.status_code == 422


def test_every_line_is_answered_in_order(client: FlaskClient) -> None:
    lines = [json.dumps({"id": number, "content": f"text {number}"}) for number in range(50)]
    answers = ask(client, "\n".join(lines).encode())
    assert [(answer["id"], answer["text"]) for answer in answers] == [(n, f"text {n}") for n in range(50)]


def test_what_fails_has_its_own_line_and_the_rest_goes_on(client: FlaskClient) -> None:
    lines = [
        b'{"id": "a", "content": "fine"}',
        b"",
        b'{"id": "b", "content": "bad"}',
        b'{"id": "c", "content": 1}',
        b"{broken",
        b'{"id": "d", "content": "x", "options": {"keep": ["zebra"]}}',
        b'{"id": "e", "content": "' + b"x" * 500_000 + b'"}',
        b'{"id": "f", "content": "fine"}',
    ]
    answers = ask(client, b"\n".join(lines) + b"\n")
    found = [(answer["id"], answer.get("error", {}).get("code")) for answer in answers]
    assert found == [
        ("a", None),
        ("b", "undecodable-content"),
        ("c", "invalid-request"),
        (None, "broken-json"),
        ("d", "invalid-options"),
        (None, "content-too-large"),
        ("f", None),
    ]


@given(st.lists(st.one_of(st.binary(max_size=20), st.sampled_from([b'{"content": "x"}', b'{"id": 7}'])), max_size=12))
def test_any_bytes_get_a_line_for_each_line(parts: list[bytes]) -> None:
    settings = Settings()
    client = stand_in(settings, reply).test_client()
    body = b"\n".join(parts)
    expected = sum(1 for line in body.split(b"\n") if line.strip())
    assert len(ask(client, body)) == expected


def test_compressed_batches(client: FlaskClient) -> None:
    body = gzip.compress(b'{"id": 1, "content": "x"}\n' * 3)
    assert len(ask(client, body, **{"Content-Encoding": "gzip"})) == 3


def test_a_broken_stream_ends_with_a_line_that_says_so(client: FlaskClient) -> None:
    body = gzip.compress(b'{"id": 1, "content": "x"}\n' * 3)[:-6]
    answers = ask(client, body, **{"Content-Encoding": "gzip"})
    assert [answer.get("error", {}).get("code") for answer in answers] == [None, None, None, "broken-encoding"]


def test_too_many_documents(make_app: Callable[..., Flask]) -> None:
    client = make_app(max_batch_documents=2).test_client()
    response = client.post("/v1/clean/batch", data=b'{"content": "x"}\n' * 4, content_type=NDJSON)
    lines = response.get_data().splitlines()
    assert len(lines) == 3
    assert json.loads(lines[-1])["error"]["code"] == "too-many-documents"


def test_too_many_batches(make_app: Callable[..., Flask]) -> None:
    client = make_app(max_batches=0).test_client()
    response = client.post("/v1/clean/batch", data=b"", content_type=NDJSON)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")


def test_a_place_is_free_again_after_a_batch(make_app: Callable[..., Flask]) -> None:
    client = make_app(max_batches=1).test_client()
    for _ in range(3):
        assert client.post("/v1/clean/batch", data=b'{"content": "x"}', content_type=NDJSON).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"), [({"Content-Type": "text/csv"}, 415), ({"Content-Type": NDJSON, "Accept": "text/csv"}, 406)]
)
def test_other_types_are_refused(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/v1/clean/batch", data=b"{}", headers=headers).status_code == status
