"""One cheap look at the whole page that decides which blocks any rule needs to be asked about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from content_cleaner.document import Page
from content_cleaner.rules.phrasebook import ENTIRE, MARKS, Phrasebook, fold, phrasebook, skeleton, whole_word
from content_cleaner.rules.rule import Candidate, Hit
from content_cleaner.rules.signals import signal
from content_cleaner.rules.structure import structure_signals

_LEADING_SYMBOLS = re.compile(r"""\n[^\w\n"'©@#]+""")
_LETTER = re.compile(r"[^\W\d_]")
_FIRST_LETTERS = re.compile(r"\w{1,6}")
_JOINED_SCRIPT = re.compile("[\u0e00-\u0eff\u2e80-\ud7ff\uf900-\ufaff]")
_COUNTER = "0123456789 .,:+|·•-–()[]"
_LONGEST_COUNTED = 60
_DIGIT, _HEADLINE, _REPEATED, _CAPITALS = map(signal, ("digit", "headline", "repeated", "capitals"))


def _folded_lines(page: Page) -> tuple[str, list[str]]:
    texts = [block.text for block in page.blocks]
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:
        joined = "\n".join([text.replace("\n", " ") for text in texts])
    folded = _LEADING_SYMBOLS.sub("\n", f"\n{fold(joined)}\n")
    return folded, folded.split("\n")[1:-1]


def _add_phrases(folded: str, ends: Sequence[int], signals: list[int], book: Phrasebook) -> dict[int, list[Hit]]:
    """Sets the signals of all phrases found; returns the hits by block, places counted from the block's start."""
    hits: dict[int, list[Hit]] = defaultdict(list)
    bits, marks = book.bits, len(MARKS)
    for pattern, first, last in book.scan(folded):
        start = first + 1 if folded[first] == "\n" else first
        index = bisect_right(ends, start)
        bit = bits[pattern]
        if pattern >= marks:
            if not whole_word(folded, start, last):
                continue
            if bit & ENTIRE and ends[index] - last > 1:
                rest = folded[last : ends[index] - 1]
                if len(rest) > 12 or _LETTER.search(rest):
                    bit &= ~ENTIRE
            if not bit:
                continue
            offset = ends[index - 1] if index else 1
            hits[index].append(Hit(bit, start - offset, last - offset))
        signals[index] |= bit
    return hits


def _add_counted(lines: Sequence[str], signals: list[int], book: Phrasebook) -> None:
    """ "12 comments" and "3.4k | shares" are the phrase with a counter before it."""
    for index, line in enumerate(lines):
        if signals[index] & _DIGIT and len(line) <= _LONGEST_COUNTED:
            signals[index] |= book.entire.get(line.strip(_COUNTER).removeprefix("k "), 0)


def _add_headlines(folded: str, ends: Sequence[int], signals: list[int], headlines: Sequence[str]) -> None:
    """Marks blocks that begin with a headline's first letters or that hold the headline as it is written."""
    needles = set()
    for headline in headlines:
        line = fold(headline).replace("\n", " ").strip()
        first = _FIRST_LETTERS.search(line)
        if first:
            needles.update(("\n" + first.group(), '\n"' + first.group(), "\n'" + first.group(), line))
    for needle in needles:
        place = folded.find(needle)
        while place >= 0:
            signals[bisect_right(ends, place + 1)] |= _HEADLINE
            place = folded.find(needle, place + len(needle))


def _add_repetitions(lines: Sequence[str], signals: list[int]) -> None:
    if len(set(lines)) == len(lines):
        return
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if line in seen and line:
            signals[index] |= _REPEATED
        seen.add(line)


def _word_count(line: str, any_joined: bool) -> int:
    count = line.count(" ") + 1
    if any_joined and not line.isascii():
        count += len(_JOINED_SCRIPT.findall(line)) // 2
    return count


def survey(page: Page, headlines: Sequence[str]) -> Iterator[Candidate]:
    """The blocks that some signal points to, in page order."""
    if not page.blocks:
        return
    book = phrasebook()
    folded, lines = _folded_lines(page)
    ends = list(accumulate((len(line) + 1 for line in lines), initial=1))[1:]
    signals = [_CAPITALS if block.text.isupper() else 0 for block in page.blocks]
    if page.elements:
        structure = structure_signals(page)
        signals = [bits | structure.get(block.element, 0) for bits, block in zip(signals, page.blocks, strict=True)]
    hits = _add_phrases(folded, ends, signals, book)
    _add_counted(lines, signals, book)
    _add_headlines(folded, ends, signals, headlines)
    _add_repetitions(lines, signals)
    skeletons = tuple(filter(None, dict.fromkeys(map(skeleton, headlines))))
    joined = not folded.isascii() and _JOINED_SCRIPT.search(folded) is not None
    for index, bits in enumerate(signals):
        if bits:
            words = _word_count(lines[index], joined)
            found = tuple(hits[index]) if index in hits else ()
            yield Candidate(page, index, page.blocks[index], lines[index], words, bits, found, skeletons, book)
