"""HTTP requests to tasks: JSON, raw documents and forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from flask import Request
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from content_cleaner.render import encodable
from content_cleaner.web.engines.tasks import Form, Task
from content_cleaner.web.forms import read_form
from content_cleaner.web.models import CleanRequest, DocumentAbout
from content_cleaner.web.problems import Fault, Problem

JSON_TYPE = "application/json"
RAW_TYPES = (
    "text/html", "text/plain", "text/markdown", "text/xml", "application/xml", "application/xhtml+xml",
    "application/octet-stream",
)  # fmt: skip
FORM_TYPES = ("multipart/form-data", "application/x-www-form-urlencoded")
REQUEST_TYPES = (JSON_TYPE, *RAW_TYPES, *FORM_TYPES)
UNTYPED = frozenset({"", "application/octet-stream"})
FORMS: Mapping[str, Form] = {JSON_TYPE: "json", "text/plain": "text", "text/markdown": "markdown"}
OPTION_FIELDS = frozenset({"keep", "favor", "language", "metadata", "passages"})
QUERY_FIELDS = OPTION_FIELDS | {"url", "title"}
SWITCHES: Mapping[str, bool] = {"true": True, "1": True, "false": False, "0": False}
MAX_FAULTS = 20
MAX_NAMES = 100
Model = TypeVar("Model", bound=DocumentAbout)


def accepted_form(request: Request) -> Form:
    """The form of the answer that `Accept` asks for; JSON where it asks for nothing."""
    if not request.headers.get("Accept"):
        return "json"
    best = request.accept_mimetypes.best_match(list(FORMS))
    if best is None:
        raise Problem("not-acceptable", f"Accept must allow one of {', '.join(FORMS)}.")
    return FORMS[best]


def check_content_type(request: Request) -> str:
    """The media type of the body, without parameters; a body without one is looked at by the engine."""
    media_type = request.mimetype or "application/octet-stream"
    if media_type not in REQUEST_TYPES and not media_type.startswith("text/"):
        detail = f"Content-Type must be one of {', '.join(REQUEST_TYPES)}, or any other text."
        raise Problem("unsupported-content-type", detail, {"Accept-Post": ", ".join(REQUEST_TYPES)})
    return media_type


def read_task(request: Request, body: bytes, form: Form) -> Task:
    """The task of a request with its decompressed body; raises `Problem`. What the body says goes before the query."""
    media_type = check_content_type(request)
    query = _read_query(request.args)
    about = _checked(DocumentAbout, query)
    if not body:
        raise Problem("empty-body", "Send the document as the body, or as JSON with the field 'content'.")
    if media_type == JSON_TYPE:
        return json_task(body, query, form)
    if media_type in RAW_TYPES or media_type.startswith("text/"):
        return _task(body, request.content_type, about, form)
    content, content_type, parts = read_form(request, body)
    said = {name: value for name, value in parts.items() if value is not None}  # a part that says null says nothing
    return _task(content, content_type, _checked(DocumentAbout, _over(query, said)), form)


def batch_query(query: MultiDict[str, str]) -> dict[str, Any]:
    """The options in a batch's query, checked, which hold where a document says nothing else; raises `Problem`."""
    if not set(query) <= OPTION_FIELDS:
        raise Problem("invalid-request", f"A batch's query parameters are {', '.join(sorted(OPTION_FIELDS))}.")
    values = _read_query(query)
    _checked(DocumentAbout, values)
    return values


def json_task(body: bytes, query: Mapping[str, Any] | None = None, form: Form = "json") -> Task:
    """The task of a JSON document; raises `Problem`."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Problem("broken-json", _place(error)) from error
    asked = _checked(CleanRequest, _over(query or {}, _with_whole_characters(given, body)))
    # As it came: the engine replaces half characters too, and says so.
    return _task(given["content"], asked.content_type, asked, form)


def _task(content: str | bytes, content_type: str | None, about: DocumentAbout, form: Form) -> Task:
    media_type = (content_type or "").partition(";")[0].strip().lower()
    return Task(
        content=content,
        content_type=None if media_type in UNTYPED else content_type,
        url=about.url,
        title=about.title,
        options=about.options.model_dump(exclude={"passages"}, exclude_unset=True, exclude_none=True),
        passages=about.options.passages,
        form=form,
        id=about.id,
    )


def _over(query: Mapping[str, Any], values: Any) -> Any:
    """`values` with what only the query says; anything but an object is left for the check to refuse."""
    if not isinstance(values, dict):
        return values
    merged = {**query, **values}
    options = values.get("options", {})
    if "options" in query and isinstance(options, dict):
        merged["options"] = {**query["options"], **options}
    return merged


def _with_whole_characters(values: Any, body: bytes) -> Any:
    """Half characters, as broken escapes leave them, become U+FFFD: one code point for one."""
    if isinstance(values, dict) and (b"\\ud" in body or b"\\uD" in body):
        return {name: encodable(value) if isinstance(value, str) else value for name, value in values.items()}
    return values


def _place(error: Exception) -> str:
    """Where JSON is broken, without quoting it."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}."
    if isinstance(error, UnicodeDecodeError):
        return f"The body is not {error.encoding} at byte {error.start}."
    return "The body is nested too deeply or holds a number that is too long."


def _checked(model: type[Model], values: Any) -> Model:
    options = values.get("options") if isinstance(values, dict) else None
    if any(
        isinstance(part, dict) and len(part) > MAX_NAMES for part in (values, options)
    ):  # a fault for each of a million would take a gigabyte
        raise Problem("invalid-request", f"A request may have {MAX_NAMES} fields, and as many options.")
    try:
        return model.model_validate(values, strict=True)
    except ValidationError as error:
        faults = tuple(
            Fault("".join(f"/{str(part)[:64]}" for part in entry["loc"] if not _is_choice(part)), str(entry["msg"]))
            for entry in error.errors(include_url=False, include_input=False, include_context=False)[:MAX_FAULTS]
        )
        in_options = all(fault.pointer.startswith("/options") for fault in faults)
        code = "invalid-options" if in_options else "invalid-request"
        detail = "; ".join(f"{fault.pointer or '/'}: {fault.detail}" for fault in faults[:3])
        raise Problem(code, detail, faults=faults) from error


def _is_choice(part: int | str) -> bool:
    """Whether a part of a place is pydantic's name for one of several types, which the request does not have."""
    return isinstance(part, str) and part.startswith(("constrained-", "function-"))


def _read_query(query: MultiDict[str, str]) -> dict[str, Any]:
    """Query parameters in the shape of the JSON body. A misspelt one is an error: it must not be passed over."""
    if not set(query) <= QUERY_FIELDS:
        raise Problem("invalid-request", f"Query parameters are {', '.join(sorted(QUERY_FIELDS))}, and no others.")
    values: dict[str, Any] = {name: query[name] for name in ("url", "title") if name in query}
    options: dict[str, Any] = {name: query[name] for name in ("favor", "language") if name in query}
    if "keep" in query:
        options["keep"] = [reason for entry in query.getlist("keep") for reason in entry.split(",")]
    for name in ("metadata", "passages"):
        if name in query:
            options[name] = SWITCHES.get(query[name].lower(), query[name])
    return values | ({"options": options} if options else {})
