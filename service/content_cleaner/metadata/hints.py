"""What the head of an HTML page says of itself: title, meta values, JSON-LD, page types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from content_cleaner.metadata.authors import META_NAMES
from content_cleaner.metadata.linked import Linked, articles, linked_data, types
from content_cleaner.metadata.nodes import text_of
from content_cleaner.metadata.statements import statements

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
    """What the head of an HTML tree says: title, meta values, JSON-LD objects, page types, statements.

    "writers" are all values of the meta elements that name authors; "articles" are the JSON-LD objects that may be the
    page's article, best first.
    """
    if root is None:
        return {}
    meta: dict[str, str] = {}
    writers: dict[str, list[str]] = {}
    titles: list[str] = []
    linked: list[Linked] = []
    canonical = None
    for node in root.iter("meta", "title", "script", "link"):
        if node.tag == "meta":
            name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
            content = (node.get("content") or "").strip()
            if name and content:
                meta.setdefault(name, content)
            if name in META_NAMES and content:
                writers.setdefault(name, []).append(content)
        elif node.tag == "script":
            linked.extend(linked_data(node))
        elif node.tag == "title":
            titles = titles or ([text_of(node)] if _is_page_title(node) else [])
        elif canonical is None and (node.get("rel") or "").lower() == "canonical":
            canonical = node.get("href")
    title = titles[0] if titles else ""
    objects = [entry.item for entry in linked]
    found: dict[str, Any] = {
        "title": title,
        "meta": meta,
        "writers": writers,
        "linked_data": objects,
        "articles": articles(linked, (title, meta.get("og:title", "")), canonical or meta.get("og:url", "")),
        "types": _page_types(meta, objects),
    }
    found["statements"] = statements(found)
    if canonical:
        found["canonical"] = canonical
    return found


def _is_page_title(node: etree._Element) -> bool:
    """Whether a title is the page's, not a drawing's."""
    return next(node.iterancestors("svg"), None) is None


def _page_types(meta: Mapping[str, str], linked: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    names = [meta.get("og:type", "").lower()]
    for item in linked:
        names.extend(types(item))
    return frozenset(kind for name in names for part, kind in PAGE_TYPES.items() if part in name)
