"""What text browsers and converters add when they print a page: numbers and targets of links.

`lynx -dump` and `elinks -dump` write “[12]Budget” where a page links to its budget, and below the page, under
“References”, the address of each number. html-to-text writes “Budget [https://example.com/budget]”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from content_cleaner.document import Block

# Stands for each character of a mark: nobody sees it, and the offsets stay.
MASK = "\u2060"
REFERENCES = re.compile(r"^[^\S\n]*(References)[^\S\n]*\n", re.MULTILINE)
REFERENCE = re.compile(
    r"[^\S\n]*(?:(?P<target>\d{1,5}\.[^\S\n]+[A-Za-z][\w+.-]*:(?=\S)[^\n]*)|(?:Visible|Hidden) links:?)?"
    r"[^\S\n]*(?:\n|\Z)"
)
# Before the words of the link, or alone in its line; notes stand behind what they are to.
MARK = re.compile(
    r"(?<![\w.,;:!?)”’\"'])\[(\d{1,5})\](?=[^\s.,;:!?)]|[^\S\n]+\[\d)|(?:(?<=\])|(?<=\s))\[(\d{1,5})\](?=\s*$)",
    re.MULTILINE,
)
MIN_MARKED = 0.3
MIN_REFERENCES = 2
TARGET = re.compile(
    r"\[(?:(?P<sure>(?:https?:)?//[^\[\]\s]*|(?:mailto|tel|javascript):[^\[\]\s]*"
    r"|[\w./-]+\.(?:html?|php|aspx?|jsp|do|jpe?g|png|gif|webp|svg)(?:[?#][^\[\]\s]*)?)"
    r"|/[^\[\]\s/]+/[^\[\]\s]*|(?<=\S \[)[/#?][^\[\]\s]*)\]"
)
MIN_TARGETS = 5
# Between the texts of all elements of a page that is one line: at least so many, and one in so many characters.
BAR = "|"
# Sentences between bars; rows of tables and chords have none.
ENDS = (".", "!", "?", "…", "。", "！", "？", "”", "»", "।", "۔")
MIN_SENTENCES, MIN_SENTENCE_CHARS = 3, 20
MIN_CELLS = 2
MAX_BARS = 200_000
MIN_BARS = 20
MAX_CHARS_A_BAR = 100
# An article among menus whose words bars part is longer.
MAX_BETWEEN_BARS = 2_000
# A table has about as many in each line.
MIN_BARS_A_LINE = 3
# Links without a text have a number and no mark.
MAX_SKIPPED = 50


def references(source: str) -> int:
    """Where the list of targets at the end of a text begins; the text's length where there is none."""
    heading = next(reversed(list(REFERENCES.finditer(source))), None)
    if heading is None:
        return len(source)
    at, end, count = heading.start(1), heading.end(), 0
    while end < len(source):
        line = REFERENCE.match(source, end)
        if line is None:
            return len(source)
        count += line["target"] is not None
        end = line.end()
    marked = sum(1 for _ in MARK.finditer(source, 0, at))
    return at if marked >= max(MIN_REFERENCES, MIN_MARKED * count) else len(source)


def unmarked(source: str, end: int) -> str:
    """The text with the numbers of its links masked, up to where their targets are listed."""
    parts: list[str] = []
    last = expected = 0
    for mark in MARK.finditer(source, 0, end):
        number = int(mark[1] or mark[2])
        if expected <= number <= expected + MAX_SKIPPED:  # else the page's own, as of a note
            parts += (source[last : mark.start()], MASK * len(mark[0]))
            last, expected = mark.end(), number + 1
    return "".join((*parts, source[last:]))


def without_targets(source: str) -> str:
    """The text with the targets behind its links masked; itself where it has few of them."""
    marks = list(TARGET.finditer(source))
    if sum(mark["sure"] is not None for mark in marks) < MIN_TARGETS:
        return source
    ends = [0, *(mark.end() for mark in marks)]
    parts = [source[end : mark.start()] + MASK * len(mark[0]) for end, mark in zip(ends, marks, strict=False)]
    return "".join((*parts, source[ends[-1] :]))


def without_bars(source: str) -> str:
    """The text with line breaks for the bars that part all texts of a page in one line; else itself.

    `get_text("|")` and `" | ".join(...)` make it; a bar between blanks is the rarer in other texts.
    """
    bars = source.count(BAR)
    if not MIN_BARS <= bars <= MAX_BARS or len(source) > bars * MAX_CHARS_A_BAR:
        return source
    counts = [line.count(BAR) for line in source.splitlines() if line.strip()]
    if max(counts) < MIN_BARS or len(counts) * MIN_BARS_A_LINE > bars:
        return source
    parts = source.split(BAR)
    sentences = sum(len(part) >= MIN_SENTENCE_CHARS and part.rstrip().endswith(ENDS) for part in parts)
    is_table = sum(a == b >= MIN_CELLS for a, b in pairwise(counts)) * 4 > len(counts)
    if is_table or sentences < MIN_SENTENCES or max(map(len, parts)) > MAX_BETWEEN_BARS:
        return source
    return source.replace(BAR, "\n")


def with_bars(source: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of such a text with the bars behind each, so that their spans hold all of it."""
    starts = [0, *(block.start for block in blocks[1:]), len(source)]
    spans = [
        (
            start if source[start : block.start].strip() else block.start,
            block.start + len(source[block.start : end].rstrip()),
        )
        for block, start, end in zip(blocks, starts, starts[1:], strict=False)
    ]
    return tuple(block._replace(start=start, end=end) for block, (start, end) in zip(blocks, spans, strict=True))
