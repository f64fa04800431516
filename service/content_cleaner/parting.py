"""Text all in one line: cut also where a label, a date, a credit or a menu is glued to a sentence."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from content_cleaner.blocks.text import RUNNING, readable
from content_cleaner.document import Block, Page
from content_cleaner.rules.phrasebook import fold, phrasebook
from content_cleaner.rules.signals import PHRASE_REASONS, signal

# Of a longer text the sentences are enough.
MAX_CHARS = 300_000
TOKEN = re.compile(r"\S+")
MAX_PHRASE_WORDS = 8
MIN_PHRASE_WORDS = 2
MAX_LABEL_WORDS = 4
MAX_BRACKET_WORDS = 12
MAX_DATE_WORDS = 9
MIN_COPIED_WORDS = 4
MAX_COPIED_WORDS = 30
MAX_COPIED_FROM = 40
# The words of menus and headlines begin with capitals, those of sentences mostly do not: a menu is in front where the
# sum of what the words weigh comes to so much. It is cut behind its last known label: names may come next.
CAPITAL, LOWER, COMMA = 1, -1, -2
MIN_MENU = 8
# Words of the sentence behind a menu, and of what is looked at.
MIN_BEHIND_MENU, MAX_MENU_WORDS = 4, 300
# A sum below it has begun with a sentence.
MIN_BEFORE_MENU = -1
MIN_LABELS = 3
# A headline stands in one of the first sentences.
HEADLINE_PLACES = 4
WHOLE = signal(*(f"{reason}.whole" for reason in PHRASE_REASONS))
NAVIGATION = WHOLE | signal("navigation.doubtful", "navigation.openings", "navigation.mentions")
LABELS = signal(*(f"{reason}.{kind}" for reason in PHRASE_REASONS for kind in ("whole", "starts", "openings")))
DATED = signal("timestamp.whole", "timestamp.starts")
OPENING = "\"'“‘„«‹(「『¿¡©@#"
TRIMMED = "-–—|•·▶►»→ "
FIGURES = re.compile(r"[\d.,:/h-]*\d[\d.,:/h-]*(?:st|nd|rd|th|am|pm|uhr|h)?,?$", re.IGNORECASE)


def parted(page: Page) -> Page:
    """The page with its sentences cut further, where it is plain text in one line; else the page itself."""
    if page.hints.get("shape") != RUNNING or len(page.source) > MAX_CHARS:
        return page
    blocks = [part for place, block in enumerate(page.blocks) for part in _parts(page.source, block, place)]
    return replace(page, blocks=tuple(blocks))


def _parts(source: str, block: Block, place: int) -> Iterator[Block]:
    spans = [match.span() for match in TOKEN.finditer(source, block.start, block.end)]
    words = [source[start:end] for start, end in spans]
    folded = fold(source[block.start : block.end]).split()
    if len(folded) != len(words):  # a sign that is blank only when folded
        folded = list(map(fold, words))
    found = {0, len(words), *_phrases(words, folded), *_credits(words, folded)}
    if place < HEADLINE_PLACES:
        found.update(_copies(words))
        edges = sorted(found)
        found.update([a + end for a, b in pairwise(edges) for end in _menu(words[a:b], folded[a:b])])
    cuts = sorted(found)
    if len(cuts) == 2:
        yield block
        return
    for number, (first, last) in enumerate(pairwise(cuts)):
        start, end = spans[first][0], spans[last - 1][1]
        joint = " " if number else block.joint
        yield block._replace(text=readable(source[start:end]), start=start, end=end, joint=joint)


def _begins(word: str) -> bool:
    """Whether a word may be the first of a sentence or a label."""
    return word[0] in OPENING or word[0].isdecimal() or (word[0].isalpha() and not word[0].islower())


@functools.cache
def _openings() -> MappingProxyType[str, int]:
    book = phrasebook()
    return MappingProxyType(dict(zip(book.phrases[book.opening :], book.bits[book.opening :], strict=True)))


@functools.cache
def _first_words() -> frozenset[str]:
    """The words that labels and notices begin with, with and without a colon."""
    firsts = {key.partition(" ")[0] for keys in (phrasebook().entire, _openings()) for key in keys}
    return frozenset(firsts | {first.rstrip(":") for first in firsts} | {f"{first}:" for first in firsts})


def _phrases(words: Sequence[str], folded: Sequence[str]) -> Iterator[int]:
    """Where labels and notices begin and end that stand between two sentences without a full stop."""
    book, openings, firsts = phrasebook(), _openings(), _first_words()
    count = len(words)
    at = 0
    while at < count:
        if not (words[at][0] in TRIMMED or (folded[at] in firsts and _begins(words[at]))):
            at += 1
            continue
        following = at + 1
        for end in range(min(count, at + MAX_PHRASE_WORDS), at, -1):
            key = " ".join(folded[at:end]).lstrip(TRIMMED)
            bits = book.entire.get(key, 0)
            long = end - at >= MIN_PHRASE_WORDS
            if bits & WHOLE and (long or key.endswith(":")) and (end == count or _begins(words[end])):
                behind = _behind_date(folded, end) if bits & DATED else end
                yield from (at, behind if behind == count or _begins(words[behind]) else end)
                following = end
                break
            if end - at <= MAX_LABEL_WORDS and key.endswith(":"):
                bare = key.rstrip(": ")
                bits |= book.entire.get(bare, 0) | openings.get(bare, 0) | openings.get(key, 0)
                if bits & LABELS:
                    yield at
                    if bits & DATED:
                        behind = _behind_date(folded, end)
                        if behind < count and _begins(words[behind]):
                            yield behind
                    following = end
                    break
        at = following


def _behind_date(folded: Sequence[str], start: int) -> int:
    """The first word behind those of a date and time."""
    book = phrasebook()
    known = book.words["dates"] | book.words["months"] | book.words["clock"]
    end = start
    while end < min(len(folded), start + MAX_DATE_WORDS):
        word = folded[end].strip(",.;|-–()")
        figures = FIGURES.match(word) is not None
        if word and not figures and (word not in known or word in book.function):
            break
        end += 1
    return end


def _credits(words: Sequence[str], folded: Sequence[str]) -> Iterator[int]:
    """Behind brackets that hold a credit: “… at dawn. (John Roe/Valley Post) The bridge …”."""
    book = phrasebook()
    known = book.words["labels"] | book.words["agencies"]
    for end, word in enumerate(words[:-1]):
        if not word.endswith((")", ").", "]")) or not _begins(words[end + 1]):
            continue
        first = next((at for at in range(end, max(-1, end - MAX_BRACKET_WORDS), -1) if words[at][0] in "(["), None)
        if first is None:
            continue
        inside = " ".join(folded[first : end + 1]).strip("()[]. ")
        named = not known.isdisjoint(inside.replace(":", " ").replace("/", " ").split())
        if named or ("/" in inside and not any(map(str.isdecimal, inside))):
            yield end + 1


def _menu(words: Sequence[str], folded: Sequence[str]) -> Iterator[int]:
    """Behind the last known label of a menu in front of a sentence."""
    total = most = end = 0
    for place, word in enumerate(words[:MAX_MENU_WORDS]):
        total += _menu_weight(word)
        if total > most:
            most, end = total, place + 1
        elif total < MIN_BEFORE_MENU:
            break
    if most < MIN_MENU or len(words) - end < MIN_BEHIND_MENU:
        return
    entire = phrasebook().entire
    labels = [
        at + size
        for size in range(1, MAX_LABEL_WORDS + 1)
        for at in range(end - size)
        if entire.get(" ".join(folded[at : at + size]), 0) & NAVIGATION
        and _begins(words[at])
        and _begins(words[at + size])
    ]
    if len(labels) >= MIN_LABELS:
        yield max(labels)


def _menu_weight(word: str) -> int:
    """How much a word speaks for a menu: a capital for it, any other letter and a comma against it."""
    weight = 0
    if word[0].isalpha():
        weight = CAPITAL if word[0].isupper() else LOWER
    return weight + (COMMA if word[-1] in ",;" else 0)


def _copies(words: Sequence[str]) -> Iterator[int]:
    """Around a headline and its copy, near the beginning."""
    for first in range(min(MAX_COPIED_FROM, len(words))):
        longest = min(MAX_COPIED_WORDS, (len(words) - first) // 2)
        for size in range(longest, MIN_COPIED_WORDS - 1, -1):
            middle = first + size
            if words[first] == words[middle] and words[first:middle] == words[middle : middle + size]:
                yield from (first, middle, middle + size)
                return
