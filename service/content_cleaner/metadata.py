"""Title, author, date, site and language: what the page says of itself, and what its text shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

from content_cleaner.document import Block, Metadata, Page

MAX_JSON_CHARS = 1_000_000
MAX_JSON_DEPTH = 12
MAX_TITLE_CHARS = 400
MAX_HEADLINE_WORDS = 40
MIN_HEADLINE_CHARS = 8
MIN_PROSE_CHARS = 60
MAX_HEADLINE_CHARS = 250
MAX_LINES_ABOVE = 16
SENTENCE_END = re.compile(r"[.!?…。！？؟]")
TITLE_SEPARATOR = re.compile(r"\s+[|–—·•»›:\-]{1,2}\s+|\s*[|｜»]\s*|\s+::\s+|[＿_]")
ENDS_SENTENCE = re.compile(r"""[.!…。！:：;؛]["'”’»)\]]*$""")

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
    """What the head of an HTML tree says: title, meta values, JSON-LD objects, page types."""
    if root is None:
        return {}
    meta: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        content = (node.get("content") or "").strip()
        if name and content:
            meta.setdefault(name, content)
    title = next((_text_of(node) for node in root.iter("title")), "")
    linked = list(_linked_data(root))
    found = {"title": title, "meta": meta, "linked_data": linked, "types": _page_types(meta, linked)}
    canonical = next((n.get("href") for n in root.iter("link") if (n.get("rel") or "").lower() == "canonical"), None)
    if canonical:
        found["canonical"] = canonical
    return found


def _text_of(node: etree._Element) -> str:
    return " ".join("".join(str(part) for part in node.itertext()).split())


def _attributes(node: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in node.items()}


def _linked_data(root: etree._Element) -> Iterator[dict[str, Any]]:
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower():
            continue
        text = node.text or ""
        if not text.strip() or len(text) > MAX_JSON_CHARS:
            continue
        try:
            value = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
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


