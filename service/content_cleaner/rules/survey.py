"""One cheap look at the whole page: the signals of every block, which decide what rules are asked about it."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from content_cleaner.compiled import survey as kernel
from content_cleaner.document import Page
from content_cleaner.rules.dates import date_signals
from content_cleaner.rules.edges import add_edges
from content_cleaner.rules.phrasebook import Phrasebook, fold, fold_table, phrasebook, skeleton, whole_word
from content_cleaner.rules.rule import Candidate, Hit
from content_cleaner.rules.signals import signal
from content_cleaner.rules.structure import structure_signals

_LEADING_SYMBOLS = re.compile(r"""\n(?:#{1,6} |[^\w\n"'「『©@#]+)+""")
_FIRST_LETTERS = re.compile(r"\w{1,6}")
_JOINED_SCRIPT = re.compile("[\u0e00-\u0eff\u2e80-\uabff\uf900-\ufaff]")  # no blanks between words; not Korean
_JOINED_SIGNS = "、。，的一了是不在人のはにを年月日เก"  # one of them is in any longer text of these scripts
_SHORT_TEXT = 2000  # characters
_LONGEST_SCANNED = 700  # characters; no rule looks for a phrase inside a longer block
LONGEST_OPENING = 120  # characters; no phrase that opens a block is longer
_HEAD, _HEADLINE, _LISTED = map(signal, ("head", "headline", "listed"))
_DATED = signal("digit", "timestamp.whole", "timestamp.starts", "timestamp.openings")


class Survey(NamedTuple):
    """What the look at a page brought: per block its folded line, its words, its signals and the phrases in it."""

    page: Page
    lines: list[str]
    words: list[int]  # two characters of Chinese or Japanese are one
    signals: list[int]
    hits: dict[int, list[tuple[int, int, int]]]
    headlines: tuple[str, ...]  # skeletons
    book: Phrasebook

    def candidate(self, index: int) -> Candidate:
        """The block with all that matchers need."""
        return Candidate(
            self.page,
            index,
            self.page.blocks[index],
            self.lines[index],
            self.words[index],
            self.signals[index],
            tuple(map(Hit._make, self.hits[index])) if index in self.hits else (),
            self.headlines,
            self.book,
        )


def _folded_lines(texts: list[str]) -> tuple[str, list[str]]:
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:
        joined = "\n".join([text.replace("\n", " ") for text in texts])
    folded = kernel.fold_lines(joined, fold_table()) if kernel is not None else fold_lines(joined)
    return folded, folded.split("\n")[1:-1]


def fold_lines(text: str) -> str:
    """The lines of a text folded, a line break before each and behind the last, without the symbols they begin with."""
    return _LEADING_SYMBOLS.sub("\n", f"\n{fold(text)}\n")


def _add_phrases(lines: list[str], signals: list[int], book: Phrasebook) -> dict[int, list[tuple[int, int, int]]]:
    """The phrases that open blocks, and those anywhere in blocks that are not too long for any rule."""
    if kernel is not None:
        return kernel.place_phrases(lines, signals, *_tries(), book.bits, book.opening)
    return place_phrases(lines, signals, book)


@functools.cache
def _tries() -> tuple[kernel.Trie, kernel.Trie]:
    book = phrasebook()
    return kernel.Trie(list(book.phrases[: book.opening])), kernel.Trie(list(book.phrases[book.opening :]))


def place_phrases(lines: list[str], signals: list[int], book: Phrasebook) -> dict[int, list[tuple[int, int, int]]]:
    """Adds what the phrases in the lines say; returns bit, start and end of each by line."""
    hits: dict[int, list[tuple[int, int, int]]] = {}
    scanned = [line if len(line) <= _LONGEST_SCANNED else line[:LONGEST_OPENING] for line in lines]
    text = "\n".join(("", *scanned, ""))
    starts = list(accumulate([len(line) + 1 for line in scanned], initial=1))
    index, begin, end = -1, 0, 0
    for pattern, first, stop in book.scan(text):
        opens = pattern >= book.opening
        start = first + opens
        if not whole_word(text, start, stop):
            continue
        if not begin <= start < end:
            index = bisect_right(starts, start) - 1
            begin, end = starts[index], starts[index + 1]
        if opens or len(lines[index]) <= _LONGEST_SCANNED:
            signals[index] |= book.bits[pattern]
            hits.setdefault(index, []).append((book.bits[pattern], start - begin, stop - begin))
    return hits


def word_counts(lines: list[str], joined_script: bool) -> list[int]:
    """The number of words of each line."""
    counts = [line.count(" ") + 1 for line in lines]
    if joined_script:
        for index, line in enumerate(lines):
            if not line.isascii():
                counts[index] += len(_JOINED_SCRIPT.findall(line)) // 2
    return counts


def _has_joined_script(folded: str) -> bool:
    """Whether words without blanks between them occur."""
    if folded.isascii():
        return False
    if len(folded) < _SHORT_TEXT:
        return _JOINED_SCRIPT.search(folded) is not None
    return any(sign in folded for sign in _JOINED_SIGNS)


def _add_dates(lines: list[str], signals: list[int], book: Phrasebook) -> None:
    """What lines that begin with a digit or a word of publishing say of a day or a time."""
    for index, bits in enumerate(signals):
        if bits & _DATED:
            signals[index] |= date_signals(lines[index], book.words)


def _add_headlines(folded: str, lines: list[str], signals: list[int], headlines: Sequence[str]) -> None:
    """Marks blocks that begin with a headline's first letters or that hold the headline as it is written."""
    folded_ones = dict.fromkeys([fold(headline).replace("\n", " ").strip() for headline in headlines])
    letters = {line: found.group() for line in folded_ones if (found := _FIRST_LETTERS.search(line))}
    openings = tuple([f"{quote}{first}" for first in letters.values() for quote in ("", '"', "'")])
    if not openings:
        return
    for index, line in enumerate(lines):
        if line.startswith(openings):
            signals[index] |= _HEADLINE
    ends = None
    for needle in letters:
        place = folded.find(needle)
        while place >= 0:
            ends = ends or list(accumulate([len(line) + 1 for line in lines], initial=1))[1:]
            signals[bisect_right(ends, place + 1)] |= _HEADLINE
            place = folded.find(needle, place + len(needle))


def survey(page: Page, headlines: Sequence[str]) -> Survey:
    """Looks once at every block of the page; time grows with the page's length, not with the number of rules."""
    book = phrasebook()
    if not page.blocks:
        return Survey(page, [], [], [], {}, (), book)
    texts = [block.text for block in page.blocks]
    folded, lines = _folded_lines(texts)
    signals = structure_signals(page) if page.elements else [0] * len(texts)
    add_edges(texts, lines, signals)
    hits = _add_phrases(lines, signals, book)
    _add_dates(lines, signals, book)
    _add_headlines(folded, lines, signals, headlines)
    for index in range(page.hints.get("head", 0)):
        signals[index] |= _HEAD
    for index in page.hints.get("listed", ()):
        signals[index] |= _LISTED
    skeletons = tuple(filter(None, dict.fromkeys(map(skeleton, headlines))))
    count = kernel.word_counts if kernel is not None else word_counts
    words = count(lines, _has_joined_script(folded))
    return Survey(page, lines, words, signals, hits, skeletons, book)
