"""Author, date, site and description of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from content_cleaner.document import Metadata, Page
from content_cleaner.metadata.authors import author
from content_cleaner.metadata.dates import date
from content_cleaner.metadata.linked import is_article


def find(page: Page, root: etree._Element | None, url: str | None) -> Metadata:
    """Author, date, site and description of an HTML page; of a plain text, only `url`."""
    if page.kind == "text" or root is None:
        return Metadata(url=url)
    meta: Mapping[str, str] = page.hints.get("meta", {})
    site = meta.get("og:site_name") or meta.get("application-name") or _publisher(page.hints.get("linked_data", ()))
    description = meta.get("og:description") or meta.get("description") or meta.get("twitter:description")
    address = url or page.hints.get("canonical") or meta.get("og:url")
    return Metadata(
        author=author(page, root),
        date=date(page, root, address),
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


def _publisher(linked: Sequence[Mapping[str, Any]]) -> str | None:
    for item in filter(is_article, linked):
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return None
