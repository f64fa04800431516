"""When the article was published, by the page's own account."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import lxml.html
from lxml import etree

from content_cleaner.document import Page
from content_cleaner.metadata.days import day
from content_cleaner.metadata.nodes import attributes, of_the_page, text_of

META_NAMES = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "parsely-pub-date",
              "sailthru.date", "pubdate", "publishdate", "og:published_time")  # fmt: skip
CHANGED_NAMES = ("article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "last-modified")
MAX_TIMES = 20
MAX_BLOCKS = 60
MAX_LINE_CHARS = 150

ISO_DAY = re.compile(r"\s*((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
# What every day that is written in figures has.
FIGURES = re.compile(r"\d{4}|\d[./ -]\d")
PUBLISHED = re.compile(r"\b(?:published|posted)(?:\s+(?:on|at))?\s*:?\s+", re.IGNORECASE)


def date(page: Page, root: etree._Element, address: str | None) -> str | None:
    """The day on which the article was published (YYYY-MM-DD); the day of its last change where no other is named."""
    for item in page.hints.get("articles", ()):
        value = item.get("datePublished") or item.get("dateCreated")
        if isinstance(value, str) and (found := _iso_day(value) or day(value)):
            return found
    meta: Mapping[str, str] = page.hints.get("meta", {})
    for name in META_NAMES:
        value = meta.get(name, "")
        if found := _iso_day(value) or day(value[:MAX_LINE_CHARS]):
            return found
    if any(name in meta for name in CHANGED_NAMES) and (found := _visible_day(page)):
        return found
    return _day_of_markup(root, address)


def _iso_day(value: str) -> str | None:
    match = ISO_DAY.match(value)
    try:
        return datetime.date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:  # there is no 30 February
        return None


def _visible_day(page: Page) -> str | None:
    """The day in a short line near the top that says when the article was published."""
    for block in page.blocks[:MAX_BLOCKS]:
        if block.hidden or len(block.text) > MAX_LINE_CHARS:
            continue
        match = PUBLISHED.search(block.text)
        if match and (found := day(block.text[match.end() :])):
            return found
    return None


def _day_of_markup(root: etree._Element, address: str | None) -> str | None:
    """htmldate's answer from the elements that carry dates, without its search through the whole text."""
    metas = [attributes(node) for node in root.iter("meta") if any(map(FIGURES.search, map(str, node.values())))]
    times = list(of_the_page(root.iter("time"), MAX_TIMES))
    if not metas and not times and not FIGURES.search(address or ""):
        return None
    from htmldate import find_date

    skeleton = lxml.html.Element("html")
    head = etree.SubElement(skeleton, "head")
    body = etree.SubElement(skeleton, "body")
    for own in metas:
        etree.SubElement(head, "meta", own)
    for node in times:
        copy = etree.SubElement(body, "time", attributes(node))
        copy.text = text_of(node)[:100]
    try:
        found: str | None = find_date(skeleton, extensive_search=False, url=address)
    except Exception:  # what a library fails on must not cost the text
        return None
    return found
