"""Documents that come as forms."""

from __future__ import annotations

import io
import json
from typing import Any

from flask import Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.formparser import FormDataParser

from content_cleaner.web.problems import Problem

FIELDS = frozenset({"content", "url", "title", "options"})
MAX_PARTS = 16

Fields = MultiDict[str, str]
Files = MultiDict[str, FileStorage]


def read_form(request: Request, body: bytes) -> tuple[str | bytes, str | None, dict[str, Any]]:
    """The document of a form, its content type where it has one, and what else the form says; raises `Problem`."""
    fields, files = _parse(request, body)
    if not (set(fields) <= FIELDS and set(files) <= {"file"}):
        detail = f"A form has the fields {', '.join(sorted(FIELDS))} and the file 'file', and no other."
        raise Problem("invalid-request", detail)
    content, content_type = _content(fields, files)
    about: dict[str, Any] = {name: fields[name] for name in ("url", "title") if name in fields}
    if fields.get("options"):
        about["options"] = _options(fields["options"])
    return content, content_type, about


def _parse(request: Request, body: bytes) -> tuple[Fields, Files]:
    # Uploads stay in memory: nothing of a request is ever written to a disk.
    parser = FormDataParser(
        stream_factory=lambda *args, **kwargs: io.BytesIO(),
        max_form_memory_size=len(body),
        max_form_parts=MAX_PARTS,
        silent=False,
    )
    try:
        _, fields, files = parser.parse(io.BytesIO(body), request.mimetype, len(body), request.mimetype_params)
    except (ValueError, HTTPException) as error:
        raise Problem("broken-form", f"The form cannot be read, or has more than {MAX_PARTS} parts.") from error
    return fields, files


def _content(fields: Fields, files: Files) -> tuple[str | bytes, str | None]:
    upload = files.get("file")
    if (upload is None) == ("content" not in fields):
        raise Problem("invalid-request", "A form has either a file 'file' or a field 'content'.")
    if upload is None:
        return fields["content"], None
    content = upload.stream.read()
    if not content:
        raise Problem("empty-body", "The file is empty.")
    return content, upload.content_type


def _options(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("invalid-options", "The form field 'options' is not valid JSON.") from error
