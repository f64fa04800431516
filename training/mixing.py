"""Pages in other surroundings: what stands around an article is exchanged for what stands around another one.

The pages of a site share their frame, and the data sets have few sites: from them a scorer learns frames as much as
articles. Here parts without a word of the article give way to such parts of other sites in the same language, are left
out, or come in between two paragraphs (cut and paste, as Dwibedi, Misra and Hebert 2017 do it with pictures).
"""

from __future__ import annotations

import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree

from content_cleaner.blocks import html, tags
from training.labels import words

SKIPPED = frozenset((*html.SKIPPED, "link", "meta", "title"))
# A word or a picture of a line says nothing without the line.
INLINE = tags.INLINE | {"button"}
IN_TABLES = ("tr", "td", "th", "tbody", "thead", "tfoot")
# These stand only where their like stands.
BOUND = frozenset((*IN_TABLES, "li", "dd", "dt", "figcaption", "caption", "body"))
# So many words in a row that the article has too are the article's.
GRAM = 4
MIN_ARTICLE_WORDS = 30
# Of the article's words so few may stand above what is called above it, or below what is called below.
MARGIN = 0.02
MIN_GIVEN, MAX_GIVEN = 3, 400
MAX_SOURCE_CHARS = 30_000
MAX_OF_PAGE = 24
# What is given up and what comes in its place are about as long.
LONGER = 4
# A large part without a word of the article is taken apart as often as not.
SPLIT_WORDS, SPLIT_SHARE = 40, 0.5
REPLACED_SHARE, DROPPED_SHARE = 0.6, 0.1
INSERTED = (0, 0, 1, 1, 2, 3)
MAX_INSERTED_WORDS = 70
# Between paragraphs of an article: of these elements, and if most of their words are the article's.
PARAGRAPHS = ("p", "h2", "h3")
MIN_PARAGRAPH_SHARE, MIN_PARAGRAPH_WORDS, MIN_PARAGRAPHS = 0.8, 5, 3
OFFERED = 16

Key = tuple[int | str, ...]


class Part(NamedTuple):
    """A part of a page without a word of its article: its HTML, its place ("above", "inside" or "below" the article),
    the tag that it cannot stand without ("" for none), and its number of words.
    """

    source: str
    place: str
    bound: str
    words: int


class _Slot(NamedTuple):
    """Where such a part stands."""

    element: Any
    place: str
    bound: str
    words: int


class _Body(NamedTuple):
    """The element, how many words of the article stand before each word, and from which word to which each element
    goes.
    """

    element: Any
    root: Any
    before: list[int]
    spans: dict[Any, tuple[int, int]]

    def of_article(self, start: int, end: int) -> int:
        return self.before[end] - self.before[start]


def parts(source: str, article: str, seed: str) -> list[Part]:
    """What a page can give to others."""
    body = _read(source, article)
    if body is None:
        return []
    chance = _chance(seed)
    found = []
    for slot in _slots(body, chance):
        if MIN_GIVEN <= slot.words <= MAX_GIVEN:
            text = etree.tostring(slot.element, encoding="unicode", method="html", with_tail=False)
            if len(text) <= MAX_SOURCE_CHARS:
                found.append(Part(text, slot.place, slot.bound, slot.words))
    return chance.sample(found, min(len(found), MAX_OF_PAGE))


def pooled(given: Iterable[tuple[Key, str, Sequence[Part]]]) -> dict[Key, list[tuple[str, Part]]]:
    """The parts of all pages by their page's key, place and tag, each with its site; given are (key, site, parts)."""
    pool: dict[Key, list[tuple[str, Part]]] = defaultdict(list)
    for key, site, found in given:
        for part in found:
            pool[*key, part.place, part.bound].append((site, part))
    return dict(pool)


def offers(pool: Mapping[Key, Sequence[tuple[str, Part]]], key: Key, site: str, seed: str) -> list[Part]:
    """Parts of other sites for a page with this key."""
    chance = _chance(seed)
    offered = []
    for group in sorted(known for known in pool if known[: len(key)] == key):
        others = [part for own, part in pool[group] if own != site]
        offered += chance.sample(others, min(len(others), OFFERED))
    return offered


