"""HTTP requests to tasks: JSON, raw documents and forms."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from flask import Request
from pydantic import ValidationError
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.formparser import FormDataParser

from content_cleaner.render import encodable
from content_cleaner.web.engines.tasks import Form, Task
from content_cleaner.web.models import CleanOptions, CleanRequest
from content_cleaner.web.problems import Fault, Problem

JSON_TYPE = "application/json"
RAW_TYPES = ("text/html", "text/plain", "application/xhtml+xml", "application/octet-stream")
FORM_TYPES = ("multipart/form-data", "application/x-www-form-urlencoded")
REQUEST_TYPES = (JSON_TYPE, *RAW_TYPES, *FORM_TYPES)
FORMS: Mapping[str, Form] = {JSON_TYPE: "json", "text/plain": "text", "text/markdown": "markdown"}
QUERY_FIELDS = ("url", "title", "keep", "favor", "language", "metadata", "passages")
FORM_FIELDS = ("file", "content", "url", "title", "options")
MAX_FORM_PARTS = 16
Model = TypeVar("Model", CleanRequest, CleanOptions)


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
    if media_type not in REQUEST_TYPES:
        detail = f"Content-Type must be one of {', '.join(REQUEST_TYPES)}."
        raise Problem("unsupported-content-type", detail, {"Accept-Post": ", ".join(REQUEST_TYPES)})
    return media_type


def read_task(request: Request, body: bytes, form: Form) -> Task:
    """The task of a request with its decompressed body; raises `Problem`."""
    media_type = check_content_type(request)
    if not body:
        raise Problem("empty-body", "Send the document as the body, or as JSON with the field 'content'.")
    if media_type in RAW_TYPES:
        return _raw_task(request, body, form)
    _known(request.args, (), "query parameter")
    if media_type == JSON_TYPE:
        return json_task(body, form)
    return _form_task(request, body, form)


def json_task(body: bytes, form: Form = "json") -> Task:
    """The task of a JSON document; raises `Problem`."""
    try:
        values = _with_whole_characters(json.loads(body), body)
    except (ValueError, RecursionError) as error:
        raise Problem("broken-json", _place(error)) from error
    asked = _checked(CleanRequest, values)
    return Task(
        content=asked.content,
        content_type=asked.content_type,
        url=asked.url,
        title=asked.title,
        options=_engine_options(asked.options),
        passages=asked.options.passages,
        form=form,
        id=asked.id,
    )


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


def _checked(model: type[Model], values: Any, prefix: str = "") -> Model:
    try:
        return model.model_validate(values, strict=True)
    except ValidationError as error:
        faults = tuple(
            Fault(prefix + "".join(f"/{str(part)[:64]}" for part in entry["loc"]), str(entry["msg"]))
            for entry in error.errors(include_url=False, include_input=False, include_context=False)[:20]
        )
        in_options = all(fault.pointer.startswith("/options") for fault in faults)
        code = "invalid-options" if in_options else "invalid-request"
        detail = "; ".join(f"{fault.pointer or '/'}: {fault.detail}" for fault in faults[:3])
        raise Problem(code, detail, faults=faults) from error


def _engine_options(options: CleanOptions) -> dict[str, Any]:
    return options.model_dump(exclude={"passages"}, exclude_unset=True, exclude_none=True)


def _raw_task(request: Request, body: bytes, form: Form) -> Task:
    query = request.args
    _known(query, QUERY_FIELDS, "query parameter")
    options = _checked(CleanOptions, _query_options(query), "/options")
    binary = request.mimetype in {"", "application/octet-stream"}
    return Task(
        content=body,
        content_type=None if binary else request.headers["Content-Type"],
        url=query.get("url"),
        title=query.get("title"),
        options=_engine_options(options),
        passages=options.passages,
        form=form,
    )


def _query_options(query: MultiDict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {name: query[name] for name in ("favor", "language") if name in query}
    keep = [reason for entry in query.getlist("keep") for reason in entry.split(",") if reason]
    if keep:
        values["keep"] = keep
    for name in ("metadata", "passages"):
        if name in query:
            values[name] = {"true": True, "1": True, "false": False, "0": False}.get(query[name].lower(), query[name])
    return values


def _form_task(request: Request, body: bytes, form: Form) -> Task:
    fields, files = _parse_form(request, body)
    _known(fields, FORM_FIELDS, "form field")
    _known(files, ("file",), "file field")
    content, content_type = _form_content(fields, files)
    options = _checked(CleanOptions, _form_options(fields.get("options")), "/options")
    return Task(
        content=content,
        content_type=content_type,
        url=fields.get("url"),
        title=fields.get("title"),
        options=_engine_options(options),
        passages=options.passages,
        form=form,
    )


def _parse_form(request: Request, body: bytes) -> tuple[MultiDict[str, str], MultiDict[str, FileStorage]]:
    # Uploads stay in memory: nothing of a request is ever written to a disk.
    parser = FormDataParser(
        stream_factory=lambda *args, **kwargs: io.BytesIO(),
        max_form_memory_size=len(body),
        max_form_parts=MAX_FORM_PARTS,
        silent=False,
    )
    try:
        _, fields, files = parser.parse(io.BytesIO(body), request.mimetype, len(body), request.mimetype_params)
    except (ValueError, HTTPException) as error:
        detail = f"The form cannot be read, or has more than {MAX_FORM_PARTS} parts."
        raise Problem("broken-form", detail) from error
    return fields, files


def _form_content(fields: MultiDict[str, str], files: MultiDict[str, FileStorage]) -> tuple[str | bytes, str | None]:
    upload = files.get("file")
    if (upload is None) == ("content" not in fields):
        raise Problem("invalid-request", "A form has either a file 'file' or a field 'content'.")
    if upload is None:
        return fields["content"], None
    declared = None if upload.mimetype in {"", "application/octet-stream"} else upload.content_type
    content = upload.stream.read()
    if not content:
        raise Problem("empty-body", "The file is empty.")
    return content, declared


def _form_options(text: str | None) -> Any:
    if not text:
        return {}
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("invalid-options", "The form field 'options' is not valid JSON.") from error


def _known(given: Mapping[str, Any], known: tuple[str, ...], what: str) -> None:
    """Names that are not there are an error: a misspelt option must not be passed over."""
    if all(name in known for name in given):
        return
    allowed = f"known are {', '.join(known)}" if known else "they belong to raw documents only"
    raise Problem("invalid-request", f"Unknown {what}; {allowed}.")
