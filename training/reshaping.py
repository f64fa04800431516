"""Articles in other shapes: the sentences of a paragraph as lines of a list, below a heading, or each by itself.

News writes paragraphs, and news is most of what the data sets have. Programmes, recipes, manuals, questions and answers
write short lines; a scorer that has seen few of them takes them for menus and teasers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

from content_cleaner.blocks import html
from training.labels import words

# Of the paragraphs behind the first.
LIST_SHARE, HEADING_SHARE, APART_SHARE = 0.14, 0.14, 0.1
MIN_ITEMS, MAX_ITEMS = 3, 10
MIN_ITEM_WORDS, MAX_ITEM_WORDS, MAX_HEADING_WORDS = 3, 9, 6
MAX_CHARS = 4_000
# A paragraph with one of these is several lines, or holds what is not shown.
LINES = frozenset((*html.SKIPPED, "br"))
# Longer words on the mean are of a script without blanks.
MAX_WORD_CHARS = 15
GEORGIAN = ("\u10d0", "\u10ff")
SENTENCES = re.compile(r"(?<=[.!?…।؟۔])\s+|(?<=[。！？])")
CLAUSES = re.compile(r"[,;:.!?…،؛؟।۔]+(?:\s+|$)|[，、；：。！？]+|\s[–—]\s")
QUOTES = " \t\n\"'“”„«»‘’()[]「」『』-–—"


def reshape(paragraphs: Sequence[Any], chance: random.Random) -> None:
    """Give some of an article's paragraphs (elements of a tree, changed in place) another shape.

    Words stay in their order, so that labels by alignment find them; lists leave some out.
    """
    for element in paragraphs[1:]:
        text = " ".join("".join(element.itertext()).split())
        drawn = chance.random()
        if not text or len(text) > MAX_CHARS or any(node.tag in LINES for node in element.iter()):
            continue
        if drawn < LIST_SHARE:
            _put(element, _listed(text, chance))
        elif drawn < LIST_SHARE + HEADING_SHARE:
            _put(element, _headed(text, chance))
        elif drawn < LIST_SHARE + HEADING_SHARE + APART_SHARE:
            _put(element, [("p", sentence) for sentence in SENTENCES.split(text) if sentence.strip()])


def _listed(text: str, chance: random.Random) -> list[tuple[str, str]]:
    clauses = [clause.strip(QUOTES) for clause in CLAUSES.split(text)]
    items = [_capital(_start(clause, chance.randint(MIN_ITEM_WORDS, MAX_ITEM_WORDS))) for clause in clauses if clause]
    if len(items) < MIN_ITEMS:
        return []
    lead = [("p", items.pop(0) + ":")] if len(items) > MIN_ITEMS and chance.random() < 0.5 else []
    tag = chance.choice(("li", "li", "p"))
    return lead + [(tag, item) for item in items[:MAX_ITEMS]]


def _headed(text: str, chance: random.Random) -> list[tuple[str, str]]:
    heading = _start(text, chance.randint(2, MAX_HEADING_WORDS))
    rest = text[len(heading) :].strip()
    return [("h3", heading.strip(QUOTES)), ("p", _capital(rest))] if len(words(rest)) > MAX_HEADING_WORDS else []


def _start(text: str, count: int) -> str:
    """The first words of a text; of a script without blanks twice as many characters."""
    parted = text.split(" ")
    return " ".join(parted[:count]) if len(text) <= MAX_WORD_CHARS * len(parted) else text[: 2 * count]


def _capital(text: str) -> str:
    """A line that begins small is taken for the rest of the one above; the capitals of Georgian are for titles."""
    first = text[:1]
    if first.upper().lower() != first or GEORGIAN[0] <= first <= GEORGIAN[1]:
        return text
    return first.upper() + text[1:]


def _put(element: Any, lines: Sequence[tuple[str, str]]) -> None:
    """Elements of these tags and texts in the place of one; list items in a list."""
    parent = element.getparent()
    if parent is None or not lines:
        return
    frame = etree.Element("ul")
    for tag, text in lines:
        made = etree.SubElement(frame, "li") if tag == "li" else etree.Element(tag)
        made.text = text
        if tag != "li":
            element.addprevious(made)
    if len(frame):
        element.addprevious(frame)
    frame.tail, element.tail = None, None
    parent.remove(element)