def mixed(source: str, article: str, offered: Sequence[Part], seed: str) -> str | None:
    """The page with other surroundings; None where its article is not found."""
    body = _read(source, article)
    if body is None:
        return None
    chance = _chance(seed)
    groups: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in offered:
        groups[part.place, part.bound].append(part)
    for slot in list(_slots(body, chance)):
        drawn = chance.random()
        if drawn < REPLACED_SHARE:
            group = groups[slot.place, slot.bound]
            shortest, longest = slot.words / LONGER, LONGER * (slot.words + 1)
            like = [at for at, part in enumerate(group) if shortest <= part.words <= longest]
            if like:
                _replace(slot.element, group.pop(chance.choice(like)))
        elif drawn < REPLACED_SHARE + DROPPED_SHARE:
            _drop(slot.element)
    _insert(body, [*groups["inside", ""], *groups["below", ""]], chance)
    made: str = etree.tostring(body.root, encoding="unicode", method="html")
    return made


def _chance(seed: str) -> random.Random:
    return random.Random(zlib.crc32(seed.encode()))


def _read(source: str, article: str) -> _Body | None:
    root = html.parse(source)
    element = root.find("body") if root is not None else None
    if element is None:
        return None
    said, spans = _words(element)
    target = words(article)
    grams = {tuple(target[at : at + GRAM]) for at in range(len(target) - GRAM + 1)}
    marks = [0] * len(said)
    for at in range(len(said) - GRAM + 1):
        if tuple(said[at : at + GRAM]) in grams:
            marks[at : at + GRAM] = [1] * GRAM
    before = [0]
    for mark in marks:
        before.append(before[-1] + mark)
    return _Body(element, root, before, spans) if before[-1] >= MIN_ARTICLE_WORDS else None


def _words(body: Any) -> tuple[list[str], dict[Any, tuple[int, int]]]:
    """The words of the page in their order, and from which to which each shown element goes."""
    said: list[str] = []
    spans: dict[Any, tuple[int, int]] = {}
    opened: dict[Any, int] = {}
    hidden = 0
    for event, node in etree.iterwalk(body, events=("start", "end")):
        skipped = not isinstance(node.tag, str) or node.tag in SKIPPED
        if event == "start":
            hidden += skipped
            opened[node] = len(said)
            if not hidden:
                said += words(node.text or "")
        else:
            if not hidden:
                spans[node] = (opened[node], len(said))
            hidden -= skipped
            if not hidden and node is not body:
                said += words(node.tail or "")
    return said, spans


def _slots(body: _Body, chance: random.Random) -> Iterator[_Slot]:
    """The largest parts without a word of the article; some large ones taken apart."""
    total = body.before[-1]
    waiting = [body.element]
    while waiting:
        node = waiting.pop()
        start, end = body.spans.get(node, (0, 0))
        if start == end:
            continue
        if not body.of_article(start, end) and node.tag not in INLINE and node.tag != "body":
            apart = end - start > SPLIT_WORDS and len(node) > 1 and chance.random() < SPLIT_SHARE
            if not apart:
                above, below = body.before[start] < MARGIN * total, body.before[end] > (1 - MARGIN) * total
                place = "above" if above else "below" if below else "inside"
                yield _Slot(node, place, node.tag if node.tag in BOUND else "", end - start)
                continue
        waiting += reversed([child for child in node if isinstance(child.tag, str)])


def _made(part: Part) -> Any:
    """The part as an element."""
    frame = "<html><body><table>{}</table>" if part.bound in IN_TABLES else "<html><body>{}"
    tree = etree.fromstring(frame.format(part.source), etree.HTMLParser())
    wanted = part.bound or None
    inner = (node for node in tree.iter(wanted) if isinstance(node.tag, str) and node.tag not in ("html", "body"))
    made = next(inner, None)
    if made is not None:
        made.tail = None
    return made


def _replace(element: Any, part: Part) -> None:
    made, parent = _made(part), element.getparent()
    if made is not None and parent is not None:
        made.tail = element.tail
        parent.replace(element, made)


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is not None and not (element.tail or "").strip():
        parent.remove(element)


def _insert(body: _Body, offered: Sequence[Part], chance: random.Random) -> None:
    """Put some parts in front of paragraphs of the article, never of its first."""
    small = [part for part in offered if part.words <= MAX_INSERTED_WORDS]
    places = [node for node in body.spans if node.tag in PARAGRAPHS and _is_paragraph(body, node)]
    for _ in range(chance.choice(INSERTED)):
        if len(places) < MIN_PARAGRAPHS or not small:
            return
        at = places[chance.randrange(1, len(places))]
        made = _made(small.pop(chance.randrange(len(small))))
        if made is not None and at.getparent() is not None:
            at.addprevious(made)


def _is_paragraph(body: _Body, node: Any) -> bool:
    start, end = body.spans[node]
    parent = node.getparent()
    if end - start < MIN_PARAGRAPH_WORDS or parent is None or parent.tag in INLINE | (BOUND - {"body", "td"}):
        return False
    return body.of_article(start, end) >= MIN_PARAGRAPH_SHARE * (end - start)
