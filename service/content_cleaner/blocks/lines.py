"""The lines of a plain text, with how many line breaks part each from the one before."""

from __future__ import annotations

import re
from typing import NamedTuple

# A line without its outer white space; the breaks are those of `str.splitlines`.
LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*\S)?")
# Chinese and Japanese characters, as a range of a regular expression.
EAST = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
MAX_BLOCKS = 20_000


class Line(NamedTuple):
    """A line of the source, or several in a row, without outer white space.

    gap: line breaks since the one before; 0 of the first line, whatever stands above it.
    """

    start: int
    end: int
    gap: int


def read(source: str) -> list[Line]:
    """All lines of a text that are not blank."""
    lines: list[Line] = []
    last = -1
    for match in LINE.finditer(source):
        start, end = match.span()
        gap = 0 if last < 0 else 1 if start - last == 1 else _breaks(source, last, start)
        lines.append(Line(start, end, gap))
        last = end
    return lines


def _breaks(source: str, last: int, start: int) -> int:
    """How many line breaks stand between two lines."""
    return max(source.count("\n", last, start), source.count("\r", last, start), 1)


def merged(groups: list[Line]) -> list[Line]:
    """Neighbouring lines of a text of very many taken together, so that the work on it stays bounded."""
    step = -(-len(groups) // MAX_BLOCKS)
    return [
        Line(groups[at].start, groups[min(at + step, len(groups)) - 1].end, groups[at].gap)
        for at in range(0, len(groups), step)
    ]
