"""What the head of an HTML page says in sentences: for search engines and social networks, not for readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from content_cleaner.document import STATEMENTS

# Values of JSON-LD objects, by what they say of the page.
KEYS = {
    "articleBody": "body",
    "text": "texts",
    "reviewBody": "texts",
    "recipeInstructions": "texts",
    "recipeIngredient": "texts",
    "transcript": "texts",
    "description": "descriptions",
    "abstract": "descriptions",
    "name": "names",
    "caption": "names",
}
MAX_OBJECTS = 50
MAX_CHARS = {"summary": 20_000, "body": 200_000, "texts": 200_000, "descriptions": 20_000, "names": 20_000}


def statements(hints: Mapping[str, Any]) -> dict[str, str]:
    """The statements of a page's head by their source; sources without any are left out."""
    meta = hints.get("meta", {})
    found: dict[str, dict[str, None]] = {source: {} for source in STATEMENTS}
    for name in ("description", "og:description", "twitter:description"):
        if name in meta:
            found["summary"][meta[name]] = None
    for item in hints.get("linked_data", ())[:MAX_OBJECTS]:
        for key, text in _strings(item):
            found[KEYS[key]][text] = None
    return {source: "\n".join(texts)[: MAX_CHARS[source]] for source, texts in found.items() if any(texts)}


def _strings(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in item.items():
        if key in KEYS:
            values = value if isinstance(value, list) else [value]
            yield from ((key, text) for text in values if isinstance(text, str))