def _articles(linked: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [
        item
        for item in linked
        if any(("article" in t or "blogposting" in t or "report" in t) and "list" not in t for t in _types(item))
    ]


def article_body(page_hints: Mapping[str, Any]) -> str:
    """The longest `articleBody` of the page's JSON-LD, "" where there is none."""
    bodies = [item.get("articleBody") for item in page_hints.get("linked_data", ())]
    return max((b for b in bodies if isinstance(b, str)), key=len, default="")


def fold(text: str) -> str:
    """A text for comparing: lower case, letters and digits only."""
    return "".join(ch for ch in text.casefold() if ch.isalnum())


class Headlines(NamedTuple):
    """Candidates for the headline, best first. `certain`: the document says so; `guess`: the first line looks so."""

    certain: tuple[str, ...]
    guess: str | None = None

    @property
    def all(self) -> tuple[str, ...]:
        """Every candidate, best first."""
        return self.certain or ((self.guess,) if self.guess else ())


def headlines(page: Page, title: str | None = None) -> Headlines:
    """The headline that the caller, the page's head or the text's first lines give."""
    found = [title] if title else []
    guess = None
    if page.kind == "html":
        found += _html_headlines(page)
    elif not title:
        repeated = _repeated_line(page)
        found += [repeated] if repeated else []
        guess = page.blocks[0].text if page.blocks and is_headline_shaped(page.blocks[0]) else None
    unique: dict[str, str] = {}
    for candidate in found:
        text = " ".join(candidate.split())[:MAX_TITLE_CHARS]
        if fold(text):
            unique.setdefault(fold(text), text)
    return Headlines(tuple(unique.values()), guess.lstrip("# ") if guess else None)


def _html_headlines(page: Page) -> list[str]:
    meta = page.hints.get("meta", {})
    site = meta.get("og:site_name", "")
    tag_title = page.hints.get("title", "")
    social = meta.get("og:title") or meta.get("twitter:title") or ""
    tops = [b.text for b in page.blocks if b.kind == "heading" and b.level == 1 and not b.hidden][:5]
    linked = [h for item in _articles(page.hints.get("linked_data", ())) if isinstance(h := item.get("headline"), str)]
    announced = [fold(t) for t in (tag_title, social, *linked) if t]
    shown = [t for t in tops if len(fold(t)) >= 4 and any(fold(t) in a or (a and a in fold(t)) for a in announced)]
    longest_first = sorted(shown, key=len, reverse=True)
    found = longest_first + [_without_site(t, site) for t in (social, *linked[:1], tag_title) if t]
    if not longest_first and len(tops) == 1 and not found:
        found = tops
    return found


def _without_site(title: str, site: str) -> str:
    """A page title without the site's name or section after (or before) it."""
    parts = [p for p in TITLE_SEPARATOR.split(title) if p]
    if len(parts) < 2:
        return title
    folded = fold(site)
    if folded:
        kept = [p for p in parts if fold(p) != folded]
        if kept and len(kept) < len(parts):
            position = title.find(kept[0])
            end = title.find(kept[-1], position) + len(kept[-1])
            return title[position:end]
    first, last = parts[0], parts[-1]
    if len(last) < len(first) and len(last.split()) <= 5:
        return title[: title.rfind(last)].rstrip(" |–—·•»›:-｜_＿")
    return title


def is_headline_shaped(block: Block) -> bool:
    """Whether a line of plain text could be a headline: short, one line, not closed like a sentence."""
    words = block.text.split()
    if block.kind not in ("paragraph", "heading") or not 2 <= len(block.text) <= 250 or len(words) > MAX_HEADLINE_WORDS:
        return False
    return not ENDS_SENTENCE.search(block.text)


def _repeated_line(page: Page) -> str | None:
    """A line near the start of a text that stands again right below: whole, cut, in capitals or with the site's name.

    The headline is repeated because the page's title, its heading and its teaser were scraped together; a refrain
    has no prose below it.
    """
    blocks = page.blocks
    if not any(_is_prose(block) for block in blocks[1:30]):
        return None
    lines = [(block.text.lstrip("# "), fold(block.text)) for block in blocks[:MAX_LINES_ABOVE]]
    for index, (text, folded) in enumerate(lines):
        if len(folded) < MIN_HEADLINE_CHARS or len(text) > MAX_HEADLINE_CHARS:
            continue
        for other, other_folded in lines[index + 1 : index + 4]:
            if other_folded == folded:
                return _plainer(text, other)
            if len(other) > MAX_HEADLINE_CHARS or min(len(folded), len(other_folded)) < 2 * MIN_HEADLINE_CHARS:
                continue
            if other_folded.startswith(folded) or folded.startswith(other_folded):
                return _plainer(*sorted((text, other), key=len))
    return None


def _plainer(first: str, second: str) -> str:
    """Of two forms of the headline the one that is not in capitals, else the first."""
    return second if first.isupper() and not second.isupper() and len(second) <= len(first) else first


def _is_prose(block: Block) -> bool:
    return len(block.text) >= MIN_PROSE_CHARS and SENTENCE_END.search(block.text) is not None


def find(page: Page, root: etree._Element | None, url: str | None) -> Metadata:
    """Author, date, site and description of an HTML page; of a plain text, only `url`."""
    if page.kind == "text" or root is None:
        return Metadata(url=url)
    meta: Mapping[str, str] = page.hints.get("meta", {})
    articles = _articles(page.hints.get("linked_data", ()))
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
    for count, node in enumerate(root.iterfind(".//*[@rel='author']")):
        if count >= 3:
            break
        text = _text_of(node)
        if 2 < len(text) < 120:
            copy = etree.SubElement(body, "a", rel="author")
            copy.text = text
    if not len(body):
        return None
    return _clean(extract_metadata(skeleton).author, 300)


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
        copy.text = _text_of(node)[:100]
    try:
        found: str | None = find_date(skeleton, extensive_search=False, url=address)
    except (ValueError, TypeError, KeyError, AttributeError, etree.LxmlError):
        return None
    return found


def language(text: str, page_language: str | None = None) -> str | None:
    """ISO 639-1 code of the text by py3langid; None where there is too little of it to tell."""
    letters = sum(character.isalpha() for character in text[:400])
    if letters < 12:
        return page_language
    import py3langid  # loads its model on first use

    code, _ = py3langid.classify(text[:1500])
    return str(code)
