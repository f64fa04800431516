"""What Schemathesis cannot know from the OpenAPI document: how a batch is written, and that a form knows only texts."""

from __future__ import annotations

import json
from typing import Any

import schemathesis
from schemathesis import Case, HookContext, SerializationContext

from content_cleaner.web.batch import REQUEST_TYPES


@schemathesis.serializer(*REQUEST_TYPES)
def as_lines(context: SerializationContext, value: Any) -> bytes:
    """The value itself as lines, and a document that holds it."""
    text = value if isinstance(value, str) else json.dumps(value)
    return f"{text}\n{json.dumps({'id': 'held', 'content': text})}\n".encode("utf-8", "replace")


@schemathesis.hook
def filter_case(context: HookContext, case: Case) -> bool:
    """Leave forms out that shall be wrong because a part is null: it is sent as the text "null", which is right."""
    form = case.media_type == "multipart/form-data" and isinstance(case.body, dict)
    return not (form and None in case.body.values())
