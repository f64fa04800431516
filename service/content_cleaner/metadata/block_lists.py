"""Articles that a page's scripts hold as lists of blocks: `[{"type": "paragraph", "text": "..."}, ...]`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

MIN_BLOCKS = 3
MIN_CHARS = 40
MAX_VALUES = 200_000
# What content management systems call the text of a block, and its sort.
TEXT_KEYS = ("text", "html", "content", "value", "body", "children", "paragraph")
SORT_KEYS = ("type", "_type", "__typename", "kind", "component", "blockName", "name", "style", "nodeType")
SORTS = ("paragraph", "text", "html", "block", "body", "heading", "header", "quote", "list", "rich")
COMMENT = "comment"
# What a teaser has, and a paragraph has not.
TEASER_KEYS = frozenset(
    ("url", "href", "link", "slug", "headline", "title", "permalink", "canonicalUrl", "author", "email")
)
TAG = re.compile(r"<(?:/[a-z]|[a-z][a-z0-9]*[ />])")
# Where a value may begin: behind `window["data"] = ` or `(function(){`, not at once.
OPENING = re.compile(r"[\[{]")
MAX_VALUES_TRIED = 8
DECODER = json.JSONDecoder()


def texts(sources: Iterable[str]) -> Iterator[str]:
    """The text, or HTML, of each list of blocks in the JSON of scripts."""
    for source in sources:
        for found in _lists(_json(source)):
            paragraphs = [text for block in found if (text := _text(block))]
            if len(paragraphs) >= MIN_BLOCKS and any(len(text) >= MIN_CHARS for text in paragraphs):
                is_html = any(map(TAG.search, paragraphs))
                yield "".join(f"<p>{text}</p>" for text in paragraphs) if is_html else "\n\n".join(paragraphs)


def _json(source: str) -> Any:
    """The first value with anything in it that a script is, or assigns; None where there is none."""
    for start in islice(OPENING.finditer(source), MAX_VALUES_TRIED):
        try:
            value = DECODER.raw_decode(source, start.start())[0]
        except (ValueError, RecursionError):
            continue
        if any(isinstance(part, dict | list) for part in (value.values() if isinstance(value, dict) else value)):
            return value
    return None


def _lists(value: Any) -> Iterator[list[Any]]:
    """Every list in a JSON value that may be one of blocks."""
    open_values, seen = [value], 0
    while open_values and seen < MAX_VALUES:
        current = open_values.pop()
        seen += 1
        if isinstance(current, dict):
            open_values.extend(current.values())
        elif isinstance(current, list):
            if len(current) >= MIN_BLOCKS and sum(map(_is_block, current)) >= MIN_BLOCKS:
                yield current
            open_values.extend(current)


def _is_block(value: Any) -> bool:
    if not isinstance(value, dict) or not TEASER_KEYS.isdisjoint(value):
        return False
    sorts = " ".join(str(value[key]).lower() for key in SORT_KEYS if isinstance(value.get(key), str))
    return any(sort in sorts for sort in SORTS) and COMMENT not in sorts and bool(_text(value))


def _text(block: Any) -> str:
    """The text of a block, or of the spans that it is made of."""
    if not isinstance(block, dict):
        return ""
    for key in TEXT_KEYS:
        found = block.get(key)
        if isinstance(found, str) and found.strip():
            return found.strip()
        if isinstance(found, list):
            spans = [s if isinstance(s, str) else s.get("text", "") for s in found if isinstance(s, str | dict)]
            joined = "".join(span for span in spans if isinstance(span, str)).strip()
            if joined:
                return joined
        if isinstance(found, dict):
            inner = next((found[k] for k in TEXT_KEYS if isinstance(found.get(k), str)), "")
            if inner.strip():
                return str(inner).strip()
    return ""
