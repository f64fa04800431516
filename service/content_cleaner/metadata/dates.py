"""When the article was published, by the page's own account."""

from __future__ import annotations

import re
from collections.abc import Mapping

import lxml.html
from lxml import etree

from content_cleaner.document import Page
from content_cleaner.metadata.nodes import attributes, of_the_page, text_of

META_NAMES = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "parsely-pub-date",
              "sailthru.date", "pubdate", "publishdate", "og:published_time")  # fmt: skip
CHANGED_NAMES = ("article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "last-modified")
MAX_TIMES = 20
MAX_BLOCKS = 60
MAX_LINE_CHARS = 150

ISO_DAY = re.compile(r"\s*((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
WEEKDAY = r"\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
ENGLISH_DAYS = (
    re.compile(rf"{WEEKDAY}{MONTH}\s+{DAY},?\s+{YEAR}", re.IGNORECASE),
    re.compile(rf"{WEEKDAY}{DAY}\s+{MONTH},?\s+{YEAR}", re.IGNORECASE),
)
PUBLISHED = re.compile(r"\b(?:published|posted)(?:\s+(?:on|at))?\s*:?\s+", re.IGNORECASE)


def date(page: Page, root: etree._Element, address: str | None) -> str | None:
    """The day on which the article was published (YYYY-MM-DD); the day of its last change where no other is named."""
    for item in page.hints.get("articles", ()):
        value = item.get("datePublished") or item.get("dateCreated")
        if isinstance(value, str) and (day := _iso_day(value) or _english_day(value)):
            return day
    meta: Mapping[str, str] = page.hints.get("meta", {})
    for name in META_NAMES:
        if day := _iso_day(meta.get(name, "")):
            return day
    if any(name in meta for name in CHANGED_NAMES) and (day := _visible_day(page)):
        return day
    return _day_of_markup(root, address)


def _iso_day(value: str) -> str | None:
    match = ISO_DAY.match(value)
    return "-".join(match.groups()) if match else None


def _english_day(value: str, start: int = 0) -> str | None:
    """The day of "May 7, 2024" or "Tuesday, 7 May 2024"."""
    for pattern in ENGLISH_DAYS:
        if match := pattern.match(value, start):
            month = MONTHS.index(match["month"][:3].lower()) + 1
            return f"{match['year']}-{month:02}-{int(match['day']):02}"
    return None


def _visible_day(page: Page) -> str | None:
    """The day in a short line near the top that says when the article was published."""
    for block in page.blocks[:MAX_BLOCKS]:
        if block.hidden or len(block.text) > MAX_LINE_CHARS:
            continue
        match = PUBLISHED.search(block.text)
        if match and (day := _iso_day(block.text[match.end() :]) or _english_day(block.text, match.end())):
            return day
    return None


def _day_of_markup(root: etree._Element, address: str | None) -> str | None:
    """htmldate's answer from the elements that carry dates, without its search through the whole text."""
    from htmldate import find_date

    skeleton = lxml.html.Element("html")
    head = etree.SubElement(skeleton, "head")
    body = etree.SubElement(skeleton, "body")
    for node in root.iter("meta"):
        etree.SubElement(head, "meta", attributes(node))
    for node in of_the_page(root.iter("time"), MAX_TIMES):
        copy = etree.SubElement(body, "time", attributes(node))
        copy.text = text_of(node)[:100]
    try:
        found: str | None = find_date(skeleton, extensive_search=False, url=address)
    except Exception:  # what a library fails on must not cost the text
        return None
    return found
