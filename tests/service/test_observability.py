"""Metrics, the log, request ids and traces."""

from __future__ import annotations

import json
import logging
import logging.config
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from content_cleaner.web.observability import log_config

SECRET = "Plumbago"
TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def metrics_of(client: FlaskClient) -> dict[str, float]:
    lines = client.get("/metrics").get_data(as_text=True).splitlines()
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if not line.startswith("#")}


def test_documents_problems_and_requests_are_counted(client: FlaskClient) -> None:
    for _ in range(3):
        client.post("/v1/clean", data="x", content_type="text/plain")
    client.post("/v1/clean", data="x", content_type="image/png")
    client.get("/" + SECRET)
    found = metrics_of(client)
    assert found['content_cleaner_documents_total{kind="text",verdict="ok"}'] == 3
    assert found['content_cleaner_removals_total{reason="caption"}'] == 6
    assert found['content_cleaner_problems_total{code="unsupported-content-type"}'] == 1
    assert found['content_cleaner_http_requests_total{method="POST",route="/v1/clean",status="200"}'] == 3
    assert found['content_cleaner_http_requests_total{method="GET",route="none",status="404"}'] == 1
    assert found["content_cleaner_document_seconds_count"] == 3
    assert found["content_cleaner_engines_alive"] == 1
    assert not any(SECRET in name for name in found)


def test_documents_of_batches_are_counted(client: FlaskClient) -> None:
    client.post("/v1/clean/batch", data=b'{"content": "x"}\n{}\n', content_type="application/x-ndjson")
    found = metrics_of(client)
    assert found['content_cleaner_documents_total{kind="text",verdict="ok"}'] == 1
    assert found['content_cleaner_problems_total{code="invalid-request"}'] == 1


def test_odd_methods_make_no_new_series(client: FlaskClient) -> None:
    client.open("/healthz", method="PLUMBAGO")
    assert 'content_cleaner_http_requests_total{method="other",route="none",status="405"}' in metrics_of(client)


def test_one_line_a_request_and_nothing_of_the_document(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "content_cleaner.access")
    client.post(
        f"/v1/clean?title={SECRET}",
        data=SECRET,
        content_type="text/plain",
        headers={"X-Request-Id": "abc-1", "traceparent": TRACEPARENT, "User-Agent": SECRET},
    )
    (record,) = caplog.records
    assert (record.request_id, record.route, record.status, record.verdict) == ("abc-1", "/v1/clean", 200, "ok")  # type: ignore[attr-defined]
    assert record.traceparent == TRACEPARENT  # type: ignore[attr-defined]
    assert SECRET not in str(vars(record))


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "a\tb", '{"level": "error"}'])
def test_bad_request_ids_are_replaced(client: FlaskClient, given: str) -> None:
    found = client.get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert found != given
    assert len(found) == 32


def test_a_bad_traceparent_is_left_out(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "content_cleaner.access")
    client.get("/healthz", headers={"traceparent": "00-zzz"})
    assert not hasattr(caplog.records[0], "traceparent")


def test_the_log_is_json(capfd: pytest.CaptureFixture[str]) -> None:
    config = log_config("info")
    formatter = config["formatters"]["json"]
    logging.config.dictConfig({"version": 1, "disable_existing_loggers": False, "formatters": {"json": formatter},
                               "handlers": config["handlers"],
                               "loggers": {"test.json": {"handlers": ["stderr"], "level": "INFO"}}})  # fmt: skip
    logging.getLogger("test.json").info('a "quoted"\nline', extra={"status": 200})
    line = capfd.readouterr().err
    assert line.count("\n") == 1
    found = json.loads(line)
    assert (found["message"], found["status"], found["level"]) == ('a "quoted"\nline', 200, "INFO")
    logging.getLogger("test.json").handlers.clear()


def test_traces(make_app: Callable[..., Flask]) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    client = make_app(tracing=True).test_client()
    client.post("/v1/clean", data=SECRET, content_type="text/plain", headers={"traceparent": TRACEPARENT})
    client.get("/healthz")
    (span,) = exporter.get_finished_spans()
    assert span.name == "POST /v1/clean"
    assert span.context.trace_id == int(TRACEPARENT[3:35], 16)
    assert SECRET not in span.to_json()
