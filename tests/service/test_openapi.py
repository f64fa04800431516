"""The OpenAPI document and the application say the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_pydantic import OpenAPI

from content_cleaner.document import CleanedDocument, Metadata, Options, Passage
from content_cleaner.web.documents import REQUEST_TYPES
from content_cleaner.web.models import CleanOptions, CleanResponse, ProblemAnswer
from content_cleaner.web.problems import KINDS, Problem

PAGES = {"/", "/samples/<name>", "/docs", "/docs/<name>", "/openapi.json", "/static/<path:filename>"}


@pytest.fixture
def spec(client: FlaskClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/openapi.json").get_json()
    return document


def test_it_is_openapi_3_1(spec: dict[str, Any]) -> None:
    assert spec["openapi"].startswith("3.1")
    assert OpenAPI.model_validate(spec).info.title == "Content Cleaner"


def test_every_schema_is_a_valid_json_schema(spec: dict[str, Any]) -> None:
    for schema in spec["components"]["schemas"].values():
        assert jsonschema_rs.meta.is_valid(schema), schema


def test_every_route_is_described_and_every_description_is_a_route(app: Flask, spec: dict[str, Any]) -> None:
    routes = {
        (rule.rule, method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule not in PAGES
    }
    described = {(path, method) for path, item in spec["paths"].items() for method in item}
    assert described == routes


def test_the_settings_show(make_app: Callable[..., Flask]) -> None:
    client = make_app(api_keys=("0123456789abcdef",), rate_limit="9/minute", metrics="off").test_client()
    spec = client.get("/openapi.json").get_json()
    assert "/metrics" not in spec["paths"]
    assert {"401", "429"} <= set(spec["paths"]["/v1/clean"]["post"]["responses"])
    assert spec["paths"]["/v1/clean"]["post"]["security"] == [{"bearer": []}, {"header": []}]


def test_every_content_type_is_described(spec: dict[str, Any]) -> None:
    assert set(spec["paths"]["/v1/clean"]["post"]["requestBody"]["content"]) == set(REQUEST_TYPES)


def test_every_problem_is_described(make_app: Callable[..., Flask]) -> None:
    client = make_app(api_keys=("0123456789abcdef",), rate_limit="9/minute").test_client()
    spec = json.dumps(client.get("/openapi.json").get_json()["paths"])
    missing = [code for code in KINDS if f"`{code}`" not in spec]
    assert missing == ["not-found", "method-not-allowed", "not-implemented"]


def test_examples_run(client: FlaskClient, spec: dict[str, Any]) -> None:
    examples = spec["components"]["schemas"]["CleanRequest"]["examples"]
    assert examples
    for example in examples:
        assert client.post("/v1/clean", json=example).status_code == 200


def test_options_are_those_of_the_engine() -> None:
    assert set(CleanOptions.model_fields) - {"passages"} == set(Options.__dataclass_fields__)
    assert Options.from_mapping(CleanOptions().model_dump(exclude={"passages"}, exclude_none=True)) == Options()


def test_results_are_as_described() -> None:
    passages = (
        Passage("Tea", 0, 3, "heading", "\n\n", 1, 0.9),
        Passage("Share", 4, 9, "line", "\n\n", 0, 0.1, "share", "share-bar"),
    )
    document = CleanedDocument("text", None, "Tea", "en", "ok", 0.9, Metadata(), passages, 9, ("odd",), "7")
    for values in (document.to_dict(), document.to_dict(passages=True)):
        CleanResponse.model_validate_json(json.dumps(values))


def test_problems_are_as_described() -> None:
    values = Problem("invalid-request", "x").to_dict()
    assert ProblemAnswer.model_validate(values).status == 422
