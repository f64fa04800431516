"""POST /v1/clean: what reaches the engine, and how its answer goes back."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

JSON = {"content_type": "application/json"}


def told(client: FlaskClient, **request: Any) -> list[str]:
    response = client.post("/v1/clean", **request)
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_data(as_text=True).split("|")


def test_json_with_everything(client: FlaskClient) -> None:
    body = {
        "content": "<p>Tea",
        "content_type": "text/html",
        "url": "https://example.com/",
        "title": "Tea",
        "options": {"keep": ["caption"], "favor": "recall", "passages": True},
    }
    options = "{'keep': ['caption'], 'favor': 'recall'}"
    assert told(client, json=body) == [
        "text/html", "https://example.com/", "Tea", options, "True", "json", "<p>Tea"
    ]  # fmt: skip


@pytest.mark.parametrize("content_type", ["text/markdown", "text/xml", "application/xml", "text/csv", "text/x-rst"])
def test_any_text_is_read(client: FlaskClient, content_type: str) -> None:
    assert told(client, data=b"Tea", content_type=content_type)[0] == content_type


@pytest.mark.parametrize("given", [1.5, True, {}])
def test_a_fault_names_its_place_in_the_request(client: FlaskClient, given: Any) -> None:
    faults = client.post("/v1/clean", json={"content": "x", "id": given}).get_json()["errors"]
    assert {fault["pointer"] for fault in faults} == {"/id"}


@pytest.mark.parametrize("language", ["english!!", "<script>", "e", "en-"])
def test_a_language_is_a_code(client: FlaskClient, language: str) -> None:
    response = client.post("/v1/clean", json={"content": "x", "options": {"language": language}})
    assert response.status_code == 422


def test_empty_content_in_json_goes_to_the_engine(client: FlaskClient) -> None:
    assert told(client, json={"content": ""})[-1] == ""


def test_a_whole_number_may_be_written_with_a_point(client: FlaskClient) -> None:
    response = client.post("/v1/clean", data=b'{"content": "x", "options": {"max_chars": 50.0}}', **JSON)
    assert response.get_data(as_text=True).split("|")[3] == "{'max_chars': 50}"
    refused = client.post("/v1/clean", data=b'{"content": "x", "options": {"max_chars": 50.5}}', **JSON)
    assert refused.status_code == 422


def test_half_characters_reach_the_engine_and_are_replaced_elsewhere(client: FlaskClient) -> None:
    body = b'{"content": "a\\ud800b", "title": "c\\ud800"}'
    response = client.post("/v1/clean", data=body, content_type="application/json")
    assert response.get_data() == "None|None|c\ufffd|{}|False|json|a\ud800b".encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("content_type", ["text/html; charset=iso-8859-1", "text/plain", "application/xhtml+xml"])
def test_raw_documents_keep_their_type_and_bytes(client: FlaskClient, content_type: str) -> None:
    found = told(client, data=b"caf\xe9", content_type=content_type)
    assert (found[0], found[-1]) == (content_type, "café")


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "application/octet-stream"}])
def test_a_document_of_no_type_is_left_to_the_engine(client: FlaskClient, headers: dict[str, str]) -> None:
    assert told(client, data=b"x", headers=headers)[0] == "None"


def test_raw_documents_have_query_parameters(client: FlaskClient) -> None:
    query = (
        "url=https://example.com/&title=T&keep=caption,credit&keep=byline&favor=precision&language=de&metadata=false"
    )
    found = told(client, data=b"x", content_type="text/plain", query_string=query + "&passages=1")
    assert found[1:5] == [
        "https://example.com/",
        "T",
        "{'keep': ['caption', 'credit', 'byline'], 'favor': 'precision', 'language': 'de', 'metadata': False}",
        "True",
    ]


def test_the_body_goes_before_the_query(client: FlaskClient) -> None:
    body = {"content": "x", "title": "body", "options": {"favor": "recall"}}
    found = told(client, json=body, query_string="title=query&url=https://example.net/&favor=precision&language=de")
    assert found[1:4] == ["https://example.net/", "body", "{'favor': 'recall', 'language': 'de'}"]


def test_multipart_with_a_file(client: FlaskClient) -> None:
    data = {"file": (io.BytesIO(b"<p>Tea"), "a.html"), "title": "T", "options": json.dumps({"favor": "recall"})}
    assert told(client, data=data) == ["text/html", "None", "T", "{'favor': 'recall'}", "False", "json", "<p>Tea"]


@pytest.mark.parametrize("content_type", ["multipart/form-data", "application/x-www-form-urlencoded"])
def test_forms_with_a_field(client: FlaskClient, content_type: str) -> None:
    found = told(client, data={"content": "Tee & Käse", "url": "https://example.org/"}, content_type=content_type)
    assert (found[1], found[-1]) == ("https://example.org/", "Tee & Käse")


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        ("*/*", "application/json", "json"),
        ("application/json", "application/json", "json"),
        ("text/plain", "text/plain; charset=utf-8", "text"),
        ("text/markdown;q=0.9, text/plain;q=0.5", "text/markdown; charset=utf-8", "markdown"),
        ("text/*", "text/plain; charset=utf-8", "text"),
    ],
)
def test_accept_picks_the_form(client: FlaskClient, accept: str, media_type: str, form: str) -> None:
    response = client.post("/v1/clean", data=b"x", content_type="text/plain", headers={"Accept": accept})
    assert response.headers["Content-Type"] == media_type
    assert response.get_data(as_text=True).split("|")[5] == form
    assert response.headers["Content-Cleaner-Verdict"] == "ok"
    assert response.headers["Vary"] == "Accept"
