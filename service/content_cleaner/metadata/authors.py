"""Who wrote the article, by the page's own account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import lxml.html
from lxml import etree

from content_cleaner.document import Page
from content_cleaner.metadata.linked import types
from content_cleaner.metadata.nodes import of_the_page, text_of
from content_cleaner.metadata.plain import unescaped

META_NAMES = ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "citation_author",
              "sailthru.author", "byl", "twitter:creator")  # fmt: skip
# Of them those that libraries use, who write "Doe, Jane".
LIBRARY_NAMES = frozenset(("dc.creator", "dcterms.creator", "citation_author"))
# Of a card that Twitter made and other services show: labels for names in the languages of such plug-ins.
CARD_LABELS = frozenset(
    ("written by", "author", "by", "geschrieben von", "verfasst von", "autor", "autorin", "écrit par", "auteur",
     "rédigé par", "escrito por", "scritto da", "autore", "geschreven door", "napisane przez", "skriven av",
     "skrevet av", "kirjoittaja", "napsal", "napsal(a)", "szerző", "scris de", "yazan", "автор", "написав",
     "написано автором", "συντάχθηκε από", "執筆者", "投稿者", "작성자", "作者", "كُتب بواسطة", "נכתב על ידי",
     "ditulis oleh", "được viết bởi")
)  # fmt: skip
BY = re.compile(r"\s*by:?\s+", re.IGNORECASE)
LAST_FIRST = re.compile(r"([^\s,]{2,}), ((?:[^\s,]+ ?){1,2})")
# As RSS has it: "jane@post.example (Jane Doe)".
ADDRESS_AND_NAME = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190} \(([^()]{1,100})\)")
ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}")
TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
# What programs write where they know no name.
NOBODY = frozenset(
    ("null", "none", "undefined", "admin", "site admin", "administrator", "webmaster", "super user", "root", "wp_admin")
)
MAX_AUTHORS = 20
MAX_CHARS = 300
# Pages have thousands of elements; these alone name their author by rel.
AUTHOR_TAGS = ("a", "span", "li", "div", "p", "address")
# hAtom's classes, and what microdata marks as somebody else's.
HCARD, FULL_NAME = frozenset(("author", "vcard")), "fn"
OF_OTHERS = frozenset(("review", "reviews", "comment", "suggestedAnswer", "acceptedAnswer"))
ASIDES = frozenset(("aside", "blockquote", "figure", "footer"))
ARTICLE_TYPE = re.compile(r"(?:Article|Posting|WebPage|Recipe|Report)/?$")


class _Author(NamedTuple):
    name: str
    is_organization: bool


def author(page: Page, root: etree._Element) -> str | None:
    """The names of the people who wrote the article; an organization's where no person is named."""
    hints = page.hints
    known = _known(hints.get("linked_data", ()))
    named = [list(_named(item.get("author"), known)) for item in hints.get("articles", ())]
    people = ([who.name for who in group if not who.is_organization] for group in named)
    organizations = ([who.name for who in group] for group in named)
    meta = hints.get("meta", {})
    named_in_head = _first(people) or _of_meta(hints.get("writers", {})) or _of_card(meta) or _first(organizations)
    return named_in_head or _of_markup(page, root)


def _first(groups: Iterable[Sequence[str]]) -> str | None:
    names = next((names for names in groups if names), ())
    return ", ".join(dict.fromkeys(names))[:MAX_CHARS] or None


