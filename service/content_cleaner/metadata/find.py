"""Author, date, site and description of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

from content_cleaner.document import Metadata, Page
from content_cleaner.metadata.hints import articles as articles_of
from content_cleaner.metadata.hints import text_of


def find(page: Page, root: etree._Element | None, url: str | None) -> Metadata:
    """Author, date, site and description of an HTML page; of a plain text, only `url`."""
    if page.kind == "text" or root is None:
        return Metadata(url=url)
    meta: Mapping[str, str] = page.hints.get("meta", {})
    articles = articles_of(page.hints.get("linked_data", ()))
    site = meta.get("og:site_name") or meta.get("application-name") or _publisher(articles)
    description = meta.get("og:description") or meta.get("description") or meta.get("twitter:description")
    address = url or page.hints.get("canonical") or meta.get("og:url")
    return Metadata(
        author=_author(meta, articles, root),
        date=_date(meta, articles, root, address),
        site=_clean(site) or _host(address),
        description=_clean(description),
        url=address,
    )


def _clean(value: Any, limit: int = 500) -> str | None:
    text = " ".join(str(value).split())[:limit] if isinstance(value, str | int | float) else ""
    return text or None


def _host(address: str | None) -> str | None:
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _publisher(articles: Sequence[Mapping[str, Any]]) -> str | None:
    for item in articles:
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return None


def _person_names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _person_names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:20] for name in _person_names(item)]
    return []


def _author(meta: Mapping[str, str], articles: Sequence[Mapping[str, Any]], root: etree._Element) -> str | None:
    for item in articles:
        names = [n for n in _person_names(item.get("author")) if n and not n.startswith("http")]
        if names:
            return _clean(", ".join(dict.fromkeys(" ".join(n.split()) for n in names)), 300)
    for name in (
        "author",
        "article:author",
        "parsely-author",
        "dc.creator",
        "sailthru.author",
        "byl",
        "twitter:creator",
    ):
        value = meta.get(name, "")
        if value and not value.startswith(("http", "@", "/")):
            return _clean(value.removeprefix("By ").removeprefix("by "), 300)
    return _author_of_markup(root)


def _author_of_markup(root: etree._Element) -> str | None:
    """The name in the page's own byline markup, through trafilatura's selectors, on the byline elements alone."""
    from trafilatura.metadata import extract_metadata

    skeleton = lxml.html.Element("html")
    body = etree.SubElement(skeleton, "body")
    marked = cast("list[etree._Element]", root.xpath(".//*[@rel='author']"))
    for node in marked[:3]:
        text = text_of(node)
        if 2 < len(text) < 120:
            copy = etree.SubElement(body, "a", rel="author")
            copy.text = text
    if not len(body):
        return None
    try:
        return _clean(extract_metadata(skeleton).author, 300)
    except Exception:  # what a library fails on must not cost the text
        return None


def _date(
    meta: Mapping[str, str], articles: Sequence[Mapping[str, Any]], root: etree._Element, address: str | None
) -> str | None:
    for item in articles:
        value = item.get("datePublished") or item.get("dateCreated")
        if isinstance(value, str) and (day := _iso_day(value)):
            return day
    for name in ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "parsely-pub-date",
                 "sailthru.date", "pubdate", "publishdate", "og:published_time"):  # fmt: skip
        if day := _iso_day(meta.get(name, "")):
            return day
    return _date_of_markup(root, address)


def _iso_day(value: str) -> str | None:
    match = re.match(r"\s*((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)", value)
    return "-".join(match.groups()) if match else None


def _date_of_markup(root: etree._Element, address: str | None) -> str | None:
    """htmldate's answer from the elements that carry dates, without its search through the whole text."""
    from htmldate import find_date

    skeleton = lxml.html.Element("html")
    head = etree.SubElement(skeleton, "head")
    body = etree.SubElement(skeleton, "body")
    for node in root.iter("meta"):
        etree.SubElement(head, "meta", _attributes(node))
    for count, node in enumerate(root.iter("time")):
        if count >= 20:
            break
        copy = etree.SubElement(body, "time", _attributes(node))
        copy.text = text_of(node)[:100]
    try:
        found: str | None = find_date(skeleton, extensive_search=False, url=address)
    except Exception:  # what a library fails on must not cost the text
        return None
    return found


def _attributes(node: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in node.items()}
