"""What text browsers and converters add when they print a page: numbers and targets of links.

`lynx -dump` and `elinks -dump` write “[12]Budget” where a page links to its budget, and below the page, under
“References”, the address of each number. html-to-text writes “Budget [https://example.com/budget]”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from content_cleaner.document import Block

# Stands for each character of a mark: nobody sees it, and the offsets stay.
MASK = "\u2060"
REFERENCES = "References"
REFERENCE = re.compile(
    r"[^\S\n]*(?:(?P<target>\d{1,5}\.[^\S\n]+[A-Za-z][\w+.-]*:[^\n]*)|(?:Visible|Hidden) links:?)?[^\S\n]*(?:\n|\Z)"
)
MARK = re.compile(r"\[(\d{1,5})\]")
MIN_REFERENCES = 2
TARGET = re.compile(
    r"\[(?:(?:(?:https?:)?//|[/#?]|mailto:|tel:|javascript:)[^\[\]\s]*"
    r"|[\w./-]+\.(?:html?|php|aspx?|jsp|do)(?:[?#][^\[\]\s]*)?)\]"
)
MIN_TARGETS = 5
# Between the texts of all elements of a page that is one line: at least so many, and one in so many characters.
BAR = "|"
BAR_AND_BLANKS = "| \t\r\n"
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
    at = source.rfind(f"{REFERENCES}\n")
    if at < 0 or source[source.rfind("\n", 0, at) + 1 : at].strip():
        return len(source)
    count, end = 0, at + len(REFERENCES) + 1
    while end < len(source):
        line = REFERENCE.match(source, end)
        if line is None:
            return len(source)
        count += line["target"] is not None
        end = line.end()
    marked = count >= MIN_REFERENCES and MARK.search(source, 0, at) is not None
    return at if marked else len(source)


def unmarked(source: str, end: int) -> str:
    """The text with the numbers of its links masked, up to where their targets are listed."""
    parts: list[str] = []
    last = expected = 0
    for mark in MARK.finditer(source, 0, end):
        number = int(mark[1])
        if expected <= number <= expected + MAX_SKIPPED:  # else the page's own, as of a note
            parts += (source[last : mark.start()], MASK * len(mark[0]))
            last, expected = mark.end(), number + 1
    return "".join((*parts, source[last:]))


def without_targets(source: str) -> str:
    """The text with the targets behind its links masked; itself where it has few of them."""
    marks = list(TARGET.finditer(source))
    if len(marks) < MIN_TARGETS:
        return source
    ends = [0, *(mark.end() for mark in marks)]
    parts = [source[end : mark.start()] + MASK * len(mark[0]) for end, mark in zip(ends, marks, strict=False)]
    return "".join((*parts, source[ends[-1] :]))


def without_bars(source: str) -> str:
    """The text with line breaks for the bars that part all texts of a page in one line; else itself.

    `get_text("|")` and `" | ".join(...)` make it; a bar between blanks is the rarer in other texts.
    """
    bars = source.count(BAR)
    if bars < MIN_BARS or len(source) > bars * MAX_CHARS_A_BAR or source.count("\n") * MIN_BARS_A_LINE > bars:
        return source
    most = max(line.count(BAR) for line in source.splitlines())
    longest = max(map(len, source.split(BAR)))
    is_parted = most >= MIN_BARS and longest <= MAX_BETWEEN_BARS and source.strip(BAR_AND_BLANKS)
    return source.replace(BAR, "\n") if is_parted else source


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