def _known(linked: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The page's objects that have a name, by their identity."""
    known: dict[str, Mapping[str, Any]] = {}
    for item in linked:
        identity = item.get("@id")
        if isinstance(identity, str) and item.get("name"):
            known.setdefault(identity, item)
    return known


def _named(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Iterator[_Author]:
    """The authors that a JSON-LD value names, itself or by pointing to another object of the page."""
    for entry in value[:MAX_AUTHORS] if isinstance(value, list) else [value]:
        is_organization = False
        names = entry
        if isinstance(entry, dict):
            described = entry if entry.get("name") else known.get(str(entry.get("@id")), {})
            names = described.get("name")
            is_organization = any("organization" in t or t == "corporation" for t in types(described))
        for name in names[:MAX_AUTHORS] if isinstance(names, list) else [names]:
            if isinstance(name, str) and (plain := _name(name)) and not plain.startswith("http"):
                yield _Author(plain, is_organization)


def _name(value: str) -> str:
    """A name as readers would write it, "" where it is none."""
    name = " ".join(TAG.sub(" ", unescaped(value)).split())
    name = BY.sub("", name, count=1) if BY.match(name) else name
    addressed = ADDRESS_AND_NAME.fullmatch(name)
    name = addressed.group(1) if addressed is not None else name
    return "" if name.casefold() in NOBODY or ADDRESS.fullmatch(name) else name


def _of_meta(writers: Mapping[str, Sequence[str]]) -> str | None:
    """The names that the first meta element with any gives, and all others of its name."""
    for key in META_NAMES:
        names = [_name(value) for value in writers.get(key, ())[:MAX_AUTHORS]]
        people = [name for name in names if name and not name.startswith(("http", "@", "/"))]
        if key in LIBRARY_NAMES:
            people = [_in_order(name) for name in people]
        if people:
            return ", ".join(dict.fromkeys(people))[:MAX_CHARS]
    return None


def _of_card(meta: Mapping[str, str]) -> str | None:
    """The name that the card for messages shows, as plug-ins for search engines write it."""
    for number in ("1", "2"):
        if meta.get(f"twitter:label{number}", "").casefold().rstrip(":") in CARD_LABELS:
            return _name(meta.get(f"twitter:data{number}", "")[:MAX_CHARS]) or None
    return None


def _in_order(name: str) -> str:
    """A library's name with the first name first, as readers write it."""
    found = LAST_FIRST.fullmatch(name)
    return f"{found.group(2)} {found.group(1)}" if found is not None else name


def _of_markup(page: Page, root: etree._Element) -> str | None:
    """The name in the page's own byline markup, through trafilatura's selectors, on the byline elements alone."""
    if not any("author" in names and tag in AUTHOR_TAGS for tag, names in page.labels):
        return None
    from trafilatura.metadata import extract_metadata

    skeleton = lxml.html.Element("html")
    body = etree.SubElement(skeleton, "body")
    marked = (node for node in root.iter(*AUTHOR_TAGS) if node.get("rel") == "author")
    for node in of_the_page(marked, 3):
        text = text_of(node)
        if 2 < len(text) < 120:
            copy = etree.SubElement(body, "a", rel="author")
            copy.text = text
    if not len(body):
        return None
    try:
        found = extract_metadata(skeleton).author
    except Exception:  # what a library fails on must not cost the text
        return None
    return (_name(found)[:MAX_CHARS] or None) if found else None


def marked(page: Page, root: etree._Element | None) -> list[str]:
    """What microdata (`itemprop`, schema.org) or microformats (hAtom's "author vcard") mark as the author's: the texts,
    in the order of the page, each once. They may hold more than a name.
    """
    if root is None or not any("author" in names.split() and tag in AUTHOR_TAGS for tag, names in page.labels):
        return []
    nodes = (node for node in root.iter(*AUTHOR_TAGS) if _is_marked(node))
    of_article = (node for node in of_the_page(nodes, MAX_AUTHORS) if not _is_of_others(node))
    return list(dict.fromkeys(map(_marked_text, of_article)))


def _is_marked(node: etree._Element) -> bool:
    return node.get("itemprop") == "author" or HCARD.issubset((node.get("class") or "").split())


def _is_of_others(node: etree._Element) -> bool:
    """Whether an element is part of a quotation, a picture, a sidebar, or of a thing that is no article."""
    thing = next((kind for ancestor in node.iterancestors() if (kind := ancestor.get("itemtype"))), None)
    if thing is not None and ARTICLE_TYPE.search(thing) is None:
        return True
    return any(
        ancestor.tag in ASIDES or ancestor.get("itemprop") in OF_OTHERS or "sidebar" in (ancestor.get("class") or "")
        for ancestor in node.iterancestors()
    )


def _marked_text(node: etree._Element) -> str:
    named = (
        child
        for child in node.iterdescendants(*AUTHOR_TAGS)
        if child.get("itemprop") == "name" or FULL_NAME in (child.get("class") or "").split()
    )
    return " ".join(" ".join(map(str, next(named, node).itertext())).split())
