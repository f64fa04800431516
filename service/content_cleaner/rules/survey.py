"""One cheap look at the whole page: the signals of every block, which decide what rules are asked about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from content_cleaner.document import Page
from content_cleaner.rules.dates import date_signals
from content_cleaner.rules.phrasebook import Phrasebook, fold, phrasebook, skeleton, whole_word
from content_cleaner.rules.rule import Candidate, Hit
from content_cleaner.rules.signals import signal
from content_cleaner.rules.structure import structure_signals

_LEADING_SYMBOLS = re.compile(r"""\n(?:#{1,6} |[^\w\n"'「『©@#]+)+""")
_FIRST_LETTERS = re.compile(r"\w{1,6}")
_JOINED_SCRIPT = re.compile("[\u0e00-\u0eff\u2e80-\uabff\uf900-\ufaff]")  # no blanks between words; not Korean
_NUMBERED = re.compile(r"\d+[.)] ")  # an item of a list, not a counter: "1. Facebook" is a subheading
_JOINED_SIGNS = "、。，的一了是不在人のはにを年月日เก"  # one of them is in any longer text of these scripts
_COUNTERS = "0123456789 .,:;!?…+|/\\·•*~-–—()[]{}<>«»‹›→←↑↓▼▲▶►✓✔★☆\"'"
_SHORT_TEXT = 2000  # characters
_LONGEST_LABEL = 80  # characters
_LONGEST_SCANNED = 700  # characters; no rule looks for a phrase inside a longer block
LONGEST_OPENING = 120  # characters; no phrase that opens a block is longer
_TIMESTAMP = signal("timestamp.whole", "timestamp.starts", "timestamp.openings")
_HEAD, _HEADLINE, _REPEATED, _DIGIT, _BRACKET, _HANDLE, _CAPITALS, _FIRST_CAPITALS, _TAIL, _GLUED = map(
    signal,
    ("head", "headline", "repeated", "digit", "ends-bracket", "handle", "capitals", "capitals-first", "tail", "glued"),
)
_DATED = _DIGIT | _TIMESTAMP
_TAIL_CHARS = 45
_MAYBE_TAIL = re.compile(r"""[.!?…。”»"] ?\w[\w /-]{1,28}$""")
_LAST_SIGNS = {"(": signal("tail", "ends-open"), ")": signal("tail", "ends-close"), ":": signal("tail", "ends-colon")}
_LAST_SIGNS |= {"（": _TAIL, "）": _TAIL}
_GLUED_WORDS = ("Photo", "Image", "Picture", "Foto")  # with a full stop before or a colon behind
_GLUED_LABELS = {word: (f"{word}:", f"{word}s:", *(f"{stop}{word} " for stop in ".!?…")) for word in _GLUED_WORDS}
_GLUED_LABELS |= {"redit": ("Credit:", "Credits:", "Kredit:"), "Bild": ("Bild:", "Bilder:")}
_MAYBE_FIRST_CAPITALS = re.compile(r"[A-Z]{4,8}(?: PHOTO| PIC)? ?[-–—:]")


class Survey(NamedTuple):
    """What the look at a page brought: per block its folded line, its signals and the phrases found in it."""

    page: Page
    lines: list[str]
    signals: list[int]
    hits: dict[int, list[Hit]]
    headlines: tuple[str, ...]  # skeletons
    joined_script: bool  # whether words without blanks between them occur
    book: Phrasebook

    def words(self, index: int) -> int:
        """The number of words of a block; two characters of Chinese or Japanese are one."""
        line = self.lines[index]
        count = line.count(" ") + 1
        if self.joined_script and not line.isascii():
            count += len(_JOINED_SCRIPT.findall(line)) // 2
        return count

    def candidate(self, index: int, words: int) -> Candidate:
        """The block with all that matchers need."""
        return Candidate(
            self.page,
            index,
            self.page.blocks[index],
            self.lines[index],
            words,
            self.signals[index],
            tuple(self.hits.get(index, ())),
            self.headlines,
            self.book,
        )


def _folded_lines(page: Page) -> tuple[str, list[str]]:
    texts = [block.text for block in page.blocks]
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:
        joined = "\n".join([text.replace("\n", " ") for text in texts])
    folded = _LEADING_SYMBOLS.sub("\n", f"\n{fold(joined)}\n")
    return folded, folded.split("\n")[1:-1]


def _counted(line: str, entire: Mapping[str, int]) -> int:
    """The bits of the phrase that a line is but for counters and signs around it: "12 comments", "« Share »"."""
    bits = entire.get(line.strip(_COUNTERS), 0)
    return 0 if bits and "0" <= line[0] <= "9" and _NUMBERED.match(line) else bits


def _add_edges(lines: Sequence[str], signals: list[int], book: Phrasebook) -> None:
    """What can be told from a line's first and last characters, and phrases that are the whole line."""
    entire = book.entire
    for index, line in enumerate(lines):
        if not line:
            continue
        last, bits = line[-1], 0
        if last in ")]】" or (last == "." and line[-2:-1] in ")]"):
            bits = _BRACKET
        if "0" <= line[0] <= "9":
            bits |= _DIGIT
        if len(line) <= _LONGEST_LABEL:
            bits |= entire[line] if line in entire else _counted(line, entire)
        if bits:
            signals[index] |= bits


def _add_phrases(lines: Sequence[str], signals: list[int], hits: dict[int, list[Hit]], book: Phrasebook) -> None:
    """The phrases that open blocks, and those anywhere in blocks that are not too long for any rule."""
    scanned = [line if len(line) <= _LONGEST_SCANNED else line[:LONGEST_OPENING] for line in lines]
    text = "\n".join(("", *scanned, ""))
    ends = list(accumulate([len(line) + 1 for line in scanned], initial=1))
    index, begin, end = -1, 0, 0
    for pattern, found, stop in book.scan(text):
        opens = pattern >= book.opening
        start = found + opens
        if not whole_word(text, start, stop):
            continue
        if not begin <= start < end:
            index = bisect_right(ends, start) - 1
            begin, end = ends[index], ends[index + 1]
        if opens or len(lines[index]) <= _LONGEST_SCANNED:
            signals[index] |= book.bits[pattern]
            hits.setdefault(index, []).append(Hit(book.bits[pattern], start - begin, stop - begin))


def _add_dates(lines: Sequence[str], signals: list[int], book: Phrasebook) -> None:
    """What lines that begin with a digit or a word of publishing say of a day or a time."""
    for index, bits in enumerate(signals):
        if bits & _DATED:
            signals[index] |= date_signals(lines[index], book.words)


def _add_headlines(folded: str, ends: Sequence[int], signals: list[int], headlines: Sequence[str]) -> None:
    """Marks blocks that begin with a headline's first letters or that hold the headline as it is written."""
    needles: set[str] = set()
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


def _forms(texts: Sequence[str]) -> list[int]:
    """What the texts' own letters tell: capitals, and what may be the form of a credit."""
    signals = []
    for text in texts:
        bits = _LAST_SIGNS.get(text[-1:], 0) or (_TAIL if _may_end_in_credit(text[-_TAIL_CHARS:]) else 0)
        if text.isupper():
            bits |= _CAPITALS
        if text[:4].isupper() and _MAYBE_FIRST_CAPITALS.match(text):
            bits |= _FIRST_CAPITALS
        signals.append(bits)
    joined = "\n".join(texts)
    ends = None
    for start in _glued_labels(joined):
        ends = ends or list(accumulate([len(text) + 1 for text in texts]))
        signals[bisect_right(ends, start)] |= _GLUED
    return signals


def _may_end_in_credit(tail: str) -> bool:
    return "/" in tail or " by " in tail or "＝" in tail or _MAYBE_TAIL.search(tail) is not None


def _glued_labels(joined: str) -> Iterator[int]:
    """Where a label of a credit stands in the texts, without white space before it."""
    for word, labels in _GLUED_LABELS.items():
        if word not in joined:
            continue
        for label in labels:
            place = joined.find(label)
            while place >= 0:
                if not place or not joined[place - 1].isspace():
                    yield place
                place = joined.find(label, place + len(label))


def survey(page: Page, headlines: Sequence[str]) -> Survey:
    """Looks once at every block of the page; time grows with the page's length, not with the number of rules."""
    book = phrasebook()
    signals = _forms([block.text for block in page.blocks])
    hits: dict[int, list[Hit]] = {}
    if not signals:
        return Survey(page, [], [], hits, (), False, book)
    folded, lines = _folded_lines(page)
    if page.elements:
        structure = structure_signals(page)
        signals = [bits | structure[block.element] for bits, block in zip(signals, page.blocks, strict=True)]
    _add_edges(lines, signals, book)
    _add_phrases(lines, signals, hits, book)
    _add_dates(lines, signals, book)
    if headlines:
        _add_headlines(folded, list(accumulate([len(line) + 1 for line in lines], initial=1))[1:], signals, headlines)
    if "@" in folded:
        signals = [bits | _HANDLE if "@" in line else bits for bits, line in zip(signals, lines, strict=True)]
    _add_repetitions(lines, signals)
    for index in range(page.hints.get("head", 0)):
        signals[index] |= _HEAD
    skeletons = tuple(filter(None, dict.fromkeys(map(skeleton, headlines))))
    joined_script = not folded.isascii() and (
        _JOINED_SCRIPT.search(folded) is not None
        if len(folded) < _SHORT_TEXT
        else any(sign in folded for sign in _JOINED_SIGNS)
    )
    return Survey(page, lines, signals, hits, skeletons, joined_script, book)
