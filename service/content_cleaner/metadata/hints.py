"""What the head of an HTML page says of itself: title, meta values, JSON-LD, page types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from content_cleaner.metadata.statements import statements

MAX_JSON_CHARS = 1_000_000
MAX_JSON_DEPTH = 12

# What og:type and schema.org types say about the kind of page, by the first part of the lower-case name that fits.
PAGE_TYPES = {
    "breadcrumb": "breadcrumb",
    "article": "article",
    "blogposting": "article",
    "report": "article",
    "review": "article",
    "product": "product",
    "offer": "product",
    "itemlist": "list",
    "collectionpage": "list",
    "searchresults": "list",
    "blog": "list",
    "discussion": "forum",
    "qapage": "forum",
    "question": "forum",
    "faqpage": "faq",
    "video": "video",
    "recipe": "recipe",
    "profile": "profile",
    "person": "profile",
    "howto": "howto",
    "website": "website",
}


def hints(root: etree._Element | None) -> dict[str, Any]:
    """What the head of an HTML tree says: title, meta values, JSON-LD objects, page types, statements."""
    if root is None:
        return {}
    meta: dict[str, str] = {}
    titles: list[str] = []
    linked: list[dict[str, Any]] = []
    canonical = None
    for node in root.iter("meta", "title", "script", "link"):
        if node.tag == "meta":
            name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
            content = (node.get("content") or "").strip()
            if name and content:
                meta.setdefault(name, content)
        elif node.tag == "script":
            linked.extend(_linked_data(node))
        elif node.tag == "title":
            titles = titles or [text_of(node)]
        elif canonical is None and (node.get("rel") or "").lower() == "canonical":
            canonical = node.get("href")
    found: dict[str, Any] = {
        "title": titles[0] if titles else "",
        "meta": meta,
        "linked_data": linked,
        "types": _page_types(meta, linked),
    }
    found["statements"] = statements(found)
    if canonical:
        found["canonical"] = canonical
    return found


def text_of(node: etree._Element) -> str:
    """All text under an element, white space collapsed."""
    return " ".join("".join(str(part) for part in node.itertext()).split())


def _linked_data(script: etree._Element) -> Iterator[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    text = script.text or ""
    if not text.strip() or len(text) > MAX_JSON_CHARS:
        return
    try:
        value = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    yield from _objects(value, 0)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """All typed objects of a JSON-LD value, outer ones first."""
    if depth > MAX_JSON_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key, item in value.items():
            if isinstance(item, dict | list) and key != "@context":
                yield from _objects(item, depth + 1)


def _types(item: Mapping[str, Any]) -> list[str]:
    value = item.get("@type")
    values = value if isinstance(value, list) else [value]
    return [v.lower() for v in values if isinstance(v, str)]


def _page_types(meta: Mapping[str, str], linked: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    names = [meta.get("og:type", "").lower()]
    for item in linked:
        names.extend(_types(item))
    return frozenset(kind for name in names for part, kind in PAGE_TYPES.items() if part in name)


def articles(linked: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The JSON-LD objects that are articles, not lists of them."""
    return [
        item
        for item in linked
        if any(("article" in t or "blogposting" in t or "report" in t) and "list" not in t for t in _types(item))
    ]
