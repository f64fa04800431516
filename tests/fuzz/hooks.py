"""What Schemathesis cannot know from the OpenAPI document: how a batch is written."""

from __future__ import annotations

import json
from typing import Any

import schemathesis
from schemathesis import SerializationContext

from content_cleaner.web.batch import REQUEST_TYPES


@schemathesis.serializer(*REQUEST_TYPES)
def as_lines(context: SerializationContext, value: Any) -> bytes:
    """The value itself as lines, and a document that holds it."""
    text = value if isinstance(value, str) else json.dumps(value)
    return f"{text}\n{json.dumps({'id': 'held', 'content': text})}\n".encode("utf-8", "replace")
