"""JSON-LD: the objects by which a page describes itself to search engines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree

from content_cleaner.metadata.plain import fold, unescaped

MAX_CHARS = 1_000_000
MAX_DEPTH = 12
MIN_HEADLINE_CHARS = 8
# Comment signs and CDATA sections that hide JSON from browsers of the past.
WRAPPER_START = re.compile(r"(?:\s|/\*|\*/|//|<!--|<!\[CDATA\[)+")
WRAPPER_END = re.compile(r"(?:\s|/\*|\*/|//|-->|\]\]>|;)+\Z")
MAX_WRAPPER_CHARS = 100
# A string, so that nothing in it is taken for one, or a comma before a closing bracket.
TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+"?)|,(?=\s*[}\]])', re.DOTALL)


class Linked(NamedTuple):
    """A typed object; `listed`: a list of the page holds it, and it may describe another page."""

    item: dict[str, Any]
    listed: bool


def linked_data(script: etree._Element) -> Iterator[Linked]:
    """All typed objects in a script, outer ones first; none where it holds no JSON-LD."""
    if "ld+json" not in (script.get("type") or "").lower():
        return
    text = (script.text or "").strip()
    if not text or len(text) > MAX_CHARS:
        return
    try:
        value = _value(text)
    except (ValueError, RecursionError):
        return
    yield from _objects(value, 0, listed=False)


def types(item: Mapping[str, Any]) -> list[str]:
    """The types of an object, lower case."""
    value = item.get("@type")
    values = value if isinstance(value, list) else [value]
    return [v.lower() for v in values if isinstance(v, str)]


def is_article(item: Mapping[str, Any]) -> bool:
    """Whether an object is an article, not a list of them."""
    return any(("article" in t or "blogposting" in t or "report" in t) and "list" not in t for t in types(item))


def articles(linked: Sequence[Linked], titles: Sequence[str], address: str) -> list[dict[str, Any]]:
    """The objects that may be the page's article, best first: lists of others count where there is nothing else.

    titles, address: what the page's head calls itself; articles that say the same come first.
    """
    found = [entry for entry in linked if is_article(entry.item)]
    own = [entry.item for entry in found if not entry.listed] or [entry.item for entry in found]
    if len(own) < 2:
        return own
    folded = [f for title in titles if (f := fold(unescaped(title)))]
    bare = _bare(address)
    return sorted(own, key=lambda item: not (_says_title(item, folded) or (bare and _says_address(item, bare))))


def _value(text: str) -> Any:
    """The value of strict JSON, else of JSON in a wrapper or with commas too many."""
    try:
        return json.loads(text.rstrip(";"), strict=False)
    except ValueError:
        start = WRAPPER_START.match(text)
        text = text[start.end() :] if start else text
        text = text[:-MAX_WRAPPER_CHARS] + WRAPPER_END.sub("", text[-MAX_WRAPPER_CHARS:])
        return json.loads(TRAILING_COMMA.sub(r"\1", text), strict=False)


def _objects(value: Any, depth: int, *, listed: bool) -> Iterator[Linked]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1, listed=listed)
    elif isinstance(value, dict):
        if "@type" in value:
            yield Linked(value, listed)
            listed = listed or "itemlist" in types(value)
        for key, item in value.items():
            if isinstance(item, dict | list) and key != "@context":
                yield from _objects(item, depth + 1, listed=listed or key == "itemListElement")


def _says_title(item: Mapping[str, Any], titles: Sequence[str]) -> bool:
    headline = item.get("headline")
    folded = fold(unescaped(headline)) if isinstance(headline, str) else ""
    return len(folded) >= MIN_HEADLINE_CHARS and any(
        folded in title or (len(title) >= MIN_HEADLINE_CHARS and title in folded) for title in titles
    )


def _says_address(item: Mapping[str, Any], bare: str) -> bool:
    page = item.get("mainEntityOfPage")
    own = page.get("@id") if isinstance(page, dict) else page
    return any(isinstance(value, str) and _bare(value) == bare for value in (item.get("url"), own, item.get("@id")))


def _bare(address: str) -> str:
    """An address for comparing: without scheme, fragment and closing slash."""
    return re.sub(r"^https?://", "", address.partition("#")[0].strip()).rstrip("/")
