"""The OpenAPI 3.1 document, built from the models that requests are checked against."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from openapi_pydantic import (
    OpenAPI,
    Operation,
    Parameter,
    PathItem,
    Reference,
    RequestBody,
    Response,
)
from openapi_pydantic.util import PydanticSchema, construct_open_api_with_schema_class
from pydantic import BaseModel

from content_cleaner import __version__
from content_cleaner.document import FAVORS, LANGUAGE, REASONS
from content_cleaner.settings import Settings
from content_cleaner.web import batch, models, problems
from content_cleaner.web.documents import OPTION_FIELDS, QUERY_FIELDS, RAW_TYPES

DESCRIPTION = (
    "Takes raw scraped text or HTML and returns the clean article, with every removal explained. "
    "Errors are RFC 9457 problem details whose `type` is stable."
)
COMMON = (400, 406, 408, 413, 414, 415, 422, 431, 500, 503)
_BY_STATUS: dict[int, list[str]] = {}
for _code, _kind in problems.KINDS.items():
    _BY_STATUS.setdefault(_kind.status, []).append(_code)
_TEXT = {"type": "string"}


def build_openapi(settings: Settings) -> dict[str, Any]:
    """The document for a deployment with `settings`, as JSON-ready values."""
    paths = {
        "/v1/clean": PathItem(post=_clean(settings)),
        "/v1/clean/batch": PathItem(post=_batch(settings)),
        "/healthz": PathItem(get=_get("healthz", "Whether the service answers", models.HealthAnswer)),
        "/readyz": PathItem(get=_get("readyz", "Whether documents are being cleaned", models.ReadyAnswer, (503,))),
    }
    if settings.metrics != "off":
        closed = settings.metrics == "key"
        paths["/metrics"] = PathItem(get=_metrics(closed=closed))
    document = OpenAPI.model_validate(
        {
            "openapi": "3.1.1",
            "info": {"title": "Content Cleaner", "version": __version__, "description": DESCRIPTION},
            "paths": paths,
            "components": {"securitySchemes": _schemes()} if settings.api_keys else None,
        }
    )
    complete = construct_open_api_with_schema_class(document, [models.BatchError])
    return complete.model_dump(mode="json", by_alias=True, exclude_none=True)


def _schema(model: type[BaseModel]) -> Any:
    return PydanticSchema(schema_class=model)  # type: ignore[call-arg]  # the plugin takes `const` for required


def _schemes() -> dict[str, Any]:
    return {
        "bearer": {"type": "http", "scheme": "bearer"},
        "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    }


def _security(closed: bool) -> list[dict[str, list[str]]] | None:
    return [{"bearer": []}, {"header": []}] if closed else None


def _clean(settings: Settings) -> Operation:
    # Any bytes are a document, so there is no schema that they could violate.
    raw: dict[str, Any] = {media_type: {} for media_type in RAW_TYPES}
    as_json = {"options": {"contentType": "application/json"}}
    content = {
        "application/json": {"schema": _schema(models.CleanRequest)},
        **raw,
        "multipart/form-data": {"schema": _schema(models.CleanUpload), "encoding": as_json},
        "application/x-www-form-urlencoded": {"schema": _schema(models.CleanFields)},
    }
    found = {
        "application/json": {"schema": _schema(models.CleanResponse)},
        "text/plain": {"schema": _TEXT},
        "text/markdown": {"schema": _TEXT},
    }
    return Operation(
        operationId="clean",
        summary="Clean one document",
        description=(
            "`Accept` picks the form of the answer. What the body says goes before the query parameters. "
            "Bodies may be compressed with gzip, deflate, br or zstd."
        ),
        parameters=_query(QUERY_FIELDS),
        requestBody=RequestBody.model_validate({"required": True, "content": content}),
        responses={"200": _response("The clean document", found), **_problems(_statuses(settings))},
        security=_security(bool(settings.api_keys)),
    )


def _batch(settings: Settings) -> Operation:
    lines: dict[str, Any] = {}  # OpenAPI 3.1 has no word for "this schema on each line"
    answers = {"schema": {"type": "string", "description": "A CleanResponse or a BatchError on each line, in order."}}
    return Operation(
        operationId="cleanBatch",
        summary="Clean many documents, streamed",
        description=(
            "NDJSON in, NDJSON out. Send and receive at the same time: answers come while the body is still being "
            "sent. Each line of the body is a CleanRequest; its options go before those of the query. A line that "
            "fails is answered with an error line, and the rest goes on."
        ),
        parameters=_query(OPTION_FIELDS),
        requestBody=RequestBody.model_validate(
            {"required": True, "content": dict.fromkeys(batch.REQUEST_TYPES, lines)}
        ),
        responses={
            "200": _response("One line for each line", {batch.NDJSON: answers}),
            **_problems(_statuses(settings)),
        },
        security=_security(bool(settings.api_keys)),
    )


def _statuses(settings: Settings) -> tuple[int, ...]:
    return (*COMMON, *((401,) if settings.api_keys else ()), *((429,) if settings.rate_limit else ()))


def _query(names: Collection[str]) -> list[Parameter | Reference]:
    reasons = {"type": "array", "items": {"type": "string", "enum": list(REASONS)}}
    schemas: dict[str, tuple[dict[str, Any], str]] = {
        "url": (_TEXT, "Where the document came from; never fetched."),
        "title": (_TEXT, "The headline, where it is known."),
        "keep": (reasons, "Reasons whose passages stay; may be repeated or separated by commas."),
        "favor": ({"type": "string", "enum": list(FAVORS)}, "What to do with doubtful passages."),
        "language": (
            {"type": "string", "maxLength": 12, "pattern": f"^{LANGUAGE.pattern}$"},
            "ISO 639-1 code; replaces detection.",
        ),
        "metadata": ({"type": "boolean"}, "Whether metadata is looked for."),
        "passages": ({"type": "boolean"}, "Also return all passages in reading order."),
    }
    return [
        Parameter.model_validate({"name": name, "in": "query", "description": about, "schema": schema})
        for name, (schema, about) in schemas.items()
        if name in names
    ]


def _get(name: str, summary: str, model: type[BaseModel], failures: tuple[int, ...] = ()) -> Operation:
    content = {"application/json": {"schema": _schema(model)}}
    return Operation(
        operationId=name, summary=summary, responses={"200": _response(summary, content), **_problems(failures)}
    )


def _metrics(*, closed: bool) -> Operation:
    return Operation(
        operationId="metrics",
        summary="What the service did, for Prometheus",
        responses={
            "200": _response("Metrics in the text format", {"text/plain": {"schema": _TEXT}}),
            **_problems((401,) if closed else ()),
        },
        security=_security(closed),
    )


def _response(description: str, content: dict[str, Any]) -> Response:
    return Response.model_validate({"description": description, "content": content})


def _problems(statuses: Iterable[int]) -> dict[str, Response]:
    content = {problems.MEDIA_TYPE: {"schema": _schema(models.ProblemAnswer)}}
    return {
        str(status): _response("Problems: " + ", ".join(f"`{code}`" for code in _BY_STATUS[status]), content)
        for status in sorted(statuses)
    }
